/** Private keys as the PEM files that Kubernetes writes and reads. */
import { attempt } from '../der/der-error.ts';
import { fields, tagged } from '../der/fields.ts';
import { contentOf, octetsOf, parseDer, TAG, type Tlv } from '../der/tlv.ts';
import { oidOf } from '../der/values.ts';
import { pemBlocks, pemEncode } from '../cluster/model/pem.ts';
import { type Bytes, explicit, NULL, octetString, oid, sequence, unsigned } from './encode.ts';

const EC_KEY = '1.2.840.10045.2.1';
const RSA_KEY = '1.2.840.113549.1.1.1';

interface Pkcs8 {
  readonly algorithm: string;
  /** The curve of an EC key. */
  readonly parameters: Tlv | undefined;
  /** ECPrivateKey or RSAPrivateKey. */
  readonly inner: Tlv;
}

/** RFC 5958 section 2. */
function readPkcs8(bytes: Uint8Array): Pkcs8 {
  const { take } = fields(tagged(parseDer(bytes), TAG.sequence, 'PrivateKeyInfo'));
  take(TAG.integer, 'version');
  const [type, parameters] = take(TAG.sequence, 'privateKeyAlgorithm').children;
  const inner = take(TAG.octetString, 'privateKey');
  return { algorithm: type ? oidOf(tagged(type, TAG.objectIdentifier)) : '', parameters, inner };
}

/**
 * ECPrivateKey (RFC 5915 section 3) with the curve and the public point inside, as Go's MarshalECPrivateKey writes it;
 * the one in PKCS#8 leaves the curve out.
 */
function sec1(inner: Tlv, curve: Tlv): Bytes {
  const { take, takeIf } = fields(parseDer(inner.bytes, inner.content, inner.end));
  const version = take(TAG.integer, 'version');
  const scalar = take(TAG.octetString, 'privateKey');
  takeIf(0xa0, 'parameters');
  const point = takeIf(0xa1, 'publicKey');
  const parts = [octetsOf(version), octetsOf(scalar), explicit(0, octetsOf(curve))];
  return sequence(...parts, ...(point ? [octetsOf(point)] : []));
}

/**
 * The PEM text in which Go keeps a private key: `EC PRIVATE KEY` and `RSA PRIVATE KEY` (client-go util/keyutil/key.go,
 * MarshalPrivateKeyToPEM); PKCS#8 for kinds that have no form of their own.
 */
export function privateKeyPem(pkcs8: Uint8Array): string {
  const { algorithm, parameters, inner } = readPkcs8(pkcs8);
  if (algorithm === EC_KEY && parameters)
    return pemEncode('EC PRIVATE KEY', sec1(inner, parameters));
  if (algorithm === RSA_KEY) return pemEncode('RSA PRIVATE KEY', contentOf(inner));
  return pemEncode('PRIVATE KEY', pkcs8);
}

/** PKCS#8 round a key that stands in a form of its own. */
const pkcs8 = (algorithm: Uint8Array, inner: Uint8Array): Bytes =>
  sequence(unsigned(Uint8Array.of(0)), algorithm, octetString(inner));

function pkcs8FromSec1(bytes: Uint8Array): Bytes | undefined {
  const curve = parseDer(bytes).children.find(({ tag }) => tag === 0xa0)?.children[0];
  return curve && pkcs8(sequence(oid(EC_KEY), octetsOf(curve)), bytes);
}

/** PKCS#8 from the first private key of a PEM text, in any of the three forms; `undefined` where there is none. */
export function pkcs8FromPem(pem: string): Bytes | undefined {
  const block = pemBlocks(pem).find(({ type }) => type.endsWith('PRIVATE KEY'));
  switch (block?.type) {
    case 'EC PRIVATE KEY':
      return attempt(() => pkcs8FromSec1(block.bytes));
    case 'RSA PRIVATE KEY':
      return pkcs8(sequence(oid(RSA_KEY), NULL), block.bytes);
    case 'PRIVATE KEY':
      return block.bytes;
    default:
      return undefined;
  }
}
