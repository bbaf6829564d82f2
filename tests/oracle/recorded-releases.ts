/** The recorded binaries, and what of the engine's releases they stand for. */
import type { Release } from '../../src/releases/release.ts';

export const RECORDED = {
  'v1.6.13': '1.6',
  'v1.7.16': '1.7',
  'v1.8.15': '1.8',
  'v1.9.9': '1.9',
  'v1.11.1': '1.11',
  'v1.25.10': '1.25',
} as const satisfies Readonly<Record<string, Release>>;

export type Tag = keyof typeof RECORDED;

export const TAGS = Object.keys(RECORDED) as readonly Tag[];

/** math/rand was not seeded in these: every kubelet drew the same first deadline. */
export const unseededDeadline = (release: Release): boolean =>
  ['1.7', '1.8', '1.9'].includes(release);
