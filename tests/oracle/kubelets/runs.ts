/** One start of a recorded kubelet: its flags, what it logged, asked for and left on its disk. */
import { readFileSync } from 'node:fs';
import type { CsrCondition } from '../../../src/cluster/model/objects.ts';

/** Path below the kubelet's directory → octal mode, `dir 0755`, or `-> target`. */
export type RecordedFiles = Readonly<Record<string, string>>;

export interface RecordedCsr {
  readonly name: string;
  readonly generateName?: string;
  readonly created: string;
  readonly spec: object;
  /** DER of the PKCS#10 request and of the certificate, base64. */
  readonly request: string;
  readonly certificate?: string;
  readonly conditions: readonly CsrCondition[];
}

/** What `kubectl get csr` printed, and which of its rows are of the node's requests. */
export interface RecordedTable {
  readonly lines: readonly string[];
  readonly own: readonly string[];
}

export interface RecordedStage {
  readonly files: RecordedFiles;
  /** When the directory was listed, milliseconds since 1970. */
  readonly at?: number;
  readonly kubeconfig?: string;
  readonly csrs?: readonly RecordedCsr[];
  readonly kubectlGet?: RecordedTable;
  /** Of each of the requests in `csrs`. */
  readonly kubectlDescribe?: readonly (readonly string[])[];
  /** DER of the certificate that the kubelet's port showed, base64; or the alert with which it hung up. */
  readonly port?: string;
}

export interface KubeletRun {
  readonly node: string;
  /** Directory below /var/lib/lab. */
  readonly dir: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly startedAt: number;
  /** Exit code, null or a word where it went on running. */
  readonly exit?: number | string | null;
  /** Milliseconds since the start, and `S file.go] message`. */
  readonly log: readonly (readonly [number, string])[];
  /** The recorder left out the middle of the log. */
  readonly cut?: true;
  /** `METHOD path code`, from the log at -v=8. */
  readonly requests?: readonly string[];
  readonly stages?: Readonly<Record<string, RecordedStage>>;
  readonly csrs?: readonly RecordedCsr[];
  readonly approvedAt?: string;
  readonly kubectl?: Readonly<Record<string, string>>;
  readonly given?: Readonly<Record<string, string | boolean>>;
  readonly observed?: {
    readonly exit: number | null;
    readonly fatal: readonly string[];
    readonly newCSRs: readonly { readonly username: string; readonly issued: boolean }[];
    readonly nodeObject: number;
    readonly filesAfter: readonly string[];
  };
  readonly csrCount?: number;
  readonly validity?: readonly (readonly [string, string])[];
}

export type KubeletRuns = Readonly<Record<string, KubeletRun>>;

export function kubeletsOf(tag: string): KubeletRuns {
  const file = new URL(`../recordings/kubelets-${tag}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as KubeletRuns;
}
