/** The CertificateSigningRequest that a kubelet posts (client-go util/certificate/csr/csr.go, RequestCertificate). */
import { bootstrapRequestName, bootstrapWait } from '../../../releases/kubelet-bootstrap.ts';
import {
  csrVersions,
  keyAlgorithm,
  sendsSignerName,
  sendsUsages,
} from '../../../releases/kubelet-requests.ts';
import type { Release } from '../../../releases/release.ts';
import type { Duration } from '../../model/instant.ts';
import {
  NO_SUBJECT_ALT_NAMES,
  subjectName,
  type Name,
  type SubjectAltNames,
} from '../../model/names.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { requestedUsages, type CertificatePurpose } from './usages.ts';

export const SIGNER_NAMES = {
  client: 'kubernetes.io/kube-apiserver-client-kubelet',
  serving: 'kubernetes.io/kubelet-serving',
} as const satisfies Record<CertificatePurpose, string>;

/** `O=system:nodes, CN=system:node:<name>`: who the certificate will speak for. */
export const nodeSubject = (node: string): Name =>
  subjectName(`system:node:${node}`, ['system:nodes']);

export interface WantedCertificate {
  readonly subject: Name;
  readonly sans: SubjectAltNames;
  readonly usages: readonly string[];
  readonly signerName: string | undefined;
  readonly name: { readonly prefix: string; readonly kind: 'digest' | 'generated' };
  readonly wait: Duration;
}

/** What a bootstrap that blocks the start asks for. */
export function bootstrapCSR(node: string, release: Release): WantedCertificate {
  const kind = bootstrapRequestName.at(release);
  return {
    ...wanted(node, 'client', release),
    name: { prefix: kind === 'digest' ? 'node-csr-' : 'csr-', kind },
    wait: bootstrapWait.at(release),
  };
}

/** What the certificate manager asks for: always a new key, and a name that the server makes up. */
export function rotationCSR(node: string, release: Release, wait: Duration): WantedCertificate {
  return { ...wanted(node, 'client', release), name: { prefix: 'csr-', kind: 'generated' }, wait };
}

/** The same for the certificate of port 10250, with the names that it is to carry. */
export function servingCSR(
  node: string,
  sans: SubjectAltNames,
  release: Release,
  wait: Duration,
): WantedCertificate {
  const name = { prefix: 'csr-', kind: 'generated' } as const;
  return { ...wanted(node, 'serving', release), sans, name, wait };
}

function wanted(
  node: string,
  purpose: CertificatePurpose,
  release: Release,
): Omit<WantedCertificate, 'name' | 'wait'> {
  return {
    subject: nodeSubject(node),
    sans: NO_SUBJECT_ALT_NAMES,
    usages: requestedUsages(purpose, keyAlgorithm.at(release), release),
    signerName: sendsSignerName.at(release) ? SIGNER_NAMES[purpose] : undefined,
  };
}

/**
 * The object as posted. The server fills in user name, groups, UID and extra; the kubelet asks for no lifetime.
 * @param name the digested name; undefined lets the server append five characters to `csr-`
 */
export function requestObject(
  wish: WantedCertificate,
  pem: string,
  name: string | undefined,
  version: string,
  release: Release,
): CertificateSigningRequest {
  return {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: name === undefined ? { name: '', generateName: wish.name.prefix } : { name },
    spec: {
      request: pem,
      ...(wish.signerName === undefined ? {} : { signerName: wish.signerName }),
      ...(sendsUsages.at(release) ? { usages: wish.usages } : {}),
    },
    status: {},
  };
}

/** The version to try after `version` answered NotFound; undefined where there is none. */
export function nextVersion(version: string, release: Release): string | undefined {
  const versions: readonly string[] = csrVersions.at(release);
  return versions[versions.indexOf(version) + 1];
}

export const firstVersion = (release: Release): string => csrVersions.at(release)[0]!;
