import type { SourceFile } from './sources.ts';

export interface Finding {
  readonly path: string;
  readonly problem: string;
}

const lines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** A module says one thing; at 400 lines it says several. */
export const tooLong = (file: SourceFile, limit = 400): Finding[] =>
  lines(file.text) > limit
    ? [{ path: file.path, problem: `${lines(file.text)} lines, over ${limit}` }]
    : [];

// Put together at run time, so that this file does not report itself.
const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);

/** Unfinished work belongs into an issue, where somebody finds it. */
export function unfinished(file: SourceFile): Finding[] {
  return file.text.split('\n').flatMap((line, index) => {
    const mark = marks.exec(line)?.[1];
    return mark === undefined
      ? []
      : [{ path: file.path, problem: `line ${index + 1} says ${mark}` }];
  });
}

const privateKey = new RegExp(`${'-'.repeat(5)}BEGIN [A-Z ]*PRIVATE KEY${'-'.repeat(5)}`);

/** Keys are made when they are needed and live in memory; none is ever kept in the tree. */
export const privateKeys = (file: SourceFile): Finding[] =>
  privateKey.test(file.text) ? [{ path: file.path, problem: 'holds a private key' }] : [];
