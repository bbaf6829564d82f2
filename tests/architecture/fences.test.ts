import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findCycle } from '../../scripts/architecture/cycles.ts';
import { judge } from '../../scripts/architecture/fences.ts';
import { importsOf } from '../../scripts/architecture/imports.ts';
import { sourceFiles } from '../../scripts/architecture/sources.ts';

const code = /^src\/.*\.(ts|mjs|js|astro|svelte)$/;

const importsBelow = (root: string) =>
  sourceFiles(root, code).flatMap(({ path, text }) => importsOf(path, text));

const violations = (root: string): string[] =>
  importsBelow(root).flatMap((entry) => {
    const sentence = judge(entry);
    return sentence === undefined ? [] : [`${entry.from}: ${sentence}`];
  });

describe('the import fences of this project', () => {
  it('are respected by every file of src', () => {
    expect(violations('.')).toEqual([]);
  });

  it('see the imports at all', () => {
    expect(importsBelow('.').length).toBeGreaterThan(10);
  });

  it('leave no cycle of imports', () => {
    expect(findCycle(importsBelow('.'))).toBeUndefined();
  });
});

describe('a forbidden import is reported', () => {
  let root = '';

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A small tree on disk, walked and read as the real one is. */
  function tree(files: Record<string, string>): string {
    root = mkdtempSync(join(tmpdir(), 'fences-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  const forbidden: [name: string, path: string, text: string, sentence: string][] = [
    [
      'a component of the cluster imports another',
      'src/cluster/kubelet/bootstrap.ts',
      "import { approve } from '../controllers/approver.ts';",
      'src/cluster/kubelet does not import src/cluster/controllers/approver.ts',
    ],
    [
      'the model imports the kernel',
      'src/cluster/model/facts.ts',
      "export * from '../kernel/decide.ts';",
      'src/cluster/model does not import src/cluster/kernel/decide.ts',
    ],
    [
      'x509 outside of src/pki',
      'src/der/reader.ts',
      "import * as x509 from '@peculiar/x509';",
      'src/der does not import the package @peculiar/x509',
    ],
    [
      'Node in a pure folder',
      'src/releases/profile.ts',
      "import { readFileSync } from 'node:fs';",
      'src/releases does not import node:fs: it runs in the browser',
    ],
    [
      'the PKI takes a value from the engine',
      'src/pki/port.ts',
      "import { SECOND } from '../cluster/model/instant.ts';",
      'src/pki imports src/cluster/model/instant.ts only for its types',
    ],
    [
      'the player loads the engine at once',
      'src/player/session.ts',
      "import { decide } from '../cluster/kernel/decide.ts';",
      'src/player imports src/cluster/kernel/decide.ts only by await import()',
    ],
    [
      'an island reads a single time line',
      'src/islands/Switch.svelte',
      '<script lang="ts">\n  import { x } from \'../releases/kubelet/rotation.ts\';\n</script>\n<p>hello</p>',
      'src/islands does not import src/releases/kubelet/rotation.ts',
    ],
    [
      'a view reaches into the page',
      'src/views/stage.ts',
      "const panel = await import('../islands/Panel.svelte');",
      'src/views does not import src/islands/Panel.svelte',
    ],
    [
      'an Astro component imports the PKI',
      'src/components/Card.astro',
      "---\nimport { pki } from '../pki/index.ts';\n---\n<p>hello</p>",
      'src/components does not import src/pki/index.ts',
    ],
    [
      'DER reads more of the model than base64',
      'src/der/text.ts',
      "import type { Name } from '../cluster/model/names.ts';",
      'src/der does not import src/cluster/model/names.ts',
    ],
    [
      'source takes something from the tests',
      'src/recordings/record.ts',
      "import { masks } from '../../tests/recordings/masks.ts';",
      'src/recordings does not import from outside of src: tests/recordings/masks.ts',
    ],
    [
      'an import that is computed, which no fence can see through',
      'src/player/load.ts',
      "const part = await import(`../pki/${'index.ts'}`);",
      "src/player imports what it computes, which no fence sees through: `../pki/${'index.ts'}`",
    ],
    [
      'a folder that nobody declared',
      'src/misc/thing.ts',
      "import '../pki/port.ts';",
      'src/misc/thing.ts lies in no area of scripts/architecture/fences.ts',
    ],
  ];

  it.each(forbidden)('%s', (_, path, text, sentence) => {
    expect(violations(tree({ [path]: text }))).toEqual([`${path}: ${sentence}`]);
  });

  it('and allowed ones are not', () => {
    const allowed = {
      'src/cluster/kernel/react.ts': "import { react } from '../kubelet/react.ts';",
      'src/cluster/kubelet/bootstrap.ts': "import { chart } from '../../lifecycle/bootstrap.ts';",
      'src/player/session.ts': "const engine = await import('../cluster/kernel/decide.ts');",
      'src/player/types.ts': "import type { Pki } from '../pki/port.ts';",
      'src/pki/port.ts': "import { type Name } from '../cluster/model/names.ts';",
      'src/components/Frame.astro': "---\nimport { t } from '../site/words.ts';\n---\n",
    };
    expect(violations(tree(allowed))).toEqual([]);
  });

  it('a cycle is named with its files', () => {
    const cyclic = {
      'src/views/a.ts': "import { b } from './b.ts';",
      'src/views/b.ts': "export { a } from './a.ts';",
    };
    expect(findCycle(importsBelow(tree(cyclic)))).toEqual([
      'src/views/a.ts',
      'src/views/b.ts',
      'src/views/a.ts',
    ]);
  });
});
