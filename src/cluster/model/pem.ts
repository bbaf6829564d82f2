/**
 * PEM as Go's `encoding/pem` reads and writes it. Kubernetes looks for blocks with `pem.Decode`, which skips what is no
 * block and never says why; `src/der` has a reader that does.
 */
import { fromBase64, toBase64 } from './base64.ts';

export interface DecodedPemBlock {
  /** `CERTIFICATE`, `CERTIFICATE REQUEST`, … */
  readonly type: string;
  /** RFC 1421 headers; Kubernetes passes over certificates that carry any. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the block's first dash stands in the text, and the character after its last line. */
  readonly start: number;
  readonly end: number;
}

export const PEM_BEGIN = '-----BEGIN ';
export const PEM_END = '-----END ';
export const PEM_DASHES = '-----';

/** A line without the blanks at its end, and its place in the text with the line feed. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function* textLines(text: string): Generator<TextLine> {
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    yield { text: text.slice(start, end).replace(/[ \t\r\n]+$/, ''), start, end };
    start = end;
  }
}

interface OpenBlock {
  readonly type: string;
  readonly start: number;
  readonly headers: Record<string, string>;
  readonly body: string[];
}

/** A block begins with its BEGIN line; without the dashes at the end that line begins none. */
function opened(line: TextLine): OpenBlock | undefined {
  if (!line.text.endsWith(PEM_DASHES) || line.text.length < PEM_BEGIN.length + PEM_DASHES.length) {
    return undefined;
  }
  const type = line.text.slice(PEM_BEGIN.length, -PEM_DASHES.length);
  return { type, start: line.start, headers: {}, body: [] };
}

function closed(block: OpenBlock, line: TextLine): DecodedPemBlock | undefined {
  if (line.text !== PEM_END + block.type + PEM_DASHES) return undefined;
  const bytes = fromBase64(block.body.join('').replace(/[ \t]/g, ''));
  const { type, headers, start } = block;
  return bytes && { type, headers, bytes, start, end: line.end };
}

function continued(block: OpenBlock, line: TextLine): void {
  const colon = block.body.length === 0 ? line.text.indexOf(':') : -1;
  if (colon < 0) block.body.push(line.text);
  else block.headers[line.text.slice(0, colon).trim()] = line.text.slice(colon + 1).trim();
}

/**
 * All PEM blocks of a text, in order. What lies between them, and blocks that do not parse, are passed over
 * (golang/go src/encoding/pem/pem.go, Decode, called until nothing is left); one pass, whatever the text holds.
 */
export function pemBlocks(text: string): readonly DecodedPemBlock[] {
  const blocks: DecodedPemBlock[] = [];
  let open: OpenBlock | undefined;
  for (const line of textLines(text)) {
    if (line.text.startsWith(PEM_BEGIN)) {
      open = opened(line);
    } else if (open && line.text.startsWith(PEM_END)) {
      const block = closed(open, line);
      if (block) blocks.push(block);
      open = undefined;
    } else if (open) {
      continued(open, line);
    }
  }
  return blocks;
}

/** One block with lines of 64 characters and a final line feed (golang/go src/encoding/pem/pem.go, Encode). */
export function pemEncode(type: string, bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`${PEM_BEGIN}${type}${PEM_DASHES}`, ...lines, `${PEM_END}${type}${PEM_DASHES}`, ''].join(
    '\n',
  );
}
