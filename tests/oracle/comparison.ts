/** What was recorded beside what the engine does, in one unit: a row of a matrix, or a scenario. */

export interface Aspect {
  /** What is compared: `conditions`, `certificate`, `log`… */
  readonly name: string;
  readonly recorded: unknown;
  readonly replayed: unknown;
}

export interface Unit {
  /** `<tag>/<scenario>/<row>`. */
  readonly id: string;
  readonly aspects: readonly Aspect[];
}

/** JSON with sorted keys, so that the order of a literal plays no part. */
export function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  // JSON has no word for what is not there.
  return text ?? 'nothing';
}

const differs = ({ recorded, replayed }: Aspect): boolean =>
  canonical(recorded) !== canonical(replayed);

/** The lines of which a value consists: items of lists, lines of texts, fields of objects. */
function linesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\n');
  if (Array.isArray(value)) return value.flatMap((item: unknown) => linesOf(item));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' && inner !== null
        ? linesOf(inner)
        : [`${key}: ${typeof inner === 'string' ? inner : canonical(inner)}`],
    );
  return [canonical(value)];
}

/** `- ` lines that only the recording has, `+ ` lines that only the replay has, `order` where both have the same. */
export type Difference = readonly string[];

export interface UnitDifference {
  readonly unit: string;
  readonly aspect: string;
  readonly difference: Difference;
}

function differenceOf({ recorded, replayed }: Aspect): Difference {
  const [before, after] = [linesOf(recorded), linesOf(replayed)];
  const only = (lines: readonly string[], others: readonly string[]) =>
    [...new Set(lines)].filter((line) => !others.includes(line));
  const lines = [
    ...only(before, after).map((line) => `- ${line}`),
    ...only(after, before).map((line) => `+ ${line}`),
  ];
  return lines.length === 0 ? ['order or number'] : lines;
}

/** Everything in which a unit differs. */
export const differencesOf = ({ id, aspects }: Unit): readonly UnitDifference[] =>
  aspects
    .filter(differs)
    .map((aspect) => ({ unit: id, aspect: aspect.name, difference: differenceOf(aspect) }));
