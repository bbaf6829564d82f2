/**
 * The transport of the lab as a table: what plays, what waits for a run, what failed. It knows when to move, not
 * whereto: the player does the moves. A page that only shows a run carries no interpreter of statecharts.
 */

export type PlayerEvent =
  | 'next'
  | 'back'
  /** Any move that the reader chose: a step of the rail, Restart, a link. */
  | 'jump'
  | 'play'
  | 'pause'
  /** A run is being loaded or made. */
  | 'work'
  | 'done'
  | 'fail'
  | 'dismiss'
  /** A state with a time of its own has stood that long. */
  | 'timeUp';

export type PlayerState = 'idle' | 'stepping' | 'playing' | 'paused' | 'working' | 'failed';

/** How long a step stands while playing, and how long its motion may take (milliseconds). */
export const DWELL = 3200;
export const MOTION = 700;

export interface PlayerMoves {
  /** Whether there is a step after this one. */
  hasNext(): boolean;
  moveOn(): void;
  moveBack(): void;
  /** The state is another one, or was entered again. */
  changed(): void;
}

interface Move {
  /** Entered, again where it is the same; none: the state and its time go on. */
  readonly target?: PlayerState;
  readonly does?: 'moveOn' | 'moveBack';
}

type Moves = Readonly<Partial<Record<PlayerEvent, Move>>>;

const ON: Move = { does: 'moveOn' };
const BACK: Move = { does: 'moveBack' };

/** `moveOn` is done only where there is a step to go on to. */
const TABLE: Readonly<Record<PlayerState, Moves>> = {
  idle: {
    next: { target: 'stepping', ...ON },
    back: BACK,
    play: { target: 'playing', ...ON },
  },
  /** In motion towards the step that the text names already. */
  stepping: {
    next: { target: 'stepping', ...ON },
    back: { target: 'idle', ...BACK },
    jump: { target: 'idle' },
    play: { target: 'playing' },
    timeUp: { target: 'idle' },
  },
  /** A refusal pauses it: the player sends `pause` when it has moved on to one. */
  playing: {
    next: { target: 'playing', ...ON },
    back: { target: 'paused', ...BACK },
    jump: { target: 'paused' },
    pause: { target: 'paused' },
    timeUp: { target: 'playing', ...ON },
  },
  paused: {
    next: ON,
    back: BACK,
    play: { target: 'playing', ...ON },
  },
  working: { done: { target: 'idle' }, fail: { target: 'failed' } },
  /** What was shown before is still there and can be stepped through. */
  failed: {
    next: ON,
    back: BACK,
    dismiss: { target: 'idle' },
    done: { target: 'idle' },
  },
};

const TIMES: Readonly<Partial<Record<PlayerState, number>>> = { stepping: MOTION, playing: DWELL };

export class PlayerMachine {
  readonly #moves: PlayerMoves;
  #state: PlayerState = 'idle';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(moves: PlayerMoves) {
    this.#moves = moves;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** What a state has no move for passes it by. */
  send(event: PlayerEvent): void {
    if (event === 'work') return this.#enter('working');
    const move = TABLE[this.#state][event];
    if (!move) return;
    if (move.does === 'moveOn' && !this.#moves.hasNext()) {
      if (event === 'timeUp') this.#enter('idle');
      return;
    }
    if (move.target) this.#enter(move.target);
    if (move.does) this.#moves[move.does]();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #enter(state: PlayerState): void {
    clearTimeout(this.#timer);
    this.#state = state;
    const time = TIMES[state];
    if (time !== undefined) this.#timer = setTimeout(() => this.send('timeUp'), time);
    this.#moves.changed();
  }
}
