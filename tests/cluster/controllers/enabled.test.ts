import { describe, expect, it } from 'vitest';
import { isEnabled } from '../../../src/cluster/controllers/enabled.ts';

describe('isEnabled', () => {
  it.each([
    ['csrapproving', ['*'], true],
    ['tokencleaner', ['*'], false],
    ['tokencleaner', ['*', 'tokencleaner'], true],
    ['csrcleaner', ['*', '-csrcleaner'], false],
    ['csrsigning', ['csrapproving'], false],
    ['csrsigning', ['-csrsigning', 'csrsigning'], false],
  ])('%s with %o is %s', (name, flag, expected) => {
    expect(isEnabled(name, flag, '1.11')).toBe(expected);
  });

  it('knows the long names from 1.28 on', () => {
    expect(isEnabled('tokencleaner', ['*', 'token-cleaner-controller'], '1.27')).toBe(false);
    expect(isEnabled('tokencleaner', ['*', 'token-cleaner-controller'], '1.28')).toBe(true);
    expect(
      isEnabled('csrapproving', ['*', '-certificatesigningrequest-approving-controller'], '1.36'),
    ).toBe(false);
  });
});
