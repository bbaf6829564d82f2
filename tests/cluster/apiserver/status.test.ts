import { describe, expect, it } from 'vitest';
import { attributesOfReview } from '../../../src/cluster/apiserver/authorization/attributes.ts';
import {
  conflict,
  forbiddenStatus,
  unauthorizedStatus,
} from '../../../src/cluster/apiserver/status.ts';
import type { Release } from '../../../src/releases/release.ts';

const boot = { name: 'system:bootstrap:07401b', groups: [] };
const createCsr = attributesOfReview(boot, {
  verb: 'create',
  group: 'certificates.k8s.io',
  version: 'v1beta1',
  resource: 'certificatesigningrequests',
});

const bodyOf = (
  release: Release,
  reason = '',
  attributes: Parameters<typeof forbiddenStatus>[0] = createCsr,
): string => {
  const { plainText, message } = forbiddenStatus(attributes, reason, release);
  return plainText ?? message;
};

describe('the body of a 401', () => {
  it('is a word up to 1.7 and a Status from 1.8', () => {
    expect(unauthorizedStatus('1.7').plainText).toBe('Unauthorized\n');
    expect(unauthorizedStatus('1.8')).toEqual({
      kind: 'Status',
      status: 'Failure',
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  });
});

describe('the body of a 403', () => {
  const sentence =
    'User "system:bootstrap:07401b" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope';

  it.each<[Release, string]>([
    ['1.4', 'Forbidden: "/apis/certificates.k8s.io/v1beta1/certificatesigningrequests"'],
    ['1.7', `${sentence}.`],
    ['1.8', `certificatesigningrequests.certificates.k8s.io is forbidden: ${sentence}`],
    [
      '1.12',
      'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope',
    ],
  ])('in %s', (release, body) => {
    expect(bodyOf(release)).toBe(body);
  });

  it('quotes the reason in 1.6 and 1.7 and appends it later', () => {
    expect(bodyOf('1.7', 'RBAC: "x" not found')).toBe(`${sentence}.: "RBAC: \\"x\\" not found"`);
    expect(bodyOf('1.11', 'RBAC: "x" not found')).toMatch(/cluster scope: RBAC: "x" not found$/);
  });

  it('names the object, its namespace and the subresource', () => {
    const update = attributesOfReview(boot, {
      verb: 'update',
      resource: 'secrets',
      name: 's',
      namespace: 'kube-system',
      subresource: 'x',
    });
    expect(bodyOf('1.36', '', update)).toBe(
      'secrets "s" is forbidden: User "system:bootstrap:07401b" cannot update resource "secrets/x" in API group "" in the namespace "kube-system"',
    );
  });

  it('names the path of what is no resource', () => {
    const path = { kind: 'nonResource', user: boot, verb: 'get', path: '/metrics' } as const;
    expect(bodyOf('1.36', '', path)).toBe(
      'forbidden: User "system:bootstrap:07401b" cannot get path "/metrics"',
    );
  });

  it('writes characters of HTML as entities from 1.7', () => {
    const strange = { ...createCsr, user: { name: '<b>&', groups: [] } };
    expect(bodyOf('1.6', '', strange)).toContain('User "<b>&" cannot');
    expect(bodyOf('1.7', '', strange)).toContain('User "&lt;b&gt;&amp;" cannot');
  });
});

describe('a conflict', () => {
  it('asks for the latest version', () => {
    expect(conflict('certificatesigningrequests.certificates.k8s.io', 'x').message).toBe(
      'Operation cannot be fulfilled on certificatesigningrequests.certificates.k8s.io "x": the object has been modified; please apply your changes to the latest version and try again',
    );
  });
});
