import { describe, expect, it } from 'vitest';
import { deadlineFraction } from '../../../src/cluster/kubelet/deadlines.ts';
import { kubeletOf, type NodeKubelet } from '../../../src/cluster/kubelet/node-kubelet.ts';
import { rotationDeadline } from '../../../src/cluster/kubelet/rotation/deadline.ts';
import { initialState } from '../../../src/cluster/kernel/core.ts';
import { DAY } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster, NODE } from '../../../src/scenarios/first-boot/cluster.ts';

/** A kubelet whose manager has installed `installed` certificates and drawn `draws` deadlines. */
function drawing(release: Release, seed: string, installed: number, draws: number): NodeKubelet {
  const kubelet = kubeletOf(initialState(firstBootCluster(release, seed)), NODE)!;
  const managers = { client: { installed } };
  return { ...kubelet, memory: { ...kubelet.memory, run: 'run-1', draws, managers } };
}

const LIFE = { notBefore: 0, notAfter: 365 * DAY };
const BINS = 20;
const DRAWS = 1_000;

describe('deadlines', () => {
  it('are spread evenly over 70 to 90 % of a life', () => {
    const counts = Array.from({ length: BINS }, () => 0);
    for (let index = 0; index < DRAWS; index += 1) {
      const fraction = deadlineFraction(drawing('1.36', 'chi-square', index, index));
      const share = rotationDeadline(LIFE, fraction) / LIFE.notAfter;
      expect(share).toBeGreaterThanOrEqual(0.7);
      expect(share).toBeLessThan(0.9);
      counts[Math.floor(((share - 0.7) / 0.2) * BINS)]! += 1;
    }
    const expected = DRAWS / BINS;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: 43.8 is passed once in a thousand times.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it.each(['1.7', '1.8', '1.9'] as const)('begin at 82.093 %% in %s', (release) => {
    for (const seed of ['a', 'b', 'c']) {
      const first = rotationDeadline(LIFE, deadlineFraction(drawing(release, seed, 1, 0)));
      expect(first / LIFE.notAfter).toBeCloseTo(0.82093, 5);
    }
    const later = deadlineFraction(drawing(release, 'a', 2, 1));
    expect(later).not.toBeCloseTo(deadlineFraction(drawing(release, 'a', 1, 0)), 3);
  });

  it('differ from the first one on, node by node, from 1.10', () => {
    const first = deadlineFraction(drawing('1.10', 'a', 1, 0));
    expect(deadlineFraction(drawing('1.10', 'b', 1, 0))).not.toBeCloseTo(first, 3);
  });
});
