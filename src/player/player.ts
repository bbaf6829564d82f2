/**
 * What a lab shows and how it moves: one run of the scenario, a cursor in its log, the runs that can be gone back to.
 * One instance for each lab; components read its properties and are told when they change.
 */
import { createSubscriber } from 'svelte/reactivity';
import { createActor, type ActorRefFrom } from 'xstate';
import type { Projection } from '../cluster/kernel/replay.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { absenceOf } from './absence.ts';
import type { Act } from './acts.ts';
import { readAddress, writeAddress } from './address.ts';
import type { AddressBar } from './address-bar.ts';
import type { Branch } from './branches.ts';
import type { LiveMaker } from './live.ts';
import { playerMachine } from './machine.ts';
import { noticeOf, type Notice } from './notice.ts';
import { indexOfStep, openingRun, presenceOf, type Place, type RunName } from './place.ts';
import type { Recording, StepSpan } from './recording.ts';
import { RunShelf } from './run-shelf.ts';
import { RunViews } from './run-views.ts';

export type PlayerStatus = 'ready' | 'working' | 'failed';

/** How a move is written into the history: `none` where it comes from there. */
type Trace = 'push' | 'replace' | 'none';

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
  readonly #actor: ActorRefFrom<typeof playerMachine>;
  readonly #subscribe: () => void;
  #changed: () => void = () => undefined;
  #run: Recording;
  #name: RunName;
  #index = 0;
  #whole = false;
  #moves = 0;
  #notices: readonly Notice[] = [];
  #failure: Notice | undefined;
  #wanted: { readonly place: Place; readonly trace: Trace } | undefined;
  #ticket = 0;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.scenario = options.scenario;
    this.#shelf = new RunShelf(options.load, options.live);
    this.#run = options.opening;
    this.#name = openingRun(options.scenario);
    this.#subscribe = createSubscriber((update) => {
      this.#changed = update;
    });
    this.#actor = createActor(
      playerMachine.provide({
        guards: { hasNext: () => this.hasNext },
        actions: {
          moveOn: () => this.#moveOn(),
          moveBack: () => this.#moveTo(this.#index - 1, 'replace'),
        },
      }),
    );
    this.#actor.subscribe(() => this.#changed());
    this.#actor.start();
  }

  /** Goes where the address says, and follows it from then on. Gives the way to stop. */
  start(): () => void {
    const stop = this.#options.addressBar.onChange(() => void this.#follow());
    void this.#follow();
    return () => {
      stop();
      this.#actor.stop();
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
    const { value } = this.#actor.getSnapshot();
    return value === 'working' || value === 'failed' ? value : 'ready';
  }

  get playing(): boolean {
    this.#subscribe();
    return this.#actor.getSnapshot().matches('playing');
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
    this.#actor.send({ type: 'next' });
  }

  back(): void {
    this.#actor.send({ type: 'back' });
  }

  togglePlay(): void {
    this.#actor.send({ type: this.playing ? 'pause' : 'play' });
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
    this.#actor.send({ type: 'jump' });
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
      step: span.outcome === 'diverged' ? span.id : (following ?? span.id),
    };
    void this.#go(done, 'push').then(() => this.#tellPrinted());
  }

  /** Back to a branch of this tab, or to the trunk that it left. */
  showBranch(id: string): void {
    const name = this.#shelf.branches.find(id) ?? { ...this.#name, acts: [] };
    this.#notices = [];
    void this.#go({ ...name, step: this.span.id }, 'push');
  }

  retry(): void {
    const wanted = this.#wanted;
    if (wanted) void this.#go(wanted.place, wanted.trace);
  }

  dismiss(notice: Notice): void {
    this.#notices = this.#notices.filter((found) => found !== notice);
    if (notice === this.#failure) {
      this.#failure = undefined;
      this.#actor.send({ type: 'dismiss' });
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
    this.#actor.send({ type: 'jump' });
    // A live run that cannot be made leaves its recorded twin on the page.
    if (place.mode === 'live' && !this.#whole)
      await this.#go({ ...place, ...openingRun(this.scenario), ...recordedTwin(place) }, 'none');
    if (place.mode === 'recorded' || this.#whole) await this.#go(place, 'none');
  }

  async #go(place: Place, trace: Trace): Promise<void> {
    this.#ticket += 1;
    const ticket = this.#ticket;
    this.#wanted = { place, trace };
    this.#failure = undefined;
    const known = this.#shelf.known(place);
    if (known) {
      this.#arrive(place, known, trace);
      this.#actor.send({ type: 'done' });
      return;
    }
    this.#actor.send({ type: 'work' });
    try {
      const run = await this.#shelf.get(place);
      if (ticket !== this.#ticket) return;
      this.#arrive(place, run, trace);
      this.#actor.send({ type: 'done' });
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.#failure = noticeOf(error, 'lab.failed');
      this.#actor.send({ type: 'fail' });
    }
  }

  #arrive(place: Place, run: Recording, trace: Trace): void {
    const presence = presenceOf(this.scenario, run, place.step);
    const { step, ...name } = place;
    this.#run = run;
    this.#whole = true;
    this.#name = name;
    this.#moveTo(indexOfStep(this.scenario, run.steps, step), trace);
    const because = this.scenario.steps.find(({ id }) => id === step)?.because;
    if (presence === 'notInRelease')
      this.tell({ key: 'lab.step.notInRelease', values: { step, release: place.release } });
    if (presence === 'notInRelease' && because) this.tell({ key: `lab.absent.${because}` });
    if (presence === 'notReached') this.tell({ key: 'lab.step.notReached', values: { step } });
  }

  /** What kubectl said to the act, which may have come too late: an approver is faster than a person. */
  #tellPrinted(): void {
    const text = this.#run.printed?.join(' ') ?? '';
    if (text !== '' && this.#failure === undefined)
      this.tell({ key: 'lab.act.printed', values: { text } });
  }

  #moveOn(): void {
    this.#moves += 1;
    this.#notices = [];
    this.#moveTo(this.#index + 1, 'replace');
    if (this.span.outcome === 'diverged') this.#actor.send({ type: 'pause' });
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
