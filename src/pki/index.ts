/** The engine's cryptography on WebCrypto: `createPki({ crypto })` gives a session that implements `PkiPort`. */
export { digestName } from './digests.ts';
export { canDoCrypto, createPki, type PkiSession } from './session.ts';
