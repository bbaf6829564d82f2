import { describe, expect, it } from 'vitest';
import {
  certificateTemplate,
  rolledSerial,
} from '../../../../src/cluster/controllers/signer/template.ts';
import { DAY, HOUR } from '../../../../src/cluster/model/instant.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { CLIENT_USAGES, requestFor } from '../requests.ts';

const policy = {
  now: 1_772_442_000_000,
  duration: HOUR,
  caNotAfter: 1_772_442_000_000 + 365 * DAY,
  backdate: 0,
  short: 0,
  usages: CLIENT_USAGES,
  serial: '01',
};
const made = (
  release: Release,
  request = requestFor('system:node:node-1', ['system:nodes']),
  change = {},
) => certificateTemplate(request, { ...policy, ...change }, release);

describe('certificateTemplate', () => {
  it.each([
    ['1.8', true],
    ['1.16', true],
    ['1.17', false],
    ['1.36', false],
  ] as const)('writes a subjectKeyIdentifier at %s: %s', (release, expected) => {
    expect(made(release)).toMatchObject({
      ok: true,
      template: {
        subjectKeyIdentifier: expected,
        authorityKeyIdentifier: true,
        basicConstraints: 'leaf',
      },
    });
  });

  it('drops URIs with cfssl', () => {
    const request = requestFor('a', [], {
      uri: ['spiffe://a'],
      dns: ['a'],
      email: ['a@b'],
      ip: ['10.0.0.1'],
    });
    expect(made('1.11', request)).toMatchObject({
      template: { sans: { uri: [], dns: ['a'], email: ['a@b'], ip: ['10.0.0.1'] } },
    });
    expect(made('1.17', request)).toMatchObject({ template: { sans: { uri: ['spiffe://a'] } } });
  });

  it.each([
    ['1.10', true],
    ['1.11', false],
    ['1.16', false],
    ['1.17', true],
  ] as const)('signs a request for CA:TRUE at %s: %s', (release, signs) => {
    const found = made(release, requestFor('a', [], {}, { requestsCa: true }));
    expect(found.ok).toBe(signs);
    if (!found.ok) expect(found.error).toBe('{"code":5300,"message":"Policy violation request"}');
  });

  it('keeps the last of two common names, as Go rewrites a subject', () => {
    const request = {
      ...requestFor('a', []),
      subject: [
        { type: 'CN', value: 'a' },
        { type: 'O', value: 'o' },
        { type: 'CN', value: 'b' },
      ],
    };
    expect(made('1.36', request)).toMatchObject({
      template: {
        subject: [
          { type: 'O', value: 'o' },
          { type: 'CN', value: 'b' },
        ],
      },
    });
  });

  it('refuses a lifetime of zero with cfssl', () => {
    expect(made('1.8', undefined, { duration: 0 })).toEqual({
      ok: false,
      error: '{"code":5200,"message":"Invalid or unknown policy"}',
    });
  });
});

describe('rolledSerial', () => {
  it('has twenty bytes with the top bit cleared with cfssl, sixteen later', () => {
    const old = Array.from({ length: 40 }, (_, index) =>
      rolledSerial('seed', `a/${index}`, '1.11'),
    );
    for (const serial of old) expect(serial).toMatch(/^[0-7][0-9a-f]{39}$/);
    expect(rolledSerial('seed', 'a', '1.17')).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(old).size).toBe(40);
  });
});
