import { describe, expect, it } from 'vitest';
import type {
  AdmissionRequest,
  Plugin,
} from '../../../../src/cluster/apiserver/admission/attributes.ts';
import { certificateApproval } from '../../../../src/cluster/apiserver/admission/certificate-approval.ts';
import { certificateSigning } from '../../../../src/cluster/apiserver/admission/certificate-signing.ts';
import { nodeRestriction } from '../../../../src/cluster/apiserver/admission/node-restriction.ts';
import { enabledPlugins, runPlugins } from '../../../../src/cluster/apiserver/admission/plugins.ts';
import { certificateSubjectRestriction } from '../../../../src/cluster/apiserver/admission/subject-restriction.ts';
import type { Node } from '../../../../src/cluster/model/objects.ts';
import { csr, details, GOOD, parsed } from '../csr/objects.ts';

const node1 = { name: 'system:node:node-1', groups: ['system:nodes'] };
const node = (name: string, labels: Readonly<Record<string, string>> = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels },
  spec: {},
  status: { addresses: [], conditions: [] },
});

const base: AdmissionRequest = {
  release: '1.36',
  operation: 'CREATE',
  resource: 'certificatesigningrequests',
  subresource: '',
  name: '',
  user: node1,
  object: csr({ signerName: 'kubernetes.io/kube-apiserver-client-kubelet' }),
  stored: undefined,
  csr: GOOD,
  allows: () => false,
};

describe('NodeRestriction', () => {
  const ask = (changes: Partial<AdmissionRequest>) =>
    nodeRestriction.admit({ ...base, ...changes });
  const onNode = { resource: 'nodes', csr: undefined };

  it('lets a node register itself', () => {
    expect(ask({ ...onNode, object: node('node-1') }).outcome).toBe('admitted');
  });

  it.each([
    ['1.7', 'node node-1 cannot modify node node-2'],
    ['1.8', 'node "node-1" cannot modify node "node-2"'],
    ['1.36', 'node "node-1" is not allowed to modify node "node-2"'],
  ] as const)('keeps it from another one in %s', (release, reason) => {
    expect(ask({ ...onNode, release, object: node('node-2') })).toEqual({
      outcome: 'refused',
      reason,
    });
    const update = {
      operation: 'UPDATE',
      name: 'node-2',
      subresource: 'status',
      object: node('node-2'),
      stored: node('node-2'),
    } as const;
    expect(ask({ ...onNode, release, ...update })).toEqual({ outcome: 'refused', reason });
  });

  it('is not concerned with users that are no nodes', () => {
    expect(
      ask({ ...onNode, user: { name: 'admin', groups: [] }, object: node('node-2') }).outcome,
    ).toBe('notConcerned');
  });

  it('refuses a node whose name it cannot tell', () => {
    const user = { name: 'system:node:', groups: ['system:nodes'] };
    expect(ask({ user })).toEqual({
      outcome: 'refused',
      reason: 'could not determine node from user "system:node:"',
    });
    expect(ask({ user, release: '1.7' })).toMatchObject({
      reason: 'could not determine node from user system:node:',
    });
  });

  it('keeps labels under node-restriction.kubernetes.io from nodes from 1.14', () => {
    const object = node('node-1', { 'node-restriction.kubernetes.io/tier': 'x', zone: 'a' });
    expect(ask({ ...onNode, object, release: '1.11' }).outcome).toBe('admitted');
    expect(ask({ ...onNode, object })).toMatchObject({
      reason:
        'node "node-1" is not allowed to set the following labels: node-restriction.kubernetes.io/tier',
    });
    expect(
      ask({ ...onNode, object, stored: object, operation: 'UPDATE', name: 'node-1' }).outcome,
    ).toBe('admitted');
  });

  it('looks into requests for the kubelet signers from 1.31', () => {
    const other = parsed(details('system:node:node-2', ['system:nodes']));
    expect(ask({}).outcome).toBe('admitted');
    expect(ask({ csr: other, release: '1.30' }).outcome).toBe('notConcerned');
    expect(ask({ csr: other })).toEqual({
      outcome: 'refused',
      reason: 'can only create a node CSR with CN=system:node:node-1',
    });
    const gate = { AllowInsecureKubeletCertificateSigningRequests: true };
    expect(ask({ csr: other, featureGates: gate }).outcome).toBe('notConcerned');
    expect(ask({ csr: other, object: csr() }).outcome).toBe('notConcerned');
  });
});

describe('the plugins on certificates', () => {
  const stored = csr({ signerName: 'example.com/signer' });
  const update = { ...base, operation: 'UPDATE', stored } as const;
  const permitted = (verb: string, name: string) => ({
    allows: (review: { verb: string; name?: string }) =>
      review.verb === verb && review.name === name,
  });

  it('let approve who may approve for the signer that is stored', () => {
    const ask = {
      ...update,
      subresource: 'approval',
      object: csr({ signerName: 'other.com/signer' }),
    };
    expect(
      certificateApproval.admit({ ...ask, ...permitted('approve', 'example.com/signer') }).outcome,
    ).toBe('admitted');
    expect(
      certificateApproval.admit({ ...ask, ...permitted('approve', 'example.com/*') }).outcome,
    ).toBe('admitted');
    expect(
      certificateApproval.admit({ ...ask, ...permitted('approve', 'other.com/signer') }),
    ).toEqual({
      outcome: 'refused',
      reason: 'user not permitted to approve requests with signerName "example.com/signer"',
    });
    expect(
      certificateApproval.admit({ ...ask, ...permitted('sign', 'example.com/signer') }).outcome,
    ).toBe('refused');
  });

  it('let sign who may sign, and ask only where something was signed', () => {
    const ask = {
      ...update,
      subresource: 'status',
      object: { ...stored, status: { certificate: 'pem' } },
    };
    expect(
      certificateSigning.admit({ ...ask, ...permitted('sign', 'example.com/signer') }).outcome,
    ).toBe('admitted');
    expect(certificateSigning.admit(ask)).toMatchObject({
      reason: 'user not permitted to sign requests with signerName "example.com/signer"',
    });
    expect(certificateSigning.admit({ ...ask, object: stored }).outcome).toBe('notConcerned');
  });

  it('ask of a condition too from 1.19', () => {
    const object = { ...stored, status: { conditions: [{ type: 'Failed' }] } };
    const ask = { ...update, subresource: 'status', object };
    expect(certificateSigning.admit({ ...ask, release: '1.18' }).outcome).toBe('notConcerned');
    expect(certificateSigning.admit(ask).outcome).toBe('refused');
  });

  it('keep system:masters from the signer of client certificates', () => {
    const object = csr({ signerName: 'kubernetes.io/kube-apiserver-client' });
    const masters = parsed(details('alice', ['dev', 'system:masters']));
    expect(certificateSubjectRestriction.admit({ ...base, object, csr: masters })).toEqual({
      outcome: 'refused',
      reason:
        'use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed',
    });
    expect(certificateSubjectRestriction.admit({ ...base, object }).outcome).toBe('admitted');
    expect(certificateSubjectRestriction.admit({ ...base, csr: masters }).outcome).toBe(
      'notConcerned',
    );
  });
});

describe('the plugins of a release', () => {
  const names = (named: readonly string[], release: '1.6' | '1.11' | '1.18') =>
    enabledPlugins(named, release).map(({ name }) => name);

  it('are those on certificates from 1.18, and NodeRestriction where it is named', () => {
    expect(names(['NodeRestriction'], '1.6')).toEqual([]);
    expect(names(['NodeRestriction'], '1.11')).toEqual(['NodeRestriction']);
    expect(names([], '1.18')).toEqual([
      'CertificateApproval',
      'CertificateSigning',
      'CertificateSubjectRestriction',
    ]);
  });

  it('are asked until one refuses', () => {
    const refusing: Plugin = {
      name: 'No',
      phase: 'mutating',
      admit: () => ({ outcome: 'refused', reason: 'no' }),
    };
    const run = runPlugins([nodeRestriction, refusing, certificateApproval], base);
    expect(run.verdicts.map(({ plugin }) => plugin)).toEqual(['NodeRestriction', 'No']);
    expect(run.refusal).toBe('no');
  });
});
