/**
 * One line of a log as a release words it. `{name}` stands for a value, `{name:q}` for a value in Go's quotes, as
 * structured lines have it.
 */
export interface LogWording {
  readonly severity: 'I' | 'W' | 'E' | 'F';
  /** Least `-v` at which it is printed. */
  readonly verbosity: number;
  /** Source file in the header; empty for a line on stderr that has no header. */
  readonly file: string;
  readonly text: string;
}

export const info = (file: string, text: string, verbosity = 0): LogWording => ({
  severity: 'I',
  verbosity,
  file,
  text,
});
export const warning = (file: string, text: string): LogWording => ({
  severity: 'W',
  verbosity: 0,
  file,
  text,
});
export const error = (file: string, text: string): LogWording => ({
  severity: 'E',
  verbosity: 0,
  file,
  text,
});
export const fatal = (file: string, text: string): LogWording => ({
  severity: 'F',
  verbosity: 0,
  file,
  text,
});
