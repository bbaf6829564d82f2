import type { PkiPort } from '../../../src/cluster/model/crypto.ts';
import {
  HOUR,
  MINUTE,
  SECOND,
  parseRfc3339,
  rfc3339,
  type Instant,
} from '../../../src/cluster/model/instant.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestSpec,
  CertificateSigningRequestStatus,
} from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import type { CaseFile } from './cases.ts';
import type { RequestMaker } from './requests.ts';
import type { CaseContext, JsonObject, X509Description } from './types.ts';

/** The "now" of every case, 2026-01-15T10:00:00Z; offsets are relative to it. */
const NOW: Instant = 1768471200000;

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: 24 * HOUR };

function instantOf(text: string): Instant | undefined {
  if (text === 'now') return NOW;
  if (text === 'later') return NOW + HOUR;
  const relative = /^now([+-])(\d+)([smhd])$/.exec(text);
  if (!relative) return parseRfc3339(text);
  const [, sign, amount, unit] = relative;
  return NOW + (sign === '-' ? -1 : 1) * Number(amount) * UNITS[unit!]!;
}

interface DescribedCsr {
  readonly name?: string;
  readonly apiVersion?: string;
  readonly metadata?: CertificateSigningRequest['metadata'];
  readonly x509?: X509Description;
  readonly requestRaw?: string;
  readonly csrPemRef?: string;
  readonly spec?: Partial<CertificateSigningRequestSpec> & {
    readonly requestRaw?: string;
    readonly requestMutation?: string;
  };
  readonly status?: CertificateSigningRequestStatus;
}

export function caseContext(
  release: Release,
  file: CaseFile,
  pki: PkiPort,
  requests: RequestMaker,
): CaseContext {
  const pem: CaseContext['pem'] = (name) => {
    const entry = file.pems[name] ?? file.pems[name.replace(/\.(crt|key)$/, '')];
    if (!entry) throw new Error(`pems.json beside ${file.path} has no entry "${name}"`);
    return entry;
  };

  const requestPem = async (csr: DescribedCsr): Promise<string> => {
    const raw = csr.requestRaw ?? csr.spec?.requestRaw;
    if (raw !== undefined) return raw;
    if (csr.csrPemRef !== undefined) return pem(csr.csrPemRef).pem;
    const made = (await requests.make(csr.x509 ?? {})).pem;
    return csr.spec?.requestMutation === undefined
      ? made
      : `${made}arbitrary text after the END line\n`;
  };

  return {
    release,
    now: NOW,
    pki,
    pem,
    buildRequest: (x509, keyName) => requests.make(x509, keyName),
    readRequest: (text) => requests.read(text),
    async buildCsr(given: JsonObject) {
      const csr = given as DescribedCsr;
      const request = await requestPem(csr);
      const { requestRaw: _raw, requestMutation: _mutation, ...spec } = csr.spec ?? {};
      const object: CertificateSigningRequest = {
        apiVersion: csr.apiVersion ?? 'certificates.k8s.io/v1',
        kind: 'CertificateSigningRequest',
        metadata: { name: csr.name ?? 'csr', ...csr.metadata },
        spec: { ...spec, request },
        status: csr.status ?? {},
      };
      return { object, decoded: await requests.read(request) };
    },
    time(text) {
      const instant = instantOf(text);
      return instant === undefined ? text : rfc3339(instant);
    },
    parsedRequest(decoded) {
      if (!decoded.ok) throw new Error(`the request does not parse: ${decoded.detail}`);
      return decoded.request;
    },
    async readCertificates(text) {
      const outcome = await pki.perform({ kind: 'readCertificate', pem: text });
      if (outcome.kind !== 'readCertificate' || !outcome.result.ok)
        throw new Error('the certificate does not parse');
      return outcome.result.certificates;
    },
  };
}
