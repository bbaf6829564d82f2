import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CertificateTemplate, KeyAlgorithm } from '../../src/cluster/model/crypto.ts';
import { toHex } from '../../src/cluster/model/base64.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../src/cluster/model/names.ts';
import { pemBlocks, pemEncode } from '../../src/cluster/model/pem.ts';
import { certificateFields } from '../../src/der/structure.ts';
import { octetsOf } from '../../src/der/tlv.ts';
import { implementations } from './implementations.ts';
import { opensslText, opensslVerify } from './openssl.ts';
import { caTemplate, DAY, leafTemplate, makeCa, makeLeaf, NOW, session } from './session.ts';

// Making RSA keys takes as long as it takes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const fixture = (name: string) =>
  readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');

const signedPart = (pem: string) => {
  const { signed } = certificateFields(pemBlocks(pem)[0]!.bytes);
  return toHex(octetsOf(signed));
};

describe.each(implementations)('certificates on %s', (_, crypto) => {
  const { ask } = session(crypto);
  let ca = '';
  beforeAll(async () => {
    ca = await makeCa(ask);
  });

  it('a client certificate passes OpenSSL for clients, in its time, and for nothing else', async () => {
    const pem = await makeLeaf(ask, ca);
    expect(opensslVerify(pem, ca, 'sslclient', NOW + DAY).stdout).toMatch(/: OK\n$/);
    expect(opensslVerify(pem, ca, 'sslserver', NOW + DAY).stderr).toContain(
      'unsuitable certificate purpose',
    );
    expect(opensslVerify(pem, ca, 'sslclient', NOW - 1000).stderr).toContain('not yet valid');
    expect(opensslVerify(pem, ca, 'sslclient', NOW + 366 * DAY).stderr).toContain('has expired');
  });

  it('a serving certificate passes OpenSSL for servers under each of its names', async () => {
    const sans = {
      ...NO_SUBJECT_ALT_NAMES,
      dns: ['node-1', '*.nodes.example'],
      ip: ['10.0.0.7', 'fd00::7'],
    };
    const pem = await makeLeaf(ask, ca, { sans, extKeyUsages: ['serverAuth'] });
    for (const more of [
      ['-verify_hostname', 'a.nodes.example'],
      ['-verify_ip', 'fd00::7'],
    ]) {
      expect(opensslVerify(pem, ca, 'sslserver', NOW + DAY, more)).toMatchObject({ ok: true });
    }
    const wrong = opensslVerify(pem, ca, 'sslserver', NOW + DAY, ['-verify_hostname', 'node-2']);
    expect(wrong.stderr).toContain('hostname mismatch');
  });

  it('Node reads the same out of it as we do', async () => {
    const sans = { dns: ['node-1'], ip: ['10.0.0.7'], email: ['a@b.c'], uri: ['spiffe://x/y'] };
    const pem = await makeLeaf(ask, ca, { sans });
    const theirs = new X509Certificate(pem);
    const read = await ask('readCertificate', { pem });
    const ours = read.ok ? read.certificates[0] : undefined;
    expect(theirs.subject).toBe('O=system:nodes\nCN=system:node:node-1');
    expect(theirs.subjectAltName).toBe(
      'DNS:node-1, email:a@b.c, IP Address:10.0.0.7, URI:spiffe://x/y',
    );
    expect(theirs.verify(new X509Certificate(ca).publicKey)).toBe(true);
    expect(ours).toMatchObject({
      serial: theirs.serialNumber.toLowerCase(),
      fingerprint: theirs.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: Date.parse(theirs.validFrom),
      notAfter: Date.parse(theirs.validTo),
      isCa: theirs.ca,
      sans,
    });
  });

  it('what was issued is what the template says', async () => {
    const template = leafTemplate({
      sans: { dns: ['a'], ip: ['::1'], email: [], uri: [] },
      keyUsages: ['digitalSignature', 'keyAgreement', 'decipherOnly'],
      extKeyUsages: ['serverAuth', 'any', '1.2.3.4'],
    });
    const { certificate } = await ask('issue', { issuerKey: 'ca', issuer: ca, template });
    const { subject, sans, serial, notBefore, notAfter, keyUsages, extKeyUsages } = template;
    const { publicKey } = await ask('generateKey', { key: 'ca', algorithm: 'ecdsa-p256' });
    expect(certificate).toEqual({
      ...{ subject, sans, serial, notBefore, notAfter, keyUsages, extKeyUsages, publicKey },
      issuer: subjectName('kubernetes'),
      isCa: false,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each<[KeyAlgorithm, CertificateTemplate['signatureHash'], string]>([
    ['ecdsa-p256', undefined, 'ecdsa-with-SHA256'],
    ['ecdsa-p384', undefined, 'ecdsa-with-SHA384'],
    ['ecdsa-p521', undefined, 'ecdsa-with-SHA512'],
    ['ed25519', undefined, 'ED25519'],
    ['rsa-2048', 'byKeySize', 'sha256WithRSAEncryption'],
    ['rsa-3072', undefined, 'sha256WithRSAEncryption'],
    ['rsa-3072', 'byKeySize', 'sha384WithRSAEncryption'],
  ])(
    'a CA with a key %s and the rule %s signs with %s',
    async (algorithm, signatureHash, scheme) => {
      const rule = signatureHash ? { signatureHash } : {};
      const root = await makeCa(ask, `ca-${algorithm}`, rule, algorithm);
      const pem = await makeLeaf(ask, root, rule, { issuer: `ca-${algorithm}` });
      expect(opensslText('x509', pem).stdout).toContain(
        `    Signature Algorithm: ${scheme}\n    Signature Value:`,
      );
      expect(opensslVerify(pem, root, 'sslclient', NOW + DAY)).toMatchObject({ ok: true });
    },
  );

  it('kubelet.crt is one certificate that signs itself, or a leaf and its CA', async () => {
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: ['node-1'] };
    const leaf = leafTemplate({
      subject: subjectName('node-1@1795326544'),
      sans,
      serial: '2',
      extKeyUsages: ['serverAuth'],
    });
    const throwAwayCa = caTemplate({ subject: subjectName('node-1-ca@1795326544') });
    const alone = await ask('selfSignedServing', {
      key: 'alone',
      leaf: { ...leaf, basicConstraints: 'ca' },
    });
    expect(pemBlocks(alone.pem)).toHaveLength(1);
    expect(opensslVerify(alone.pem, alone.pem, 'sslserver', NOW + DAY)).toMatchObject({ ok: true });
    const both = await ask('selfSignedServing', { key: 'both', leaf, throwAwayCa });
    const [first, second] = pemBlocks(both.pem).map(({ type, bytes }) => pemEncode(type, bytes));
    expect(both.certificate.publicKey.algorithm).toBe('rsa-2048');
    expect(opensslVerify(first!, second!, 'sslserver', NOW + DAY)).toMatchObject({ ok: true });
  });
});

describe('certificates byte for byte as Go writes them', () => {
  const { ask } = session(globalThis.crypto);
  beforeAll(() => ask('generateKey', { key: 'ca', algorithm: 'rsa-2048' }));

  /** Issues the fixture's certificate once more, from what can be read out of it; only the signature may differ. */
  async function again(
    pem: string,
    issuer: string | undefined,
    flags: Partial<CertificateTemplate>,
  ) {
    const read = await ask('readCertificate', { pem });
    if (!read.ok) throw new Error(read.detail);
    const { isCa, publicKey, fingerprint: _, issuer: __, ...rest } = read.certificates[0]!;
    const basicConstraints = isCa === undefined ? 'absent' : isCa ? 'ca' : 'leaf';
    const template = { ...leafTemplate(), ...rest, basicConstraints, ...flags } as const;
    const by = issuer === undefined ? {} : { issuer };
    return await ask('issue', { issuerKey: 'ca', ...by, publicKey: publicKey.spki, template });
  }

  it('cfssl 1.11: subject and authority key identifier in a leaf', async () => {
    const original = fixture('kubelet-client-1.11');
    const { pem } = await again(original, fixture('ca-1.11'), { subjectKeyIdentifier: true });
    expect(signedPart(pem)).toBe(signedPart(original));
  });

  it('crypto/x509 1.25: no subject key identifier, names last', async () => {
    const original = fixture('kubelet-serving-1.25');
    const { pem } = await again(original, fixture('ca-1.25'), {});
    expect(signedPart(pem)).toBe(signedPart(original));
  });

  it('kubelet.crt of 1.8: no authority key identifier where the issuer is the subject', async () => {
    const original = fixture('kubelet-self-signed-1.8');
    const { pem } = await again(original, undefined, { subjectKeyIdentifier: true });
    expect(signedPart(pem)).toBe(signedPart(original));
  });

  it('kubelet.crt of 1.25: leaf and CA', async () => {
    const [leaf, ca] = pemBlocks(fixture('kubelet-self-signed-1.25')).map(({ type, bytes }) =>
      pemEncode(type, bytes),
    );
    const signedLeaf = await again(leaf!, ca!, {});
    const signedCa = await again(ca!, undefined, { subjectKeyIdentifier: true });
    expect(signedPart(signedLeaf.pem)).toBe(signedPart(leaf!));
    expect(signedPart(signedCa.pem)).toBe(signedPart(ca!));
  });

  it('requests of kubelets: the same bytes round another key', async () => {
    for (const name of ['kubelet-client-1.11.csr', 'kubelet-serving-1.25.csr']) {
      const read = await ask('readCsr', { pem: fixture(name) });
      if (!read.ok) throw new Error(read.detail);
      const { publicKey } = await ask('generateKey', { key: 'csr', algorithm: 'ecdsa-p256' });
      const ours = await ask('createCsr', {
        key: 'csr',
        subject: read.request.subject,
        sans: read.request.sans,
      });
      const info = (pem: string) => toHex(pemBlocks(pem)[0]!.bytes);
      const [theirs, mine] = [info(fixture(name)), info(ours.pem)].map((hex) =>
        hex.slice(hex.indexOf('020100'), hex.lastIndexOf('300a0608')),
      );
      expect(mine!.replace(publicKey.spki, read.request.publicKey.spki)).toBe(theirs);
    }
  });
});

describe('fields of a certificate', () => {
  const { ask } = session(globalThis.crypto);
  beforeAll(() => ask('generateKey', { key: 'ca', algorithm: 'ecdsa-p256' }));

  const text = async (changes: Partial<CertificateTemplate>) => {
    const { pem } = await ask('issue', { issuerKey: 'ca', template: leafTemplate(changes) });
    return opensslText('x509', pem).stdout;
  };

  it('times from 2050 on are GeneralizedTime, earlier ones UTCTime', async () => {
    const notAfter = Date.UTC(2050, 0, 1);
    const { pem } = await ask('issue', {
      issuerKey: 'ca',
      template: leafTemplate({ notBefore: notAfter - 1000, notAfter }),
    });
    const fields = certificateFields(pemBlocks(pem)[0]!.bytes);
    expect([fields.notBefore.tag, fields.notAfter.tag]).toEqual([0x17, 0x18]);
    expect(opensslText('x509', pem).stdout).toContain(
      'Not Before: Dec 31 23:59:59 2049 GMT\n            Not After : Jan  1 00:00:00 2050 GMT',
    );
  });

  it('milliseconds are cut off, as in Go', async () => {
    expect(await text({ notBefore: NOW + 999 })).toContain('Not Before: Nov 24 00:00:00 2026 GMT');
  });

  it('without a subject the names are critical (RFC 5280 section 4.1.2.6)', async () => {
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: ['x'] };
    expect(await text({ subject: [], sans })).toContain(
      'X509v3 Subject Alternative Name: critical',
    );
    expect(await text({ sans })).toContain('X509v3 Subject Alternative Name: \n');
  });

  it('usages that are not asked for have no extension', async () => {
    const printed = await text({ keyUsages: [], extKeyUsages: [], basicConstraints: 'absent' });
    expect(printed).not.toContain('X509v3');
  });

  it("the authority's key is left out where subject and issuer have one name, as in Go", async () => {
    const ca = await makeCa(ask);
    const written = async (subject: CertificateTemplate['subject']) => {
      const template = leafTemplate({ subject });
      const { pem } = await ask('issue', { issuerKey: 'ca', issuer: ca, template });
      return opensslText('x509', pem).stdout.includes('X509v3 Authority Key Identifier');
    };
    expect(await written(subjectName('kubernetes'))).toBe(false);
    expect(await written(subjectName('another'))).toBe(true);
  });

  it('a character outside of PrintableString makes the attribute a UTF8String', async () => {
    const subject = [
      { type: 'O', value: 'a' },
      { type: 'O', value: 'ä' },
      { type: 'CN', value: 'node@1' },
    ];
    const { pem } = await ask('issue', { issuerKey: 'ca', template: leafTemplate({ subject }) });
    const fields = certificateFields(pemBlocks(pem)[0]!.bytes);
    expect(fields.subject.children.map((rdn) => rdn.children[0]?.children[1]?.tag)).toEqual([
      0x13, 0x0c, 0x0c,
    ]);
  });

  it('Go 1.25 identifies a CA key by SHA-256, cut to 20 bytes', async () => {
    const issue = (subjectKeyIdentifierHash: 'sha1' | 'sha256') =>
      ask('issue', { issuerKey: 'ca', template: caTemplate({ subjectKeyIdentifierHash }) });
    const id = async (hash: 'sha1' | 'sha256') =>
      /Subject Key Identifier: \n +(.*)\n/.exec(
        opensslText('x509', (await issue(hash)).pem).stdout,
      )?.[1];
    const [sha1, sha256] = [await id('sha1'), await id('sha256')];
    expect(sha1?.length).toBe(59);
    expect(sha256?.length).toBe(59);
    expect(sha1).not.toBe(sha256);
  });

  it.each([
    [
      'serial zero, which Go has refused since 1.23',
      { serial: '00' },
      'x509: serial number must be positive',
    ],
    ['a serial that is no number', { serial: 'xy' }, '"xy" is no number in hex'],
    [
      'an address that is none',
      { sans: { ...NO_SUBJECT_ALT_NAMES, ip: ['10.0.0'] } },
      '"10.0.0" is no IP address',
    ],
    [
      'a name that is not ASCII',
      { sans: { ...NO_SUBJECT_ALT_NAMES, dns: ['ä'] } },
      'x509: "ä" cannot be encoded as an IA5String',
    ],
    [
      'an attribute without an OID',
      { subject: [{ type: 'nick', value: 'x' }] },
      '"nick" is no object identifier',
    ],
  ])('a template with %s breaks the operation with a sentence', async (_, changes, message) => {
    await expect(text(changes)).rejects.toThrow(`issue: ${message}`);
  });
});

/** A certificate of which the last SET of a name has another tag. */
function withSubjectPartOf(tag: number): string {
  const bytes = Uint8Array.from(pemBlocks(fixture('kubelet-client-1.11'))[0]!.bytes);
  // SET { SEQUENCE { OBJECT IDENTIFIER commonName …
  const at = toHex(bytes).lastIndexOf('0603550403');
  bytes[at / 2 - 4] = tag;
  return pemEncode('CERTIFICATE', bytes);
}

describe('reading certificates', () => {
  const { ask } = session(globalThis.crypto);

  it('all blocks count, in order, whatever stands between', async () => {
    const pem = `one\n${fixture('ca-1.11')}two\n${fixture('kubelet-client-1.11')}`;
    const read = await ask('readCertificate', { pem });
    expect(read.ok && read.certificates.map(({ isCa }) => isCa)).toEqual([true, false]);
  });

  it.each([
    ['own', true],
    ['another', false],
    ['unknown', undefined],
  ] as const)('%s key belongs to the certificate: %s', async (key, matches) => {
    const pem = await makeLeaf(ask, await makeCa(ask), {}, { leaf: 'own' });
    await ask('generateKey', { key: 'another', algorithm: 'ecdsa-p256' });
    const read = await ask('readCertificate', { pem, key });
    expect(read.ok && read.keyMatches).toBe(matches);
  });

  it.each([
    ['no certificate', 'x', 'data does not contain any valid RSA or ECDSA certificates'],
    [
      'a block with headers',
      fixture('ca-1.11').replace('\n', '\nA: b\n\n'),
      'data does not contain any valid RSA or ECDSA certificates',
    ],
    [
      'DER that ends early',
      pemEncode('CERTIFICATE', Uint8Array.of(0x30, 9)),
      '9 bytes cut off, at byte 0',
    ],
    [
      'an empty structure',
      pemEncode('CERTIFICATE', Uint8Array.of(0x30, 0)),
      'tbsCertificate missing, at byte 2',
    ],
    [
      'a name whose part is no set, in the words of Go',
      withSubjectPartOf(0x35),
      'x509: invalid RDNSequence',
    ],
  ])('%s', async (_, pem, detail) => {
    expect(await ask('readCertificate', { pem })).toEqual({ ok: false, detail });
  });
});
