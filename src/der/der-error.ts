/** Bytes that are not what they should be: what is wrong, and at which byte of the input. */
export class DerError extends Error {
  readonly problem: string;
  /** Offset into the bytes that were read. */
  readonly at: number;

  constructor(problem: string, at: number) {
    super(`${problem}, at byte ${at}`);
    this.name = 'DerError';
    this.problem = problem;
    this.at = at;
  }
}

/** `read()`, or `undefined` where the bytes do not allow it. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
