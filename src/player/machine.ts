/**
 * The transport of the lab as a statechart: what plays, what waits for a run, what failed. It knows when to move, not
 * whereto: the player gives it the moves as actions.
 */
import { StateMachine, type createMachine } from 'xstate';

export type PlayerEvent =
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  /** Any move that the reader chose: a step of the rail, Restart, a link. */
  | { readonly type: 'jump' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** A run is being loaded or made. */
  | { readonly type: 'work' }
  | { readonly type: 'done' }
  | { readonly type: 'fail' }
  | { readonly type: 'dismiss' };

/** How long a step stands while playing, and how long its motion may take (milliseconds). */
export const DWELL = 3200;
export const MOTION = 700;

/** `createMachine` stands in one file with `setup`, which brings two kilobytes that no player needs. */
const machineOf = ((config: never) => new StateMachine(config)) as unknown as typeof createMachine;

/**
 * The player provides the guard `hasNext` (there is a step after this one) and the actions `moveOn` and `moveBack`.
 */
export const playerMachine = machineOf({
  types: { events: {} as PlayerEvent },
  id: 'player',
  initial: 'idle',
  on: { work: '.working' },
  states: {
    idle: {
      on: {
        next: { guard: 'hasNext', target: 'stepping', actions: 'moveOn' },
        back: { actions: 'moveBack' },
        play: { guard: 'hasNext', target: 'playing', actions: 'moveOn' },
      },
    },
    /** In motion towards the step that the text names already. */
    stepping: {
      on: {
        next: { guard: 'hasNext', target: 'stepping', reenter: true, actions: 'moveOn' },
        back: { target: 'idle', actions: 'moveBack' },
        jump: 'idle',
        play: { guard: 'hasNext', target: 'playing' },
      },
      after: { [MOTION]: 'idle' },
    },
    /** A refusal pauses it: the player sends `pause` when it has moved on to one. */
    playing: {
      on: {
        next: { guard: 'hasNext', target: 'playing', reenter: true, actions: 'moveOn' },
        back: { target: 'paused', actions: 'moveBack' },
        jump: 'paused',
        pause: 'paused',
      },
      after: {
        [DWELL]: [
          { guard: 'hasNext', target: 'playing', reenter: true, actions: 'moveOn' },
          { target: 'idle' },
        ],
      },
    },
    paused: {
      on: {
        next: { guard: 'hasNext', target: 'paused', actions: 'moveOn' },
        back: { actions: 'moveBack' },
        play: { guard: 'hasNext', target: 'playing', actions: 'moveOn' },
      },
    },
    working: {
      on: { done: 'idle', fail: 'failed' },
    },
    /** What was shown before is still there and can be stepped through. */
    failed: {
      on: {
        next: { guard: 'hasNext', actions: 'moveOn' },
        back: { actions: 'moveBack' },
        dismiss: 'idle',
        done: 'idle',
      },
    },
  },
});
