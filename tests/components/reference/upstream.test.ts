import { describe, expect, it } from 'vitest';
import { furtherRefs, upstreamLinks } from '../../../src/components/reference/upstream.ts';
import { lines } from '../../../src/components/reference/time-lines.ts';
import { read } from '../../../src/releases/timeline.ts';

const urls = (path: string, ref: string, repo = 'kubernetes/kubernetes'): string[] =>
  upstreamLinks(read(path, ref, 'symbol', { repo })).map(({ url }) =>
    url.replace('https://github.com/', ''),
  );

describe('a source leads upstream', () => {
  it.each([
    ['a tag', 'pkg/a.go', 'v1.8.0', ['blob/v1.8.0/pkg/a.go']],
    ['a minor release, as its branch', 'pkg/a.go', 'v1.22', ['blob/release-1.22/pkg/a.go']],
    ['the same without its v', 'pkg/a.go', '1.18', ['blob/release-1.18/pkg/a.go']],
    ['a commit', 'pkg/a.go', 'a983356caa98', ['blob/a983356caa98/pkg/a.go']],
    ['several refs, at the first', 'pkg/a.go', 'v1.4.0, v1.5.0', ['blob/v1.4.0/pkg/a.go']],
    [
      'several files at one ref',
      'pkg/a.go; CHANGELOG-1.11.md',
      'v1.11.0',
      ['blob/v1.11.0/pkg/a.go', 'blob/v1.11.0/CHANGELOG-1.11.md'],
    ],
    [
      'as many files as refs, each at its own',
      'cmd/old/a.go (1.6, 1.7); cmd/new/a.go',
      'v1.6.0, v1.8.0',
      ['blob/v1.6.0/cmd/old/a.go', 'blob/v1.8.0/cmd/new/a.go'],
    ],
    [
      'files in braces, and a folder',
      'pkg/c/{signer/signer.go,authority/*}',
      'v1.17.0',
      ['blob/v1.17.0/pkg/c/signer/signer.go', 'tree/v1.17.0/pkg/c/authority'],
    ],
    [
      'a path within a remark',
      'old images (build/VERSION)',
      'v1.4.0',
      ['blob/v1.4.0/build/VERSION'],
    ],
    ['no path at all', 'what a run showed', 'v1.4.0', ['tree/v1.4.0']],
  ])('%s', (_, path, ref, expected) => {
    expect(urls(path, ref)).toEqual(expected.map((end) => `kubernetes/kubernetes/${end}`));
  });

  it('a mirror of staging has its files at the root and tags of its own', () => {
    const path = 'staging/src/k8s.io/apiserver/pkg/a.go';
    expect(urls(path, 'kubernetes-1.8.0, 1.10.0', 'kubernetes/apiserver')).toEqual([
      'kubernetes/apiserver/blob/kubernetes-1.8.0/pkg/a.go',
    ]);
    expect(urls(path, 'v1.5.0; kubernetes-1.8.0', 'kubernetes/apiserver')).toEqual([
      'kubernetes/kubernetes/blob/v1.5.0/staging/src/k8s.io/apiserver/pkg/a.go',
    ]);
  });

  it('names the refs that no link leads to', () => {
    expect(furtherRefs(read('pkg/a.go', 'v1.4.0, v1.5.0, v1.6.0', 'A'))).toEqual([
      'v1.5.0',
      'v1.6.0',
    ]);
  });
});

it('every source of every time line leads to a file or a folder', () => {
  const strange = lines.flatMap(({ id, boundaries }) =>
    boundaries.flatMap(({ source }) =>
      upstreamLinks(source)
        .map(({ url }) => url)
        .filter(
          (url) =>
            !/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(blob|tree)\/[\w.-]+\/[\w./-]+$/.test(url),
        )
        .map((url) => `${id}: ${url}`),
    ),
  );
  expect(strange).toEqual([]);
});
