/** Go's `fmt` verbs, as far as Kubernetes' own texts need them. */
import { toBase64, toUtf8 } from './base64.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** A text as `%q` prints it: double-quoted, control characters escaped (Go strconv.Quote). */
export function goQuoted(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const escape = ESCAPES[character];
    if (escape !== undefined) quoted += escape;
    else if (code < 0x20 || code === 0x7f) quoted += `\\x${code.toString(16).padStart(2, '0')}`;
    else quoted += character;
  }
  return `${quoted}"`;
}

/** A byte slice as `%#v` prints it: `[]byte{0x2d, 0x1}`, or `[]byte(nil)` where there is none. */
export function goBytes(text: string | undefined): string {
  if (text === undefined) return '[]byte(nil)';
  return `[]byte{${Array.from(toUtf8(text), (byte) => `0x${byte.toString(16)}`).join(', ')}}`;
}

/** A byte slice as `json.Marshal` writes it: base64 in quotes, or `null` where there is none. */
export function goJsonBytes(text: string | undefined): string {
  return text === undefined ? 'null' : `"${toBase64(toUtf8(text))}"`;
}

/** The error of a signature that does not verify, by kind of key (crypto/x509, CheckSignature). */
export function goVerificationError(algorithm: string): string {
  if (algorithm.startsWith('ecdsa')) return 'x509: ECDSA verification failure';
  return algorithm.startsWith('ed25519')
    ? 'x509: Ed25519 verification failure'
    : 'crypto/rsa: verification error';
}
