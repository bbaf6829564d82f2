/** Where upstream says what a boundary says, as addresses that a browser can open. */
import type { Source } from '../../releases/timeline.ts';

export interface UpstreamLink {
  readonly path: string;
  readonly ref: string;
  readonly url: string;
}

const KUBERNETES = 'kubernetes/kubernetes';

/**
 * A ref as GitHub knows it: a tag or a commit as it stands, a minor release as its branch. The mirrors of staging tag
 * `kubernetes-1.8.0` what upstream tags `v1.8.0`; in a list of them the first part may be left out.
 */
function gitRef(ref: string, repo: string): string {
  if (/^v?\d+\.\d+$/.test(ref)) return `release-${ref.replace('v', '')}`;
  if (repo !== KUBERNETES && /^\d+\.\d+\.\d+/.test(ref)) return `kubernetes-${ref}`;
  return ref;
}

const listed = (text: string): string[] =>
  text
    .split(/[;,]\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `a/{b,c}` as two paths. */
function expanded(path: string): string[] {
  const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(path);
  if (braces === null) return [path];
  const [, before = '', choices = '', after = ''] = braces;
  return choices.split(',').map((choice) => `${before}${choice.trim()}${after}`);
}

const isPath = (text: string): boolean => /^[\w.][\w./*-]*$/.test(text);

/** A path without the remark in brackets after it; where the path stands in the brackets, that. */
function bare(part: string): string {
  const [, outside = part, inside = ''] = /^(.*?)\s*\(([^)]*)\)$/.exec(part) ?? [];
  return isPath(outside) ? outside : inside;
}

/** The paths that a source names, apart by `;`, `,` or ` / `. */
function pathsOf(path: string): string[] {
  return path
    .split(/;\s+|,\s+(?![^(]*\))|\s+\/\s+/)
    .flatMap(expanded)
    .map((part) => bare(part.trim()))
    .filter(isPath);
}

/** Within a mirror of staging its files stand at the root. */
const inRepo = (path: string, repo: string): string => {
  const [, name = ''] = repo.split('/');
  return repo === KUBERNETES ? path : path.replace(`staging/src/k8s.io/${name}/`, '');
};

function linkTo(repo: string, ref: string, path: string): UpstreamLink {
  const folder = path.endsWith('/*');
  const view = folder ? 'tree' : 'blob';
  const place = inRepo(folder ? path.slice(0, -2) : path, repo);
  return { path, ref, url: `https://github.com/${repo}/${view}/${gitRef(ref, repo)}/${place}` };
}

/** Whether a repository is a mirror of one folder of kubernetes/kubernetes, tagged by `kubernetes-…`. */
const isMirror = (repo: string): boolean => repo.startsWith('kubernetes/') && repo !== KUBERNETES;

/**
 * Links of a source, one a file, at least one: a path that is no path leads to the repository. A source that was read
 * at several refs is linked at the first, or each file at a ref of its own where there are as many of both; a file need
 * not exist at the other refs under the same path.
 */
export function upstreamLinks({ repo, path, ref }: Source): UpstreamLink[] {
  const refs = listed(ref);
  const paths = pathsOf(path);
  const refOf = (index: number): string =>
    (refs.length === paths.length ? refs[index] : refs[0]) ?? ref;
  // A mirror's source may name a tag of Kubernetes itself among its refs.
  const repoOf = (one: string): string => (/^v\d/.test(one) && isMirror(repo) ? KUBERNETES : repo);
  if (paths.length === 0) {
    return [{ path, ref, url: `https://github.com/${repo}/tree/${gitRef(refOf(0), repo)}` }];
  }
  return paths.map((one, index) => linkTo(repoOf(refOf(index)), refOf(index), one));
}

/** Refs of a source that no link leads to. */
export const furtherRefs = (source: Source): string[] => {
  const linked = new Set(upstreamLinks(source).map(({ ref }) => ref));
  return listed(source.ref).filter((ref) => !linked.has(ref));
};
