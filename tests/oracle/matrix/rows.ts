/** One row of a recorded matrix: a CertificateSigningRequest, and what became of it. */
import { readFileSync } from 'node:fs';
import type { CsrCondition } from '../../../src/cluster/model/objects.ts';

export interface RecordedReview {
  readonly by: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>> | null;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly allowed: boolean;
  readonly reason: string | null;
}

export interface MatrixRow {
  readonly id: string;
  readonly given: {
    readonly requestor: 'boot' | 'bst' | 'n1' | 'n2' | 'n1nog' | 'other' | 'nogroup' | 'admin';
    readonly usages: readonly string[];
    readonly action: string;
    readonly variant: string;
    readonly signerName?: string;
    /** DER of the PKCS#10 request, base64. */
    readonly request: string;
  };
  readonly observed: {
    readonly code: number;
    readonly refusal?: { readonly reason: string; readonly message: string };
    readonly created?: { readonly spec: object; readonly status: object };
    readonly conditions?: readonly CsrCondition[];
    readonly approvalCalls?: readonly {
      readonly type: string;
      readonly status: number;
      readonly error: string | null;
    }[];
    /** DER of the issued certificate, base64. */
    readonly certificate?: string;
    readonly kubectlGet?: readonly string[];
    /** None where the release had no audit log to read them from. */
    readonly subjectAccessReviews?: readonly RecordedReview[];
    readonly controllerMessages: readonly string[];
  };
}

export function matrixOf(tag: string): readonly MatrixRow[] {
  const file = new URL(`../recordings/csr-matrix-${tag}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly MatrixRow[];
}
