import { describe, expect, it } from 'vitest';
import {
  answerError,
  connectionError,
  deleted,
  success,
} from '../../../src/cluster/kubectl/output.ts';
import type { ClusterRoleBinding, Secret } from '../../../src/cluster/model/objects.ts';

const secret: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  type: 'Opaque',
};
const binding: ClusterRoleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'b' },
  subjects: [],
  roleRef: { kind: 'ClusterRole', name: 'r' },
};

describe('success', () => {
  it.each([
    ['1.8', 'secret "s" created', 'clusterrolebinding "b" created'],
    ['1.10', 'secret "s" created', 'clusterrolebinding.rbac.authorization.k8s.io "b" created'],
    ['1.11', 'secret/s created', 'clusterrolebinding.rbac.authorization.k8s.io/b created'],
  ] as const)('prints the form of %s', (release, core, grouped) => {
    expect(success(secret, 'created', release)).toBe(core);
    expect(success(binding, 'created', release)).toBe(grouped);
  });
});

describe('deleted', () => {
  it.each([
    ['1.8', 'secret "s" deleted'],
    ['1.33', 'secret "s" deleted'],
    ['1.34', 'secret "s" deleted from kube-system namespace'],
  ] as const)('prints the form of %s', (release, text) => {
    expect(deleted('Secret', '', 's', 'kube-system', release)).toBe(text);
  });
});

describe('errors', () => {
  const status = (reason: string, message: string) =>
    answerError(
      {
        kind: 'status',
        code: 403,
        status: { kind: 'Status', status: 'Failure', code: 403, reason, message },
      },
      '1.36',
    );

  it('name the reason of the Status', () => {
    expect(status('NotFound', 'secrets "x" not found')).toBe(
      'Error from server (NotFound): secrets "x" not found',
    );
    expect(status('', 'oops')).toBe('Error from server: oops');
    expect(status('Unauthorized', 'Unauthorized')).toBe(
      'error: You must be logged in to the server (Unauthorized)',
    );
  });

  it('have two sentences for no answer at all', () => {
    expect(
      connectionError('10.0.0.10:6443', 'dial tcp 10.0.0.10:6443: connect: connection refused'),
    ).toBe(
      'The connection to the server 10.0.0.10:6443 was refused - did you specify the right host or port?',
    );
    expect(connectionError('10.0.0.10:6443', 'x509: certificate signed by unknown authority')).toBe(
      'Unable to connect to the server: x509: certificate signed by unknown authority',
    );
  });
});
