/** PEM text that a person pasted: like `pemBlocks`, but says what is wrong and in which line. */
import { PEM_BEGIN, PEM_DASHES, PEM_END, pemBlocks, textLines } from '../cluster/model/pem.ts';

export type PemProblem =
  | 'no BEGIN line'
  | 'BEGIN line without dashes at its end'
  | 'no END line'
  | 'END line of another type'
  | 'not base64';

/** Text that should hold a PEM block of a type and does not. */
export class PemError extends Error {
  readonly problem: PemProblem;
  /** Counted from 1. */
  readonly line: number;

  constructor(problem: PemProblem, line: number, type: string) {
    super(`no PEM block of type ${type}: ${problem}, line ${line}`);
    this.name = 'PemError';
    this.problem = problem;
    this.line = line;
  }
}

const isBase64 = (line: string): boolean => /^[A-Za-z0-9+/ \t]*={0,2}$/.test(line);

/** The first thing that keeps `text` from holding a block of `type`. */
function problemOf(text: string, type: string): PemError {
  const lines = Array.from(textLines(text), (line) => line.text);
  const problem = (kind: PemProblem, at: number) => new PemError(kind, at + 1, type);
  const begin = lines.findIndex((line) => line.startsWith(PEM_BEGIN + type));
  const beginLine = lines[begin];
  if (beginLine === undefined) return problem('no BEGIN line', 0);
  if (beginLine !== PEM_BEGIN + type + PEM_DASHES)
    return problem('BEGIN line without dashes at its end', begin);
  const end = lines.findIndex((line, at) => at > begin && line.startsWith(PEM_END));
  if (end < 0) return problem('no END line', lines.length - 1);
  if (lines[end] !== PEM_END + type + PEM_DASHES) return problem('END line of another type', end);
  const wrong = lines.findIndex((line, at) => at > begin && at < end && !isBase64(line));
  return problem('not base64', wrong < 0 ? begin + 1 : wrong);
}

/** The bytes of the first block of `type` (`CERTIFICATE`, `CERTIFICATE REQUEST`). Throws `PemError`. */
export function readPem(text: string, type: string): Uint8Array<ArrayBuffer> {
  const block = pemBlocks(text).find((candidate) => candidate.type === type);
  if (!block) throw problemOf(text, type);
  return block.bytes;
}
