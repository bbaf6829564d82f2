/**
 * What a lab shows and how it moves: one run of the scenario, a cursor in its log, the runs that can be gone back to.
 * One instance for each lab; components read its properties and are told when they change.
 */
import { createSubscriber } from 'svelte/reactivity';
import type { Projection } from '../cluster/kernel/replay.ts';
import type { Instant } from '../cluster/model/instant.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { absenceOf, noticeOfAbsence } from './absence.ts';
import { staysAtStep, type Act } from './acts.ts';
import { readAddress, writeAddress } from './address.ts';
import type { AddressBar } from './address-bar.ts';
import type { Branch } from './branches.ts';
import type { LiveMaker } from './live.ts';
import { noticeOf, type Notice } from './notice.ts';
import { PlayerMachine } from './machine.ts';
import { outcomeOf } from './outcome.ts';
import { indexOfStep, openingRun, presenceOf, type Place, type RunName } from './place.ts';
import type { Recording, StepSpan } from './recording.ts';
import { RunShelf } from './run-shelf.ts';
import { RunViews } from './run-views.ts';

export type PlayerStatus = 'ready' | 'working' | 'failed';

/** How a move is written into the history: `none` where it comes from there. */
type Trace = 'push' | 'replace' | 'none';

/** Where the player is to come to. */
interface Wanted {
  readonly place: Place;
  readonly trace: Trace;
  /** The step shown of the run, where only the run can say it; that of the place where absent. */
  readonly stepOf?: (run: Recording) => string;
}

export interface PlayerOptions {
  readonly scenario: ScenarioOutline;
  /** What the page was printed with: the opening run, or its beginning. */
  readonly opening: Recording;
  readonly load: (name: RunName) => Promise<Recording>;
  readonly live: LiveMaker;
  readonly addressBar: AddressBar;
}

/** What the reader chooses in the bar; the step is kept. */
export interface Choice {
  readonly release?: Place['release'];
  /** `null`: as it should go. */
  readonly variant?: string | null;
  readonly mode?: Place['mode'];
}

export class Player {
  readonly scenario: ScenarioOutline;
  readonly #options: PlayerOptions;
  readonly #shelf: RunShelf;
  readonly #views = new RunViews();
  readonly #machine: PlayerMachine;
  readonly #subscribe: () => void;
  #changed: () => void = () => undefined;
  #run: Recording;
  #name: RunName;
  #index = 0;
  #whole = false;
  #moves = 0;
  #notices: readonly Notice[] = [];
  #failure: Notice | undefined;
  #wanted: Wanted | undefined;
  #ticket = 0;
  /** Of the run that is being made: how far its time has come, and the way to stop it. */
  #progress: Instant | undefined;
  #making: AbortController | undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.scenario = options.scenario;
    this.#shelf = new RunShelf(options.load, options.live);
    this.#run = options.opening;
    this.#name = openingRun(options.scenario);
    this.#subscribe = createSubscriber((update) => {
      this.#changed = update;
    });
    this.#machine = new PlayerMachine({
      hasNext: () => this.hasNext,
      moveOn: () => this.#moveOn(),
      moveBack: () => this.#moveTo(this.#index - 1, 'replace'),
      changed: () => this.#changed(),
    });
  }

  /** Goes where the address says, and follows it from then on. Gives the way to stop. */
  start(): () => void {
    const stop = this.#options.addressBar.onChange(() => void this.#follow());
    void this.#follow();
    return () => {
      stop();
      this.#machine.stop();
    };
  }

  get run(): Recording {
    this.#subscribe();
    return this.#run;
  }

  /** Whether the run is there from end to end, and not just the beginning that the page was printed with. */
  get whole(): boolean {
    this.#subscribe();
    return this.#whole;
  }

  get index(): number {
    this.#subscribe();
    return this.#index;
  }

  get span(): StepSpan {
    this.#subscribe();
    return this.#run.steps[this.#index]!;
  }

  /** Facts shown. */
  get cursor(): number {
    return this.span.end;
  }

  get place(): Place {
    this.#subscribe();
    return { ...this.#name, step: this.span.id };
  }

  get status(): PlayerStatus {
    this.#subscribe();
    const { state: value } = this.#machine;
    return value === 'working' || value === 'failed' ? value : 'ready';
  }

  get playing(): boolean {
    this.#subscribe();
    return this.#machine.state === 'playing';
  }

  /** How often the reader went one step forward: what the picture moves by. Back and jumps have no motion. */
  get moves(): number {
    this.#subscribe();
    return this.#moves;
  }

  get hasNext(): boolean {
    this.#subscribe();
    return this.#whole && this.#index < this.#run.steps.length - 1;
  }

  get hasBack(): boolean {
    this.#subscribe();
    return this.#index > 0;
  }

  /** `trunk`, or `branch-1` and so on. */
  get branch(): string {
    this.#subscribe();
    return this.#shelf.branches.idOf(this.#name);
  }

  get branches(): readonly Branch[] {
    this.#subscribe();
    return this.#shelf.branches.list;
  }

  get notices(): readonly Notice[] {
    this.#subscribe();
    return this.#notices;
  }

  /** How far time has come in a run that is being made; undefined where it does not pass there. */
  get progress(): Instant | undefined {
    this.#subscribe();
    return this.#progress;
  }

  /** Stops the run that is being made; what was shown before stays. */
  cancel(): void {
    this.#making?.abort();
  }

  /** Why the last load or the last live run did not come to be. */
  get failure(): Notice | undefined {
    this.#subscribe();
    return this.#failure;
  }

  /** The link of what is shown. */
  get link(): string {
    return this.#options.addressBar.linkTo(writeAddress(this.place, this.scenario));
  }

  /** A view at a cursor, by default the one shown. */
  view<V>(projection: Projection<V>, cursor = this.cursor): V {
    return this.#views.at(this.run, projection, cursor);
  }

  /**
   * A private key of the live run shown.
   * @throws Error in a recorded run, which has none
   */
  privateKey(key: string): Promise<string> {
    return this.#shelf.privateKey(this.#name, key);
  }

  next(): void {
    this.#machine.send('next');
  }

  back(): void {
    this.#machine.send('back');
  }

  togglePlay(): void {
    this.#machine.send(this.playing ? 'pause' : 'play');
  }

  restart(): void {
    this.jump(this.#run.steps[0]!.id);
  }

  jumpToEnd(): void {
    this.jump(this.#run.steps.at(-1)!.id);
  }

  /** To a step of the scenario; where this run lacks it, to the nearest before it, with a sentence that says so. */
  jump(step: string): void {
    if (this.status === 'working' || !this.#whole) return;
    this.#machine.send('jump');
    this.#notices = [];
    void this.#go({ ...this.place, step }, step === this.span.id ? 'replace' : 'push');
  }

  /** Another release, variant or mode at the same step. What was done by hand belongs to the run that is left. */
  choose({ release, variant, mode }: Choice): void {
    const { variant: present, ...place } = this.place;
    const wanted = variant === undefined ? present : (variant ?? undefined);
    const absence = absenceOf(this.scenario, wanted, release ?? place.release);
    const chosen = absence ? undefined : wanted;
    this.#notices = absence ? [absence] : [];
    void this.#go(
      {
        ...place,
        ...(release ? { release } : {}),
        ...(chosen === undefined ? {} : { variant: chosen }),
        ...(mode ? { mode } : {}),
        ...(mode === 'recorded' ? { seed: openingRun(this.scenario).seed } : {}),
        acts: [],
      },
      'push',
    );
  }

  /** Does something by hand after the step at hand, which makes a branch, and shows what comes of it. */
  act(act: Act): void {
    const { place, span, scenario } = this;
    const order = scenario.steps.map(({ id }) => id);
    const following = order[order.indexOf(span.id) + 1];
    this.#notices = [];
    const done: Place = {
      ...place,
      mode: 'live',
      acts: [...place.acts, { act, step: span.id }],
      step: span.outcome === 'diverged' || staysAtStep(act) ? span.id : (following ?? span.id),
    };
    const from = this.cursor;
    const stepOf = (run: Recording): string => run.seenAt ?? done.step;
    void this.#go(done, 'push', stepOf).then((arrived) => {
      if (arrived) outcomeOf(this.#run, act, from, this.cursor).forEach((told) => this.tell(told));
    });
  }

  /** Back to a branch of this tab, or to the trunk that it left. */
  showBranch(id: string): void {
    const name = this.#shelf.branches.find(id) ?? { ...this.#name, acts: [] };
    this.#notices = [];
    void this.#go({ ...name, step: this.span.id }, 'push');
  }

  retry(): void {
    const wanted = this.#wanted;
    if (wanted) void this.#go(wanted.place, wanted.trace, wanted.stepOf);
  }

  dismiss(notice: Notice): void {
    this.#notices = this.#notices.filter((found) => found !== notice);
    if (notice === this.#failure) {
      this.#failure = undefined;
      this.#machine.send('dismiss');
    }
    this.#changed();
  }

  /** Says something that is not the player's own, for instance that storage is refused. */
  tell(notice: Notice): void {
    this.#notices = [...this.#notices.filter(({ key }) => key !== notice.key), notice];
    this.#changed();
  }

  async #follow(): Promise<void> {
    const { place, notices } = readAddress(this.#options.addressBar.read(), this.scenario);
    this.#notices = notices;
    this.#machine.send('jump');
    // A live run that cannot be made leaves its recorded twin on the page.
    if (place.mode === 'live' && !this.#whole)
      await this.#go({ ...place, ...openingRun(this.scenario), ...recordedTwin(place) }, 'none');
    if (place.mode === 'recorded' || this.#whole) await this.#go(place, 'none');
  }

  /** @returns whether the player has come there */
  async #go(place: Place, trace: Trace, stepOf = (_: Recording) => place.step): Promise<boolean> {
    this.#ticket += 1;
    const ticket = this.#ticket;
    this.#wanted = { place, trace, stepOf };
    this.#failure = undefined;
    const known = this.#shelf.known(place);
    if (known) {
      this.#arrive(place, known, trace);
      this.#machine.send('done');
      return true;
    }
    this.#making?.abort();
    const making = new AbortController();
    this.#making = making;
    this.#machine.send('work');
    try {
      const run = await this.#shelf.get(place, {
        signal: making.signal,
        onProgress: (now) => this.#showProgress(now),
      });
      if (ticket !== this.#ticket) return false;
      this.#arrive({ ...place, step: stepOf(run) }, run, trace);
      this.#machine.send('done');
      return true;
    } catch (error) {
      if (ticket !== this.#ticket) return false;
      const notice = noticeOf(error, 'lab.failed');
      if (making.signal.aborted) this.tell(notice);
      else this.#failure = notice;
      this.#machine.send(making.signal.aborted ? 'done' : 'fail');
      return false;
    } finally {
      if (ticket === this.#ticket) this.#showProgress(undefined);
    }
  }

  #showProgress(now: Instant | undefined): void {
    this.#progress = now;
    this.#changed();
  }

  #arrive(place: Place, run: Recording, trace: Trace): void {
    const presence = presenceOf(this.scenario, run, place.step);
    const { step, ...name } = place;
    this.#run = run;
    this.#whole = true;
    this.#name = name;
    this.#moveTo(indexOfStep(this.scenario, run.steps, step), trace);
    const known = this.scenario.steps.find(({ id }) => id === step);
    if (presence === 'notInRelease')
      this.tell({ key: 'lab.step.notInRelease', values: { step, release: place.release } });
    if (presence === 'notInRelease' && known?.because) this.tell(noticeOfAbsence(known));
    if (presence === 'notReached') this.tell({ key: 'lab.step.notReached', values: { step } });
  }

  #moveOn(): void {
    this.#moves += 1;
    this.#notices = [];
    this.#moveTo(this.#index + 1, 'replace');
    if (this.span.outcome === 'diverged') this.#machine.send('pause');
  }

  #moveTo(index: number, trace: Trace): void {
    this.#index = Math.max(0, Math.min(index, this.#run.steps.length - 1));
    const address = writeAddress(this.place, this.scenario);
    if (trace === 'push') this.#options.addressBar.push(address);
    if (trace === 'replace') this.#options.addressBar.replace(address);
    this.#changed();
  }
}

/** The recorded run that a live one is a run of. */
function recordedTwin({ release, variant }: Place): Partial<RunName> {
  return { release, ...(variant === undefined ? {} : { variant }) };
}
