/** A run of a scenario as data: a log, and where each step begins and ends in it. Recorded at build time, or just made. */
import type { Log } from '../cluster/model/facts.ts';
import type { Release } from '../releases/release.ts';

export interface StepSpan {
  readonly id: string;
  /** Facts before the step: the cursor at which it begins. */
  readonly start: number;
  /** Facts at its end: the cursor at which its picture is complete. */
  readonly end: number;
  /** `seq` of the fact that the step is about. */
  readonly main: number;
  /** `diverged`: what the step waits for did not come; `refusal` says what came instead, where anything was refused. A step that is about a refusal is reached by one. */
  readonly outcome: 'reached' | 'diverged';
  /** `seq` of the refusal. */
  readonly refusal?: number;
}

/** What is said about a step beside its pictures. */
export interface ToldStep {
  /** Names that only this run knows, as they are at the end of the step: by the field that `<Live>` asks for. */
  readonly names: Readonly<Partial<Record<string, string>>>;
  /** The newest line of any component's log. */
  readonly tail?: string;
  /** By language: the sentence of the fact that the step is about, and what would make a refusal go the other way. */
  readonly words: Readonly<Record<string, { readonly fact: string; readonly change?: string }>>;
}

export interface Recording {
  readonly scenario: string;
  readonly release: Release;
  readonly variant?: string;
  readonly seed: string;
  readonly log: Log;
  readonly steps: readonly StepSpan[];
  /** What kubectl printed after the act that made this branch, where it was kubectl's. */
  readonly printed?: readonly string[];
  /** Of a branch: the step at which the act that made it is seen, where that is not the one after it. */
  readonly seenAt?: string;
  /** Of a branch in which time passed: it stopped short of its goal, since its budget was spent. In RFC 3339. */
  readonly paused?: { readonly at: string; readonly until: string };
  /** By step id; a run that only tests look at goes without. */
  readonly told?: Readonly<Record<string, ToldStep>>;
}

/** Path of a recording below the site's base: `recordings/first-boot/1.36.json`, `recordings/first-boot/no-binding/1.36.json`. */
export function recordingPath(scenario: string, release: Release, variant?: string): string {
  return variant === undefined
    ? `recordings/${scenario}/${release}.json`
    : `recordings/${scenario}/${variant}/${release}.json`;
}
