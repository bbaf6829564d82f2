import { posix } from 'node:path';
import ts from 'typescript';
import type { Import, ImportKind } from './fences.ts';

/** The parts of a file that are TypeScript: all of it, an Astro frontmatter with its scripts, or Svelte's scripts. */
function scriptsOf(path: string, text: string): string[] {
  if (!/\.(astro|svelte)$/.test(path)) return [text];
  const frontmatter = path.endsWith('.astro') ? /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  const blocks = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  return [frontmatter, ...blocks].flatMap((match) => match?.[1] ?? []);
}

const onlyTypes = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  if (clause.name !== undefined || names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
};

function read(node: ts.Node): { specifier: string; kind: ImportKind } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return {
      specifier: node.moduleSpecifier.text,
      kind: onlyTypes(node.importClause) ? 'type' : 'static',
    };
  }
  if (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return { specifier: node.moduleSpecifier.text, kind: node.isTypeOnly ? 'type' : 'static' };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    // A computed specifier escapes every fence, so it is reported under its own text.
    const specifier =
      argument !== undefined && ts.isStringLiteralLike(argument)
        ? argument.text
        : `computed:${argument?.getText() ?? ''}`;
    return { specifier, kind: 'dynamic' };
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal.text, kind: 'type' };
  }
  return undefined;
}

/** A relative specifier as a path from the root of the project; anything else as written, without `?query`. */
export function resolveSpecifier(from: string, specifier: string): string {
  const plain = specifier.replace(/\?.*$/, '');
  return plain.startsWith('.') ? posix.join(posix.dirname(from), plain) : plain;
}

/** Every import of a file: static, re-exported, dynamic, and in types. `path` is given from the root of the project. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  for (const script of scriptsOf(path, text)) {
    const source = ts.createSourceFile(`${path}.ts`, script, ts.ScriptTarget.ES2023, true);
    const visit = (node: ts.Node): void => {
      const entry = read(node);
      if (entry !== undefined) {
        found.push({ from: path, to: resolveSpecifier(path, entry.specifier), kind: entry.kind });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}
