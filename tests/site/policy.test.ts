import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../src/site/build/content-security-policy.ts';
import { inlineHashes } from '../../src/site/build/inline-hashes.ts';
import { builtSite, named, type Page } from './support/built-site.ts';

const { pages, root } = builtSite('root');

const policy = (page: Page): string =>
  page.elements.find(
    ({ attributes }) => attributes['http-equiv']?.toLowerCase() === 'content-security-policy',
  )?.attributes.content ?? '';

const directive = (text: string, name: string): string =>
  text.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe.each(named(pages))('%s', (_, page) => {
  it('allows exactly the scripts that it holds', () => {
    const inline = page.elements.filter(
      ({ tag, attributes }) =>
        tag === 'script' && attributes.src === undefined && !/json/.test(attributes.type ?? ''),
    );
    const allowed = directive(policy(page), 'script-src').match(/'sha256-[^']+'/g) ?? [];
    expect(new Set(allowed)).toEqual(new Set(inline.map(({ text }) => sha256(text))));
  });

  it('has its policy before any script or style', () => {
    const at = page.html.indexOf('http-equiv="Content-Security-Policy"');
    expect(at).toBeGreaterThan(0);
    expect(page.html.slice(0, at)).not.toMatch(/<(script|style|link)\b/);
  });

  it('has no script in an attribute', () => {
    const handlers = page.elements.flatMap(({ tag, attributes }) =>
      Object.keys(attributes)
        .filter((name) => name.startsWith('on'))
        .map((name) => `${tag} ${name}`),
    );
    expect(handlers).toEqual([]);
  });
});

describe('the policy', () => {
  it('names no other host and no scheme but data: for pictures', () => {
    expect(policyOf([], []).match(/\b(https?|wss?|blob|\*)\b:?/g)).toBeNull();
    expect(policyOf([], [])).toContain("default-src 'self'");
  });

  it('is refused to a page without a charset', () => {
    expect(() => inlineHashes('<!doctype html><title>x</title>')).toThrow('declares no charset');
  });

  it('counts a script once, and data blocks not at all', () => {
    const html =
      '<meta charset="utf-8"><script>a()</script><script>a()</script>' +
      '<script type="application/ld+json">{}</script><script src="/b.js"></script><style>p{}</style>';
    expect(inlineHashes(html)).toMatchObject({ scripts: [sha256('a()')], styles: [sha256('p{}')] });
  });
});

describe('_headers', () => {
  it('opens to every origin what an embed loads, under the folder of the site', () => {
    const lines = readFileSync(`${root}/_headers`, 'utf8').split('\n');
    for (const pattern of ['/_astro/*', '/recordings/*', '/embed*']) {
      expect(lines[lines.indexOf(pattern) + 1]).toBe('  Access-Control-Allow-Origin: *');
    }
    expect(readFileSync(`${builtSite('sub').root}/_headers`, 'utf8')).toContain('/sub/_astro/*');
  });
});
