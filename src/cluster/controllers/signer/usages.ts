/** From spec.usages to keyUsage and extendedKeyUsage (pkg/controller/certificates/authority/policies.go, keyUsagesFromStrings). */
import type { Release } from '../../../releases/release.ts';
import { certificateUsages } from '../../../releases/signer.ts';
import type { ExtKeyUsage, KeyUsage } from '../../model/crypto.ts';
import { goQuoted } from '../../model/go-text.ts';

/** The order is that of the bits in the extension (RFC 5280 section 4.2.1.3). */
const KEY_USAGE_BITS: readonly KeyUsage[] = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'certSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

export const KEY_USAGE_OF: Readonly<Record<string, KeyUsage>> = {
  signing: 'digitalSignature',
  'digital signature': 'digitalSignature',
  'content commitment': 'contentCommitment',
  'key encipherment': 'keyEncipherment',
  'key agreement': 'keyAgreement',
  'data encipherment': 'dataEncipherment',
  'cert sign': 'certSign',
  'crl sign': 'crlSign',
  'encipher only': 'encipherOnly',
  'decipher only': 'decipherOnly',
};

/** Entries stand in the order of Go's x509.ExtKeyUsage constants, by which the sorted list is sorted. */
export const EXT_KEY_USAGE_OF: Readonly<Record<string, ExtKeyUsage>> = {
  any: 'any',
  'server auth': 'serverAuth',
  'client auth': 'clientAuth',
  'code signing': 'codeSigning',
  'email protection': 'emailProtection',
  's/mime': 'emailProtection',
  'ipsec end system': 'ipsecEndSystem',
  'ipsec tunnel': 'ipsecTunnel',
  'ipsec user': 'ipsecUser',
  timestamping: 'timeStamping',
  'ocsp signing': 'ocspSigning',
  'microsoft sgc': 'microsoftServerGatedCrypto',
  'netscape sgc': 'netscapeServerGatedCrypto',
};

export const EXT_KEY_USAGE_ORDER: readonly ExtKeyUsage[] = [
  ...new Set(Object.values(EXT_KEY_USAGE_OF)),
];

/** cfssl spells it `content committment`, so that the API's usage is unknown to it (vendor/…/cfssl/config/config.go, KeyUsage). */
const UNKNOWN_TO_CFSSL = 'content commitment';

/** What cfssl signs with where the API has no usages (config.DefaultConfig). */
const FIXED = ['signing', 'key encipherment', 'server auth', 'client auth'];

export type CertificateUsages =
  | {
      readonly ok: true;
      readonly keyUsages: readonly KeyUsage[];
      readonly extKeyUsages: readonly ExtKeyUsage[];
    }
  | { readonly ok: false; readonly error: string };

function keyUsageBits(usages: readonly string[]): readonly KeyUsage[] {
  const asked = new Set(usages.map((usage) => KEY_USAGE_OF[usage]));
  return KEY_USAGE_BITS.filter((bit) => asked.has(bit));
}

const extensionsOf = (usages: readonly string[]): readonly ExtKeyUsage[] =>
  usages.map((usage) => EXT_KEY_USAGE_OF[usage]).filter((usage) => usage !== undefined);

/** Unknown usages are dropped, the rest keeps its order and its repetitions; nothing left is an error. */
function withCfssl(usages: readonly string[]): CertificateUsages {
  const keyUsages = keyUsageBits(usages.filter((usage) => usage !== UNKNOWN_TO_CFSSL));
  const extKeyUsages = extensionsOf(usages);
  if (keyUsages.length + extKeyUsages.length > 0) return { ok: true, keyUsages, extKeyUsages };
  return { ok: false, error: '{"code":5100,"message":"Invalid policy: no key usage available"}' };
}

/** Unknown usages are an error; extended ones are sorted and stand once. */
function sorted(usages: readonly string[]): CertificateUsages {
  const unrecognized = usages.filter(
    (usage) => !(usage in KEY_USAGE_OF) && !(usage in EXT_KEY_USAGE_OF),
  );
  if (unrecognized.length > 0) {
    const list = unrecognized.map(goQuoted).join(' ');
    return { ok: false, error: `unrecognized usage values: [${list}]` };
  }
  const asked = new Set(extensionsOf(usages));
  return {
    ok: true,
    keyUsages: keyUsageBits(usages),
    extKeyUsages: EXT_KEY_USAGE_ORDER.filter((usage) => asked.has(usage)),
  };
}

/** The usages that the signer of a release writes for `usages` of the API. */
export function usagesInCertificate(
  usages: readonly string[],
  release: Release,
): CertificateUsages {
  const rule = certificateUsages.at(release);
  if (rule === 'sorted') return sorted(usages);
  return withCfssl(rule === 'fixed' ? FIXED : usages);
}
