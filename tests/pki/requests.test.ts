import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeyAlgorithm } from '../../src/cluster/model/crypto.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../src/cluster/model/names.ts';
import { pemBlocks, pemEncode } from '../../src/cluster/model/pem.ts';
import { requestFields } from '../../src/der/structure.ts';
import { implementations } from './implementations.ts';
import { openssl, opensslText } from './openssl.ts';
import { session } from './session.ts';

// Making RSA keys takes as long as it takes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NODE = subjectName('system:node:node-1', ['system:nodes']);

const SERVING = {
  dns: ['node-1', '*.example.com'],
  ip: ['10.0.0.7', 'fe80::1', '::ffff:192.0.2.1'],
  email: ['a@b.c'],
  uri: ['spiffe://cluster/node-1'],
};

describe.each(implementations)('requests on %s', (_, crypto) => {
  const { ask } = session(crypto);
  const algorithms: readonly (readonly [KeyAlgorithm, string])[] = [
    ['ecdsa-p256', 'ecdsa-with-SHA256'],
    ['ecdsa-p384', 'ecdsa-with-SHA384'],
    ['ecdsa-p521', 'ecdsa-with-SHA512'],
    ['rsa-2048', 'sha256WithRSAEncryption'],
    ['rsa-3072', 'sha384WithRSAEncryption'],
    ['ed25519', 'ED25519'],
  ];

  beforeAll(async () => {
    for (const [algorithm] of algorithms) await ask('generateKey', { key: algorithm, algorithm });
  });

  it.each(algorithms)(
    'a request of a key %s is signed with %s and OpenSSL verifies it',
    async (key, scheme) => {
      const { pem } = await ask('createCsr', { key, subject: NODE, sans: SERVING });
      const checked = openssl(['req', '-verify', '-noout', '-in', '@csr.pem'], { 'csr.pem': pem });
      expect(checked).toMatchObject({ ok: true, stderr: expect.stringContaining('verify OK') });
      expect(opensslText('req', pem).stdout).toContain(`Signature Algorithm: ${scheme}\n`);
    },
  );

  it('what was written is what is read', async () => {
    const { pem } = await ask('createCsr', { key: 'ecdsa-p256', subject: NODE, sans: SERVING });
    const read = await ask('readCsr', { pem });
    expect(read).toMatchObject({
      ok: true,
      request: {
        subject: NODE,
        // Go keeps an IPv4-mapped address in its four-byte form.
        sans: { ...SERVING, ip: ['10.0.0.7', 'fe80::1', '192.0.2.1'] },
        publicKey: { algorithm: 'ecdsa-p256' },
        signatureValid: true,
        requestedExtensions: ['2.5.29.17'],
        requestsCa: false,
      },
    });
  });

  it('a request without names asks for no extension at all', async () => {
    const { pem } = await ask('createCsr', {
      key: 'ecdsa-p256',
      subject: NODE,
      sans: NO_SUBJECT_ALT_NAMES,
    });
    expect(requestFields(pemBlocks(pem)[0]!.bytes).attributes).toEqual([]);
    expect(opensslText('req', pem).stdout).toContain('Attributes:\n            (none)\n');
  });

  it('a signature that was changed in one bit does not verify', async () => {
    const { pem } = await ask('createCsr', { key: 'ecdsa-p256', subject: NODE, sans: SERVING });
    const bytes = pemBlocks(pem)[0]!.bytes.slice();
    bytes[bytes.length - 1]! ^= 1;
    const read = await ask('readCsr', { pem: pemEncode('CERTIFICATE REQUEST', bytes) });
    expect(read).toMatchObject({ ok: true, request: { signatureValid: false } });
  });

  it("another key's signature does not verify", async () => {
    await ask('generateKey', { key: 'other', algorithm: 'ecdsa-p256' });
    const [mine, theirs] = await Promise.all(
      ['ecdsa-p256', 'other'].map((key) => ask('createCsr', { key, subject: NODE, sans: SERVING })),
    );
    const [own, foreign] = [mine!, theirs!].map(({ pem }) =>
      requestFields(pemBlocks(pem)[0]!.bytes),
    );
    const bytes = own!.element.bytes.slice(0, own!.signature.start);
    const forged = [...bytes, ...foreign!.element.bytes.subarray(foreign!.signature.start)];
    const [head, ...rest] = forged;
    expect(head).toBe(0x30);
    // The outer length may differ by the odd octet of an ECDSA signature.
    const body = rest.slice(own!.element.content - 1);
    const length = [0x82, body.length >> 8, body.length & 255];
    const pem = pemEncode('CERTIFICATE REQUEST', Uint8Array.from([0x30, ...length, ...body]));
    expect(await ask('readCsr', { pem })).toMatchObject({
      ok: true,
      request: { signatureValid: false },
    });
  });
});

describe('requests that no kubelet would write', () => {
  const { ask } = session(globalThis.crypto);
  const key = (name: string, ...args: string[]) => ({ name, args: ['-newkey', ...args] });

  const make = (args: readonly string[], config = '') =>
    openssl(['req', '-new', '-nodes', '-keyout', '/dev/null', '-config', '@req.cnf', ...args], {
      'req.cnf': `[req]\ndistinguished_name=dn\n[dn]\n${config}`,
    }).stdout;

  const subject = ['-subj', '/C=DE/ST=BE/L=B/O=o1/O=o2/OU=u/CN=first/CN=second/serialNumber=7'];

  it.each([
    [key('RSA 1024 bits', 'rsa:1024'), 'other'],
    [key('RSA 2048 bits', 'rsa:2048'), 'rsa-2048'],
    [key('RSA 4096 bits', 'rsa:4096'), 'rsa-4096'],
    [key('P-384', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'), 'ecdsa-p384'],
    [key('Ed25519', 'ed25519'), 'ed25519'],
  ])('a key of $name', async ({ args }, algorithm) => {
    const read = await ask('readCsr', { pem: make([...args, ...subject]) });
    expect(read).toMatchObject({
      ok: true,
      request: { publicKey: { algorithm }, signatureValid: true },
    });
  });

  it('a curve that WebCrypto does not know is read; its signature counts as wrong', async () => {
    const pem = make(['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp224r1', ...subject]);
    expect(await ask('readCsr', { pem })).toMatchObject({
      ok: true,
      request: { publicKey: { algorithm: 'other' }, signatureValid: false },
    });
  });

  it('two common names, more attributes, and the order as written', async () => {
    const read = await ask('readCsr', { pem: make(['-newkey', 'ed25519', ...subject]) });
    const names = read.ok ? read.request.subject.map(({ type, value }) => `${type}=${value}`) : [];
    expect(names.join(' ')).toBe('C=DE ST=BE L=B O=o1 O=o2 OU=u CN=first CN=second serialNumber=7');
  });

  it('attributes that share an RDN say so', async () => {
    const pem = make(['-newkey', 'ed25519', '-multivalue-rdn', '-subj', '/O=o1+O=o2/CN=x']);
    expect(await ask('readCsr', { pem })).toMatchObject({
      request: {
        subject: [
          { type: 'O', value: 'o1' },
          { type: 'O', value: 'o2', sameRdn: true },
          { type: 'CN', value: 'x' },
        ],
      },
    });
  });

  it('CA:TRUE, usages and names asked for together', async () => {
    const config =
      '[v3]\nbasicConstraints=critical,CA:TRUE,pathlen:1\nextendedKeyUsage=serverAuth\nsubjectAltName=URI:https://a/b,DNS:x,RID:1.2.3\n';
    const pem = make(['-newkey', 'ed25519', ...subject, '-reqexts', 'v3'], config);
    expect(await ask('readCsr', { pem })).toMatchObject({
      request: {
        requestsCa: true,
        requestedExtensions: ['2.5.29.19', '2.5.29.37', '2.5.29.17'],
        sans: { dns: ['x'], ip: [], email: [], uri: ['https://a/b'] },
      },
    });
  });

  it('an empty subject', async () => {
    const { pem } = await (async () => {
      await ask('generateKey', { key: 'k', algorithm: 'ecdsa-p256' });
      return ask('createCsr', { key: 'k', subject: [], sans: NO_SUBJECT_ALT_NAMES });
    })();
    expect(await ask('readCsr', { pem })).toMatchObject({ ok: true, request: { subject: [] } });
  });
});

describe('texts that are no request', () => {
  const { ask } = session(globalThis.crypto);
  const wrapped = (...octets: number[]) =>
    pemEncode('CERTIFICATE REQUEST', Uint8Array.from(octets));
  const notPem = {
    ok: false,
    reason: 'notPem',
    detail: 'PEM block type must be CERTIFICATE REQUEST',
  };
  const malformed = (detail: string) => ({ ok: false, reason: 'malformed', detail });

  it.each([
    ['nothing', '', notPem],
    ['a word', 'invalid data', notPem],
    ['another type', pemEncode('CERTIFICATE', Uint8Array.of(0x30, 0)), notPem],
    [
      'a request after a block of another type',
      pemEncode('X', Uint8Array.of()) + wrapped(0x30, 0),
      notPem,
    ],
    ['an empty block', wrapped(), malformed('asn1: syntax error: sequence truncated')],
    [
      'bytes that end early',
      wrapped(0x30, 5, 0x30),
      malformed('asn1: syntax error: data truncated'),
    ],
    ['an empty sequence', wrapped(0x30, 0), malformed('asn1: syntax error: sequence truncated')],
    [
      'an empty sequence that goes on',
      wrapped(0x30, 0, 0),
      malformed('asn1: syntax error: sequence truncated'),
    ],
    [
      'a string',
      wrapped(0x0c, 1, 0x61),
      malformed(
        "asn1: structure error: tags don't match (16 vs {class:0 tag:12 length:1 isCompound:false}) {optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} certificateRequest @2",
      ),
    ],
    [
      'letters in a sequence',
      wrapped(0x30, 3, 0x61, 0x62, 0x63),
      malformed(
        "asn1: structure error: tags don't match (16 vs {class:1 tag:1 length:98 isCompound:true}) {optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} tbsCertificateRequest @2",
      ),
    ],
  ])('%s', async (_, pem, result) => {
    expect(await ask('readCsr', { pem })).toEqual(result);
  });

  it('a request with a byte too many', async () => {
    await ask('generateKey', { key: 'k', algorithm: 'ecdsa-p256' });
    const { pem } = await ask('createCsr', { key: 'k', subject: NODE, sans: NO_SUBJECT_ALT_NAMES });
    const longer = Uint8Array.of(...pemBlocks(pem)[0]!.bytes, 0);
    expect(await ask('readCsr', { pem: pemEncode('CERTIFICATE REQUEST', longer) })).toEqual(
      malformed('asn1: syntax error: trailing data'),
    );
  });

  it('regression: a subjectAltName that does not parse makes the request malformed, as in Go', async () => {
    await ask('generateKey', { key: 'k', algorithm: 'ecdsa-p256' });
    const sans = { ...NO_SUBJECT_ALT_NAMES, ip: ['10.0.0.1'] };
    const { pem } = await ask('createCsr', { key: 'k', subject: NODE, sans });
    const bytes = pemBlocks(pem)[0]!.bytes.slice();
    const at = bytes.findIndex((octet, index) => octet === 0x87 && bytes[index + 1] === 4);
    bytes[at] = 0x82;
    bytes[at + 2] = 0xff;
    const read = await ask('readCsr', { pem: pemEncode('CERTIFICATE REQUEST', bytes) });
    expect(read).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('whatever one byte of a request is changed to, the answer is a result', async () => {
    await ask('generateKey', { key: 'k', algorithm: 'ecdsa-p256' });
    const { pem } = await ask('createCsr', { key: 'k', subject: NODE, sans: SERVING });
    const { bytes } = pemBlocks(pem)[0]!;
    const places = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(places, async ([at, value]) => {
        const changed = bytes.with(at, value);
        const read = await ask('readCsr', { pem: pemEncode('CERTIFICATE REQUEST', changed) });
        if (read.ok && value !== bytes[at]) expect(read.request.signatureValid).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('whatever text is read, the answer is a result', async () => {
    const lines = fc.constantFrom(
      '-----BEGIN CERTIFICATE REQUEST-----',
      '-----END CERTIFICATE REQUEST-----',
      'MIIB',
      'a: b',
      '',
    );
    const text = fc
      .array(fc.oneof(lines, fc.string()), { maxLength: 12 })
      .map((parts) => parts.join('\n'));
    await fc.assert(
      fc.asyncProperty(text, async (pem) => {
        expect(await ask('readCsr', { pem })).toMatchObject({ ok: false });
      }),
    );
  });
});
