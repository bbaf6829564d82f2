import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../../src/cluster/apiserver/authorization/attributes.ts';
import { ruleCovers } from '../../../../src/cluster/apiserver/authorization/rules.ts';
import type { PolicyRule } from '../../../../src/cluster/model/objects.ts';

const user = { name: 'alice', groups: [] };

function onCsrs(changes: Partial<Extract<Attributes, { kind: 'resource' }>> = {}): Attributes {
  return {
    kind: 'resource',
    user,
    verb: 'create',
    apiGroup: 'certificates.k8s.io',
    apiVersion: 'v1',
    resource: 'certificatesigningrequests',
    subresource: '',
    name: '',
    namespace: '',
    ...changes,
  };
}

const rule = (changes: Partial<PolicyRule> = {}): PolicyRule => ({
  verbs: ['create'],
  apiGroups: ['certificates.k8s.io'],
  resources: ['certificatesigningrequests'],
  ...changes,
});

describe('a rule on resources', () => {
  it('covers its verb, group and resource', () => {
    expect(ruleCovers(rule(), onCsrs())).toBe(true);
    expect(ruleCovers(rule(), onCsrs({ verb: 'delete' }))).toBe(false);
    expect(ruleCovers(rule(), onCsrs({ apiGroup: '' }))).toBe(false);
    expect(ruleCovers(rule(), onCsrs({ resource: 'nodes' }))).toBe(false);
  });

  it('covers everything with asterisks', () => {
    const all = rule({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] });
    expect(ruleCovers(all, onCsrs({ verb: 'approve', subresource: 'approval' }))).toBe(true);
  });

  it('does not cover a subresource that it does not name', () => {
    expect(ruleCovers(rule(), onCsrs({ subresource: 'nodeclient' }))).toBe(false);
    const named = rule({ resources: ['certificatesigningrequests/nodeclient'] });
    expect(ruleCovers(named, onCsrs({ subresource: 'nodeclient' }))).toBe(true);
    expect(ruleCovers(named, onCsrs())).toBe(false);
  });

  it('covers one subresource of every resource with */name', () => {
    const status = rule({ resources: ['*/status'] });
    expect(ruleCovers(status, onCsrs({ subresource: 'status' }))).toBe(true);
    expect(ruleCovers(status, onCsrs({ subresource: 'approval' }))).toBe(false);
    expect(ruleCovers(status, onCsrs())).toBe(false);
  });

  it('with names covers those only, and nothing without a name', () => {
    const signer = rule({
      resources: ['signers'],
      verbs: ['sign'],
      resourceNames: ['kubernetes.io/kubelet-serving'],
    });
    const asked = { resource: 'signers', verb: 'sign' };
    expect(ruleCovers(signer, onCsrs({ ...asked, name: 'kubernetes.io/kubelet-serving' }))).toBe(
      true,
    );
    expect(ruleCovers(signer, onCsrs({ ...asked, name: 'kubernetes.io/*' }))).toBe(false);
    expect(ruleCovers(signer, onCsrs(asked))).toBe(false);
  });

  it('covers no path', () => {
    const path: Attributes = { kind: 'nonResource', user, verb: 'create', path: '/healthz' };
    expect(ruleCovers(rule({ verbs: ['*'], resources: ['*'] }), path)).toBe(false);
  });
});

describe('a rule on paths', () => {
  const get = (path: string): Attributes => ({ kind: 'nonResource', user, verb: 'get', path });

  it.each([
    ['/healthz', '/healthz', true],
    ['/healthz', '/healthz/etcd', false],
    ['/api/*', '/api/v1', true],
    ['/api/*', '/apis', false],
    ['*', '/anything', true],
  ])('%s of %s: %s', (url, path, covered) => {
    expect(ruleCovers({ verbs: ['get'], nonResourceURLs: [url] }, get(path))).toBe(covered);
  });

  it('covers no resource', () => {
    expect(ruleCovers({ verbs: ['*'], nonResourceURLs: ['*'] }, onCsrs())).toBe(false);
  });
});
