/** Hides what differs from run to run, in recorded and in replayed lines alike. */

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC/g, '<time>'],
  [/\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d/g, '<time>'],
  [/-?\b(\d+h)?(\d+m)?\d+(\.\d+)?(s|ms|µs)\b/g, '<duration>'],
  [/node-csr-[\w-]{43}/g, '<digested csr>'],
  [/(?<=%3D|[^\w-]|^)csr-[a-z0-9]{5}\b/g, '<csr>'],
  [/(resourceVersion=)\d+/g, '$1<version>'],
  [/(timeoutSeconds=)\d+/g, '$1<seconds>'],
  [/(timeout=)[\dms]+/g, '$1<duration>'],
  [/127\.0\.0\.1:24\d{3}|10\.0\.0\.10:6443/g, '<server>'],
  // The recordings' Go puts a URL into quotes, which Go before 1.14 did not do.
  [/\b(Get|Post) "?(https:[^\s"]+?)"?: /g, '$1 <$2>: '],
  [/ \(possibly because of .*\)$/, ''],
];

export const masked = (line: string): string =>
  MASKS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);

/** Each line once, where it first stood: rotations repeat, and how often is a matter of chance and of the time given. */
export const firstAppearances = (lines: readonly string[]): readonly string[] => [
  ...new Set(lines.map(masked)),
];
