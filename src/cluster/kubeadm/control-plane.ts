/**
 * Makes a control plane: the cluster CA, kube-apiserver's certificate and an administrator's, then starts both
 * components. Paths and subjects are kubeadm's (cmd/kubeadm/app/phases/certs, constants.go).
 * SIMPLIFIED: the CA's and the API server's keys are ECDSA P-256; kubeadm makes RSA 2048, which takes a browser longer.
 */
import { kubeletClientOrganization } from '../../releases/apiserver-to-kubelet.ts';
import type { CertificateTemplate, KeyRef } from '../model/crypto.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { DAY, MINUTE } from '../model/instant.ts';
import {
  NO_SUBJECT_ALT_NAMES,
  subjectName,
  type Name,
  type SubjectAltNames,
} from '../model/names.ts';
import { componentId } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import { PKI_DIRECTORY } from './paths.ts';
import { startComponents } from './start-components.ts';
import { hostClock, type ClusterState } from '../model/state.ts';

interface Identity {
  readonly role: 'ca' | 'apiserver' | 'apiserver-kubelet-client' | 'admin';
  readonly file: string;
}

const CA: Identity = { role: 'ca', file: 'ca' };
const APISERVER: Identity = { role: 'apiserver', file: 'apiserver' };
const KUBELET_CLIENT: Identity = {
  role: 'apiserver-kubelet-client',
  file: 'apiserver-kubelet-client',
};
const ADMIN: Identity = { role: 'admin', file: 'admin' };

/** What the CA signs, in this order; the administrator's certificate is the last. */
function signedBy(state: ClusterState): readonly Identity[] {
  return kubeletClientSubject(state) ? [APISERVER, KUBELET_CLIENT, ADMIN] : [APISERVER, ADMIN];
}

/** Who kube-apiserver is to a kubelet; undefined where this release's kubeadm makes no certificate for that. */
function kubeletClientSubject(state: ClusterState): Name | undefined {
  const { apiServer, release } = state.spec.controlPlane;
  const { kubeletClient } = apiServer;
  if (kubeletClient) return subjectName(kubeletClient.commonName, kubeletClient.organizations);
  const organization = kubeletClientOrganization.at(release);
  return organization === undefined
    ? undefined
    : subjectName('kube-apiserver-kubelet-client', [organization]);
}

const kubeadmOn = (state: ClusterState) => componentId('kubeadm', state.spec.controlPlane.host);
const keyOf = (state: ClusterState, role: string): KeyRef =>
  `${state.spec.controlPlane.host}/${role}`;

export function startControlPlane(state: ClusterState, fact: Fact): readonly FactBody[] {
  return [CA, ...signedBy(state)].map(({ role }) => ({
    type: 'crypto.asked',
    by: kubeadmOn(state),
    effect: `generate-${role}-${fact.seq}`,
    purpose: { name: 'kubeadm.key', of: role },
    ask: { kind: 'generateKey', key: keyOf(state, role), algorithm: 'ecdsa-p256' },
  }));
}

/** kubeadm's certificates begin with the CA's own NotBefore, five minutes ago here, so that a skewed clock may start. */
function validity(state: ClusterState, duration: number): { notBefore: number; notAfter: number } {
  const now = Math.floor(hostClock(state, state.spec.controlPlane.host) / 1000) * 1000;
  return { notBefore: now - 5 * MINUTE, notAfter: now - 5 * MINUTE + duration };
}

function template(state: ClusterState, role: Identity['role']): CertificateTemplate {
  const { controlPlane, seed } = state.spec;
  const common = {
    serial: rollHex(seed, `serial/${role}`, 8).replace(/^./, '4'),
    authorityKeyIdentifier: role !== 'ca',
  };
  if (role === 'ca') {
    return {
      ...common,
      ...validity(state, controlPlane.caDuration),
      subject: subjectName('kubernetes'),
      sans: NO_SUBJECT_ALT_NAMES,
      keyUsages: ['digitalSignature', 'keyEncipherment', 'certSign'],
      extKeyUsages: [],
      basicConstraints: 'ca',
      subjectKeyIdentifier: true,
    };
  }
  const isServer = role === 'apiserver';
  return {
    ...common,
    ...validity(state, controlPlane.certificateDuration ?? 365 * DAY),
    subject: clientOrServerSubject(state, role),
    sans: isServer ? apiServerNames(state) : NO_SUBJECT_ALT_NAMES,
    keyUsages: ['digitalSignature', 'keyEncipherment'],
    extKeyUsages: [isServer ? 'serverAuth' : 'clientAuth'],
    basicConstraints: 'leaf',
    subjectKeyIdentifier: false,
  };
}

/**
 * SIMPLIFIED: the administrator is always in system:masters, as in kubeadm's admin.conf up to 1.28; from 1.29 that is
 * super-admin.conf, and admin.conf relies on the binding kubeadm:cluster-admins.
 */
function clientOrServerSubject(state: ClusterState, role: Identity['role']): Name {
  if (role === 'apiserver') return subjectName('kube-apiserver');
  const kubeletClient = role === KUBELET_CLIENT.role ? kubeletClientSubject(state) : undefined;
  return kubeletClient ?? subjectName('kubernetes-admin', ['system:masters']);
}

function apiServerNames(state: ClusterState): SubjectAltNames {
  const { controlPlane, hosts } = state.spec;
  const dns = [
    controlPlane.host,
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ];
  const addresses = hosts.find((host) => host.name === controlPlane.host)?.addresses ?? [];
  return { ...NO_SUBJECT_ALT_NAMES, dns, ip: ['10.96.0.1', ...addresses] };
}

function issue(
  state: ClusterState,
  fact: Fact,
  role: Identity['role'],
  publicKey?: string,
  issuer?: string,
): FactBody {
  return {
    type: 'crypto.asked',
    by: kubeadmOn(state),
    effect: `issue-${role}-${fact.seq}`,
    purpose: { name: 'kubeadm.certificate', of: role },
    ask: {
      kind: 'issue',
      issuerKey: keyOf(state, 'ca'),
      ...(publicKey === undefined ? {} : { publicKey }),
      ...(issuer === undefined ? {} : { issuer }),
      template: template(state, role),
    },
  };
}

export function controlPlaneCryptoCompleted(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const { outcome, purpose } = fact;
  const role = purpose.of as Identity['role'];
  if (outcome.kind === 'failed') {
    return [
      {
        type: 'intent.refused',
        by: fact.by,
        reason: outcome.message,
        subject: `certificate of ${role}`,
      },
    ];
  }
  if (outcome.kind === 'generateKey') {
    const generated: FactBody = {
      type: 'key.generated',
      by: fact.by,
      key: keyOf(state, role),
      publicKey: outcome.result.publicKey,
    };
    return role === 'ca' ? [generated, issue(state, fact, 'ca')] : [generated];
  }
  return outcome.kind === 'issue' ? certificateMade(state, fact, role, outcome.result) : [];
}

function certificateMade(
  state: ClusterState,
  fact: Fact,
  role: Identity['role'],
  result: { pem: string; certificate: FactOf<'certificate.issued'>['certificate'] },
): readonly FactBody[] {
  const signedByCa = signedBy(state);
  const { file } = [CA, ...signedByCa].find((identity) => identity.role === role)!;
  const host = state.spec.controlPlane.host;
  const by = kubeadmOn(state);
  const key = keyOf(state, role);
  const issued: FactBody = { type: 'certificate.issued', by, role, key, ...result };
  const files: readonly FactBody[] =
    role === 'admin'
      ? []
      : [
          {
            type: 'file.written',
            by,
            host,
            path: `${PKI_DIRECTORY}/${file}.crt`,
            node: {
              type: 'file',
              mode: 0o644,
              content: { kind: 'pem', blocks: [{ certificate: result.pem }] },
            },
          },
          {
            type: 'file.written',
            by,
            host,
            path: `${PKI_DIRECTORY}/${file}.key`,
            node: {
              type: 'file',
              mode: 0o600,
              content: { kind: 'pem', blocks: [{ privateKey: key, label: 'EC PRIVATE KEY' }] },
            },
          },
        ];
  const signed =
    role === 'ca'
      ? signedByCa.map((identity) =>
          issue(state, fact, identity.role, state.kubeadm.publicKeys[identity.role], result.pem),
        )
      : [];
  return [
    issued,
    ...files,
    ...signed,
    ...(role === signedByCa.at(-1)!.role ? startComponents(state) : []),
  ];
}
