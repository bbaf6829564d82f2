import {
  signedClusterInfo,
  wantedSignatures,
} from '../../../src/cluster/controllers/bootstrap-signer/cluster-info.ts';
import {
  detachedSignature,
  isDetachedSignature,
  macOver,
} from '../../../src/cluster/controllers/bootstrap-signer/jws.ts';
import { signingToken } from '../../../src/cluster/controllers/bootstrap-signer/usable-secret.ts';
import type { CryptoEffect, PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { ConfigMap, Secret } from '../../../src/cluster/model/objects.ts';
import { compared } from '../comparison.ts';
import { secretAs } from '../described-secret.ts';
import { onlyKnown } from '../runner/known-fields.ts';
import type { Area } from '../runner/types.ts';

interface Signed {
  readonly content: string;
  readonly tokenID: string;
  readonly tokenSecret: string;
}

async function macFrom(effect: CryptoEffect, pki: PkiPort): Promise<string> {
  const outcome = await pki.perform(effect);
  if (outcome.kind !== 'hmac')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.result.mac;
}

const macOf = ({ content, tokenID, tokenSecret }: Signed, pki: PkiPort): Promise<string> =>
  macFrom(macOver(content, { tokenId: tokenID, tokenSecret }), pki);

interface DescribedConfigMap {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion?: string;
  readonly data?: Readonly<Record<string, string>> | null;
}

function configMapAs(described: DescribedConfigMap | null): ConfigMap | undefined {
  if (!described) return undefined;
  const { data, ...metadata } = onlyKnown('configMap', described, [
    'namespace',
    'name',
    'resourceVersion',
    'data',
  ]);
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: data ?? {} };
}

export const area: Area = {
  'jws.signDetached': async ({ given, then }, { pki }) => {
    const signed = given as unknown as Signed;
    return compared(
      { signature: detachedSignature(signed.tokenID, await macOf(signed, pki)) },
      then,
    );
  },

  'jws.verifyDetached': async ({ given, then }, { pki }) => {
    const signed = given as unknown as Signed & { signature: string };
    const mac = await macOf(signed, pki);
    return compared({ valid: isDetachedSignature(signed.signature, signed.tokenID, mac) }, then);
  },

  'bootstrapSigner.secretUsable': ({ given, then }, context) => {
    const token = signingToken(
      secretAs((given as unknown as { secret: Secret }).secret, context),
      context.now,
    );
    const found = token ? { tokenID: token.tokenId, tokenSecret: token.tokenSecret } : {};
    return compared({ usable: token !== undefined, ...found }, then);
  },

  'bootstrapSigner.sync': async ({ given, then }, context) => {
    const { configMap: described, secrets } = given as unknown as {
      configMap: DescribedConfigMap | null;
      secrets: readonly Secret[] | null;
    };
    const configMap = configMapAs(described);
    const wanted = wantedSignatures(
      configMap,
      (secrets ?? []).map((secret) => secretAs(secret, context)),
      context.now,
    );
    if (!configMap || !wanted) return compared({ updates: [] }, then);
    const macs = new Map<string, string>();
    for (const { tokenId, effect } of wanted) macs.set(tokenId, await macFrom(effect, context.pki));
    const updated = signedClusterInfo(configMap, macs);
    const updates = updated
      ? [{ resource: 'configmaps', object: { ...updated.metadata, data: updated.data } }]
      : [];
    return compared({ updates }, then);
  },
};
