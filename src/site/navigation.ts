import type { WordKey } from './words.ts';

export interface NavigationEntry {
  readonly label: WordKey;
  /** Address within the language. */
  readonly to: `/${string}`;
  /** What of the site counts as being here. */
  readonly section: `/${string}`;
}

/** The header, in order: only what exists. */
export const navigation: readonly NavigationEntry[] = [
  { label: 'navigation.lab', to: '/lab/first-boot/', section: '/lab/' },
  { label: 'navigation.reference', to: '/reference/', section: '/reference/' },
  { label: 'navigation.truth', to: '/about/', section: '/about/' },
];

/** How a link says that the reader is on its page, or within its section. */
export function currentOf(entry: NavigationEntry, path: string): 'page' | 'true' | undefined {
  if (path.endsWith(entry.to)) return 'page';
  return path.includes(entry.section) ? 'true' : undefined;
}
