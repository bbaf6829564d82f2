import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentOrBootstrap } from '../../../../src/cluster/kubelet/rotation/current-or-bootstrap.ts';
import { rotationDeadline } from '../../../../src/cluster/kubelet/rotation/deadline.ts';
import { nextRetry } from '../../../../src/cluster/kubelet/rotation/retry.ts';
import { serverHealthy } from '../../../../src/cluster/kubelet/rotation/server-health.ts';
import { certSatisfiesTemplate } from '../../../../src/cluster/kubelet/rotation/template.ts';
import { subjectName } from '../../../../src/cluster/model/names.ts';
import { retrySchedule } from '../../../../src/releases/kubelet-rotation.ts';

describe('rotationDeadline', () => {
  it('stands between 70 % and 90 % of the lifetime, the end excluded', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 10 ** 12 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (total, fraction) => {
          const share = rotationDeadline({ notBefore: 0, notAfter: total }, fraction) / total;
          return share >= 0.7 - 1e-9 && share < 0.9 + 1e-9;
        },
      ),
    );
  });

  it('was 82.09 % for every first certificate up to 1.9', () => {
    expect(rotationDeadline({ notBefore: 0, notAfter: 100 }, 0.6046602879796196)).toBeCloseTo(
      82.093,
      3,
    );
  });
});

describe('nextRetry', () => {
  it.each([
    ['1.8', [2000, 4000, 8000, 16000, 32000, 64000], 128_000],
    ['1.36', [2000, 4000, 8000, 16000], 32_000],
  ] as const)('pauses at %s', (release, pauses, every) => {
    const schedule = retrySchedule.at(release);
    expect(pauses.map((_, index) => nextRetry(schedule, index + 1, 0, 0, undefined).pause)).toEqual(
      pauses,
    );
    expect(nextRetry(schedule, pauses.length + 1, 0, 0, undefined)).toEqual({
      pause: every,
      limitReached: true,
    });
  });

  it('follows a clock once the limit is reached, so that a long attempt is not added to', () => {
    const schedule = retrySchedule.at('1.36');
    expect(nextRetry(schedule, 6, 0, 900_000, 0)).toEqual({ pause: 28_000, limitReached: false });
  });

  it('lengthens a pause by up to a tenth', () => {
    expect(nextRetry(retrySchedule.at('1.36'), 1, 0.5, 0, undefined).pause).toBe(2100);
  });
});

describe('serverHealthy', () => {
  it.each([
    [401, true, true],
    [403, false, true],
    [404, false, true],
    [404, true, false],
    [500, false, false],
    [undefined, false, false],
  ])('after %s (unexpected: %s) is %s', (code, unexpected, healthy) => {
    expect(serverHealthy({ code, unexpected })).toBe(healthy);
  });
});

describe('currentOrBootstrap', () => {
  const stored = { notAfter: 100 };

  it('takes the stored certificate', () => {
    expect(currentOrBootstrap(stored, undefined, 50, '1.36')).toEqual({
      certificate: stored,
      forceRotation: false,
    });
  });

  it('passes over an expired one from 1.10', () => {
    expect(currentOrBootstrap(stored, undefined, 150, '1.9').certificate).toBe(stored);
    expect(currentOrBootstrap(stored, undefined, 150, '1.10')).toEqual({
      certificate: undefined,
      forceRotation: true,
    });
  });

  it('replaces what the kubeconfig carries inline at once', () => {
    const inline = { notAfter: 200 };
    expect(currentOrBootstrap(undefined, inline, 50, '1.36')).toEqual({
      certificate: inline,
      forceRotation: true,
    });
  });
});

describe('certSatisfiesTemplate', () => {
  const template = (cn: string, orgs: readonly string[], dns: readonly string[] = []) => ({
    subject: subjectName(cn, orgs),
    sans: { dns, ip: [] },
  });

  it('never minds what the certificate has besides', () => {
    expect(
      certSatisfiesTemplate(
        template('a', ['o', 'p'], ['x', 'y']),
        template('a', ['o'], ['x']),
        '1.36',
      ),
    ).toEqual({ satisfied: true });
  });

  it.each([
    ['1.11', true, true],
    ['1.12', false, true],
    ['1.13', false, false],
  ] as const)(
    'at %s looks at names: %s satisfied by another CN, %s by a missing O',
    (release, otherName, missingOrg) => {
      expect(
        certSatisfiesTemplate(template('b', ['o']), template('a', ['o']), release).satisfied,
      ).toBe(otherName);
      expect(
        certSatisfiesTemplate(template('a', []), template('a', ['o']), release).satisfied,
      ).toBe(missingOrg);
    },
  );
});
