/** Statecharts as the engine runs them, with the state lit. */
import type { ChartId, Json } from '../../cluster/model/facts/lifecycle.ts';
import type { Instant } from '../../cluster/model/instant.ts';

export interface ChartTransition {
  /** `*` where it may be taken from any state. */
  readonly from: string;
  readonly to: string;
  /** Event, or the name of the delay after which it is taken. */
  readonly event: string;
  readonly kind: 'event' | 'delay';
  readonly guard?: string;
}

export interface ChartDefinition {
  readonly chart: ChartId;
  readonly initial: string;
  readonly states: readonly { readonly name: string; readonly final: boolean }[];
  readonly transitions: readonly ChartTransition[];
}

export interface ChartMove {
  readonly from: string | null;
  readonly to: string;
  readonly event: string;
  readonly seq: number;
  readonly at: Instant;
}

export interface ChartInstance {
  readonly chart: ChartId;
  /** Node or CertificateSigningRequest. */
  readonly id: string;
  readonly lit: string;
  readonly context: Readonly<Record<string, Json | undefined>>;
  /** Oldest first. */
  readonly moves: readonly ChartMove[];
}

export interface ChartsView {
  readonly instances: readonly ChartInstance[];
}
