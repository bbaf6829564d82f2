import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockFile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
        readonly hasInstallScript?: true;
      }
    >
  >;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};

const has = (name: string): boolean =>
  Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`));

/** Tools in native code, each with a package for every system; npm loses those of others where a lock file is patched. */
const native = {
  astro: '@astrojs/compiler-binding',
  rolldown: '@rolldown/binding',
  lightningcss: 'lightningcss',
  esbuild: '@esbuild',
  pagefind: '@pagefind',
};

it.each(Object.entries(native))('the lock file has every system’s build of %s', (tool) => {
  const holder = tool === 'astro' ? '@astrojs/compiler-binding' : tool;
  const lists = Object.entries(packages)
    .filter(([path]) => path.endsWith(`node_modules/${holder}`))
    .flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}));
  expect(lists.length).toBeGreaterThan(3);
  expect(lists.filter((name) => !has(name))).toEqual([]);
  for (const system of [/linux-x64/, /darwin-arm64/, /(win32|windows)-x64/]) {
    expect(lists.some((name) => system.test(name))).toBe(true);
  }
});

it('every dependency is pinned to one version', () => {
  const loose = Object.entries(manifest.devDependencies).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

it('every package comes from the public registry', () => {
  const elsewhere = Object.values(packages)
    .map(({ resolved }) => resolved)
    .filter((url) => url !== undefined && !url.startsWith('https://registry.npmjs.org/'));
  expect(elsewhere).toEqual([]);
});

it('no package runs a script at installation that nobody has looked at', () => {
  const scripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(scripts.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
});
