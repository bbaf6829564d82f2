import { describe, expect, it } from 'vitest';
import {
  certificateValidity,
  CONTROLLER_BACKDATE,
  CONTROLLER_SHORT,
} from '../../../../src/cluster/controllers/signer/validity.ts';
import {
  HOUR,
  MINUTE,
  parseRfc3339,
  rfc3339,
  SECOND,
} from '../../../../src/cluster/model/instant.ts';
import type { Release } from '../../../../src/releases/release.ts';

const at = (text: string): number => parseRfc3339(text)!;

function validity(
  release: Release,
  now: string,
  duration: number,
  caEnds = '2036-11-19T05:34:45Z',
) {
  const policy = {
    now: at(now),
    duration,
    caNotAfter: at(caEnds),
    backdate: CONTROLLER_BACKDATE,
    short: CONTROLLER_SHORT,
  };
  const found = certificateValidity(policy, release);
  return found.ok
    ? [rfc3339(found.notBefore), rfc3339(found.notAfter), found.cappedByCa]
    : found.error;
}

describe('certificateValidity', () => {
  it.each([
    ['2026-11-22T05:48:25Z', 10 * MINUTE, '2026-11-22T05:43:00Z', '2026-11-22T05:53:00Z'],
    ['2026-11-22T05:48:33Z', 6 * MINUTE, '2026-11-22T05:44:00Z', '2026-11-22T05:50:00Z'],
    ['2026-11-22T05:49:14Z', 90 * SECOND, '2026-11-22T05:44:00Z', '2026-11-22T05:45:30Z'],
    ['2026-11-22T05:48:17Z', 8760 * HOUR, '2026-11-22T05:43:00Z', '2027-11-22T05:43:00Z'],
  ])(
    'rounds to the minute as kube-controller-manager 1.8.15 did at %s',
    (now, duration, notBefore, notAfter) => {
      expect(validity('1.8', now, duration)).toEqual([notBefore, notAfter, false]);
    },
  );

  it('lets a certificate outlive its CA, and an expired CA sign, up to 1.12', () => {
    expect(validity('1.11', '2026-11-22T05:47:53Z', 8760 * HOUR, '2026-11-22T06:07:48Z')).toEqual([
      '2026-11-22T05:43:00Z',
      '2027-11-22T05:43:00Z',
      false,
    ]);
    expect(validity('1.11', '2026-11-22T05:48:01Z', HOUR, '2026-11-22T04:47:49Z')).toEqual([
      '2026-11-22T05:43:00Z',
      '2026-11-22T06:43:00Z',
      false,
    ]);
  });

  it('cuts the lifetime to what the CA has left from 1.13 on', () => {
    expect(validity('1.13', '2026-11-22T05:48:00Z', 8760 * HOUR, '2026-11-22T06:08:00Z')).toEqual([
      '2026-11-22T05:43:00Z',
      '2026-11-22T06:03:00Z',
      true,
    ]);
    expect(validity('1.13', '2026-11-22T06:08:00Z', HOUR, '2026-11-22T06:08:00Z')).toBe(
      'the signer has expired: 2026-11-22 06:08:00 +0000 UTC',
    );
  });

  it('takes five minutes from the lifetime in 1.17 to 1.21, and no longer from short ones', () => {
    expect(validity('1.19', '2026-11-22T05:48:25Z', HOUR)).toEqual([
      '2026-11-22T05:43:25Z',
      '2026-11-22T06:43:25Z',
      false,
    ]);
    expect(validity('1.27', '2026-11-22T05:48:25Z', HOUR)).toEqual([
      '2026-11-22T05:43:25Z',
      '2026-11-22T06:48:25Z',
      false,
    ]);
    expect(validity('1.27', '2026-11-22T05:48:25Z', 8 * HOUR)).toEqual([
      '2026-11-22T05:43:25Z',
      '2026-11-22T13:43:25Z',
      false,
    ]);
  });

  it('ends with the CA at the latest from 1.17 on', () => {
    expect(validity('1.36', '2026-11-22T05:48:25Z', 8760 * HOUR, '2026-11-22T06:08:00Z')).toEqual([
      '2026-11-22T05:43:25Z',
      '2026-11-22T06:08:00Z',
      true,
    ]);
  });

  it.each([
    ['1.19', '2026-11-22T05:50:00Z', 'refusing to sign a certificate that expired in the past'],
    [
      '1.36',
      '2026-11-22T05:50:00Z',
      'refusing to sign a certificate that expired in the past: NotAfter=2026-11-22 05:48:00 +0000 UTC',
    ],
    [
      '1.19',
      '2026-11-22T05:53:00Z',
      'the signer has expired: NotAfter=2026-11-22 05:48:00 +0000 UTC',
    ],
    [
      '1.36',
      '2026-11-22T05:53:00Z',
      'the signer has expired: NotAfter=2026-11-22 05:48:00 +0000 UTC',
    ],
  ] as const)('refuses with an expired CA at %s, %s', (release, now, error) => {
    expect(validity(release, now, HOUR, '2026-11-22T05:48:00Z')).toBe(error);
  });
});
