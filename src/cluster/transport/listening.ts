/** What a dialler may meet at an address. */
import type { KeyRef } from '../model/crypto.ts';

export interface ListeningServer {
  readonly chain: readonly string[];
  readonly key: KeyRef;
  readonly requestsClientCertificate: boolean;
}

/** Why nothing answers at an address, in the words of Go's net package. */
export interface Unreachable {
  readonly error: string;
}

/** A server that has no certificate to show breaks the handshake off: what the dialler hears of it. */
export interface NoCertificate {
  readonly alert: string;
}
