/**
 * Who may import whom. The folders of `src` are areas, and imports run in one direction between them; ARCHITECTURE.md
 * says why. The lint rule `fences/imports` and `tests/architecture` both ask `judge`, so that there is one table.
 */

export type ImportKind = 'static' | 'dynamic' | 'type';

export interface Import {
  /** Importing file, from the root of the project, with `/`. */
  readonly from: string;
  /**
   * Imported file from the root of the project, or a bare specifier as written (`xstate`, `node:fs`), or
   * `computed:` and the expression that an `import()` computes it by.
   */
  readonly to: string;
  readonly kind: ImportKind;
}

interface Arrow {
  /** A folder or a file of `src`; a trailing `/*` means every folder below. */
  readonly to: string;
  /** `type`: types only, erased before anything runs. `lazy`: types, and values by `await import()` only. */
  readonly as?: 'type' | 'lazy';
}

interface Area {
  /** Folder of `src`. */
  readonly folder: string;
  readonly imports: readonly Arrow[];
  /** npm packages, by name or by scope with `/*`. */
  readonly packages: readonly string[];
  /** Whether `node:` modules may be imported. */
  readonly node?: boolean;
}

const to = (...targets: string[]): Arrow[] => targets.map((target) => ({ to: target }));
const types = (...targets: string[]): Arrow[] =>
  targets.map((target) => ({ to: target, as: 'type' }));
const lazy = (...targets: string[]): Arrow[] =>
  targets.map((target) => ({ to: target, as: 'lazy' }));

/** Pure folders run anywhere: ES2023 and nothing else. `tsconfig.pure.json` keeps the same list. */
export const pureFolders = [
  'src/cluster',
  'src/lifecycle',
  'src/releases',
  'src/scenarios',
  'src/views',
  'src/der',
  'src/messages',
] as const;

/** What a page is printed from; the replay shows a recorded log at a step. */
const siteParts = [
  'cluster/kernel/replay.ts',
  'islands',
  'player',
  'views',
  'recordings',
  'messages',
  'releases',
  'scenarios',
  'site',
  'styles',
];

/** The names of the releases and their order: a word that every part may say. What a release does is no part of it. */
const releaseNames = to('releases/release.ts');

/** Bytes as text: the one implementation, small and pure, for whoever handles PEM or addresses. */
const encodings = to('cluster/model/base64.ts', 'cluster/model/ip.ts', 'cluster/model/pem.ts');

/** The first area whose folder matches is the one that counts, so that narrower folders stand first. */
const areas: readonly Area[] = [
  { folder: 'cluster/model', imports: releaseNames, packages: ['immutable', '@noble/hashes'] },
  {
    folder: 'cluster/kernel',
    imports: to('cluster/*', 'lifecycle', 'releases'),
    packages: ['immutable', 'xstate', '@noble/hashes'],
  },
  {
    folder: 'cluster/transport',
    imports: to('cluster/model', 'lifecycle', 'releases'),
    packages: ['immutable'],
  },
  {
    // API server, controllers, kubelet, kubectl, kubeadm: they meet through transport, API objects and the kernel.
    folder: 'cluster/*',
    imports: to('cluster/model', 'cluster/transport', 'lifecycle', 'releases'),
    packages: ['immutable', 'xstate'],
  },
  { folder: 'lifecycle', imports: types('cluster/model'), packages: ['xstate'] },
  { folder: 'releases', imports: to('cluster/model'), packages: [] },
  { folder: 'scenarios', imports: to('cluster/model', 'releases'), packages: [] },
  { folder: 'messages', imports: [...to('cluster/model'), ...releaseNames], packages: [] },
  { folder: 'der', imports: encodings, packages: [] },
  {
    folder: 'pki',
    imports: [...types('cluster/model'), ...encodings, ...to('der')],
    packages: ['@peculiar/x509', '@abraham/reflection', '@noble/hashes'],
  },
  {
    folder: 'views',
    imports: [...to('cluster/model', 'lifecycle', 'der'), ...releaseNames],
    packages: ['immutable', 'yaml'],
  },
  {
    folder: 'player',
    imports: [
      ...to('cluster/model', 'cluster/kernel/replay.ts', 'scenarios', 'site'),
      ...releaseNames,
      ...lazy('cluster', 'cluster/*', 'pki'),
    ],
    // `again`: a chunk that did not load, under another address.
    packages: ['svelte', 'xstate', 'computed:again'],
  },
  {
    folder: 'islands',
    imports: [
      ...to('player', 'views', 'messages', 'releases/index.ts', 'scenarios', 'site'),
      // Units and calendar of virtual time, for axes; names of subjects and hosts, for captions.
      ...to('cluster/model/instant.ts', 'cluster/model/names.ts', 'cluster/model/requests.ts'),
      ...releaseNames,
      ...types('cluster/model'),
    ],
    packages: ['svelte'],
  },
  {
    folder: 'recordings',
    imports: to(
      'cluster',
      'cluster/*',
      'lifecycle',
      'releases',
      'scenarios',
      'messages',
      'der',
      'pki',
      'views',
      'player',
      'site',
    ),
    packages: [],
    node: true,
  },
  { folder: 'site/build', imports: to('site'), packages: ['astro', 'parse5'], node: true },
  // The search index is written by the build, so that no specifier can name it.
  { folder: 'site', imports: [], packages: ['astro', '@astrojs/*', 'computed:bundle'] },
  {
    folder: 'components',
    imports: [...to(...siteParts), ...types('cluster/model')],
    packages: ['astro', '@astrojs/*'],
    node: true,
  },
  {
    folder: 'pages',
    imports: [...to(...siteParts, 'components'), ...types('cluster/model')],
    packages: ['astro', '@astrojs/*'],
    node: true,
  },
];

const covers = (pattern: string, path: string): boolean => {
  if (pattern.endsWith('/*')) {
    const parent = pattern.slice(0, -1);
    return path.startsWith(parent) && path.slice(parent.length).includes('/');
  }
  return path === pattern || path.startsWith(`${pattern}/`);
};

/** The concrete folder that an area's pattern stands for: `cluster/kubelet` where the area is `cluster/*`. */
const folderOf = (area: Area, path: string): string =>
  area.folder.endsWith('/*')
    ? path.split('/').slice(0, area.folder.split('/').length).join('/')
    : area.folder;

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const allowsPackage = (area: Area, specifier: string): boolean => {
  if (/^(astro|virtual):/.test(specifier)) return area.packages.includes('astro');
  const [scope] = specifier.split('/');
  return area.packages.some((name) => name === packageOf(specifier) || name === `${scope}/*`);
};

const allowsKind = (arrow: Arrow, kind: ImportKind): boolean =>
  arrow.as === undefined || kind === 'type' || (arrow.as === 'lazy' && kind === 'dynamic');

function judgePackage(area: Area, where: string, entry: Import): string | undefined {
  if (entry.to.startsWith('node:')) {
    return area.node === true
      ? undefined
      : `${where} does not import ${entry.to}: it runs in the browser`;
  }
  if (allowsPackage(area, entry.to)) return undefined;
  return entry.to.startsWith('computed:')
    ? `${where} imports what it computes, which no fence sees through: ${entry.to.slice('computed:'.length)}`
    : `${where} does not import the package ${entry.to}`;
}

/**
 * Why an import is forbidden, as a sentence, or `undefined` where it is allowed. Files outside of `src` (tests,
 * scripts, configs) may import anything; nothing in `src` imports them.
 */
export function judge(entry: Import): string | undefined {
  if (!entry.from.startsWith('src/')) return undefined;
  const path = entry.from.slice('src/'.length);
  const area = areas.find(({ folder }) => covers(folder, path));
  if (area === undefined) return `${entry.from} lies in no area of scripts/architecture/fences.ts`;
  const where = `src/${folderOf(area, path)}`;
  if (!isPath(entry.to)) return judgePackage(area, where, entry);
  if (!entry.to.startsWith('src/')) {
    return isWords(entry.to)
      ? undefined
      : `${where} does not import from outside of src: ${entry.to}`;
  }
  const target = entry.to.slice('src/'.length);
  if (covers(folderOf(area, path), target)) return undefined;
  const arrows = area.imports.filter((arrow) => covers(arrow.to, target));
  if (arrows.length === 0) return `${where} does not import ${entry.to}`;
  if (arrows.some((arrow) => allowsKind(arrow, entry.kind))) return undefined;
  const only = arrows.some((arrow) => arrow.as === 'lazy') ? 'by await import()' : 'types';
  return `${where} imports ${entry.to} only ${only === 'types' ? 'for its types' : only}`;
}

/** A resolved import is a path from the root with a file ending; a bare specifier is a package. */
const isPath = (target: string): boolean => /^(src|content|public|scripts|tests)\//.test(target);

const isWords = (target: string): boolean => target.startsWith('content/');
