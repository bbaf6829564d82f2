/** What a conformance area gives to the runner: one translation per word of the `when` vocabulary. */
import type { CertificateDetails, RequestDetails } from '../../../src/cluster/model/crypto.ts';
import type { DecodedCsr } from '../../../src/cluster/model/facts/apiserver.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { Instant } from '../../../src/cluster/model/instant.ts';
import type { PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { Release, ReleaseRange } from '../../../src/releases/release.ts';

export type JsonObject = { readonly [key: string]: unknown };

export interface ConformanceCase {
  readonly id: string;
  readonly area: string;
  readonly versions: { readonly since: Release; readonly until: Release | null };
  readonly given: JsonObject;
  readonly when: string;
  readonly then: JsonObject;
  readonly basis: string;
  readonly versionBasis: string;
  readonly note?: string;
}

/** How the schema describes a PKCS#10 request (`given.csr.x509`). */
export interface X509Description {
  readonly subject?: { readonly CN?: string; readonly O?: readonly string[] };
  readonly sans?: {
    readonly dns?: readonly string[];
    readonly ip?: readonly string[];
    readonly uri?: readonly string[];
    readonly email?: readonly string[];
  };
  readonly key?: string;
}

export interface CaseContext {
  readonly release: Release;
  /** The test's "now"; offsets of a case are relative to it. */
  readonly now: Instant;
  readonly pki: PkiPort;
  /** Entry of pems.json beside the case file. */
  pem(name: string): { readonly pem: string; readonly key?: string };
  /** Makes a real key and a signed request. */
  buildRequest(
    x509: X509Description,
    keyName?: string,
  ): Promise<{ readonly pem: string; readonly decoded: DecodedCsr }>;
  /** Reads a PEM request as kube-apiserver does. */
  readRequest(pem: string): Promise<DecodedCsr>;
  /** A whole CertificateSigningRequest object as `given.csr` describes it (x509 or requestRaw or csrPemRef, spec, status). */
  buildCsr(
    csr: JsonObject,
  ): Promise<{ readonly object: CertificateSigningRequest; readonly decoded: DecodedCsr }>;
  /** `now+1h`, `now-5m`, `later`… or an RFC 3339 text, as RFC 3339. */
  time(text: string): string;
  parsedRequest(decoded: DecodedCsr): RequestDetails;
  readCertificates(pem: string): Promise<readonly CertificateDetails[]>;
}

export type Verdict =
  /** Compared: `got` is what the engine gave, in the words of `then`. */
  | { readonly got: unknown; readonly ok: boolean }
  | { readonly skipped: string }
  | { readonly disputed: string };

/** Thrown by the context where this machine cannot make what a case describes (a key type that WebCrypto lacks). */
export class CannotRun extends Error {}

export type Handler = (given: ConformanceCase, context: CaseContext) => Promise<Verdict> | Verdict;

export type Area = Readonly<Record<string, Handler>>;

export type { Release, ReleaseRange };
