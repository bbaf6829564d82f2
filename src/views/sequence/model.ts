/** Who talks to whom, in order: lifelines and the arrows between them. */
import type { Repeated } from '../repeated.ts';
import type { Instant } from '../../cluster/model/instant.ts';
import type { ComponentId, ComponentKind } from '../../cluster/model/requests.ts';
import type { Label } from '../projection.ts';

export interface Lifeline {
  readonly component: ComponentId;
  readonly kind: ComponentKind;
  readonly host: string;
}

/** `lost`: the connection ended before an answer came. */
export type ArrowStatus = 'inFlight' | 'arrived' | 'refused' | 'lost';

export type ArrowLabelKey =
  | 'arrow.tls'
  | 'arrow.tlsWithCertificate'
  | 'arrow.tlsUnchecked'
  | 'arrow.request'
  | 'arrow.requestPath'
  | 'arrow.answer'
  | 'arrow.answerStatus'
  | 'arrow.watching'
  | 'arrow.watchEvent';

export type FlightLabelKey =
  | 'flight.clientHello'
  | 'flight.serverCertificate'
  | 'flight.serverProof'
  | 'flight.serverAccepted'
  | 'flight.serverNotChecked'
  | 'flight.noClientCertificate'
  | 'flight.clientCertificate'
  | 'flight.clientProof'
  | 'flight.established'
  | 'flight.refused';

/** One message of a handshake; a component folds them out of their TLS arrow. */
export interface Flight {
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly label: Label<FlightLabelKey>;
  readonly seq: number;
}

export interface Arrow {
  /** Unique in the diagram. */
  readonly id: string;
  readonly kind: 'handshake' | 'request' | 'response' | 'watchEvent';
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly label: Label<ArrowLabelKey>;
  readonly status: ArrowStatus;
  /** An informer's list or watch; a diagram may leave it out. */
  readonly background: boolean;
  /** Arrows of one exchange, or of one connection's handshake, share it. */
  readonly group: string;
  readonly exchange?: string;
  readonly connection?: string;
  /** HTTP status code of a response. */
  readonly code?: number;
  /** Kubernetes' own text, where the arrow carries a refusal. */
  readonly text?: string;
  /** `seq` of the fact that put it on the wire, and of the latest fact about it. */
  readonly seq: number;
  readonly lastSeq: number;
  readonly at: Instant;
  /** Empty but for a handshake. */
  readonly flights: readonly Flight[];
}

export interface SequenceDiagram {
  /** In a fixed order: kubelets, kube-apiserver, kube-controller-manager, kubectl. */
  readonly lifelines: readonly Lifeline[];
  /** In the order in which they were sent. */
  readonly arrows: readonly Arrow[];
  /** The arrow that the fact at the cursor is about; the one before it where the fact is about none. */
  readonly current?: string;
  /** Attempts left out, by the arrow after which they would stand. */
  readonly repeated: readonly (Repeated & { readonly after: string })[];
  /** Exchanges that may still send something; not for printing. */
  readonly open: readonly OpenExchange[];
}

export interface OpenExchange {
  readonly id: string;
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly request: Label<'arrow.request' | 'arrow.requestPath'>;
  readonly background: boolean;
}
