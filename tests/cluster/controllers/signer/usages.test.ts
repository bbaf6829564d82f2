import { describe, expect, it } from 'vitest';
import { usagesInCertificate } from '../../../../src/cluster/controllers/signer/usages.ts';

describe('usagesInCertificate', () => {
  it('keeps order and repetitions with cfssl', () => {
    expect(
      usagesInCertificate(['client auth', 'server auth', 'client auth', 'signing'], '1.11'),
    ).toEqual({
      ok: true,
      keyUsages: ['digitalSignature'],
      extKeyUsages: ['clientAuth', 'serverAuth', 'clientAuth'],
    });
  });

  it('sorts and collapses from 1.17 on', () => {
    expect(
      usagesInCertificate(['client auth', 'server auth', 'client auth', 's/mime'], '1.17'),
    ).toEqual({
      ok: true,
      keyUsages: [],
      extKeyUsages: ['serverAuth', 'clientAuth', 'emailProtection'],
    });
  });

  it('drops unknown usages with cfssl and refuses them later', () => {
    expect(usagesInCertificate(['made up', 'client auth'], '1.11')).toMatchObject({
      ok: true,
      extKeyUsages: ['clientAuth'],
    });
    expect(usagesInCertificate(['made up', 'b "c"'], '1.19')).toEqual({
      ok: false,
      error: 'unrecognized usage values: ["made up" "b \\"c\\""]',
    });
  });

  it('does not know content commitment with cfssl, which spells it otherwise', () => {
    expect(usagesInCertificate(['content commitment'], '1.11')).toEqual({
      ok: false,
      error: '{"code":5100,"message":"Invalid policy: no key usage available"}',
    });
    expect(usagesInCertificate(['content commitment'], '1.19')).toMatchObject({
      keyUsages: ['contentCommitment'],
    });
  });

  it('signs the same for everybody before the API had usages', () => {
    expect(usagesInCertificate(['client auth'], '1.5')).toEqual({
      ok: true,
      keyUsages: ['digitalSignature', 'keyEncipherment'],
      extKeyUsages: ['serverAuth', 'clientAuth'],
    });
  });
});
