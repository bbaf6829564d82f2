/**
 * A distinguished name as an ordered list of attributes, one per RDN, as Go's `pkix.Name` writes it
 * (RFC 5280 section 4.1.2.4). Order matters: the kubelet's requests carry O before CN.
 */
export interface NameAttribute {
  /** Short name where RFC 4514 or OpenSSL has one (`CN`, `O`, `OU`, `C`, `ST`, `L`, `serialNumber`), else the dotted OID. */
  readonly type: string;
  readonly value: string;
  /** True where it stands in one RDN with the attribute before it: Go writes equal types so (see `rewrittenByGo`). */
  readonly sameRdn?: true;
}

export type Name = readonly NameAttribute[];

/** Organizations first, then the common name: the order of Go's `pkix.Name.ToRDNSequence`. */
export function subjectName(commonName: string, organizations: readonly string[] = []): Name {
  return [
    ...organizations.map((value) => ({ type: 'O', value })),
    ...(commonName === '' ? [] : [{ type: 'CN', value: commonName }]),
  ];
}

/** The attributes that Go's `pkix.Name` has fields for, in the order in which `ToRDNSequence` writes them. */
const GO_ORDER = ['C', 'ST', 'L', 'street', 'postalCode', 'O', 'OU', 'CN', 'serialNumber'] as const;

/** Of these, Go keeps the last value only. */
const SINGLE: readonly string[] = ['CN', 'serialNumber'];

/**
 * A name that went through Go's `pkix.Name` (golang/go src/crypto/x509/pkix/pkix.go, FillFromRDNSequence and
 * ToRDNSequence), as every subject does that the controller manager copies from a request into a certificate: attributes
 * in a fixed order, equal types in one RDN, the last CN and serialNumber only, unknown types gone.
 */
export function rewrittenByGo(name: Name): Name {
  return GO_ORDER.flatMap((type) => {
    const values = name.filter((attribute) => attribute.type === type).map(({ value }) => value);
    const kept = SINGLE.includes(type) ? values.slice(-1).filter((value) => value !== '') : values;
    return kept.map((value, at) =>
      at === 0 ? { type, value } : { type, value, sameRdn: true as const },
    );
  });
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
