/** The lives of certificates and tokens on one axis of time. */
import type { Instant } from '../../cluster/model/instant.ts';

export type Lane = 'client' | 'serving' | 'token' | 'ca';

export interface Life {
  readonly id: string;
  readonly lane: Lane;
  /** Node, or the Secret's name for a token. */
  readonly owner: string;
  /** NotBefore; for a token when its Secret was stored. */
  readonly from: Instant;
  /** When it came to be: what lies between `from` and this is backdated. */
  readonly issued: Instant;
  /** NotAfter; absent for what never expires. */
  readonly to?: Instant;
  /** Where it ended before: replaced, deleted. */
  readonly ended?: Instant;
  /** 70 and 90 % of the life, between which a rotation is drawn. */
  readonly rotation?: { readonly earliest: Instant; readonly latest: Instant };
  /** When the kubelet will ask for the next one, as it has drawn it. */
  readonly deadline?: Instant;
  readonly inUse: boolean;
  readonly serial?: string;
  readonly seq: number;
}

/** A host without power. */
export interface PowerCut {
  readonly host: string;
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
}

export interface TimelineView {
  readonly now: Instant;
  readonly startedAt: Instant;
  readonly lives: readonly Life[];
  readonly powerCuts: readonly PowerCut[];
}
