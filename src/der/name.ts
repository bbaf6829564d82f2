import { fields, tagged } from './fields.ts';
import { TAG, type Tlv } from './tlv.ts';
import { oidOf } from './values.ts';

/** One AttributeTypeAndValue of a distinguished name (RFC 5280 section 4.1.2.4). */
export interface NamePart {
  readonly oid: string;
  readonly value: Tlv;
  /** Whether it stands in one RDN with the attribute before it. */
  readonly sameRdn: boolean;
}

function namePart(element: Tlv, sameRdn: boolean): NamePart {
  const { take, done } = fields(tagged(element, TAG.sequence, 'AttributeTypeAndValue'));
  const oid = oidOf(take(TAG.objectIdentifier, 'type'));
  const value = take(undefined, 'value');
  done();
  return { oid, value, sameRdn };
}

/** The attributes of a Name in the order of the bytes. Throws `DerError`. */
export const nameParts = (name: Tlv): readonly NamePart[] =>
  name.children.flatMap((rdn) =>
    tagged(rdn, TAG.set, 'RelativeDistinguishedName').children.map((part, at) =>
      namePart(part, at > 0),
    ),
  );
