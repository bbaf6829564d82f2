import { describe, expect, it } from 'vitest';
import { attributesOfReview } from '../../../../src/cluster/apiserver/authorization/attributes.ts';
import { authorizeNode } from '../../../../src/cluster/apiserver/authorization/node.ts';
import type { ResourceAttributes } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';

const CSRS = { group: 'certificates.k8s.io', resource: 'certificatesigningrequests' };

function ask(
  review: ResourceAttributes,
  release: Release = '1.36',
  name = 'system:node:node-1',
  groups = ['system:nodes'],
) {
  return authorizeNode(attributesOfReview({ name, groups }, review), release);
}

describe('the Node authorizer', () => {
  it('lets a node make and watch certificate signing requests, and nothing more', () => {
    expect(ask({ verb: 'create', ...CSRS }).allowed).toBe(true);
    expect(ask({ verb: 'watch', ...CSRS }).allowed).toBe(true);
    expect(ask({ verb: 'delete', ...CSRS }).allowed).toBe(false);
    expect(ask({ verb: 'update', ...CSRS, subresource: 'approval' }).allowed).toBe(false);
  });

  it('does not give the permission to be approved automatically', () => {
    expect(ask({ verb: 'create', ...CSRS, subresource: 'selfnodeclient' }).allowed).toBe(false);
  });

  it('says nothing of users that are no nodes', () => {
    const create = { verb: 'create', resource: 'nodes' };
    expect(ask(create, '1.36', 'system:node:node-1', ['dev'])).toEqual({
      allowed: false,
      reason: '',
    });
    expect(ask(create, '1.36', 'kubelet')).toEqual({ allowed: false, reason: '' });
    expect(ask(create).allowed).toBe(true);
  });

  it('names the user whose node it cannot tell', () => {
    expect(ask({ verb: 'get', resource: 'nodes' }, '1.11', 'system:node:')).toEqual({
      allowed: false,
      reason: 'unknown node for user "system:node:"',
    });
  });

  it('lets a node delete nodes up to 1.11 only', () => {
    const remove = { verb: 'delete', resource: 'nodes', name: 'node-1' };
    expect(ask(remove, '1.11').allowed).toBe(true);
    expect(ask(remove, '1.14').allowed).toBe(false);
  });

  it('lets a node read every node up to 1.31, then its own', () => {
    const other = { verb: 'get', resource: 'nodes', name: 'node-2' };
    expect(ask(other, '1.31').allowed).toBe(true);
    expect(ask(other, '1.32').reason).toBe(
      "node 'node-1' cannot read 'node-2', only its own Node object",
    );
    expect(ask({ verb: 'list', resource: 'nodes' }, '1.32').reason).toBe(
      "node 'node-1' cannot read all nodes, only its own Node object",
    );
    expect(ask({ ...other, name: 'node-1' }, '1.32').allowed).toBe(true);
  });

  it.each<[Release, string]>([
    ['1.11', 'no path found to object'],
    ['1.14', 'no relationship found between node "node-1" and this object'],
    ['1.36', "no relationship found between node 'node-1' and this object"],
  ])('keeps Secrets from nodes whose pods do not use them: %s', (release, reason) => {
    const secret = { verb: 'get', resource: 'secrets', name: 's', namespace: 'kube-system' };
    expect(ask(secret, release)).toEqual({ allowed: false, reason });
  });

  it.each<[ResourceAttributes, Release, string]>([
    [
      { verb: 'list', resource: 'secrets' },
      '1.8',
      'can only get individual resources of this type',
    ],
    [{ verb: 'delete', resource: 'secrets' }, '1.36', 'can only read resources of this type'],
    [
      { verb: 'get', resource: 'configmaps', name: 'c' },
      '1.36',
      'can only read namespaced object of this type',
    ],
    [{ verb: 'list', resource: 'configmaps', namespace: 'n' }, '1.36', 'No Object name found'],
    [
      { verb: 'get', resource: 'secrets', name: 's', namespace: 'n', subresource: 'x' },
      '1.36',
      'cannot read subresource',
    ],
  ])('%j in %s', (review, release, reason) => {
    expect(ask(review, release)).toEqual({ allowed: false, reason });
  });
});
