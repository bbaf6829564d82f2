import type { Name, NameAttribute, SubjectAltNames } from '../cluster/model/names.ts';
import { formatIp, parseIp } from '../cluster/model/ip.ts';
import { toUtf8 } from '../cluster/model/base64.ts';
import { DerError } from '../der/der-error.ts';
import { GENERAL_NAME, generalNames } from '../der/extensions.ts';
import { nameParts } from '../der/name.ts';
import { oidOfShortName, shortName } from '../der/object-names.ts';
import type { ExtensionField } from '../der/structure.ts';
import { contentOf, TAG, type Tlv } from '../der/tlv.ts';
import { stringOf } from '../der/values.ts';
import { type Bytes, directoryString, element, oid, sequence, setOf } from './encode.ts';

const attribute = ({ type, value }: NameAttribute): Bytes =>
  sequence(oid(oidOfShortName(type)), directoryString(value));

/** A distinguished name in the order given: an RDN per attribute, but for those that say that they share one. */
export function encodeName(name: Name): Bytes {
  const rdns: Bytes[][] = [];
  for (const part of name) {
    const last = rdns.at(-1);
    if (part.sameRdn && last) last.push(attribute(part));
    else rdns.push([attribute(part)]);
  }
  return sequence(...rdns.map(setOf));
}

/** The attributes of a Name; values that are no strings, which Go passes over, are left out. Throws `DerError`. */
export function decodeName(name: Tlv): Name {
  return nameParts(name).flatMap(({ oid: type, value, sameRdn }) => {
    const text = stringOf(value);
    return text === undefined
      ? []
      : [{ type: shortName(type), value: text, ...(sameRdn ? { sameRdn } : {}) }];
  });
}

function ia5(tag: number, text: string): Bytes {
  const octets = toUtf8(text);
  if (octets.length !== text.length)
    throw new TypeError(`x509: "${text}" cannot be encoded as an IA5String`);
  return element(tag, octets);
}

function address(text: string): Bytes {
  const octets = parseIp(text);
  if (!octets) throw new TypeError(`"${text}" is no IP address`);
  return element(GENERAL_NAME.iPAddress, octets);
}

export const hasAltNames = ({ dns, ip, email, uri }: SubjectAltNames): boolean =>
  dns.length + ip.length + email.length + uri.length > 0;

/** GeneralNames in Go's order: DNS, e-mail, IP, URI (golang/go src/crypto/x509/x509.go, marshalSANs). */
export const encodeAltNames = ({ dns, ip, email, uri }: SubjectAltNames): Bytes =>
  sequence(
    ...dns.map((name) => ia5(GENERAL_NAME.dNSName, name)),
    ...email.map((name) => ia5(GENERAL_NAME.rfc822Name, name)),
    ...ip.map(address),
    ...uri.map((name) => ia5(GENERAL_NAME.uniformResourceIdentifier, name)),
  );

function ipText(name: Tlv): string {
  const octets = contentOf(name);
  const text = formatIp(octets);
  if (text === undefined) throw new DerError(`IP address of ${octets.length} bytes`, name.start);
  return text;
}

/** The names of a subjectAltName extension; kinds that Go passes over are left out. Throws `DerError`. */
export function decodeAltNames(extension: ExtensionField | undefined): SubjectAltNames {
  const names = extension ? generalNames(extension) : [];
  const texts = (tag: number): string[] =>
    names.filter((name) => name.tag === tag).map((name) => stringOf(name, TAG.ia5String) ?? '');
  return {
    dns: texts(GENERAL_NAME.dNSName),
    ip: names.filter((name) => name.tag === GENERAL_NAME.iPAddress).map(ipText),
    email: texts(GENERAL_NAME.rfc822Name),
    uri: texts(GENERAL_NAME.uniformResourceIdentifier),
  };
}
