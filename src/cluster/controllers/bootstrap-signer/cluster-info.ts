/**
 * bootstrapsigner's work on kube-public/cluster-info (pkg/controller/bootstrap/bootstrapsigner.go, signConfigMap).
 * SIMPLIFIED: bootstrapsigner does not run in a cluster yet; the first join by discovery brings it in.
 */
import type { CryptoEffect } from '../../model/crypto.ts';
import type { Instant } from '../../model/instant.ts';
import type { ConfigMap, Secret } from '../../model/objects.ts';
import { detachedSignature, macOver } from './jws.ts';
import { signingToken } from './usable-secret.ts';

const KUBECONFIG_KEY = 'kubeconfig';
const SIGNATURE_PREFIX = 'jws-kubeconfig-';

export interface WantedSignature {
  readonly tokenId: string;
  readonly effect: CryptoEffect & { readonly kind: 'hmac' };
}

/** The signatures that cluster-info shall carry: one for each token that may sign; undefined where there is nothing to sign. */
export function wantedSignatures(
  configMap: ConfigMap | undefined,
  secrets: readonly Secret[],
  now: Instant,
): readonly WantedSignature[] | undefined {
  const content = configMap?.data?.[KUBECONFIG_KEY];
  if (content === undefined) return undefined;
  return secrets
    .map((secret) => signingToken(secret, now))
    .filter((token) => token !== undefined)
    .map((token) => ({ tokenId: token.tokenId, effect: macOver(content, token) }));
}

/**
 * cluster-info with these signatures and no others, or undefined where it has them already.
 * @param macs token id → MAC
 */
export function signedClusterInfo(
  configMap: ConfigMap,
  macs: ReadonlyMap<string, string>,
): ConfigMap | undefined {
  const kept = Object.entries(configMap.data ?? {}).filter(
    ([key]) => !key.startsWith(SIGNATURE_PREFIX),
  );
  const signatures = [...macs].map(
    ([tokenId, mac]) => [SIGNATURE_PREFIX + tokenId, detachedSignature(tokenId, mac)] as const,
  );
  const data = Object.fromEntries([...kept, ...signatures]);
  const before = configMap.data ?? {};
  const same =
    Object.keys(before).length === Object.keys(data).length &&
    Object.entries(data).every(([key, value]) => before[key] === value);
  return same ? undefined : { ...configMap, data };
}
