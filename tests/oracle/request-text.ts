/** A certification request as `openssl req -text` prints it, without key and signature. */
import { describeRequest } from '../../src/der/index.ts';
import { nodeAddressesMasked } from './certificate-text.ts';

/** Throws `DerError` where the bytes are no request. */
export const requestText = (der: Uint8Array): readonly string[] =>
  describeRequest(der)
    .text.replace(/(pub|Modulus):\n( {16,}[0-9a-f:]+\n)+/g, '$1\n')
    .replace(/Signature Value:\n( +[0-9a-f:]+\n)+/, 'Signature Value\n')
    .split('\n')
    .map((line) => nodeAddressesMasked(line.trim()))
    .filter((line) => line !== '');
