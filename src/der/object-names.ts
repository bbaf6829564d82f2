/** What OpenSSL calls the objects that Kubernetes' certificates name (openssl 3.0 crypto/objects/objects.txt). */

/** `arc name` pairs below one prefix; a table per prefix is half the size of one with whole OIDs. */
const below = (prefix: string, names: string): [oid: string, name: string][] =>
  names.split(', ').map((pair) => {
    const space = pair.indexOf(' ');
    return [prefix + pair.slice(0, space), pair.slice(space + 1)];
  });

/** Short names of the attributes of distinguished names. */
const SHORT_NAMES = new Map([
  ...below(
    '2.5.4.',
    '3 CN, 4 SN, 5 serialNumber, 6 C, 7 L, 8 ST, 9 street, 10 O, 11 OU, 12 title, 17 postalCode, 42 GN',
  ),
  ...below('0.9.2342.19200300.100.1.', '1 UID, 25 DC'),
  ...below('1.2.840.113549.1.9.', '1 emailAddress'),
]);

const LONG_NAMES = new Map([
  ...SHORT_NAMES,
  ...below('1.2.840.10045.', '2.1 id-ecPublicKey, 3.1.7 prime256v1'),
  ...below('1.3.', '101.112 ED25519, 132.0.34 secp384r1, 132.0.35 secp521r1'),
  ...below('1.2.840.10045.4.3.', '2 ecdsa-with-SHA256, 3 ecdsa-with-SHA384, 4 ecdsa-with-SHA512'),
  ...below(
    '1.2.840.113549.1.1.',
    '1 rsaEncryption, 5 sha1WithRSAEncryption, 11 sha256WithRSAEncryption, ' +
      '12 sha384WithRSAEncryption, 13 sha512WithRSAEncryption',
  ),
  ...below('1.2.840.113549.1.9.', '2 unstructuredName, 7 challengePassword, 14 Extension Request'),
  ...below(
    '2.5.29.',
    '14 X509v3 Subject Key Identifier, 15 X509v3 Key Usage, 17 X509v3 Subject Alternative Name, ' +
      '19 X509v3 Basic Constraints, 35 X509v3 Authority Key Identifier, ' +
      '37 X509v3 Extended Key Usage, 37.0 Any Extended Key Usage',
  ),
  ...below(
    '1.3.6.1.5.5.7.3.',
    '1 TLS Web Server Authentication, 2 TLS Web Client Authentication, 3 Code Signing, ' +
      '4 E-mail Protection, 5 IPSec End System, 6 IPSec Tunnel, 7 IPSec User, 8 Time Stamping, ' +
      '9 OCSP Signing',
  ),
  ...below('1.3.6.1.4.1.311.10.3.', '3 Microsoft Server Gated Crypto'),
  ...below('2.16.840.1.113730.4.', '1 Netscape Server Gated Crypto'),
]);

/** `CN`, `O`, …; the dotted form where OpenSSL's list has more than this one. */
export const shortName = (oid: string): string => SHORT_NAMES.get(oid) ?? oid;

/** `X509v3 Key Usage`, `ecdsa-with-SHA256`, …; the dotted form of others. */
export const longName = (oid: string): string => LONG_NAMES.get(oid) ?? oid;

/** The other way round: the OID of a short name, or the text itself where it is none. */
export function oidOfShortName(name: string): string {
  for (const [oid, short] of SHORT_NAMES) if (short === name) return oid;
  return name;
}
