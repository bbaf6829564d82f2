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
import { pairLoaded } from '../../../src/cluster/kubelet/store/pair-file.ts';
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
import type { Area, CaseContext, JsonObject } from '../runner/types.ts';

const DIRECTORY = '/certs';
const KEY = 'conformance/certstore';

interface StoreGiven {
  readonly prefix: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly time?: string;
  readonly update?: { readonly cert?: string; readonly certBytes?: readonly number[] };
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

/** What a case writes for a file: its kind, or an entry of pems.json. */
function blockOf(text: string, context: CaseContext): PemBlock {
  const name = text.replace(/^pemRef:/, '');
  return name.endsWith('.key') ? privateKey : { certificate: context.pem(name).pem };
}

function nodeOf(text: string, context: CaseContext): FileNode {
  if (text.startsWith('symlink:'))
    return { type: 'symlink', target: joined(DIRECTORY, text.slice('symlink:'.length)) };
  if (text.startsWith('pemRef:')) return file([blockOf(text, context)]);
  return file(text === 'cert+key' ? [certificate, privateKey] : []);
}

function treeOf({ files = {} }: StoreGiven, context: CaseContext): Map<string, FileNode> {
  return new Map(
    Object.entries(files).map(([name, text]) => [joined(DIRECTORY, name), nodeOf(text, context)]),
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

function outcome(result: FileResult, files: Files): JsonObject {
  const changes: readonly FileChange[] = result.ok ? result.changes : [];
  return {
    error: !result.ok,
    untouched: changes.length === 0,
    symlinks: linksOf(changed(files, changes)),
  };
}

/** A real pair: keys of upstream's test certificates are not at hand. */
async function newPair({ update }: StoreGiven, { pki, now, pem }: CaseContext): Promise<NewPair> {
  const generated = await pki.perform({ kind: 'generateKey', key: KEY, algorithm: 'ecdsa-p256' });
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
    keySpki: generated.result.publicKey.spki,
  };
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
      ? { ok: current.result.ok, errorKind: null }
      : { ok: false, errorKind: 'NoCertKeyError' };
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
    const content = (of as { content: readonly string[] | null }).content;
    const files = new Map<string, FileNode>(
      content === null ? [] : [['/pair', file(content.map((text) => blockOf(text, context)))]],
    );
    const { ok } = pairLoaded(files, '/pair', context.release);
    return compared({ ok, error: !ok }, then);
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
    const current = currentPair(
      changed(files, changes),
      { ...locationOf(given(of)), certFile: '', keyFile: '' },
      context.release,
    );
    return compared(
      {
        error: error !== undefined,
        certificateReturned: error === undefined && current.found && current.result.ok,
      },
      then,
    );
  },
};
