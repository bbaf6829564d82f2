import { CannotRun } from './types.ts';

/**
 * The same description, where nothing stands in it but these fields: one that nobody looks at cannot have been applied.
 * @throws CannotRun that names the others
 */
export function onlyKnown<T extends object>(
  what: string,
  described: T,
  fields: readonly string[],
): T {
  const unknown = Object.keys(described).filter((field) => !fields.includes(field));
  if (unknown.length > 0)
    throw new CannotRun(`${what} "${unknown.join('", "')}": nothing here makes use of it`);
  return described;
}
