/** The files of a crafted client certificate, by the layout and the damage that a recorded case names. */
import type { FileContent, FileNode } from '../../../src/cluster/model/files.ts';
import type { KubeletRun } from './runs.ts';
import { directoryOf } from './spec.ts';

export interface CraftedPair {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly otherKey: string;
}

const PAIR = 'pki/kubelet-client-2018-01-02-03-04-05.pem';
const CURRENT = 'pki/kubelet-client-current.pem';

const file = (mode: number, content: FileContent): FileNode => ({ type: 'file', mode, content });
const text = (mode: number, content: string) => file(mode, { kind: 'text', text: content });

const certificateBlock = ({ certificate }: CraftedPair) => ({ certificate });
const keyBlock = (key: string) => ({ privateKey: key, label: 'EC PRIVATE KEY' }) as const;

/** What stands in the certificate's place, where it is no certificate. */
function damaged(kind: string, { certificate }: CraftedPair): string | undefined {
  const texts: Readonly<Record<string, string>> = {
    garbage: 'garbage\n',
    empty: '',
    truncated: certificate.slice(0, 200),
  };
  return texts[kind];
}

function link(run: KubeletRun): readonly [string, FileNode] {
  return [CURRENT, { type: 'symlink', target: `${directoryOf(run)}/${PAIR}` }];
}

function pairFile(kind: string, pair: CraftedPair): FileNode {
  const bad = damaged(kind, pair);
  if (bad !== undefined) return text(0o600, bad);
  const blocks = [
    ...(kind === 'no-cert' ? [] : [certificateBlock(pair)]),
    ...(kind === 'no-key' ? [] : [keyBlock(kind === 'mismatch' ? pair.otherKey : pair.key)]),
  ];
  return file(0o600, { kind: 'pem', blocks });
}

type Files = readonly (readonly [string, FileNode])[];

function twoFiles(kind: string, pair: CraftedPair): Files {
  const bad = damaged(kind, pair);
  const certificate =
    bad === undefined
      ? file(0o644, { kind: 'pem', blocks: [certificateBlock(pair)] })
      : text(0o644, bad);
  const key = file(0o600, {
    kind: 'pem',
    blocks: [keyBlock(kind === 'mismatch' ? pair.otherKey : pair.key)],
  });
  return [
    ...(kind === 'no-cert' ? [] : [['pki/kubelet-client.crt', certificate] as const]),
    ...(kind === 'no-key' ? [] : [['pki/kubelet-client.key', key] as const]),
  ];
}

/** Files below the kubelet's directory, in the order in which they are put there. */
export function craftedFiles(run: KubeletRun, pair: CraftedPair): Files {
  const kind = String(run.given?.['clientCert']);
  if (kind === 'absent') return [];
  if (run.given?.['layout'] !== 'pem') return kind === 'dangling' ? [] : twoFiles(kind, pair);
  if (kind === 'dangling') return [link(run)];
  return [[PAIR, pairFile(kind, pair)], link(run)];
}

/** A sound pair in one file, and the link to it. */
export const currentFiles = (run: KubeletRun, pair: CraftedPair): Files => [
  [PAIR, pairFile('ok', pair)],
  link(run),
];
