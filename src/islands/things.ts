/** What the inspector can look into, and which of it a step is about. */
import type { Fact } from '../cluster/model/facts.ts';
import type {
  CertificatesView,
  SeenCertificate,
  SeenRequest,
} from '../views/certificates/index.ts';
import type { ObjectsView, StoredObject } from '../views/objects/index.ts';

export type Thing =
  /** The request in the corridor: who was asked, and what they said. */
  | { readonly kind: 'request' }
  | { readonly kind: 'credential'; readonly seen: SeenRequest | SeenCertificate }
  | { readonly kind: 'object'; readonly stored: StoredObject };

/** Name of a thing: `request`, `pem:<PEM>`, `object:<key>`. The stage and the inspector speak of the same ones. */
export function nameOfThing(thing: Thing): string {
  switch (thing.kind) {
    case 'request':
      return 'request';
    case 'credential':
      return `pem:${thing.seen.download.pem}`;
    case 'object':
      return `object:${thing.stored.key}`;
  }
}

/** Everything that can be looked into, in groups: the request, what was signed or asked for, what lies in etcd. */
export function thingsOf(
  asked: boolean,
  certificates: CertificatesView,
  objects: ObjectsView,
): readonly Thing[] {
  return [
    ...(asked ? [{ kind: 'request' } as const] : []),
    ...certificates.seen
      .filter((seen) => seen.kind !== 'key')
      .map((seen): Thing => ({ kind: 'credential', seen })),
    ...objects.objects
      .filter(({ exists }) => exists)
      .map((stored): Thing => ({ kind: 'object', stored })),
  ];
}

/** The name of what a fact is about: an object that was stored, a certificate that was made or shown, else the request. */
export function thingOfFact(fact: Fact | undefined): string {
  switch (fact?.type) {
    case 'object.stored':
      return `object:${fact.key}`;
    case 'certificate.issued':
    case 'certificate.installed':
      return `pem:${fact.pem}`;
    case 'handshake.serverPresented':
    case 'handshake.clientPresented':
      return `pem:${fact.chain[0] ?? ''}`;
    default:
      return 'request';
  }
}

/** The thing of that name, else the first that there is. */
export const findThing = (things: readonly Thing[], name: string): Thing | undefined =>
  things.find((thing) => nameOfThing(thing) === name) ?? things[0];
