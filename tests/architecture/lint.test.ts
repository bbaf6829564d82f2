import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// Under CI=true typescript-eslint reads files from the disk once, and would never see the texts given here.
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
  },
});

/** Lints a text as if it stood in a file of the project; typed rules need the path of a file that exists. */
async function rulesBroken(filePath: string, text: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(text, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

const engine = 'src/cluster/model/instant.ts';
const script = 'scripts/architecture/tree.ts';
const releases = 'src/releases/release.ts';

describe('lint forbids', () => {
  it.each([
    ['an import across a fence', "export * from '../kernel/decide.ts';", 'fences/imports'],
    ['Node in the engine', "import 'node:fs';", 'fences/imports'],
    ['the wall clock', 'export const now = Date.now();', 'no-restricted-globals'],
    ['a date made from nothing', 'export const now = new Date();', 'no-restricted-globals'],
    ['chance', 'export const draw = Math.random();', 'no-restricted-properties'],
    [
      'a release in an equation',
      "export const is = (release: string) => release === '1.11';",
      'no-restricted-syntax',
    ],
    [
      'releases in order',
      'export const older = (a: { release: string }, b: string) => a.release < b;',
      'no-restricted-syntax',
    ],
    [
      'a switch over releases',
      "export const f = (r: string) => { switch (r) { case '1.8': return 1; default: return 2; } };",
      'no-restricted-syntax',
    ],
  ])('%s', async (_, text, rule) => {
    expect(await rulesBroken(engine, text)).toContain(rule);
  });

  it('a promise that nobody awaits', async () => {
    const text = 'const work = () => Promise.resolve(1);\nwork();';
    expect(await rulesBroken(script, text)).toContain('@typescript-eslint/no-floating-promises');
  });

  it('and nothing of this in its place', async () => {
    expect(await rulesBroken(script, 'export const now = Date.now() + Math.random();')).toEqual([]);
    const compare = "export const first = (release: string) => release === '1.4';";
    expect(await rulesBroken(releases, compare)).toEqual([]);
  });
});
