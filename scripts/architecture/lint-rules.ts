import { relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { judge, type ImportKind } from './fences.ts';
import { resolveSpecifier } from './imports.ts';

const fromRoot = (root: string, file: string): string => relative(root, file).split(sep).join('/');

/** ESTree knows no types; the TypeScript parser adds `importKind` and `exportKind`. */
interface WithKind {
  readonly importKind?: 'type' | 'value';
  readonly exportKind?: 'type' | 'value';
  readonly specifiers?: readonly { readonly type: string; readonly importKind?: string }[];
}

function kindOf(node: WithKind): ImportKind {
  if (node.importKind === 'type' || node.exportKind === 'type') return 'type';
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((name) => name.importKind === 'type') ? 'type' : 'static';
}

const importFences: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{sentence}}.' } },
  create(context) {
    const from = fromRoot(context.cwd, context.filename);
    const check = (source: unknown, node: Rule.Node, kind: ImportKind): void => {
      if (typeof source !== 'string') return;
      const sentence = judge({ from, to: resolveSpecifier(from, source), kind });
      if (sentence !== undefined) {
        context.report({ node, messageId: 'forbidden', data: { sentence } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source.value, node, kindOf(node as WithKind)),
      ExportAllDeclaration: (node) => check(node.source.value, node, kindOf(node as WithKind)),
      ExportNamedDeclaration: (node) => check(node.source?.value, node, kindOf(node as WithKind)),
      ImportExpression: (node) => {
        const { source } = node;
        const computed = `computed:${context.sourceCode.getText(source)}`;
        check(source.type === 'Literal' ? source.value : computed, node, 'dynamic');
      },
    };
  },
};

const release = String.raw`/^v?1\.\d+(\.\d+)?$/`;
const ordering = String.raw`/^[<>]=?$/`;
const releaseName = String.raw`/(^|[a-z])[rR]elease$|^minor$/`;

/**
 * What a release does is read from the time lines of `src/releases`; a comparison anywhere else is a second source.
 * Selectors for `no-restricted-syntax`.
 */
export const releaseComparisons = [
  `BinaryExpression[operator=/^([<>]=?|[!=]==?)$/] > Literal[value=${release}]`,
  `SwitchCase > Literal[value=${release}]`,
  `BinaryExpression[operator=${ordering}] > Identifier[name=${releaseName}]`,
  `BinaryExpression[operator=${ordering}] > MemberExpression > Identifier.property[name=${releaseName}]`,
  `CallExpression[callee.name=/^(compare|isBefore|isAfter|atLeast|isAtLeast).*Release|^release(Before|After|AtLeast)/]`,
].map((selector) => ({
  selector,
  message: 'Releases are compared in src/releases only: read a time line of the profile instead.',
}));

export const fences = { rules: { imports: importFences } };
