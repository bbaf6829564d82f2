import { Crypto as PeculiarCrypto } from '@peculiar/webcrypto';

/** The implementations of WebCrypto that every operation has to work on. */
export const implementations: readonly (readonly [name: string, crypto: Crypto])[] = [
  ["Node's WebCrypto", globalThis.crypto as Crypto],
  ['@peculiar/webcrypto', new PeculiarCrypto() as unknown as Crypto],
];
