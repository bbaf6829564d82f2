import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AddressBar } from '../../src/player/address-bar.ts';
import { lazyLive } from '../../src/player/live.ts';
import { DWELL, MOTION } from '../../src/player/machine.ts';
import { NoticeError } from '../../src/player/notice.ts';
import type { RunName } from '../../src/player/place.ts';
import { Player } from '../../src/player/player.ts';
import type { Recording, StepSpan } from '../../src/player/recording.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

/** A history without a browser: the newest entry last, and a way back. */
class MemoryBar implements AddressBar {
  entries: string[];
  #changed = (): void => undefined;

  constructor(address = '') {
    this.entries = [address];
  }

  get address(): string {
    return this.entries.at(-1)!;
  }
  read() {
    const { search, hash } = new URL(this.address, 'https://example.org/');
    return { search, hash };
  }
  replace(address: string) {
    this.entries[this.entries.length - 1] = address;
  }
  push(address: string) {
    this.entries.push(address);
  }
  linkTo(address: string) {
    return `https://example.org/${address}`;
  }
  onChange(changed: () => void) {
    this.#changed = changed;
    return () => undefined;
  }
  goBack() {
    this.entries.pop();
    this.#changed();
  }
}

const IDS = firstBoot.steps.map(({ id }) => id);

/** A run that stops after `length` steps; one that is shorter than the scenario was refused there. */
function run(name: Pick<RunName, 'release' | 'variant'>, length = IDS.length): Recording {
  const steps = IDS.slice(0, length).map((id, index): StepSpan => ({
    id,
    start: index,
    end: index + 1,
    main: index,
    outcome: index === length - 1 && length < IDS.length ? 'diverged' : 'reached',
  }));
  return { scenario: 'first-boot', release: name.release, seed: 'first', log: [], steps };
}

const engineAway = () => Promise.reject(new NoticeError({ key: 'lab.live.chunk' }));

function playerAt(
  address = '',
  load: (name: RunName) => Promise<Recording> = (name) =>
    Promise.resolve(run(name, name.variant ? 8 : undefined)),
) {
  const bar = new MemoryBar(address);
  const player = new Player({
    scenario: firstBoot,
    opening: run({ release: '1.36' }),
    load,
    live: lazyLive(engineAway, () => {
      throw new Error('unreachable');
    }),
    addressBar: bar,
  });
  const stop = player.start();
  return { player, bar, stop };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a player', () => {
  it('goes where the address leads once the run is there', async () => {
    const { player } = playerAt('?release=1.11#csr-sent');
    expect(player.status).toBe('working');
    await settled();
    expect(player.status).toBe('ready');
    expect(player.place).toMatchObject({ release: '1.11', step: 'csr-sent', mode: 'recorded' });
    expect(player.cursor).toBe(IDS.indexOf('csr-sent') + 1);
  });

  it('replaces the address while stepping and adds to the history with a jump', async () => {
    const { player, bar } = playerAt();
    await settled();
    player.next();
    player.next();
    expect(bar.entries).toEqual(['?release=1.36#node-provisioned']);
    player.jump('csr-pending');
    await settled();
    expect(bar.entries).toHaveLength(2);
    bar.goBack();
    await settled();
    expect(player.span.id).toBe('node-provisioned');
  });

  it('ends where it began after Next and Back', async () => {
    const { player } = playerAt('#csr-sent');
    await settled();
    const before = player.place;
    player.next();
    player.back();
    expect(player.place).toEqual(before);
  });

  it('says why the release lacks the step, and which releases have it', async () => {
    const { player } = playerAt('?release=1.5#access-reviewed', (name) => {
      const whole = run(name);
      const steps = whole.steps.filter(({ id }) => id !== 'access-reviewed');
      return Promise.resolve({ ...whole, steps });
    });
    await settled();
    expect(player.notices).toMatchObject([
      { key: 'lab.step.notInRelease', values: { step: 'access-reviewed', release: '1.5' } },
      { key: 'lab.absent.noAccessReview', values: { since: '1.7', before: '1.6' } },
    ]);
  });

  it('stops at both ends', async () => {
    const { player } = playerAt();
    await settled();
    player.back();
    expect(player.index).toBe(0);
    player.jumpToEnd();
    await settled();
    expect(player.hasNext).toBe(false);
    player.next();
    expect(player.span.id).toBe(IDS.at(-1));
  });

  it('keeps the step when the release changes', async () => {
    const { player, bar } = playerAt('#csr-pending');
    await settled();
    player.choose({ release: '1.8' });
    await settled();
    expect(player.place).toMatchObject({ release: '1.8', step: 'csr-pending' });
    expect(bar.entries).toHaveLength(2);
  });

  it('says where a variant stops before the step', async () => {
    const { player } = playerAt('#node-registered');
    await settled();
    player.choose({ variant: 'no-binding' });
    await settled();
    expect(player.span.outcome).toBe('diverged');
    expect(player.notices.map(({ key }) => key)).toEqual(['lab.step.notReached']);
    player.choose({ variant: null });
    await settled();
    expect(player.place.variant).toBeUndefined();
  });

  it('plays step by step, and pauses at a refusal', async () => {
    const { player } = playerAt('?variant=no-binding#server-checked');
    await settled();
    player.togglePlay();
    expect(player.span.id).toBe('csr-sent');
    await vi.advanceTimersByTimeAsync(DWELL);
    expect(player.span.id).toBe('token-authenticated');
    expect(player.playing).toBe(true);
    await vi.advanceTimersByTimeAsync(DWELL);
    expect(player.span.id).toBe('creation-authorized');
    expect(player.playing).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * DWELL);
    expect(player.span.id).toBe('creation-authorized');
  });

  it('completes a motion with the next step', async () => {
    const { player } = playerAt();
    await settled();
    player.next();
    await vi.advanceTimersByTimeAsync(MOTION / 2);
    player.next();
    expect(player.index).toBe(2);
    expect(player.moves).toBe(2);
  });

  it('keeps what it shows when a run does not load, and tries again', async () => {
    let online = false;
    const { player } = playerAt('#csr-sent', (name) =>
      online || name.release === '1.36'
        ? Promise.resolve(run(name))
        : Promise.reject(new NoticeError({ key: 'lab.recording.unreachable' })),
    );
    await settled();
    player.choose({ release: '1.8' });
    await settled();
    expect(player.status).toBe('failed');
    expect(player.failure?.key).toBe('lab.recording.unreachable');
    expect(player.place).toMatchObject({ release: '1.36', step: 'csr-sent' });
    player.next();
    expect(player.span.id).toBe('token-authenticated');
    online = true;
    player.retry();
    await settled();
    expect(player.status).toBe('ready');
    expect(player.place.release).toBe('1.8');
  });

  it('keeps the recorded run when going live fails', async () => {
    const { player } = playerAt('#csr-sent');
    await settled();
    player.choose({ mode: 'live' });
    await settled();
    expect(player.status).toBe('failed');
    expect(player.failure?.key).toBe('lab.live.chunk');
    expect(player.place).toMatchObject({ mode: 'recorded', step: 'csr-sent' });
    player.dismiss(player.failure!);
    expect(player.status).toBe('ready');
  });

  it('shows the recorded twin of a live link that cannot be followed', async () => {
    const { player } = playerAt('?release=1.19&mode=live#csr-sent');
    await settled();
    expect(player.failure?.key).toBe('lab.live.chunk');
    expect(player.place).toMatchObject({ release: '1.19', mode: 'recorded', step: 'csr-sent' });
  });

  it('forgets a load that a newer choice has overtaken', async () => {
    const waiting = new Map<string, () => void>();
    const { player } = playerAt(
      '',
      (name) => new Promise((resolve) => waiting.set(name.release, () => resolve(run(name)))),
    );
    waiting.get('1.36')!();
    await settled();
    player.choose({ release: '1.8' });
    player.choose({ release: '1.11' });
    waiting.get('1.11')!();
    await settled();
    waiting.get('1.8')!();
    await settled();
    expect(player.place.release).toBe('1.11');
    expect(player.status).toBe('ready');
  });
});
