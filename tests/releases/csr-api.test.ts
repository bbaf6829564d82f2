import { describe, expect, it } from 'vitest';
import { csrFields, servedCsrVersions } from '../../src/releases/csr-api.ts';
import { RELEASES } from '../../src/releases/release.ts';
import { allTimelines } from '../../src/releases/timeline.ts';
import '../../src/releases/admission.ts';
import '../../src/releases/api-texts.ts';
import '../../src/releases/authentication.ts';
import '../../src/releases/authorization.ts';
import '../../src/releases/rbac-defaults.ts';

describe('the versions of the API', () => {
  it.each([
    ['1.5', ['v1alpha1']],
    ['1.18', ['v1beta1']],
    ['1.19', ['v1', 'v1beta1']],
    ['1.21', ['v1', 'v1beta1']],
    ['1.22', ['v1']],
  ] as const)('served in %s', (release, versions) => {
    expect(servedCsrVersions.at(release)).toEqual(versions);
  });

  it('never lose a field', () => {
    const known = RELEASES.map(
      (release) => Object.values(csrFields.at(release)).filter(Boolean).length,
    );
    expect(known).toEqual([...known].sort((a, b) => a - b));
  });
});

describe('the time lines of the API server', () => {
  const own = [...allTimelines()].filter(
    ([id]) => id.startsWith('apiserver.') || id.startsWith('rbac.'),
  );

  it('say where each boundary was read', () => {
    expect(own.length).toBeGreaterThan(40);
    for (const [id, { boundaries }] of own)
      for (const { source, since } of boundaries) {
        expect(source.path, `${id} ${since}`).toMatch(/\.(go|yaml|md)$|\/Dockerfile$/);
        expect(source.ref, `${id} ${since}`).not.toBe('');
        expect(source.symbol, `${id} ${since}`).not.toBe('');
      }
  });

  it('are asked for every release without a gap after their first boundary', () => {
    for (const [, line] of own)
      for (const release of RELEASES.slice(RELEASES.indexOf(line.boundaries[0]!.since)))
        expect(() => line.at(release)).not.toThrow();
  });
});
