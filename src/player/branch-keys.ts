/**
 * The keys of a branch. It uses those of the run that it left, and makes its own under names of its own: the engine
 * names keys by the place in the log, so that two branches of one run would otherwise overwrite each other's.
 */
import type { CryptoEffect, CryptoOutcome, KeyRef, PkiPort } from '../cluster/model/crypto.ts';

/** A port whose key ring may have other names for keys than the log. */
export interface SessionKeys extends PkiPort {
  /** What the key ring calls the key that the log names. */
  nameInRing(key: KeyRef): KeyRef;
}

/** The keys of a trunk: log and key ring agree. */
export function trunkKeys(port: PkiPort): SessionKeys {
  return { perform: (effect) => port.perform(effect), nameInRing: (key) => key };
}

const makesKey = (effect: CryptoEffect): boolean =>
  effect.kind === 'generateKey' || effect.kind === 'selfSignedServing';

/** The same effect on the keys that the ring holds under other names. */
function renamed(effect: CryptoEffect, name: (key: KeyRef) => KeyRef): CryptoEffect {
  if ('key' in effect) return { ...effect, key: name(effect.key) };
  if ('issuerKey' in effect) return { ...effect, issuerKey: name(effect.issuerKey) };
  return effect;
}

/**
 * The keys of a branch that leaves a run with the keys `parent`.
 * @param branch unique in the session
 */
export function branchKeys(parent: SessionKeys, port: PkiPort, branch: string): SessionKeys {
  const own = new Set<KeyRef>();
  const nameInRing = (key: KeyRef): KeyRef =>
    own.has(key) ? `${branch}/${key}` : parent.nameInRing(key);
  return {
    nameInRing,
    perform(effect): Promise<CryptoOutcome> {
      if (makesKey(effect) && 'key' in effect) own.add(effect.key);
      return port.perform(renamed(effect, nameInRing));
    },
  };
}
