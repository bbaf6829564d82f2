/**
 * A distinguished name as an ordered list of attributes, one per RDN, as Go's `pkix.Name` writes it
 * (RFC 5280 section 4.1.2.4). Order matters: the kubelet's requests carry O before CN.
 */
export interface NameAttribute {
  /** Short name where RFC 4514 or OpenSSL has one (`CN`, `O`, `OU`, `C`, `ST`, `L`, `serialNumber`), else the dotted OID. */
  readonly type: string;
  readonly value: string;
}

export type Name = readonly NameAttribute[];

/** Organizations first, then the common name: the order of Go's `pkix.Name.ToRDNSequence`. */
export function subjectName(commonName: string, organizations: readonly string[] = []): Name {
  return [
    ...organizations.map((value) => ({ type: 'O', value })),
    ...(commonName === '' ? [] : [{ type: 'CN', value: commonName }]),
  ];
}

/** The last CN, as Go's `FillFromRDNSequence` leaves it; empty where there is none. */
export function commonNameOf(name: Name): string {
  return name.findLast((attribute) => attribute.type === 'CN')?.value ?? '';
}

/** All O values in order. */
export function organizationsOf(name: Name): readonly string[] {
  return name.filter((attribute) => attribute.type === 'O').map((attribute) => attribute.value);
}

export interface SubjectAltNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  readonly email: readonly string[];
  readonly uri: readonly string[];
}

export const NO_SUBJECT_ALT_NAMES: SubjectAltNames = { dns: [], ip: [], email: [], uri: [] };

/** `CN=a,O=b` for log lines and captions; not an RFC 4514 encoder. */
export function displayName(name: Name): string {
  return name.map((attribute) => `${attribute.type}=${attribute.value}`).join(', ');
}
