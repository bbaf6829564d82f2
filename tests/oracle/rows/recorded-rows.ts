/** Rows of the smaller recordings, as their files hold them. */
import { existsSync, readFileSync } from 'node:fs';
import type { CertificateSigningRequestStatus } from '../../../src/cluster/model/objects.ts';

export type RequestorName = 'boot' | 'bst' | 'n1' | 'n2' | 'n1nog' | 'other' | 'nogroup' | 'admin';

/** An invalid or unusual CertificateSigningRequest, and the answer. */
export interface InvalidRow {
  readonly id: string;
  readonly requestor: RequestorName;
  readonly body: {
    readonly apiVersion: string;
    readonly metadata: { readonly name?: string; readonly generateName?: string };
    /** `request` in base64, as it was sent. */
    readonly spec: { readonly request: string; readonly usages?: readonly string[] };
    readonly status?: object;
  };
  readonly code: number;
  readonly refusal?: { readonly reason: string; readonly message: string };
  readonly created?: { readonly spec: object; readonly status: object };
  readonly text?: string;
}

/** A bootstrap token Secret: what its bearer may do, and what tokencleaner does to it. */
export interface TokenRow {
  readonly id: string;
  readonly given: {
    readonly secretName: string;
    readonly namespace: string;
    readonly type: string;
    readonly data: Readonly<Record<string, string>>;
    readonly bearer: string;
  };
  readonly secretPost: number;
  readonly list: { readonly code: number; readonly message: string | null };
  readonly create: {
    readonly code: number;
    readonly identity?: {
      readonly username: string;
      readonly groups: readonly string[];
    } | null;
  };
  readonly secretAfter: number;
  readonly log: readonly string[];
  /** Moments at which something had changed, of a token that expires meanwhile. */
  readonly timeline?: readonly {
    readonly at: string;
    readonly auth: number;
    readonly secret: number;
  }[];
}

/** A signing duration, and the validity that a certificate gets. */
export interface SigningRow {
  readonly id: string;
  /** `10m`, `0s`…; null where the flag was not given. */
  readonly duration: string | null;
  readonly caEnds: string;
  readonly approvedAt: string;
  readonly validity?: readonly [string, string];
  readonly messages: readonly string[];
}

/** What a user did to one stored request, the answer, and the request after it. */
export interface UpdateRow {
  readonly id: string;
  readonly who: RequestorName;
  readonly code: number;
  readonly message: string | null;
  readonly after: {
    readonly usages: readonly string[];
    readonly username: string;
    readonly labels: Readonly<Record<string, string>> | null;
    /** `certificate` is `issued`, or what somebody put there. */
    readonly status: CertificateSigningRequestStatus;
  };
}

/** Rows of a file; none where there was no such recording of a release. */
export function rowsOf<T>(
  kind: 'invalid' | 'updates' | 'tokens' | 'signing',
  tag: string,
): readonly T[] {
  const file = new URL(`../recordings/${kind}-${tag}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly T[]) : [];
}
