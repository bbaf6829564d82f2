import { describe, expect, it } from 'vitest';
import {
  afterReview,
  approvalRequest,
  inspect,
  reviewOf,
} from '../../../../src/cluster/controllers/approver/approval.ts';
import { recognizers } from '../../../../src/cluster/controllers/approver/recognizers.ts';
import type { CertificateSigningRequest } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { csrWith, nodeRequest } from '../requests.ts';

const decoded = { ok: true, request: nodeRequest } as const;
const first = (release: Release) => recognizers(release)[0]!;

describe('inspect', () => {
  it.each([
    ['approved', { conditions: [{ type: 'Approved' }] }],
    ['denied', { conditions: [{ type: 'Denied' }] }],
    ['issued', { certificate: 'PEM' }],
  ])('leaves alone what is %s', (_, status) => {
    expect(inspect(csrWith({}, status), decoded, recognizers('1.36')).kind).toBe('settled');
  });

  it("says which request does not parse, in Kubernetes' words", () => {
    const inspection = inspect(
      csrWith(),
      { ok: false, reason: 'notPem', detail: '' },
      recognizers('1.36'),
    );
    expect(inspection).toEqual({
      kind: 'error',
      message: 'unable to parse csr "csr-1": PEM block type must be CERTIFICATE REQUEST',
    });
  });
});

describe('reviewOf', () => {
  const csr = csrWith({ uid: 'u-1', groups: ['system:nodes'], extra: { k: ['v'] } });

  it('asks for the requester, not for the subject of the request', () => {
    const { spec } = reviewOf(
      csrWith({ username: 'system:bootstrap:07401b' }),
      first('1.36'),
      '1.36',
    );
    expect(spec.user).toBe('system:bootstrap:07401b');
    expect(spec.resourceAttributes).toEqual({
      group: 'certificates.k8s.io',
      version: '*',
      resource: 'certificatesigningrequests',
      subresource: 'selfnodeclient',
      verb: 'create',
    });
  });

  it.each([
    ['1.7', undefined],
    ['1.8', 'u-1'],
    ['1.36', 'u-1'],
  ] as const)('carries the uid at %s: %s', (release, uid) => {
    expect(reviewOf(csr, first(release), release).spec).toMatchObject({
      groups: ['system:nodes'],
      extra: { k: ['v'] },
    });
    expect(reviewOf(csr, first(release), release).spec.uid).toBe(uid);
  });

  it.each([
    ['1.27', undefined],
    ['1.28', '*'],
  ] as const)('names the version at %s: %s', (release, version) => {
    expect(reviewOf(csr, first(release), release).spec.resourceAttributes.version).toBe(version);
  });
});

describe('approvalRequest', () => {
  it.each([
    ['1.8', 'v1beta1', undefined],
    ['1.11', 'v1beta1', undefined],
    ['1.19', 'v1', 'True'],
    ['1.36', 'v1', 'True'],
  ] as const)('writes the condition of %s', (release, apiVersion, status) => {
    const request = approvalRequest(csrWith(), first(release), release);
    expect(request).toMatchObject({
      verb: 'update',
      apiVersion,
      subresource: 'approval',
      name: 'csr-1',
    });
    const { conditions } = (request.body as CertificateSigningRequest).status;
    expect(conditions).toHaveLength(1);
    expect(conditions?.[0]).toMatchObject({
      type: 'Approved',
      reason: 'AutoApproved',
      message: 'Auto approving self kubelet client certificate after SubjectAccessReview.',
    });
    expect(conditions?.[0]?.status).toBe(status);
  });
});

describe('afterReview', () => {
  const both = recognizers('1.36');

  it('approves for the first that is allowed and asks no further', () => {
    expect(afterReview(csrWith(), both, 0, true, '1.36')).toMatchObject({ kind: 'approve' });
  });

  it('asks for the next after a refusal', () => {
    const next = afterReview(csrWith(), both, 0, false, '1.36');
    expect(next.kind === 'review' && next.recognizer.name).toBe('nodeclient');
  });

  it.each([
    ['1.7', 'error'],
    ['1.8', 'error'],
    ['1.9', 'ignorable'],
    ['1.36', 'ignorable'],
  ] as const)('gives up at %s with consequence %s', (release, consequence) => {
    const last = afterReview(csrWith(), recognizers(release), 1, false, release);
    expect(last).toEqual({
      kind: 'gaveUp',
      outcome: {
        consequence,
        message:
          'recognized csr "csr-1" as [selfnodeclient nodeclient] but subject access review was not approved',
      },
    });
  });
});
