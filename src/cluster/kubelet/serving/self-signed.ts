/** kubelet.crt, which the kubelet makes for itself (client-go util/cert/cert.go, GenerateSelfSignedCertKeyWithFixtures). */
import {
  selfSignedBackdate,
  selfSignedForm,
  selfSignedSerial,
} from '../../../releases/kubelet-files.ts';
import type { Release } from '../../../releases/release.ts';
import type { CertificateTemplate } from '../../model/crypto.ts';
import { DAY, SECOND, type Instant } from '../../model/instant.ts';
import { parseIp } from '../../model/ip.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName, type SubjectAltNames } from '../../model/names.ts';
import { rollHex } from '../../model/roll.ts';

export interface SelfSignedTemplates {
  readonly leaf: CertificateTemplate;
  /** Absent up to 1.9, where the one certificate signs itself. */
  readonly throwAwayCa?: CertificateTemplate;
}

const LIFETIME = 365 * DAY;

function namesOf(host: string): SubjectAltNames {
  return parseIp(host)
    ? { ...NO_SUBJECT_ALT_NAMES, ip: [host] }
    : { ...NO_SUBJECT_ALT_NAMES, dns: [host] };
}

/** 63 random bits: the first of 64 is cleared. */
function randomSerial(seed: string, purpose: string): string {
  const hex = rollHex(seed, purpose, 8);
  return (parseInt(hex.charAt(0), 16) & 7).toString(16) + hex.slice(1);
}

/**
 * The templates of the self-signed pair. The host name is its only name: no address stands in it.
 * @param now what the host's clock shows
 * @param purpose addresses the draw of random serial numbers
 */
export function selfSignedTemplates(
  host: string,
  now: Instant,
  release: Release,
  seed: string,
  purpose: string,
): SelfSignedTemplates {
  const name = host.trim().toLowerCase();
  const second = Math.floor(now / SECOND);
  const notBefore = second * SECOND - selfSignedBackdate.at(release);
  const serial = (counted: string): string =>
    selfSignedSerial.at(release) === 'random'
      ? randomSerial(seed, `serial/${counted}/${purpose}`)
      : counted;
  const common = { notBefore, notAfter: notBefore + LIFETIME, subjectKeyIdentifier: false };
  const leaf: CertificateTemplate = {
    ...common,
    subject: subjectName(`${name}@${second}`),
    sans: namesOf(name),
    serial: serial('2'),
    keyUsages: ['digitalSignature', 'keyEncipherment'],
    extKeyUsages: ['serverAuth'],
    basicConstraints: 'leaf',
    authorityKeyIdentifier: true,
  };
  if (selfSignedForm.at(release) === 'single') {
    const keyUsages = [...leaf.keyUsages, 'certSign' as const];
    return {
      leaf: {
        ...leaf,
        serial: '1',
        keyUsages,
        basicConstraints: 'ca',
        authorityKeyIdentifier: false,
        subjectKeyIdentifier: true,
      },
    };
  }
  const throwAwayCa: CertificateTemplate = {
    ...common,
    subject: subjectName(`${name}-ca@${second}`),
    sans: NO_SUBJECT_ALT_NAMES,
    serial: serial('1'),
    keyUsages: ['digitalSignature', 'keyEncipherment', 'certSign'],
    extKeyUsages: [],
    basicConstraints: 'ca',
    subjectKeyIdentifier: true,
    authorityKeyIdentifier: false,
  };
  return { leaf, throwAwayCa };
}
