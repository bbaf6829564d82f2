import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hasWords } from '../../src/player/release-words.ts';
import {
  inRange,
  SUPPORTED_RELEASES,
  type Release,
  type ReleaseRange,
} from '../../src/releases/release.ts';
import { SCENARIOS } from '../../src/scenarios/index.ts';
import { LIVE_FIELDS } from '../../src/views/walk/index.ts';
import { rangesIn, toldAt } from './told-words.ts';

const ROOT = join(import.meta.dirname, '../../content/steps/en');

interface Front {
  readonly title: string;
  readonly next?: string;
  readonly choice?: string;
  readonly sources: readonly Readonly<Record<'repo' | 'path' | 'ref' | 'symbol', string>>[];
}

interface Words {
  readonly front: Front;
  readonly body: string;
}

function wordsAt(...path: readonly string[]): Words {
  const [, front = '', ...body] = readFileSync(join(ROOT, ...path), 'utf8').split(/^---\n/m);
  return { front: parse(front) as Front, body: body.join('---\n') };
}

const LIVE = /<Live field="([^"]*)" \/>/g;

/** The words that a reader of a release sees, each live name counted as one word. */
const readAt = (body: string, release: Release): string =>
  toldAt(body, release).replace(LIVE, 'name');

const count = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

interface Told {
  readonly id: string;
  readonly only?: ReleaseRange;
}

/** Releases that have a step or a variant. */
const releasesOf = ({ only = {} }: Told): readonly Release[] =>
  SUPPORTED_RELEASES.filter((release) => inRange(release, only));

const TEXTS = SCENARIOS.flatMap(({ id, steps, variants }) => [
  ...steps.map((step) => ({
    path: [id, `${step.id}.mdx`],
    kind: 'step',
    releases: releasesOf(step),
  })),
  ...variants.map((variant) => ({
    path: [id, 'variants', `${variant.id}.mdx`],
    kind: 'variant',
    releases: releasesOf(variant),
  })),
]);

describe.each(TEXTS)('the words of $path', ({ path, kind, releases }) => {
  const { front, body } = wordsAt(...path);

  it('have a headline and the words of the button that leads to them', () => {
    expect(front.title.length).toBeLessThanOrEqual(40);
    expect(kind === 'step' ? front.next : front.choice).toMatch(/^\S.*[^.]$/);
  });

  it('are 40 to 90 at each release that has them', () => {
    for (const release of releases) {
      const words = count(readAt(body, release));
      expect(words, release).toBeGreaterThanOrEqual(40);
      expect(words, release).toBeLessThanOrEqual(90);
    }
  });

  it('name sources of upstream', () => {
    expect(front.sources.length).toBeGreaterThan(0);
    for (const source of front.sources) {
      expect(source.repo).toMatch(/^kubernetes\//);
      for (const field of ['path', 'ref', 'symbol'] as const) expect(source[field]).toBeTruthy();
    }
  });

  it('use live names that there are, and no tag besides', () => {
    for (const [, field] of body.matchAll(LIVE)) expect(LIVE_FIELDS).toContain(field);
    for (const release of releases) expect(readAt(body, release)).not.toMatch(/[<{]/);
  });

  it('differ where they say that releases differ', () => {
    for (const ranges of rangesIn(body)) {
      const having = releases.filter((release) => hasWords(release, ranges));
      expect(having.length, ranges).toBeGreaterThan(0);
      expect(having.length, ranges).toBeLessThan(releases.length);
    }
  });

  it('begin no paragraph with words of some releases only, which would be no paragraph then', () => {
    for (const paragraph of body.trim().split(/\n\n/)) expect(paragraph).not.toMatch(/^<At/);
  });
});

describe('the folder of words', () => {
  it('holds nothing that no step or variant has', () => {
    const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.mdx'),
    );
    expect(found.sort()).toEqual(TEXTS.map(({ path }) => path.join('/')).sort());
  });
});
