import { fromBase64 } from '../../src/cluster/model/base64.ts';

/** DER that a recording holds as base64. Throws where it is none. */
export function recordedBytes(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(base64);
  if (!bytes) throw new Error(`no base64: ${base64.slice(0, 40)}`);
  return bytes;
}
