import type {
  ApiAnswer,
  ApiRequest,
  ComponentId,
  Credential,
  ServerTrust,
  WatchEvent,
} from '../requests.ts';
import type { UserInfo, ApiObject } from '../objects.ts';
import type { DecodedCsr } from '../facts/apiserver.ts';

export type ConnectionStage =
  | 'dialled'
  | 'serverPresented'
  | 'serverProved'
  | 'serverAccepted'
  | 'clientPresented'
  | 'clientProved'
  | 'established'
  | 'refused'
  | 'closed';

export interface HandshakeProof {
  readonly transcript: string;
  readonly signature: string;
}

export interface Connection {
  readonly id: string;
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly address: string;
  readonly trust: ServerTrust;
  readonly credential: Credential;
  readonly stage: ConnectionStage;
  /** SHA-256 over the ordered handshake facts so far, hex. Each fact is chained to the hash of those before it. */
  readonly transcript: string;
  /** What was signed, and the signature, on either side. */
  readonly serverProof?: HandshakeProof;
  readonly clientProof?: HandshakeProof;
  readonly serverChain: readonly string[];
  readonly clientChain: readonly string[];
  readonly requestsClientCertificate: boolean;
}

export type ExchangeStage =
  | 'prepared'
  | 'sent'
  | 'received'
  | 'authenticated'
  | 'authorized'
  | 'decoded'
  | 'admitted'
  | 'validated'
  | 'stored'
  | 'answered'
  | 'watching'
  | 'done'
  | 'failed';

export interface Exchange {
  readonly id: string;
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly address: string;
  readonly trust: ServerTrust;
  readonly credential: Credential;
  readonly request: ApiRequest;
  readonly connection?: string;
  readonly stage: ExchangeStage;
  readonly user?: UserInfo;
  /** The object as it stands after decoding, admission and the registry. */
  readonly object?: ApiObject;
  readonly csr?: DecodedCsr;
  readonly answer?: ApiAnswer;
  readonly error?: string;
}

export interface WatchDelivery {
  readonly exchange: string;
  readonly event: WatchEvent;
}
