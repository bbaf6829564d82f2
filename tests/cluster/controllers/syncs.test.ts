import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../../src/cluster/controllers/syncs.ts';

describe('retryDelay', () => {
  it('doubles from 200 ms to 1000 s from 1.9 on', () => {
    expect([0, 1, 2, 12, 13, 60].map((failures) => retryDelay(failures, '1.9'))).toEqual([
      200, 400, 800, 819_200, 1_000_000, 1_000_000,
    ]);
  });

  it('begins with 5 ms before', () => {
    expect([0, 1, 7, 40].map((failures) => retryDelay(failures, '1.8'))).toEqual([
      5, 10, 640, 1_000_000,
    ]);
  });
});
