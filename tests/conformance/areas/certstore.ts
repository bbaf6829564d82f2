import { certificatesOf } from '../../../src/cluster/kubelet/crypto.ts';
import {
  changed,
  joined,
  type FileChange,
  type Files,
} from '../../../src/cluster/kubelet/files.ts';
import {
  currentOrder,
  currentPair,
  type StoreLocation,
} from '../../../src/cluster/kubelet/store/current.ts';
import {
  currentName,
  DIRECTORY_MODE,
  PAIR_MODE,
  pairName,
  updatedName,
} from '../../../src/cluster/kubelet/store/names.ts';
import { pairLoaded, type PairResult } from '../../../src/cluster/kubelet/store/pair-file.ts';
import {
  recovered,
  symlinkUpdated,
  type FileResult,
} from '../../../src/cluster/kubelet/store/symlink.ts';
import { storeUpdated, type NewPair } from '../../../src/cluster/kubelet/store/update.ts';
import type { FileNode, PemBlock } from '../../../src/cluster/model/files.ts';
import { DAY, parseRfc3339 } from '../../../src/cluster/model/instant.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../../src/cluster/model/names.ts';
import { compared } from '../comparison.ts';
import { onlyKnown } from '../runner/known-fields.ts';
import { CannotRun, type Area, type CaseContext, type JsonObject } from '../runner/types.ts';

const DIRECTORY = '/certs';
const KEY = 'conformance/certstore';

interface StoreGiven {
  readonly prefix: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly files?: Readonly<Record<string, string>> | null;
  readonly target?: string;
  readonly time?: string;
  readonly update?: {
    readonly cert?: string;
    readonly certBytes?: readonly number[];
    readonly key?: string;
  };
}

const given = (of: JsonObject): StoreGiven => of as unknown as StoreGiven;

const certificate: PemBlock = {
  certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
};
const privateKey: PemBlock = { privateKey: KEY, label: 'EC PRIVATE KEY' };
const file = (blocks: readonly PemBlock[]): FileNode => ({
  type: 'file',
  mode: 0o600,
  content: { kind: 'pem', blocks },
});

/** What a case writes for a block or several: its kind, or an entry of pems.json. */
function blocksOf(text: string, context: CaseContext): readonly PemBlock[] {
  if (text === '') return [];
  if (text === 'cert') return [certificate];
  if (text === 'key') return [privateKey];
  if (!text.startsWith('pemRef:')) throw new CannotRun(`a file of "${text}" is not known`);
  const name = text.slice('pemRef:'.length);
  if (name.endsWith('.key')) return [privateKey];
  return certificatesOf(context.pem(name).pem).map((pem) => ({ certificate: pem }));
}

function nodeOf(text: string, context: CaseContext): FileNode {
  if (text.startsWith('symlink:'))
    return { type: 'symlink', target: joined(DIRECTORY, text.slice('symlink:'.length)) };
  if (text === 'file' || text === '') return file([]);
  return file(text.split('+').flatMap((part) => blocksOf(part, context)));
}

function treeOf({ files }: StoreGiven, context: CaseContext): Map<string, FileNode> {
  return new Map(
    Object.entries(files ?? {}).map(([name, text]) => [
      joined(DIRECTORY, name),
      nodeOf(text, context),
    ]),
  );
}

const locationOf = ({ prefix, certFile, keyFile }: StoreGiven): StoreLocation => ({
  prefix,
  directory: DIRECTORY,
  certFile: certFile === undefined ? '' : joined(DIRECTORY, certFile),
  keyFile: keyFile === undefined ? '' : joined(DIRECTORY, keyFile),
});

const linksOf = (files: Files): JsonObject =>
  Object.fromEntries(
    [...files.keys()].flatMap((path) => {
      const node = files.get(path);
      return node?.type === 'symlink'
        ? [[path.slice(DIRECTORY.length + 1), node.target.replace(DIRECTORY, '<dir>')]]
        : [];
    }),
  );

/** An error as upstream words it, with the directory of the case. */
const worded = (error: string | undefined): string | undefined =>
  error?.replaceAll(DIRECTORY, '<dir>');

function outcome(result: FileResult, files: Files): JsonObject {
  const changes: readonly FileChange[] = result.ok ? result.changes : [];
  return {
    error: !result.ok,
    errorMessage: result.ok ? undefined : worded(result.error),
    untouched: changes.length === 0,
    symlinks: linksOf(changed(files, changes)),
  };
}

const nameOf = (reference = ''): string => reference.replace(/^pemRef:/, '').replace(/\.\w+$/, '');

/** A real pair, or two halves of different ones: keys of upstream's test certificates are not at hand. */
async function newPair({ update }: StoreGiven, { pki, now, pem }: CaseContext): Promise<NewPair> {
  const generated = await pki.perform({ kind: 'generateKey', key: KEY, algorithm: 'ecdsa-p256' });
  onlyKnown('update', update ?? {}, ['cert', 'certBytes', 'key']);
  const isPair = update?.key === undefined || nameOf(update.cert) === nameOf(update.key);
  const template = {
    subject: subjectName('pair'),
    sans: NO_SUBJECT_ALT_NAMES,
    serial: '01',
    notBefore: now,
    notAfter: now + DAY,
    keyUsages: [],
    extKeyUsages: [],
    basicConstraints: 'leaf',
    subjectKeyIdentifier: false,
    authorityKeyIdentifier: false,
  } as const;
  const issued = await pki.perform({ kind: 'issue', issuerKey: KEY, template });
  if (generated.kind !== 'generateKey' || issued.kind !== 'issue')
    throw new Error('no pair could be made');
  const isCertificate = update?.certBytes === undefined;
  const given =
    update?.cert === undefined ? [] : certificatesOf(pem(update.cert.replace('pemRef:', '')).pem);
  return {
    certificates: isCertificate ? [issued.result.pem, ...given.slice(1)] : [],
    leaf: isCertificate ? issued.result.certificate : undefined,
    key: KEY,
    keySpki: isPair || !isCertificate ? generated.result.publicKey.spki : 'another key',
  };
}

/** A pair that was loaded or the error of it. However many certificates stand in it, the first is the leaf. */
function loaded(result: PairResult | string): JsonObject {
  if (typeof result !== 'string' && result.ok) {
    const { length } = result.pair.chain;
    return {
      ok: true,
      error: false,
      certificates: length,
      certificateCount: length,
      chainLength: length,
    };
  }
  const error = typeof result === 'string' ? result : result.error;
  return { ok: false, error: true, errorMessage: worded(error) };
}

const octal = (mode: number): string => `0${mode.toString(8)}`;

export const area: Area = {
  'store.filename': ({ given: of, then }) => {
    const { prefix, time = '' } = given(of);
    const local = parseRfc3339(`${time.replace(' local', '')}Z`);
    const got = {
      pair: local === undefined ? null : pairName(prefix, local),
      current: currentName(prefix),
      updated: updatedName(prefix),
      fileMode: octal(PAIR_MODE),
      dirMode: octal(DIRECTORY_MODE),
    };
    return compared(got, then);
  },

  'store.open': ({ given: of, then }, context) => {
    const files = treeOf(given(of), context);
    return compared(outcome(recovered(files, DIRECTORY, given(of).prefix), files), then);
  },

  'store.updateSymlink': ({ given: of, then }, context) => {
    const { prefix, target = '' } = given(of);
    const files = treeOf(given(of), context);
    return compared(
      outcome(
        symlinkUpdated(files, DIRECTORY, prefix, joined(DIRECTORY, target), context.release),
        files,
      ),
      then,
    );
  },

  'store.current': ({ given: of, then }, context) => {
    const current = currentPair(treeOf(given(of), context), locationOf(given(of)), context.release);
    const got = current.found
      ? { ...loaded(current.result), errorKind: null }
      : { ...loaded(current.error), errorKind: 'NoCertKeyError' };
    return compared(got, then);
  },

  'store.currentOrder': ({ given: of, then }) => {
    const { prefix } = given(of);
    const order = currentOrder({
      prefix,
      directory: '<dir>',
      certFile: 'configured certFile',
      keyFile: 'keyFile',
    });
    const words = order.map((place) => {
      const text = typeof place === 'string' ? place : place.join(' + ');
      return text
        .replaceAll(prefix, '<prefix>')
        .replace('<dir>', '<certDir>')
        .replace('<dir>', '<keyDir>');
    });
    return compared({ order: words }, then);
  },

  'store.loadFile': ({ given: of, then }, context) => {
    const { content } = of as { content: readonly string[] | string | null };
    const parts = typeof content === 'string' ? [content] : content;
    const files = new Map<string, FileNode>(
      parts === null ? [] : [['/pair', file(parts.flatMap((text) => blocksOf(text, context)))]],
    );
    return compared(loaded(pairLoaded(files, '/pair', context.release)), then);
  },

  'store.update': async ({ given: of, then }, context) => {
    const files = treeOf(given(of), context);
    const { changes, error } = storeUpdated(
      files,
      { directory: DIRECTORY, prefix: given(of).prefix },
      await newPair(given(of), context),
      context.now,
      context.release,
    );
    const after = changed(files, changes);
    const current = currentPair(
      after,
      { ...locationOf(given(of)), certFile: '', keyFile: '' },
      context.release,
    );
    // An error returns nothing, whatever pair was there before.
    const returned = loaded(error ?? (current.found ? current.result : current.error));
    return compared(
      { ...returned, certificateReturned: returned['ok'], symlinks: linksOf(after) },
      then,
    );
  },
};
