import { toHex, toUtf8 } from '../cluster/model/base64.ts';
import { nameParts, type NamePart } from './name.ts';
import { shortName } from './object-names.ts';
import { contentOf, octetsOf, TAG, type Tlv } from './tlv.ts';
import { stringOf } from './values.ts';

/** An octet outside of printable ASCII becomes `\C3`; quotes and backslashes get a backslash. */
function escaped(octet: number): string {
  if (octet < 0x20 || octet > 0x7e) return `\\${toHex(Uint8Array.of(octet)).toUpperCase()}`;
  const character = String.fromCharCode(octet);
  return character === '"' || character === '\\' ? `\\${character}` : character;
}

/**
 * A value under XN_FLAG_ONELINE: RFC 2253 escapes, but quotes round the whole where a character other than `"` and `\`
 * needs one (openssl 3.0 crypto/asn1/a_strex.c, do_esc_char). It looks at the octets of UTF-8, those of a UTF8String as
 * they stand; of a value with one character it says that it is the last, so that `#` alone has no quotes.
 */
function printedValue({ value }: NamePart): string {
  const text = stringOf(value);
  if (text === undefined) return `#${toHex(octetsOf(value)).toUpperCase()}`;
  const octets = value.tag === TAG.utf8String ? contentOf(value) : toUtf8(text);
  const printed = Array.from(octets, escaped).join('');
  return /[,+<>;]|^ | $|^#./s.test(text) ? `"${printed}"` : printed;
}

/** A distinguished name as `openssl x509 -text` prints it: `O = system:nodes, CN = system:node:node-1`. */
export const opensslName = (name: Tlv): string =>
  nameParts(name)
    .map((part, at) => {
      const separator = at === 0 ? '' : part.sameRdn ? ' + ' : ', ';
      return `${separator}${shortName(part.oid)} = ${printedValue(part)}`;
    })
    .join('');
