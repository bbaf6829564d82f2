/**
 * Runs a cluster: appends facts, lets components react until nothing is due at this instant, runs the cryptography that
 * was asked for, moves virtual time. The only asynchronous part of the engine.
 */
import type { ClusterSpec } from '../model/cluster-spec.ts';
import type { Component } from '../model/component.ts';
import type { CryptoOutcome, PkiPort } from '../model/crypto.ts';
import type { Fact, FactBody, Log } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import type { Intent } from '../model/intents.ts';
import { componentId } from '../model/requests.ts';
import type { ClusterState, OutstandingEffect } from '../model/state.ts';
import { boundaryAfter } from './causes.ts';
import { COMPONENTS } from './components.ts';
import { initialState } from './core.ts';
import { evolve, stateOf } from './evolve.ts';
import { react } from './react.ts';
import { scheduleOf, type Schedule } from './schedule.ts';

/** How much one advance may do before it pauses. */
export interface Budget {
  readonly facts: number;
  readonly signatures: number;
}

export const DEFAULT_BUDGET: Budget = { facts: 50_000, signatures: 5_000 };

export interface AdvanceOptions {
  readonly budget?: Budget;
  /** Facts between two calls of `breathe`, so that a page stays responsive. */
  readonly slice?: number;
  readonly signal?: AbortSignalLike;
  /** Stops early, at the end of the instant in which it answers true. */
  readonly until?: () => boolean;
  readonly onProgress?: (now: Instant) => void;
}

/** What an `AbortSignal` offers, as far as the engine needs it. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

export type AdvanceEnd = 'reached' | 'nothingDue' | 'stopped' | 'cancelled' | 'budgetSpent';

export interface SimulationOptions {
  readonly pki: PkiPort;
  readonly components?: readonly Component[];
  /** Gives the event loop a turn between slices of a long advance; does nothing where absent. */
  readonly breathe?: () => Promise<void>;
}

const COSTLY = new Set(['sign', 'issue', 'createCsr', 'selfSignedServing']);

export class Simulation {
  readonly #pki: PkiPort;
  readonly #components: readonly Component[];
  readonly #breathe: () => Promise<void>;
  readonly #log: Fact[] = [];
  #state: ClusterState;
  #schedule: Schedule;
  /** Facts that have been appended and not yet reacted to begin here. */
  #reacted = 0;
  #signatures = 0;
  /** Intents and advances wait here for their turn: each begins when the one before has come to rest. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(state: ClusterState, options: SimulationOptions) {
    this.#state = state;
    this.#pki = options.pki;
    this.#components = options.components ?? COMPONENTS;
    this.#breathe = options.breathe ?? (() => Promise.resolve());
    this.#schedule = scheduleOf(state);
  }

  /** A cluster in which nothing has happened yet. */
  static start(spec: ClusterSpec, options: SimulationOptions): Simulation {
    const simulation = new Simulation(initialState(spec), options);
    simulation.#append({
      type: 'scenario.started',
      by: componentId('reader', spec.workstation.host),
      cluster: spec,
    });
    simulation.#comeToRest();
    return simulation;
  }

  /**
   * Takes up a log after its first `length` facts, or at the next boundary where those end in the middle of an instant.
   * The keys that the log names must be in the port's key ring.
   * @throws RangeError where the log does not begin with `scenario.started`
   */
  static resume(log: Log, length: number, options: SimulationOptions): Simulation {
    const prefix = log.slice(0, boundaryAfter(log, length));
    const simulation = new Simulation(stateOf(prefix, options.components ?? COMPONENTS), options);
    simulation.#log.push(...prefix);
    simulation.#reacted = prefix.length;
    return simulation;
  }

  /** All facts so far. The array grows; what stands in it never changes. */
  get log(): Log {
    return this.#log;
  }

  get state(): ClusterState {
    return this.#state;
  }

  /**
   * Gives an intent, once the cluster has come to rest, and waits until it has come to rest again.
   * `clock.advance` lets time pass within `options`; any other intent takes no time.
   */
  give(intent: Intent, options: AdvanceOptions = {}): Promise<AdvanceEnd> {
    return this.#inTurn(async () => {
      this.#append({
        type: 'intent.given',
        by: componentId('reader', this.#state.spec.workstation.host),
        intent,
      });
      await this.#settle();
      return intent.type === 'clock.advance' ? this.#advance(intent.to, options) : 'reached';
    });
  }

  /** Moves time to the next instant at which anything is due, or on to a date. */
  advance(to: Instant | 'nextTimer', options: AdvanceOptions = {}): Promise<AdvanceEnd> {
    return this.#inTurn(() => this.#advance(to, options));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #append(body: FactBody, cause?: number): void {
    const seq = this.#log.length;
    const fact = (
      cause === undefined
        ? { ...body, seq, at: this.#state.now }
        : { ...body, seq, at: this.#state.now, cause }
    ) as Fact;
    this.#log.push(fact);
    this.#state = evolve(this.#state, fact, this.#components);
    if (fact.type === 'timer.set') this.#schedule.add(this.#state.timers.get(fact.timer)!);
    if (fact.type === 'crypto.asked' && COSTLY.has(fact.ask.kind)) this.#signatures += 1;
  }

  /** Lets components react, oldest fact first, until every fact has been reacted to. */
  #comeToRest(): void {
    while (this.#reacted < this.#log.length) {
      const fact = this.#log[this.#reacted]!;
      this.#reacted += 1;
      for (const body of react(this.#state, fact, this.#components)) this.#append(body, fact.seq);
    }
  }

  /** Rest, then due timers, then the effects asked for; again until there is nothing of the three. */
  async #settle(): Promise<void> {
    for (;;) {
      this.#comeToRest();
      if (this.#fireNextDue()) continue;
      if (this.#state.effects.size === 0) return;
      await this.#runEffects();
    }
  }

  #fireNextDue(): boolean {
    const timer = this.#schedule.next(this.#state);
    if (!timer || timer.due > this.#state.now) return false;
    this.#append(
      { type: 'timer.fired', by: timer.owner, timer: timer.id, purpose: timer.purpose },
      timer.order,
    );
    return true;
  }

  /** Effects of one instant run side by side; outcomes are appended in the order asked, never of completion. */
  async #runEffects(): Promise<void> {
    const asked = [...this.#state.effects.values()].sort((a, b) => a.seq - b.seq);
    const outcomes = await Promise.all(asked.map((effect) => this.#perform(effect)));
    asked.forEach(({ effect, by, purpose, seq }, index) => {
      this.#append(
        { type: 'crypto.completed', by, effect, purpose, outcome: outcomes[index]! },
        seq,
      );
    });
  }

  async #perform({ ask }: OutstandingEffect): Promise<CryptoOutcome> {
    try {
      return await this.#pki.perform(ask);
    } catch (error) {
      return {
        kind: 'failed',
        of: ask.kind,
        message: error instanceof Error ? error.message : String(error),
      };
    }
  }

  async #advance(to: Instant | 'nextTimer', options: AdvanceOptions): Promise<AdvanceEnd> {
    await this.#settle();
    const budget = options.budget ?? DEFAULT_BUDGET;
    const slice = options.slice ?? 500;
    const limits = {
      facts: this.#log.length + budget.facts,
      signatures: this.#signatures + budget.signatures,
    };
    let breathedAt = this.#log.length;
    for (;;) {
      if (options.signal?.aborted) return 'cancelled';
      if (this.#log.length > limits.facts || this.#signatures > limits.signatures)
        return 'budgetSpent';
      const due = this.#schedule.next(this.#state)?.due;
      const target = to === 'nextTimer' ? due : due === undefined || due > to ? to : due;
      if (target === undefined) return 'nothingDue';
      if (target > this.#state.now)
        this.#append({ type: 'clock.advanced', by: componentId('clock', 'cluster'), to: target });
      await this.#settle();
      if (options.until?.()) return 'stopped';
      if (to === 'nextTimer' || this.#state.now >= to) return 'reached';
      if (this.#log.length - breathedAt >= slice) {
        breathedAt = this.#log.length;
        options.onProgress?.(this.#state.now);
        await this.#breathe();
      }
    }
  }
}
