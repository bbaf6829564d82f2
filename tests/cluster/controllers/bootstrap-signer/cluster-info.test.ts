import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  signedClusterInfo,
  wantedSignatures,
} from '../../../../src/cluster/controllers/bootstrap-signer/cluster-info.ts';
import {
  isDetachedSignature,
  macOver,
} from '../../../../src/cluster/controllers/bootstrap-signer/jws.ts';
import type { ConfigMap, Secret } from '../../../../src/cluster/model/objects.ts';

const NOW = 1_772_442_000_000;

const clusterInfo = (data: Record<string, string>): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'kube-public', name: 'cluster-info' },
  data,
});

const token = (id: string, data: Record<string, string> = {}): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'kube-system', name: `bootstrap-token-${id}` },
  type: 'bootstrap.kubernetes.io/token',
  data: {
    'token-id': id,
    'token-secret': `secret-${id}`,
    'usage-bootstrap-signing': 'true',
    ...data,
  },
});

/** The same signature by Node's own HMAC. */
function jws(content: string, id: string): string {
  const header = Buffer.from(`{"alg":"HS256","kid":"${id}"}`).toString('base64url');
  const mac = createHmac('sha256', `secret-${id}`)
    .update(`${header}.${Buffer.from(content).toString('base64url')}`)
    .digest('base64url');
  return `${header}..${mac}`;
}

const macsFor = (configMap: ConfigMap, secrets: readonly Secret[]): Map<string, string> =>
  new Map(
    (wantedSignatures(configMap, secrets, NOW) ?? []).map(({ tokenId, effect }) => [
      tokenId,
      createHmac('sha256', effect.secret).update(effect.payload).digest('base64url'),
    ]),
  );

describe('cluster-info', () => {
  it('carries one signature for each token that may sign', () => {
    const configMap = clusterInfo({ kubeconfig: 'größe' });
    const signed = signedClusterInfo(
      configMap,
      macsFor(configMap, [token('abc123'), token('def456', { 'usage-bootstrap-signing': 'yes' })]),
    );
    expect(signed?.data).toEqual({
      kubeconfig: 'größe',
      'jws-kubeconfig-abc123': jws('größe', 'abc123'),
    });
  });

  it('loses the signature of a token that is gone', () => {
    const configMap = clusterInfo({
      kubeconfig: 'k',
      'jws-kubeconfig-abc123': jws('k', 'abc123'),
      'jws-kubeconfig-old999': 'x',
    });
    expect(
      Object.keys(signedClusterInfo(configMap, macsFor(configMap, [token('abc123')]))?.data ?? {}),
    ).toEqual(['kubeconfig', 'jws-kubeconfig-abc123']);
  });

  it('is left alone where nothing changes, or where there is no kubeconfig', () => {
    const configMap = clusterInfo({ kubeconfig: 'k', 'jws-kubeconfig-abc123': jws('k', 'abc123') });
    expect(signedClusterInfo(configMap, macsFor(configMap, [token('abc123')]))).toBeUndefined();
    expect(
      wantedSignatures(clusterInfo({ 'ca.crt': 'x' }), [token('abc123')], NOW),
    ).toBeUndefined();
  });

  it.each([
    ['expired', token('abc123', { expiration: '2026-03-02T08:00:00Z' })],
    ['of no readable end', token('abc123', { expiration: 'soon' })],
    [
      'under another name',
      {
        ...token('abc123'),
        metadata: { namespace: 'kube-system', name: 'bootstrap-token-def456' },
      },
    ],
    ['of another type', { ...token('abc123'), type: 'Opaque' }],
  ])('is not signed with a token %s', (_, secret) => {
    expect(wantedSignatures(clusterInfo({ kubeconfig: 'k' }), [secret], NOW)).toEqual([]);
  });
});

describe('isDetachedSignature', () => {
  it('compares the whole text', () => {
    const { payload, secret } = macOver('k', { tokenId: 'abc123', tokenSecret: 'secret-abc123' });
    const mac = createHmac('sha256', secret).update(payload).digest('base64url');
    expect(isDetachedSignature(jws('k', 'abc123'), 'abc123', mac)).toBe(true);
    expect(isDetachedSignature(`${jws('k', 'abc123')}x`, 'abc123', mac)).toBe(false);
    expect(isDetachedSignature(jws('k', 'abc123'), 'abc124', mac)).toBe(false);
  });
});
