import type {
  ApiAnswer,
  ApiRequest,
  ComponentId,
  Credential,
  ServerTrust,
  WatchEvent,
} from '../requests.ts';

/** TLS connections and what travels on them. Handshake facts are what the transcript is made of, in order. */
export type TransportFact =
  | {
      readonly type: 'connection.dialled';
      readonly by: ComponentId;
      readonly connection: string;
      readonly to: ComponentId;
      /** `host:port` as dialled. */
      readonly address: string;
      readonly trust: ServerTrust;
      readonly credential: Credential;
      readonly clientRandom: string;
    }
  /** `by` the server: its certificate chain (leaf first, PEM) and whether it asks for a client certificate. */
  | {
      readonly type: 'handshake.serverPresented';
      readonly by: ComponentId;
      readonly connection: string;
      readonly chain: readonly string[];
      readonly serverRandom: string;
      readonly requestsClientCertificate: boolean;
    }
  /** `by` the server: its signature over the transcript so far, hex. */
  | {
      readonly type: 'handshake.serverProved';
      readonly by: ComponentId;
      readonly connection: string;
      readonly signature: string;
    }
  /** `by` the client, which checked chain, name and signature as its trust policy demands. */
  | {
      readonly type: 'handshake.serverAccepted';
      readonly by: ComponentId;
      readonly connection: string;
      readonly checked: 'chain' | 'nothing';
    }
  /** `by` the client: empty chain where it has no certificate to show. */
  | {
      readonly type: 'handshake.clientPresented';
      readonly by: ComponentId;
      readonly connection: string;
      readonly chain: readonly string[];
    }
  | {
      readonly type: 'handshake.clientProved';
      readonly by: ComponentId;
      readonly connection: string;
      readonly signature: string;
    }
  | {
      readonly type: 'connection.established';
      readonly by: ComponentId;
      readonly connection: string;
    }
  /** `by` whoever refused. `error` is what the dialler's library reports, in Go's words. */
  | {
      readonly type: 'connection.refused';
      readonly by: ComponentId;
      readonly connection: string;
      readonly reason: string;
      readonly error: string;
    }
  | {
      readonly type: 'connection.closed';
      readonly by: ComponentId;
      readonly connection: string;
      readonly reason: string;
    }
  /** A caller wants an answer; the transport finds or dials a connection with this credential. */
  | {
      readonly type: 'request.prepared';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly to: ComponentId;
      readonly address: string;
      readonly trust: ServerTrust;
      readonly credential: Credential;
      readonly request: ApiRequest;
    }
  /** On the wire. */
  | {
      readonly type: 'request.sent';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly connection: string;
    }
  /** `by` the server: it has arrived. */
  | { readonly type: 'request.received'; readonly by: ComponentId; readonly exchange: string }
  /** `by` the server. */
  | {
      readonly type: 'response.sent';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly answer: ApiAnswer;
    }
  /** `by` the caller: the exchange is over, but for a watch, which stays open. */
  | { readonly type: 'response.received'; readonly by: ComponentId; readonly exchange: string }
  /** `by` the caller: there is no answer. `error` in Go's words, without `Post https://…`. */
  | {
      readonly type: 'request.failed';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly error: string;
    }
  | {
      readonly type: 'watch.sent';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly event: WatchEvent;
      readonly delivery: string;
    }
  | {
      readonly type: 'watch.received';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly event: WatchEvent;
      readonly delivery: string;
    }
  | { readonly type: 'watch.closed'; readonly by: ComponentId; readonly exchange: string };
