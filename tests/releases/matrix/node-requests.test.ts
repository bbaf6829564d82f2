import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import { loneKubelet, type LoneKubelet } from '../../cluster/kubelet/lone-kubelet.ts';
import { row } from './row.ts';

/** A kubelet that has asked for its first certificate. */
async function asked(release: Release, rotateCertificates = true): Promise<LoneKubelet> {
  const lone = await loneKubelet(release, {
    decision: () => 'none',
    kubelet: { rotateCertificates },
  });
  await lone.start();
  return lone;
}

/** The body of the first request that it sent. */
async function firstRequest(
  release: Release,
  rotateCertificates = true,
): Promise<CertificateSigningRequest> {
  const lone = await asked(release, rotateCertificates);
  const found = lone
    .facts('request.prepared')
    .map(({ request }) => (request.kind === 'resource' ? request.body : undefined))
    .find((body) => body?.kind === 'CertificateSigningRequest');
  if (found?.kind !== 'CertificateSigningRequest') throw new Error('nothing was asked for');
  return found;
}

const nameOf = ({ metadata }: CertificateSigningRequest): string =>
  metadata.generateName ?? metadata.name.replace(/(?<=node-csr-)[\w-]{43}$/, '<digest>');

row(
  'CSR API',
  [
    ['1.4', 'v1alpha1'],
    ['1.6', 'v1beta1'],
    ['1.19', 'v1'],
  ],
  async (release) => (await firstRequest(release)).apiVersion.replace('certificates.k8s.io/', ''),
);

row(
  'signerName sent',
  [
    ['1.4', undefined],
    ['1.18', 'kubernetes.io/kube-apiserver-client-kubelet'],
  ],
  async (release) => (await firstRequest(release)).spec.signerName,
);

row(
  'key encipherment (EC key)',
  [
    ['1.4', undefined],
    ['1.6', ['digital signature', 'key encipherment', 'client auth']],
    ['1.27', ['digital signature', 'client auth']],
  ],
  async (release) => (await firstRequest(release)).spec.usages,
);

row(
  'first client CSR name',
  [
    ['1.4', 'csr-'],
    ['1.7', 'node-csr-<digest>'],
    ['1.14', 'csr-'],
  ],
  async (release) => nameOf(await firstRequest(release)),
);

row(
  'first client CSR name, rotation off',
  [
    ['1.4', 'csr-'],
    ['1.7', 'node-csr-<digest>'],
  ],
  async (release) => nameOf(await firstRequest(release, false)),
);

row<readonly [key: string, usages: readonly string[]] | undefined>(
  'digest over',
  [
    ['1.4', undefined],
    ['1.7', ['privateKeyPem', ['digital signature', 'key encipherment', 'client auth']]],
    ['1.16', ['publicKeyDer', ['digital signature', 'key encipherment', 'client auth']]],
    ['1.27', ['publicKeyDer', ['digital signature', 'client auth']]],
  ],
  async (release) => {
    const lone = await asked(release, false);
    const ask = lone.facts('crypto.asked').find((fact) => fact.ask.kind === 'digestName')?.ask;
    return ask?.kind === 'digestName' ? [ask.over, ask.parts.slice(2)] : undefined;
  },
);
