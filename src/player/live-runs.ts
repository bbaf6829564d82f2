/**
 * Makes runs in the reader's browser, with keys that are made there. The page requests this file with the first live
 * run, not before.
 */
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { KeyRef } from '../cluster/model/crypto.ts';
import type { Log } from '../cluster/model/facts.ts';
import type { Intent } from '../cluster/model/intents.ts';
import { componentId, componentKind } from '../cluster/model/requests.ts';
import type { PkiSession } from '../pki/index.ts';
import {
  clusterOf,
  outlineAt,
  stepsOf,
  type Scenario,
  type Step,
  type Variant,
} from '../scenarios/model.ts';
import {
  intentsOf,
  nodeOf,
  staysAtStep,
  type ActAt,
  type ImmediateAct,
  type NodeAct,
} from './acts.ts';
import { breathe } from './breathe.ts';
import type { Engine } from './engine.ts';
import type { LiveMaker, Watch } from './live.ts';
import { NoticeError, noticeOf } from './notice.ts';
import { keyOfRun, type RunName } from './place.ts';
import type { Recording, StepSpan } from './recording.ts';
import { actsOf, runSteps, type ActsBefore } from './run-steps.ts';
import { actNow, letTimePass, stayed } from './staying.ts';

/** A run that was made here, with its key ring. A branch uses that of the run that it left. */
interface LiveRun {
  readonly recording: Recording;
  readonly pki: PkiSession;
}

/** Instants let pass after an act behind the last step: time for its requests to travel there and back. */
const ACTS_TIMERS = 8;

/** What is said about the steps of a run: the page's language has the words. */
export type TellRun = (run: Recording) => NonNullable<Recording['told']>;

export class LiveRuns implements LiveMaker {
  readonly #scenario: Scenario;
  readonly #tell: TellRun;
  readonly #load: () => Promise<Engine>;
  readonly #runs = new Map<string, LiveRun>();
  #engine: Promise<Engine> | undefined;

  constructor(scenario: Scenario, tell: TellRun, load: () => Promise<Engine>) {
    this.#scenario = scenario;
    this.#tell = tell;
    this.#load = load;
  }

  async make(name: RunName, watch: Watch = {}): Promise<Recording> {
    const engine = await this.#loaded();
    try {
      return (await this.#runOf(name, engine, watch)).recording;
    } catch (error) {
      throw new NoticeError(noticeOf(error, 'lab.live.broke'), error);
    }
  }

  async privateKey(name: RunName, key: KeyRef): Promise<string> {
    const run = this.#runs.get(keyOfRun(name));
    if (!run) throw new Error('the run was not made in this tab');
    return await run.pki.exportSec1(key);
  }

  keepOnly(kept: readonly RunName[]): void {
    const wanted = new Set(
      kept.flatMap((name) =>
        Array.from({ length: name.acts.length + 1 }, (_, count) =>
          keyOfRun({ ...name, acts: name.acts.slice(0, count) }),
        ),
      ),
    );
    for (const key of this.#runs.keys()) if (!wanted.has(key)) this.#runs.delete(key);
  }

  #loaded(): Promise<Engine> {
    this.#engine ??= this.#load();
    // A load that failed is tried again with the next act.
    this.#engine.catch(() => (this.#engine = undefined));
    return this.#engine;
  }

  async #runOf(name: RunName, engine: Engine, watch: Watch): Promise<LiveRun> {
    const key = keyOfRun(name);
    const known = this.#runs.get(key);
    if (known) return known;
    const last = name.acts.at(-1);
    const run = last
      ? await this.#branch(name, last, engine, watch)
      : await this.#trunk(name, engine);
    this.#runs.set(key, run);
    return run;
  }

  #variantOf(name: RunName): Variant | undefined {
    return this.#scenario.variants.find(({ id }) => id === name.variant);
  }

  async #trunk(name: RunName, { Simulation, createPki }: Engine): Promise<LiveRun> {
    const pki = createPki();
    const variant = this.#variantOf(name);
    const spec = clusterOf(this.#scenario, name.release, name.seed, variant);
    const simulation = Simulation.start(spec, { pki, breathe });
    const steps = stepsOf(this.#scenario, name.release);
    const acts = actsOf(variant);
    const spans = await runSteps(simulation, steps, simulation.log.length, acts, breathe);
    return { recording: this.#recording(name, simulation, spans), pki };
  }

  async #branch(name: RunName, last: ActAt, engine: Engine, watch: Watch): Promise<LiveRun> {
    const parent = await this.#runOf({ ...name, acts: name.acts.slice(0, -1) }, engine, watch);
    const { recording, pki } = parent;
    const index = recording.steps.findIndex(({ id }) => id === last.step);
    const span = recording.steps[index];
    if (!span) throw new NoticeError({ key: 'lab.live.actTooLate', values: { step: last.step } });
    const simulation = engine.Simulation.resume(recording.log, span.end, { pki, breathe });
    await breathe();
    const { act } = last;
    if (staysAtStep(act)) {
      const done = recording.steps.slice(0, index + 1);
      const run = await this.#staying(name, act, simulation, done, watch);
      return { recording: run, pki };
    }
    // A step that diverged is tried again; one that was reached stands.
    const kept = recording.steps.slice(0, span.outcome === 'reached' ? index + 1 : index);
    const steps = stepsOf(this.#scenario, name.release).slice(kept.length);
    const acts = this.#actsAfter(name, act, steps, simulation);
    const spans = await runSteps(simulation, steps, span.end, acts, breathe);
    const all = steps.length > 0 ? [...kept, ...spans] : await longer(simulation, kept, acts(''));
    const made = this.#recording(name, simulation, all);
    return { recording: { ...made, printed: printedAfter(simulation.log, span.end) }, pki };
  }

  /** The act right away, then what the variant does later, but for acts of the kind that the reader has taken over. */
  #actsAfter(
    name: RunName,
    act: ImmediateAct,
    [first]: readonly Step[],
    simulation: Simulation,
  ): ActsBefore {
    const given = this.#intentsOf(name, act, simulation);
    const taken = new Set(given.map(({ type }) => type));
    const planned = actsOf(this.#variantOf(name));
    return (step) => [
      ...(step === (first?.id ?? '') ? given : []),
      ...planned(step).filter(({ type }) => !taken.has(type)),
    ];
  }

  /** What an act gives to the cluster as it is. */
  #intentsOf(name: RunName, act: ImmediateAct, { state }: Simulation): readonly Intent[] {
    const kubelet = componentId('kubelet', nodeOf(this.#scenario));
    const kubeletRuns = state.processes.get(kubelet)?.running ?? false;
    return intentsOf(act, outlineAt(this.#scenario, name.release), kubeletRuns);
  }

  /** An act that is seen where it was done; the steps that are still ahead then follow. */
  async #staying(
    name: RunName,
    act: NodeAct,
    simulation: Simulation,
    done: readonly StepSpan[],
    watch: Watch,
  ): Promise<Recording> {
    const paused =
      act.verb === 'wait'
        ? await letTimePass(simulation, nodeOf(this.#scenario), act.until, watch)
        : await actNow(simulation, this.#intentsOf(name, act, simulation));
    const planned = actsOf(this.#variantOf(name));
    const { spans, ahead } = stayed(
      simulation,
      done,
      stepsOf(this.#scenario, name.release).slice(done.length - 1),
      ({ id, does = [] }) => does.length + planned(id).length > 0,
    );
    const seenAt = spans.at(-1)!.id;
    const { length } = simulation.log;
    const following = await runSteps(simulation, ahead, length, planned, breathe);
    await breathe();
    const run = this.#recording(name, simulation, [...spans, ...following]);
    return { ...run, seenAt, ...(paused ? { paused } : {}) };
  }

  #recording(name: RunName, simulation: Simulation, steps: readonly StepSpan[]): Recording {
    const { release, seed, variant } = name;
    const common = { scenario: this.#scenario.id, release, seed, log: simulation.log, steps };
    const run = variant === undefined ? common : { ...common, variant };
    return { ...run, told: this.#tell(run) };
  }
}

/** An act after the last step is seen at that step: what comes of it at once belongs to it. */
async function longer(
  simulation: Simulation,
  steps: readonly StepSpan[],
  intents: readonly Intent[],
): Promise<readonly StepSpan[]> {
  for (const intent of intents) await simulation.give(intent);
  for (let due = 0; due < ACTS_TIMERS; due += 1) await simulation.advance('nextTimer');
  const end = simulation.log.length;
  return steps.map((span, index) => (index === steps.length - 1 ? { ...span, end } : span));
}

/** What kubectl said from a cursor on. A table that was looked at for a name is no answer to an act. */
const printedAfter = (log: Log, cursor: number): readonly string[] =>
  log
    .slice(cursor)
    .flatMap((fact) =>
      fact.type === 'log.printed' && componentKind(fact.by) === 'kubectl' ? [fact.message] : [],
    )
    .filter((message) => !message.includes('\n'));
