import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../src/cluster/model/instant.ts';
import type { Secret } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { ControllerManagerUnderTest, type Options } from '../scripted-api-server.ts';
import { ERAS } from '../../../releases/eras.ts';

function token(expiration: string | undefined, metadata: Partial<Secret['metadata']> = {}): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'bootstrap-token-07401b', namespace: 'kube-system', uid: 'u-1', ...metadata },
    type: 'bootstrap.kubernetes.io/token',
    data: { 'token-id': '07401b', ...(expiration === undefined ? {} : { expiration }) },
  };
}

async function told(release: Release, secret: Secret, options: Options = {}) {
  const manager = await ControllerManagerUnderTest.start(release, options);
  await manager.tell(secret);
  return manager;
}

describe.each(ERAS)('tokencleaner at %s', (release) => {
  it.each([
    ['2026-03-02T08:59:59Z', 1],
    ['2026-03-02T09:00:00Z', 1],
    ['tomorrow', 1],
    ['', 0],
    [undefined, 0],
    ['2027-03-02T09:00:00Z', 0],
  ])('with expiration %s deletes %i', async (expiration, count) => {
    const manager = await told(release, token(expiration));
    expect(manager.requests()).toEqual(Array.from({ length: count }, () => 'delete secrets'));
    expect(manager.facts('tokenCleaner.removed')).toHaveLength(count);
  });

  it('looks only at kube-system and at bootstrap tokens', async () => {
    expect((await told(release, token('tomorrow', { namespace: 'default' }))).requests()).toEqual(
      [],
    );
    expect((await told(release, { ...token('tomorrow'), type: 'Opaque' })).requests()).toEqual([]);
  });

  it('is off unless it is named', async () => {
    const change: NonNullable<Options['change']> = (spec) => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: { ...spec.controlPlane.controllerManager, controllers: ['*'] },
      },
    });
    expect((await told(release, token('tomorrow'), { change })).requests()).toEqual([]);
  });
});

describe('when a token expires later', () => {
  const inTenMinutes = '2026-03-02T09:10:03Z';

  it.each([
    ['1.8', 10 * MINUTE + 10 * SECOND],
    ['1.36', 10 * MINUTE + 3 * SECOND],
  ] as const)('it is gone at %s after %i ms', async (release, after) => {
    const manager = await told(release, token(inTenMinutes));
    await manager.advance(after - 1);
    expect(manager.requests()).toEqual([]);
    await manager.advance(1);
    expect(manager.requests()).toEqual(['delete secrets']);
  });

  it('it stays in 1.11, which looks at events only', async () => {
    const manager = await told('1.11', token(inTenMinutes));
    await manager.advance(HOUR);
    expect(manager.requests()).toEqual([]);
  });

  it('prints what it deletes', async () => {
    expect((await told('1.11', token('tomorrow'))).lines().at(-1)).toBe(
      'I tokencleaner.go] Deleting expired secret kube-system/bootstrap-token-07401b',
    );
    expect((await told('1.27', token('tomorrow'))).lines().at(-1)).toBe(
      'I tokencleaner.go] "Deleting expired secret" secret="kube-system/bootstrap-token-07401b"',
    );
  });
});
