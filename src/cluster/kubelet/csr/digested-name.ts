import { digestOver } from '../../../releases/kubelet-bootstrap.ts';
import type { Release } from '../../../releases/release.ts';
import type { CryptoEffect, KeyRef } from '../../model/crypto.ts';
import { commonNameOf, organizationsOf, type Name } from '../../model/names.ts';

/** What the digest covers besides the key: common name, each organization, each usage (bootstrap.go, digestedName). */
export function digestedParts(subject: Name, usages: readonly string[]): readonly string[] {
  return [commonNameOf(subject), ...organizationsOf(subject), ...usages];
}

/** Asks for `node-csr-…`: the same key and wishes give the same name, so that a restarted kubelet finds its request. */
export function digestedName(
  key: KeyRef,
  subject: Name,
  usages: readonly string[],
  release: Release,
): Extract<CryptoEffect, { kind: 'digestName' }> {
  return {
    kind: 'digestName',
    key,
    over: digestOver.at(release),
    parts: digestedParts(subject, usages),
  };
}
