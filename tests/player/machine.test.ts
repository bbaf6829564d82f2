import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DWELL, MOTION, PlayerMachine, type PlayerEvent } from '../../src/player/machine.ts';

let at: number;
let machine: PlayerMachine;
const LAST = 3;

beforeEach(() => {
  vi.useFakeTimers();
  at = 0;
  machine = new PlayerMachine({
    hasNext: () => at < LAST,
    moveOn: () => (at += 1),
    moveBack: () => (at -= 1),
    changed: () => undefined,
  });
});
afterEach(() => {
  machine.stop();
  vi.useRealTimers();
});

const send = (...events: readonly PlayerEvent[]): void => {
  for (const event of events) machine.send(event);
};

describe('the transport', () => {
  it('is in motion for a while after a step', () => {
    send('next');
    expect([at, machine.state]).toEqual([1, 'stepping']);
    vi.advanceTimersByTime(MOTION);
    expect(machine.state).toBe('idle');
  });

  it('plays to the end and stops there', () => {
    send('play');
    vi.advanceTimersByTime(DWELL * (LAST - 1));
    expect([at, machine.state]).toEqual([LAST, 'playing']);
    vi.advanceTimersByTime(DWELL);
    expect([at, machine.state]).toEqual([LAST, 'idle']);
    send('play', 'next');
    expect([at, machine.state]).toEqual([LAST, 'idle']);
  });

  it('begins the time of a step anew where the reader goes on while playing', () => {
    send('play');
    vi.advanceTimersByTime(DWELL - 1);
    send('next');
    vi.advanceTimersByTime(DWELL - 1);
    expect(at).toBe(2);
  });

  it('pauses where the reader goes back, and does not go on by itself', () => {
    send('play', 'back');
    vi.advanceTimersByTime(10 * DWELL);
    expect([at, machine.state]).toEqual([0, 'paused']);
  });

  it('moves nowhere while a run is made, and everywhere after that failed', () => {
    send('work', 'next');
    expect([at, machine.state]).toEqual([0, 'working']);
    send('fail', 'next');
    expect([at, machine.state]).toEqual([1, 'failed']);
    send('dismiss');
    expect(machine.state).toBe('idle');
  });
});
