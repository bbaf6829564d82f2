/** Compares what the engine gave with what a case expects: fields that the case does not name are not asserted. */

/**
 * Whether `got` is as `then` says: objects field by field, lists element by element and of one length, `null` for
 * what is not there.
 */
export function agrees(got: unknown, then: unknown): boolean {
  if (then === null) return got === null || got === undefined;
  if (Array.isArray(then)) {
    return (
      Array.isArray(got) &&
      got.length === then.length &&
      then.every((entry, index) => agrees(got[index], entry))
    );
  }
  if (typeof then !== 'object') return got === then;
  if (typeof got !== 'object' || got === null) return false;
  return Object.entries(then).every(([key, value]) =>
    agrees((got as Record<string, unknown>)[key], value),
  );
}

/** The verdict for a handler whose whole answer is compared. */
export const compared = (got: unknown, then: unknown) => ({ got, ok: agrees(got, then) });
