/** Certificates and requests as trees of named byte ranges, for a hex view beside OpenSSL's text. */
import { toHex } from '../cluster/model/base64.ts';
import { attempt } from './der-error.ts';
import { longName } from './object-names.ts';
import { decodedExtension, generalNameText } from './openssl-extension.ts';
import { certificateLines, requestLines } from './openssl-text.ts';
import {
  type CertificateFields,
  certificateFields,
  type ExtensionField,
  type RequestFields,
  requestFields,
} from './structure.ts';
import { timeParts } from './time.ts';
import { contentOf, TAG, type Tlv } from './tlv.ts';
import { booleanOf, integerOf, nameOf, oidOf, stringOf, typeOf } from './values.ts';

/** A range of bytes with its meaning. */
export interface DerField {
  /** The field's name in RFC 5280 or RFC 2986, or its ASN.1 type where it has none. */
  readonly name: string;
  /** The ASN.1 type of the tag; `[n]` for a tag that only its place gives a meaning. */
  readonly type: string;
  /** First byte of the tag, first byte of the content, byte after the last; offsets into the DER. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
  /** The decoded value where it is short enough to read. */
  readonly value?: string;
  readonly children: readonly DerField[];
}

export interface Description {
  readonly root: DerField;
  /** What `openssl x509 -text -noout` or `openssl req -text -noout` prints, with the line feed at its end. */
  readonly text: string;
}

function oidText(element: Tlv): string {
  const oid = oidOf(element);
  const name = longName(oid);
  return name === oid ? oid : `${oid} (${name})`;
}

function timeText(element: Tlv): string {
  const [year, month, day, ...clock] = timeParts(element).map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${year}-${month}-${day}T${clock.join(':')}Z`;
}

function valueOf(element: Tlv): string | undefined {
  switch (element.tag) {
    case TAG.objectIdentifier:
      return oidText(element);
    case TAG.integer:
      return element.end - element.content > 6
        ? toHex(contentOf(element))
        : `${integerOf(element)}`;
    case TAG.boolean:
      return booleanOf(element) ? 'TRUE' : 'FALSE';
    case TAG.utcTime:
    case TAG.generalizedTime:
      return timeText(element);
    default:
      return stringOf(element);
  }
}

/** What single elements mean beyond their type: the values of extensions, and each name in one. */
type Meanings = ReadonlyMap<Tlv, string>;

function meaningsOf(extensions: readonly ExtensionField[]): Meanings {
  const meanings = new Map<Tlv, string>();
  for (const extension of extensions) {
    const lines = decodedExtension(extension);
    const { inside } = extension.value;
    if (!lines || !inside) continue;
    meanings.set(inside, lines.join(' ').trim());
    for (const child of inside.children) {
      if (inside.name === 'GeneralNames') meanings.set(child, generalNameText(child));
    }
  }
  return meanings;
}

/** A value that does not fit its type is left to the bytes. */
function fieldOf(element: Tlv, meanings: Meanings): DerField {
  const { start, content, end, inside, children } = element;
  const value = meanings.get(element) ?? attempt(() => valueOf(element));
  return {
    name: nameOf(element),
    type: typeOf(element),
    start,
    content,
    end,
    ...(value === undefined ? {} : { value }),
    children: (inside ? [inside] : children).map((child) => fieldOf(child, meanings)),
  };
}

/** Printing the text reads every field, and reading a field names it; so the text comes first. */
function describe(
  { element, extensions }: CertificateFields | RequestFields,
  lines: readonly string[],
): Description {
  return { root: fieldOf(element, meaningsOf(extensions)), text: `${lines.join('\n')}\n` };
}

/** A DER certificate, field by field and as OpenSSL prints it. Throws `DerError` where the bytes are none. */
export function describeCertificate(bytes: Uint8Array): Description {
  const fields = certificateFields(bytes);
  return describe(fields, certificateLines(fields));
}

/** A DER certification request, field by field and as OpenSSL prints it. Throws `DerError` where the bytes are none. */
export function describeRequest(bytes: Uint8Array): Description {
  const fields = requestFields(bytes);
  return describe(fields, requestLines(fields));
}
