import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { objectsView } from '../../../src/views/objects/index.ts';
import { printYaml } from '../../../src/views/objects/yaml.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { folded, recorded } from '../recorded.ts';

const pem = '-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n';

const csr: CertificateSigningRequest = {
  kind: 'CertificateSigningRequest',
  apiVersion: 'certificates.k8s.io/v1',
  spec: {
    usages: ['digital signature', 'client auth'],
    request: pem,
    username: 'kubelet-bootstrap',
    uid: '10001',
    groups: ['system:bootstrappers', 'system:authenticated'],
  },
  metadata: {
    name: 'csr-1e300',
    creationTimestamp: '2026-03-02T09:00:00Z',
    resourceVersion: '234',
    labels: { a: 'true', b: '07401', c: '1e300' },
  },
  status: {
    conditions: [
      { type: 'Approved', status: 'True', reason: 'AutoApproved', message: 'Auto approving: yes.' },
    ],
  },
};

describe('the YAML of an object', () => {
  it('has keys in order, lists not indented, and quotes where a text would read as something else', () => {
    expect(printYaml(csr)).toBe(`apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  creationTimestamp: "2026-03-02T09:00:00Z"
  labels:
    a: "true"
    b: "07401"
    c: "1e300"
  name: csr-1e300
  resourceVersion: "234"
spec:
  groups:
  - system:bootstrappers
  - system:authenticated
  request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KQUE9PQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
  uid: "10001"
  usages:
  - digital signature
  - client auth
  username: kubelet-bootstrap
status:
  conditions:
  - message: 'Auto approving: yes.'
    reason: AutoApproved
    status: "True"
    type: Approved
`);
  });

  it('carries the data of a Secret as base64', async () => {
    const { objects } = folded(objectsView, (await recorded('1.36')).log);
    const secret = objects.find(({ kind }) => kind === 'Secret')!;
    const { data } = parse(printYaml(secret.object)) as { data: Record<string, string> };
    expect(atob(data['token-id']!)).toBe('07401b');
    expect(atob(data['token-secret']!)).toBe('f395accd246ae52d');
  });

  it('gives roleRef and subjects their API group', async () => {
    const { objects } = folded(objectsView, (await recorded('1.36')).log);
    const binding = objects.find(
      ({ object }) => object.metadata.name === 'kubeadm:kubelet-bootstrap',
    )!;
    expect(printYaml(binding.object)).toContain(`roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:node-bootstrapper
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: Group
  name: system:bootstrappers:kubeadm:default-node-token
`);
  });

  it('reads back as what was stored, for every object of a run', async () => {
    const { objects } = folded(objectsView, (await recorded('1.11')).log);
    for (const { object } of objects) {
      const read = parse(printYaml(object)) as { metadata: unknown; kind: string };
      expect(read.kind).toBe(object.kind);
      expect(read.metadata).toEqual(object.metadata);
    }
  });
});
