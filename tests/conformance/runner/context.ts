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
import { CannotRun, type CaseContext, type JsonObject, type X509Description } from './types.ts';

/** The "now" of every case, 2026-01-15T10:00:00Z; offsets are relative to it. */
const NOW: Instant = 1768471200000;

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: 24 * HOUR,
  y: 365 * 24 * HOUR,
};

function instantOf(text: string): Instant | undefined {
  if (text === 'now') return NOW;
  if (text === 'later') return NOW + HOUR;
  const relative = /^now([+-])(\d+)([smhdy])$/.exec(text);
  if (!relative) return parseRfc3339(text);
  const [, sign, amount, unit] = relative;
  return NOW + (sign === '-' ? -1 : 1) * Number(amount) * UNITS[unit!]!;
}

interface DescribedCsr {
  readonly name?: string;
  readonly apiVersion?: string;
  readonly metadata?: CertificateSigningRequest['metadata'];
  readonly x509?: X509Description | null;
  readonly requestRaw?: string | null;
  readonly csrPemRef?: string;
  readonly spec?: Omit<Partial<CertificateSigningRequestSpec>, 'request'> & {
    readonly request?: string | null;
    readonly requestRaw?: string | null;
    readonly requestMutation?: string;
  };
  readonly status?: CertificateSigningRequestStatus;
}

/** Whether a description says that there is no request: neither what it is made from, nor that it is valid. */
function hasNoRequest({ x509, spec }: DescribedCsr): boolean {
  const request = spec?.request;
  if (request === '' || request === null) return true;
  return x509 === null && request === undefined && spec?.requestMutation === undefined;
}

/** What `spec.requestMutation` describes, done to a valid PEM. */
function mutated(pem: string, mutation: string): string {
  if (/after the END line/i.test(mutation)) return `${pem}arbitrary text after the END line\n`;
  if (/before the BEGIN line/i.test(mutation)) return `arbitrary text before\n${pem}`;
  const label = /(?:block )?type (?:changed |set )?(?:to )?"?([A-Z][A-Z0-9 ]*[A-Z0-9])"?/.exec(
    mutation,
  );
  if (label) return pem.replaceAll('CERTIFICATE REQUEST', label[1]!);
  throw new CannotRun(`requestMutation "${mutation}" is not known`);
}

const KNOWN: Readonly<Record<'csr' | 'x509' | 'subject' | 'sans', readonly string[]>> = {
  csr: ['name', 'apiVersion', 'metadata', 'x509', 'requestRaw', 'csrPemRef', 'spec', 'status'],
  // Go signs by the key's own algorithm; that a test names one is incidental.
  x509: ['subject', 'sans', 'key', 'signatureAlgorithm'],
  subject: ['CN', 'O'],
  sans: ['dns', 'ip', 'uri', 'email'],
};

/** @throws CannotRun where a part of a request is described that is not made here */
function onlyKnown(part: keyof typeof KNOWN, description: object | null | undefined): void {
  const unknown = Object.keys(description ?? {}).filter((field) => !KNOWN[part].includes(field));
  if (unknown.length > 0)
    throw new CannotRun(`${part} "${unknown.join('", "')}": nothing here makes use of it`);
}

function onlyKnownX509(x509: X509Description | null | undefined): void {
  onlyKnown('x509', x509);
  onlyKnown('subject', x509?.subject);
  onlyKnown('sans', x509?.sans);
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
    if (typeof raw === 'string') return raw;
    if (csr.csrPemRef !== undefined) return pem(csr.csrPemRef).pem;
    if (hasNoRequest(csr)) return '';
    const made = (await requests.make(csr.x509 ?? {})).pem;
    const mutation = csr.spec?.requestMutation;
    return mutation === undefined ? made : mutated(made, mutation);
  };

  return {
    release,
    now: NOW,
    pki,
    pem,
    buildRequest(x509, keyName) {
      onlyKnownX509(x509);
      return requests.make(x509, keyName);
    },
    readRequest: (text) => requests.read(text),
    async buildCsr(given: JsonObject) {
      const csr = given as DescribedCsr;
      onlyKnown('csr', csr);
      onlyKnownX509(csr.x509);
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
