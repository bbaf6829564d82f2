/** Bytes that are not what they should be: what is wrong, and at which byte of the input. */
export class DerError extends Error {
  /** Offset into the bytes that were read. */
  readonly at: number;

  constructor(problem: string, at: number) {
    super(`${problem}, at byte ${at}`);
    this.name = 'DerError';
    this.at = at;
  }
}
