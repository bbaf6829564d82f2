/** The extensions of the certificates that are issued here. */
import type { CertificateTemplate } from '../cluster/model/crypto.ts';
import type { SubjectAltNames } from '../cluster/model/names.ts';
import { EXTENSION } from '../der/extensions.ts';
import { type Bytes, element, octetString, oid, sequence, TRUE } from './encode.ts';
import { encodeAltNames, hasAltNames } from './names.ts';
import { encodeExtKeyUsage, encodeKeyUsage } from './usages.ts';

const extension = (id: string, critical: boolean, value: Bytes): Bytes =>
  sequence(oid(id), ...(critical ? [TRUE] : []), octetString(value));

export const altNamesExtension = (names: SubjectAltNames, critical: boolean): Bytes =>
  extension(EXTENSION.subjectAltName, critical, encodeAltNames(names));

/** Identifiers of the keys of subject and issuer, where they are to be written. */
export interface KeyIdentifiers {
  readonly subject: Uint8Array | undefined;
  readonly issuer: Uint8Array | undefined;
}

/**
 * The extensions that a template asks for, in Go's order (golang/go src/crypto/x509/x509.go, buildCertExtensions):
 * keyUsage, extKeyUsage, basicConstraints, subject and authority key identifier, subjectAltName. cfssl hands its template
 * to the same function, so that the order holds in every release.
 */
export function encodeExtensions(
  template: CertificateTemplate,
  ids: KeyIdentifiers,
): readonly Bytes[] {
  const { keyUsages, extKeyUsages, basicConstraints, sans, subject } = template;
  const extensions: Bytes[] = [];
  const add = (id: string, critical: boolean, value: Bytes) =>
    extensions.push(extension(id, critical, value));
  if (keyUsages.length > 0) add(EXTENSION.keyUsage, true, encodeKeyUsage(keyUsages));
  if (extKeyUsages.length > 0) add(EXTENSION.extKeyUsage, false, encodeExtKeyUsage(extKeyUsages));
  if (basicConstraints !== 'absent') {
    add(EXTENSION.basicConstraints, true, basicConstraints === 'ca' ? sequence(TRUE) : sequence());
  }
  if (ids.subject) add(EXTENSION.subjectKeyIdentifier, false, octetString(ids.subject));
  if (ids.issuer) add(EXTENSION.authorityKeyIdentifier, false, sequence(element(0x80, ids.issuer)));
  // Without a subject the names are all that identifies the holder, and must be understood (RFC 5280 section 4.1.2.6).
  if (hasAltNames(sans)) extensions.push(altNamesExtension(sans, subject.length === 0));
  return extensions;
}
