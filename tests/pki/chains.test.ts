import { beforeAll, describe, expect, it } from 'vitest';
import type { CertificateTemplate, CryptoEffect } from '../../src/cluster/model/crypto.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../src/cluster/model/names.ts';
import { pemBlocks, pemEncode } from '../../src/cluster/model/pem.ts';
import { implementations } from './implementations.ts';
import { opensslVerify } from './openssl.ts';
import { caTemplate, DAY, leafTemplate, makeCa, makeLeaf, NOW, session } from './session.ts';

type VerifyChain = Extract<CryptoEffect, { kind: 'verifyChain' }>;

describe.each(implementations)('chains on %s', (_, crypto) => {
  const { ask } = session(crypto);
  let ca = '';
  let leaf = '';
  beforeAll(async () => {
    ca = await makeCa(ask);
    leaf = await makeLeaf(ask, ca);
  });

  const verify = async (changes: Partial<VerifyChain> = {}) => {
    const purpose = 'clientAuth' as const;
    const result = await ask('verifyChain', {
      chain: [leaf],
      roots: [ca],
      at: NOW + DAY,
      purpose,
      ...changes,
    });
    return result.ok ? 'ok' : result.failure;
  };

  it('a leaf of a trusted CA holds, and the result says who it is', async () => {
    const result = await ask('verifyChain', {
      chain: [leaf],
      roots: [ca],
      at: NOW,
      purpose: 'clientAuth',
    });
    expect(result).toMatchObject({
      ok: true,
      leaf: { subject: subjectName('system:node:node-1', ['system:nodes']) },
    });
  });

  it('both ends of the validity count as inside, and not a millisecond more', async () => {
    const notAfter = NOW + 365 * DAY;
    expect(await verify({ at: NOW })).toBe('ok');
    expect(await verify({ at: NOW - 1 })).toEqual({
      reason: 'notYetValid',
      at: NOW - 1,
      notBefore: NOW,
    });
    expect(await verify({ at: notAfter })).toBe('ok');
    expect(await verify({ at: notAfter + 1 })).toEqual({
      reason: 'expired',
      at: notAfter + 1,
      notAfter,
    });
  });

  it('another CA does not know it', async () => {
    const other = await makeCa(ask, 'other-ca', { subject: subjectName('other') });
    expect(await verify({ roots: [other] })).toEqual({
      reason: 'unknownAuthority',
      issuer: subjectName('kubernetes'),
    });
    expect(await verify({ roots: [] })).toMatchObject({ reason: 'unknownAuthority' });
  });

  it('a CA of the same name with another key did not sign it', async () => {
    const twin = await makeCa(ask, 'twin-ca');
    expect(await verify({ roots: [twin] })).toMatchObject({ reason: 'signature' });
    expect(await verify({ roots: [twin, ca] })).toBe('ok');
    expect(opensslVerify(leaf, twin, 'sslclient', NOW)).toMatchObject({ ok: false });
  });

  it('a certificate that was changed in one bit does not hold', async () => {
    const bytes = pemBlocks(leaf)[0]!.bytes.slice();
    const at = bytes.findIndex((octet, index) => octet === 0x6e && bytes[index + 1] === 0x6f);
    bytes[at]! ^= 1;
    expect(await verify({ chain: [pemEncode('CERTIFICATE', bytes)] })).toMatchObject({
      reason: 'signature',
    });
  });

  it('the purpose must be among the extended key usages', async () => {
    expect(await verify({ purpose: 'serverAuth' })).toEqual({ reason: 'wrongUsage' });
    for (const extKeyUsages of [[], ['any'], ['clientAuth', 'serverAuth']]) {
      const free = await makeLeaf(ask, ca, { extKeyUsages });
      expect(await verify({ chain: [free], purpose: 'serverAuth' })).toBe('ok');
    }
  });

  it.each<[string, Partial<CertificateTemplate>, boolean]>([
    ['CA:FALSE', { basicConstraints: 'leaf' }, false],
    // OpenSSL takes certSign for enough; Go does not.
    ['no basicConstraints', { basicConstraints: 'absent' }, true],
    ['no certSign among its key usages', { keyUsages: ['digitalSignature'] }, false],
  ])('a parent with %s may not sign', async (name, changes, ok) => {
    const parent = await makeCa(ask, `no-ca-${name}`, changes);
    const child = await makeLeaf(ask, parent, {}, { issuer: `no-ca-${name}` });
    expect(await verify({ chain: [child], roots: [parent] })).toEqual({ reason: 'notACa' });
    expect(opensslVerify(child, parent, 'sslclient', NOW)).toMatchObject({ ok });
  });

  it('an expired CA gives its own time as the reason', async () => {
    const notAfter = NOW + DAY;
    const short = await makeCa(ask, 'short-ca', { notAfter });
    const child = await makeLeaf(ask, short, {}, { issuer: 'short-ca' });
    const at = NOW + 2 * DAY;
    expect(await verify({ chain: [child], roots: [short], at })).toEqual({
      reason: 'expired',
      at,
      notAfter,
    });
    expect(opensslVerify(child, short, 'sslclient', at).stderr).toContain(
      'certificate has expired',
    );
  });

  describe('names', () => {
    const sans = {
      ...NO_SUBJECT_ALT_NAMES,
      dns: ['kubernetes', '*.cluster.local'],
      ip: ['10.0.0.1'],
    };
    let server = '';
    beforeAll(async () => {
      server = await makeLeaf(ask, ca, { sans, extKeyUsages: ['serverAuth'] });
    });

    it.each([
      'kubernetes',
      'KUBERNETES.',
      'a.cluster.local',
      '10.0.0.1',
      '[10.0.0.1]',
      '::ffff:10.0.0.1',
    ])('%s is one of them', async (name) => {
      expect(await verify({ chain: [server], purpose: 'serverAuth', name })).toBe('ok');
    });

    it.each([
      ['kubernetes.default', sans.dns],
      ['cluster.local', sans.dns],
      ['a.b.cluster.local', sans.dns],
      ['10.0.0.2', sans.ip],
      ['', sans.dns],
    ])('"%s" is none, and the ones of its kind are told', async (name, names) => {
      const failure = { reason: 'wrongName', wanted: name, names };
      expect(await verify({ chain: [server], purpose: 'serverAuth', name })).toEqual(failure);
    });

    it('the common name does not count', async () => {
      const plain = await makeLeaf(ask, ca, { subject: subjectName('node-1') });
      expect(await verify({ chain: [plain], name: 'node-1' })).toEqual({
        reason: 'wrongName',
        wanted: 'node-1',
        names: [],
      });
    });
  });

  describe('with an intermediate CA', () => {
    let middle = '';
    let child = '';

    const issueMiddle = async (changes: Partial<CertificateTemplate> = {}) => {
      const { publicKey } = await ask('generateKey', { key: 'middle', algorithm: 'ecdsa-p384' });
      const template = caTemplate({ subject: subjectName('middle'), serial: '2', ...changes });
      return (
        await ask('issue', { issuerKey: 'ca', issuer: ca, publicKey: publicKey.spki, template })
      ).pem;
    };

    beforeAll(async () => {
      middle = await issueMiddle();
      child = await makeLeaf(ask, middle, {}, { issuer: 'middle' });
    });

    it('holds when the peer sends it, in one text or in two', async () => {
      expect(await verify({ chain: [child, middle] })).toBe('ok');
      expect(await verify({ chain: [child + middle] })).toBe('ok');
    });

    it('does not hold without it', async () => {
      expect(await verify({ chain: [child] })).toEqual({
        reason: 'unknownAuthority',
        issuer: subjectName('middle'),
      });
    });

    it('holds where the intermediate itself is trusted', async () => {
      expect(await verify({ chain: [child], roots: [middle] })).toBe('ok');
    });

    it("an intermediate's extended key usages bind what is below", async () => {
      const servers = await issueMiddle({ extKeyUsages: ['serverAuth'] });
      expect(await verify({ chain: [child, servers] })).toEqual({ reason: 'wrongUsage' });
    });

    it('a leaf is no intermediate, whatever it signs', async () => {
      const { publicKey } = await ask('generateKey', { key: 'forged', algorithm: 'ecdsa-p256' });
      const template = leafTemplate({ subject: subjectName('system:admin', ['system:masters']) });
      const forged = await ask('issue', {
        issuerKey: 'leaf',
        issuer: leaf,
        publicKey: publicKey.spki,
        template,
      });
      expect(await verify({ chain: [forged.pem, leaf] })).toEqual({ reason: 'notACa' });
    });

    it('certificates that sign each other in a circle come to an end', async () => {
      const names = ['a', 'b'];
      for (const key of names) await ask('generateKey', { key, algorithm: 'ecdsa-p256' });
      const roots = await Promise.all(
        names.map((key) => makeCa(ask, key, { subject: subjectName(key) })),
      );
      const crossed = await Promise.all(
        names.map(async (key, at) => {
          const { publicKey } = await ask('generateKey', { key, algorithm: 'ecdsa-p256' });
          const by = names[1 - at]!;
          const template = caTemplate({ subject: subjectName(key), serial: '3' });
          return (
            await ask('issue', {
              issuerKey: by,
              issuer: roots[1 - at]!,
              publicKey: publicKey.spki,
              template,
            })
          ).pem;
        }),
      );
      const lost = await makeLeaf(ask, roots[0]!, {}, { issuer: 'a' });
      expect(await verify({ chain: [lost, ...crossed], roots: [ca] })).toMatchObject({
        reason: 'unknownAuthority',
      });
    });
  });

  it('a certificate that is itself a root needs no CA flag', async () => {
    const alone = await ask('selfSignedServing', {
      key: 'self',
      leaf: leafTemplate({ extKeyUsages: ['serverAuth'] }),
    });
    const asRoot = { chain: [alone.pem], roots: [alone.pem], purpose: 'serverAuth' as const };
    expect(await verify(asRoot)).toBe('ok');
    expect(await verify({ ...asRoot, purpose: 'clientAuth' })).toEqual({ reason: 'wrongUsage' });
    expect(await verify({ ...asRoot, roots: [ca] })).toMatchObject({ reason: 'unknownAuthority' });
  });

  it.each([
    ['no certificate', [], 'no certificate'],
    [
      'bytes that end early',
      [pemEncode('CERTIFICATE', Uint8Array.of(0x30, 9))],
      '9 bytes cut off, at byte 0',
    ],
  ])('%s is malformed', async (_, chain, detail) => {
    expect(await verify({ chain })).toEqual({ reason: 'malformed', detail });
  });
});
