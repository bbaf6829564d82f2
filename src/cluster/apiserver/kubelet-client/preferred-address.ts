/** Which address of a Node is dialled (pkg/util/node/node.go, GetPreferredNodeAddress). */
import { hostnameLabel } from '../../../releases/apiserver-to-kubelet.ts';
import type { Release } from '../../../releases/release.ts';
import type { Node } from '../../model/objects.ts';

const HOSTNAME_LABEL = 'kubernetes.io/hostname';

export type ChosenAddress =
  | { readonly ok: true; readonly address: string }
  /** Words of NoMatchError. */
  | { readonly ok: false; readonly error: string };

function ofType(node: Node, type: string, release: Release): string | undefined {
  const found = node.status.addresses.find((candidate) => candidate.type === type)?.address;
  return found === undefined && type === 'Hostname' && hostnameLabel.at(release)
    ? node.metadata.labels?.[HOSTNAME_LABEL]
    : found;
}

/**
 * The first address of the first type that the Node has at all. It is dialled, and it is the name that the kubelet's
 * certificate must carry where that is checked.
 */
export function preferredAddress(
  node: Node,
  types: readonly string[],
  release: Release,
): ChosenAddress {
  for (const type of types) {
    const address = ofType(node, type, release);
    if (address !== undefined && address !== '') return { ok: true, address };
  }
  const known = node.status.addresses.map(({ type, address }) => `{${type} ${address}}`);
  const error = `no preferred addresses found; known addresses: [${known.join(' ')}]`;
  return { ok: false, error };
}
