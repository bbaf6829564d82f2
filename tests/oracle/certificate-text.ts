/** A certificate as `openssl x509 -text` prints it, without what differs from run to run; the rest is compared line by line. */
import { describeCertificate } from '../../src/der/index.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function instant(text: string, label: string): number {
  const found = new RegExp(`${label} *: (\\w{3}) +(\\d+) (\\d+):(\\d+):(\\d+) (\\d+) GMT`).exec(
    text,
  );
  if (!found) throw new Error(`no ${label} in ${text}`);
  const [, month, day, hour, minute, second, year] = found;
  return Date.UTC(
    Number(year),
    MONTHS.indexOf(month!),
    ...([day, hour, minute, second].map(Number) as [number, number, number, number]),
  );
}

/** The length of its life, and whether it begins with a whole minute, in place of the two times. */
function validityLines(text: string): readonly string[] {
  const begin = instant(text, 'Not Before');
  const life = (instant(text, 'Not After') - begin) / 1000;
  return [`life ${life} s`, begin % 60_000 === 0 ? 'begins with a minute' : 'begins anywhere'];
}

const hexBytes = (text: string): number => text.replace(/[^0-9a-f]/g, '').length / 2;

/** Serial numbers are random: their size in bytes stands for them, a byte more or less allowed. */
function serialLine(text: string): string {
  const found = /Serial Number:\s+([0-9a-f:]+)/.exec(text)?.[1] ?? '';
  return `serial of about ${Math.ceil(hexBytes(found) / 2) * 2} bytes`;
}

/** The recorded nodes had other addresses than the replayed ones: documentation and loopback addresses stand for a node's. */
export const nodeAddressesMasked = (line: string): string =>
  line.replace(/IP Address:(127\.0\.0\.1|192\.0\.2\.2)\b/g, 'IP Address:<node>');

/** Throws `DerError` where the bytes are no certificate. */
export function certificateText(der: Uint8Array): readonly string[] {
  const { text } = describeCertificate(der);
  const lines = text
    .replace(/Serial Number:\n? +[0-9a-f:]+( \(0x[0-9a-f]+\))?\n/, 'Serial Number\n')
    .replace(/(pub|Modulus):\n( {16,}[0-9a-f:]+\n)+/g, '$1\n')
    .replace(/(Key Identifier): \n +(keyid:)?[0-9A-F:]+/g, '$1')
    .replace(/Signature Value:\n( +[0-9a-f:]+\n)+/, 'Signature Value\n')
    .replace(/ +Validity\n.*\n.*\n/, '')
    .split('\n')
    .map((line) => nodeAddressesMasked(line.trim()))
    .filter((line) => line !== '');
  return [...validityLines(text), serialLine(text), ...lines];
}
