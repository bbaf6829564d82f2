/** Reads case files of the schema and the PEM data beside them. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ConformanceCase } from './types.ts';

export interface PemEntry {
  readonly pem: string;
  readonly key?: string;
}

export interface CaseFile {
  readonly path: string;
  readonly cases: readonly ConformanceCase[];
  /** Entries of `pems.json` in the same folder. */
  readonly pems: Readonly<Record<string, PemEntry>>;
}

/** A file that is no case file: `message` says what is wrong and where. */
export class CaseFileError extends Error {}

/** Case files that a path means: itself, or those in it where it is a folder. */
export function caseFilesAt(path: string, cwd: string): readonly string[] {
  const full = resolve(cwd, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) throw new CaseFileError(`${path}: there is no such file (looked for ${full})`);
  if (!stat.isDirectory()) return [full];
  return readdirSync(full)
    .filter((name) => name.endsWith('.json') && name !== 'pems.json')
    .sort()
    .map((name) => join(full, name));
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CaseFileError(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function isCase(value: unknown): value is ConformanceCase {
  const candidate = value as Partial<ConformanceCase> | null;
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.id === 'string' &&
    typeof candidate.when === 'string' &&
    typeof candidate.versions?.since === 'string'
  );
}

export function readCaseFile(path: string): CaseFile {
  const content = parse(path) as { cases?: unknown; area?: unknown } | null;
  const cases = content?.cases;
  if (!Array.isArray(cases)) throw new CaseFileError(`${path}: there is no list "cases" in it`);
  const bad = cases.findIndex((value) => !isCase(value));
  if (bad >= 0) throw new CaseFileError(`${path}: cases[${bad}] lacks id, when or versions.since`);
  const area = typeof content?.area === 'string' ? content.area : basename(path, '.json');
  return {
    path,
    cases: (cases as ConformanceCase[]).map((one) => ({
      ...one,
      area: one.area ?? area,
      given: one.given ?? {},
      then: one.then ?? {},
    })),
    pems: readPems(join(dirname(path), 'pems.json')),
  };
}

function readPems(path: string): CaseFile['pems'] {
  if (!statSync(path, { throwIfNoEntry: false })) return {};
  const content = parse(path) as { pems?: unknown };
  const entries = (content.pems ?? content) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(entries).filter(
      (entry): entry is [string, PemEntry] =>
        typeof (entry[1] as PemEntry | null)?.pem === 'string',
    ),
  );
}
