/** Where words of a step hold, and which releases they name: conditions on time lines, read when the site is built. */
import {
  RELEASES,
  SUPPORTED_RELEASES,
  type Release,
  type ReleaseRange,
} from '../../releases/release.ts';
import type { Timeline } from '../../releases/timeline.ts';
import { stretchesWhere } from '../../scenarios/stretch.ts';
import { lineOf } from '../reference/time-lines.ts';

/** A time line and one thing about its value; `null` stands for a line that has none. */
export interface Condition {
  /** The id of a time line. */
  readonly line: string;
  /** It has this value, or one of these. */
  readonly is?: unknown;
  /** It has another one. */
  readonly not?: unknown;
  /** Its value contains this: a list an entry, an object these fields with these values. */
  readonly has?: unknown;
  /** It does not. */
  readonly lacks?: unknown;
}

const same = (value: unknown, wanted: unknown): boolean =>
  JSON.stringify(value ?? null) === JSON.stringify(wanted ?? null);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function contains(value: unknown, part: unknown): boolean {
  if (Array.isArray(value)) return value.some((entry) => contains(entry, part));
  if (!isRecord(value) || !isRecord(part)) return same(value, part);
  return Object.entries(part).every(([field, wanted]) => contains(value[field], wanted));
}

/** What a line says, release by release; nothing of those before its beginning. */
function saidBy(line: Timeline<unknown>): ReadonlyMap<Release, unknown> {
  const said = new Map<Release, unknown>();
  for (const release of RELEASES) {
    try {
      said.set(release, line.at(release));
    } catch (error) {
      // A line that has no value before its first boundary has nothing to say there.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return said;
}

/** Whether a value is the one asked for: a list is one value where the line has lists, else several. */
function isOneOf(id: string, wanted: unknown, values: readonly unknown[]) {
  const isValue = (one: unknown): boolean => values.some((value) => same(value, one));
  const all: readonly unknown[] = Array.isArray(wanted) && !isValue(wanted) ? wanted : [wanted];
  const never = all.find((one) => !isValue(one));
  if (all.length === 0 || never !== undefined) {
    throw new RangeError(`the time line ${id} never has ${JSON.stringify(never ?? wanted)}`);
  }
  return (value: unknown): boolean => all.some((one) => same(value, one));
}

type Asked = Omit<Condition, 'line'>;

/** What a condition asks of a value. */
function testOf(id: string, asked: Asked, values: readonly unknown[]): (value: unknown) => boolean {
  const [kind, ...more] = Object.keys(asked);
  if (more.length > 0) throw new RangeError(`${id} is asked several things at once`);
  switch (kind) {
    case 'is':
      return isOneOf(id, asked.is, values);
    case 'not': {
      const isIt = isOneOf(id, asked.not, values);
      return (value) => !isIt(value);
    }
    case 'has':
      return (value) => contains(value, asked.has);
    case 'lacks':
      return (value) => !contains(value, asked.lacks);
    default:
      throw new RangeError(`${id} is asked ${kind ?? 'nothing'}, not is, not, has or lacks`);
  }
}

/**
 * The stretches of releases in which a condition holds.
 * @throws RangeError where the time line does not exist or never has the value, and where the condition holds in no
 * release or in all of them: such words are a mistake
 */
export function stretchesOf({ line: id, ...asked }: Condition): readonly ReleaseRange[] {
  const said = saidBy(lineOf(id));
  const isAsked = testOf(id, asked, [...said.values()]);
  const holds = (release: Release): boolean => said.has(release) && isAsked(said.get(release));
  const count = SUPPORTED_RELEASES.filter(holds).length;
  if (count === 0 || count === SUPPORTED_RELEASES.length) {
    const releases = count === 0 ? 'no release' : 'every release';
    throw new RangeError(`${id} with ${JSON.stringify(asked)} holds in ${releases}`);
  }
  return stretchesWhere(holds);
}

/** The one stretch of a condition that words name the ends of. */
function stretchOf(condition: Condition): ReleaseRange {
  const [stretch, ...others] = stretchesOf(condition);
  if (stretch === undefined || others.length > 0) {
    throw new RangeError(`${condition.line} holds in several stretches: which one is meant?`);
  }
  return stretch;
}

/**
 * The release from which on a condition holds.
 * @throws RangeError also where that is the oldest release there is, as nothing begins with it
 */
export function sinceOf(condition: Condition): Release {
  const { since } = stretchOf(condition);
  if (since === undefined || since === RELEASES[0])
    throw new RangeError(`${condition.line} has been so from the first release on`);
  return since;
}

/**
 * The last release in which a condition holds.
 * @throws RangeError also where it still does
 */
export function untilOf(condition: Condition): Release {
  const { until } = stretchOf(condition);
  if (until === undefined) throw new RangeError(`${condition.line} is still so`);
  return until;
}
