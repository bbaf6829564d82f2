/**
 * The log: past-tense facts, JSON, append-only. State and every view are folds over it.
 * Each component's facts stand in a file of their own under `facts/`.
 */
import type { ApiServerFact } from './facts/apiserver.ts';
import type { ClockFact } from './facts/clock.ts';
import type { ControllerFact } from './facts/controllers.ts';
import type { CryptoFact } from './facts/crypto.ts';
import type { HostFact } from './facts/hosts.ts';
import type { KeyFact } from './facts/keys.ts';
import type { LifecycleFact } from './facts/lifecycle.ts';
import type { ScenarioFact } from './facts/scenario.ts';
import type { TransportFact } from './facts/transport.ts';
import type { Instant } from './instant.ts';

/** What happened, before the kernel numbers it. */
export type FactBody =
  | ScenarioFact
  | ClockFact
  | CryptoFact
  | KeyFact
  | HostFact
  | TransportFact
  | ApiServerFact
  | ControllerFact
  | LifecycleFact;

export type FactType = FactBody['type'];

/** `FactOf<'object.stored'>` is the body of that fact. */
export type FactOf<T extends FactType> = Extract<FactBody, { type: T }>;

export type Fact<B extends FactBody = FactBody> = B & {
  /** Position in the log, from 0. */
  readonly seq: number;
  /** Virtual time of the cluster; a host's own clock may be off by its offset. */
  readonly at: Instant;
  /** The fact that caused this one; absent for what came from outside (the start, intents, an advance of the clock). */
  readonly cause?: number;
};

export type Log = readonly Fact[];
