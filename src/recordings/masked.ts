/** Hides what hangs on fresh keys, so that two logs can be compared: keys, signatures, PEM texts, hashes, digested names. */
import type { Log } from '../cluster/model/facts.ts';

const HIDDEN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]+)-----[\s\S]*?-----END \1-----\n?/g, '<$1>'],
  [/node-csr-[\w-]{43}/g, 'node-csr-<digest>'],
  [/X509SHA256=[0-9a-f]{64}/g, 'X509SHA256=<hash>'],
];

const HEX_FIELDS = new Set(['signature', 'spki', 'transcript', 'fingerprint', 'hash', 'publicKey']);

/** A copy of the log in which every value that depends on a private key is masked. */
export function masked(log: Log): unknown {
  return JSON.parse(JSON.stringify(log), (key, value: unknown) => {
    if (HEX_FIELDS.has(key) && typeof value === 'string') return `<${key}>`;
    if (typeof value !== 'string') return value;
    return HIDDEN.reduce(
      (text, [pattern, replacement]) => text.replace(pattern, replacement),
      value,
    );
  });
}
