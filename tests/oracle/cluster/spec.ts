/** Flags, users and bindings with which the recorded control planes ran (tests/oracle/recordings/README.md). */
import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import { DAY, MINUTE, type Duration } from '../../../src/cluster/model/instant.ts';
import type {
  ApiObject,
  ClusterRole,
  ClusterRoleBinding,
  RbacSubject,
  Secret,
} from '../../../src/cluster/model/objects.ts';
import { nodeAuthorizer } from '../../../src/releases/authorization.ts';
import type { Release } from '../../../src/releases/release.ts';

/** --token-auth-file of every recorded cluster. */
export const TOKENS = {
  boot: '6df3c701f979cee17732c30958745947',
  other: '11111111111111111111111111111111',
  nogroup: '22222222222222222222222222222222',
} as const;

const TOKEN_FILE = `${TOKENS.boot},kubelet-bootstrap,10001,"system:bootstrappers"
${TOKENS.other},other-user,10002,"dev"
${TOKENS.nogroup},nogroup-user,10003
33333333333333333333333333333333,approve-all,10004,"approvers"
`;

/** 2026-11-22T05:27:00Z, about when the first of the recordings began. */
const STARTS_AT = Date.UTC(2026, 10, 22, 5, 27);

export interface RecordedFlags {
  readonly signingDuration?: Duration;
  /** --feature-gates=RotateKubeletServerCertificate of kube-controller-manager. */
  readonly servingGate?: boolean;
  readonly caDuration?: Duration;
  /** Whether the group approver of 1.6 approves the requests of the bootstrap token; true where absent. */
  readonly approvesGroup?: boolean;
}

export const HOST = 'control-plane';

export function recordedSpec(release: Release, flags: RecordedFlags = {}): ClusterSpec {
  return {
    scenario: 'oracle',
    seed: `oracle-${release}`,
    startsAt: STARTS_AT,
    hosts: [
      { name: HOST, addresses: ['10.0.0.10'] },
      { name: 'workstation', addresses: ['10.0.0.5'] },
    ],
    controlPlane: {
      host: HOST,
      release,
      endpoint: '10.0.0.10:6443',
      caDuration: flags.caDuration ?? 3650 * DAY,
      apiServer: {
        enableBootstrapTokenAuth: true,
        anonymousAuth: true,
        authorizationModes: nodeAuthorizer.at(release) ? ['Node', 'RBAC'] : ['RBAC'],
        enabledAdmissionPlugins: nodeAuthorizer.at(release) ? ['NodeRestriction'] : [],
        tokenAuthFile: TOKEN_FILE,
      },
      controllerManager: {
        clusterSigningDuration: flags.signingDuration ?? 10 * MINUTE,
        controllers: ['*', 'bootstrapsigner', 'tokencleaner'],
        featureGates: flags.servingGate === true ? { RotateKubeletServerCertificate: true } : {},
        ...(flags.approvesGroup === false
          ? {}
          : { approveAllKubeletCsrsForGroup: 'system:bootstrappers' }),
      },
    },
    nodes: [],
    workstation: { host: 'workstation', release },
    bootstrapToken: '07401b.f395accd246ae52d',
  };
}

const user = (name: string): RbacSubject => ({ kind: 'User', name });
const group = (name: string): RbacSubject => ({ kind: 'Group', name });

function binding(name: string, role: string, subject: RbacSubject): ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [subject],
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

function creators(name: string, resource: string): ClusterRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: [{ verbs: ['create'], apiGroups: ['certificates.k8s.io'], resources: [resource] }],
  };
}

const CSRS = 'certificatesigningrequests';
const NODE_CLIENT = `system:certificates.k8s.io:${CSRS}:nodeclient`;
const SELF_CLIENT = `system:certificates.k8s.io:${CSRS}:selfnodeclient`;

/** The bootstrap token of the recordings, with the group of its bindings among those of its own. */
const TOKEN_SECRET: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'bootstrap-token-07401b', namespace: 'kube-system' },
  type: 'bootstrap.kubernetes.io/token',
  data: {
    'token-id': '07401b',
    'token-secret': 'f395accd246ae52d',
    'usage-bootstrap-authentication': 'true',
    'usage-bootstrap-signing': 'true',
    'auth-extra-groups': 'system:bootstrappers:worker,system:bootstrappers:ingress',
  },
};

/** Who may ask, and whose requests are approved, while the matrix was recorded. */
export function recordedObjects(release: Release): readonly ApiObject[] {
  const version = release === '1.25' ? 'v1' : 'v1beta1';
  const objects = [
    creators('approve-node-server-renewal-csr', `${CSRS}/selfnodeserver`),
    // Up to 1.7 kube-apiserver brings no roles for approval; the recorder made them under the names of 1.8.
    ...(release === '1.6' || release === '1.7'
      ? [
          creators(NODE_CLIENT, `${CSRS}/nodeclient`),
          creators(SELF_CLIENT, `${CSRS}/selfnodeclient`),
        ]
      : []),
    binding('kubelet-bootstrap', 'system:node-bootstrapper', group('system:bootstrappers')),
    binding('anyone-may-ask', 'system:node-bootstrapper', group('system:authenticated')),
    binding('node-client-auto-approve-csr', NODE_CLIENT, group('system:bootstrappers')),
    ...['node-1', 'node-2', 'node-e1', 'node-e2', 'node-e3', 'node-l1'].map((node) =>
      binding(`node-client-auto-renew-crt-${node}`, SELF_CLIENT, user(`system:node:${node}`)),
    ),
    binding('node-server-auto-renew-crt', 'approve-node-server-renewal-csr', group('system:nodes')),
  ];
  const apiVersion = `rbac.authorization.k8s.io/${version}`;
  return [TOKEN_SECRET, ...objects.map((object) => ({ ...object, apiVersion }))];
}

/** As outside of the matrix: of those who have no other right to, users of the group dev may ask. */
export function objectsForDevelopers(release: Release): readonly ApiObject[] {
  const dev = binding('developers-may-ask', 'system:node-bootstrapper', group('dev'));
  const objects = recordedObjects(release);
  const { apiVersion } = objects.find(({ kind }) => kind === 'ClusterRoleBinding')!;
  return [...without(objects, 'anyone-may-ask'), { ...dev, apiVersion }];
}

/** `objects` without those of these names. */
export const without = (
  objects: readonly ApiObject[],
  ...names: readonly string[]
): readonly ApiObject[] => objects.filter(({ metadata }) => !names.includes(metadata.name));
