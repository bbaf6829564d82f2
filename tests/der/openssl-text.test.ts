import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { NO_SUBJECT_ALT_NAMES } from '../../src/cluster/model/names.ts';
import { pemBlocks, pemEncode } from '../../src/cluster/model/pem.ts';
import { describeCertificate, describeRequest } from '../../src/der/index.ts';
import {
  bitString,
  element,
  octetString,
  oid,
  sequence,
  time,
  unsigned,
} from '../../src/pki/encode.ts';
import { opensslText } from '../pki/openssl.ts';
import { leafTemplate, makeCa, session } from '../pki/session.ts';
import { certificate, extension, hex, nameOf, NULL, request } from './made.ts';

// Making RSA keys takes as long as it takes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const text = (value: string, tag = 0x0c) => element(tag, Buffer.from(value));

/** Both texts of a certificate or a request; OpenSSL has to accept it. */
function both(pem: string): { readonly ours: string; readonly theirs: string } {
  const [block] = pemBlocks(pem);
  const [command, describe] =
    block?.type === 'CERTIFICATE'
      ? (['x509', describeCertificate] as const)
      : (['req', describeRequest] as const);
  const { ok, stdout, stderr } = opensslText(command, pem);
  if (!ok) throw new Error(stderr);
  return { ours: describe(block!.bytes).text, theirs: stdout };
}

const same = (pem: string) => {
  const { ours, theirs } = both(pem);
  expect(ours).toBe(theirs);
};

const sameCertificate = (bytes: Uint8Array) => same(pemEncode('CERTIFICATE', bytes));
const sameRequest = (bytes: Uint8Array) => same(pemEncode('CERTIFICATE REQUEST', bytes));

it('the installed OpenSSL is of the line whose text is imitated', () => {
  expect(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout).toMatch(/^OpenSSL 3\.0\./);
});

describe('the text of what components wrote', () => {
  const folder = new URL('../pki/fixtures/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.pem'));

  it.each(files)('%s', (name) => {
    const blocks = pemBlocks(readFileSync(new URL(name, folder), 'utf8'));
    expect(blocks.length).toBeGreaterThan(0);
    for (const { type, bytes } of blocks) same(pemEncode(type, bytes));
  });
});

describe('the text of what is made here', () => {
  const { ask } = session(globalThis.crypto);

  it.each(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'rsa-2048', 'rsa-3072', 'ed25519'] as const)(
    'with a key %s',
    async (algorithm) => {
      same(await makeCa(ask, algorithm, { signatureHash: 'byKeySize' }, algorithm));
      const sans = {
        dns: ['node-1', '*.x'],
        ip: ['10.0.0.7', 'fe80::1:0'],
        email: ['a@b.c'],
        uri: ['https://a/b?c'],
      };
      const subject = leafTemplate().subject;
      for (const names of [sans, NO_SUBJECT_ALT_NAMES]) {
        same((await ask('createCsr', { key: algorithm, subject, sans: names })).pem);
      }
    },
  );

  it('with every usage, a long time and attributes in one RDN', async () => {
    await makeCa(ask);
    const template = leafTemplate({
      subject: [
        ...['C', 'ST', 'L', 'street', 'postalCode', 'O'].map((type) => ({ type, value: 'DE' })),
        { type: 'O', value: 'zwei', sameRdn: true },
        ...['OU', 'CN', 'serialNumber', 'UID', 'DC', 'emailAddress', 'title', 'GN', 'SN'].map(
          (type) => ({ type, value: type }),
        ),
        { type: '1.3.6.1.4.1.57683.2', value: 'uid' },
      ],
      notAfter: Date.UTC(2126, 0, 1),
      keyUsages: [
        'digitalSignature',
        'contentCommitment',
        'keyEncipherment',
        'dataEncipherment',
        'keyAgreement',
        'certSign',
        'crlSign',
        'encipherOnly',
        'decipherOnly',
      ],
      extKeyUsages: [
        'any',
        'serverAuth',
        'clientAuth',
        'codeSigning',
        'emailProtection',
        'ipsecEndSystem',
        'ipsecTunnel',
        'ipsecUser',
        'timeStamping',
        'ocspSigning',
        'microsoftServerGatedCrypto',
        'netscapeServerGatedCrypto',
        '1.2.3.4',
      ],
    });
    same((await ask('issue', { issuerKey: 'ca', template })).pem);
  });
});

describe('the text of numbers', () => {
  it.each([
    '01',
    '7f',
    '0080',
    '7fffffff',
    '00ffffffff',
    '7fffffffffffffff',
    '008000000000000000',
    '00ffffffffffffffff',
    '010000000000000000',
    '5990b0fc2eb9137662f9b465a71199c4468323b7',
    '00',
    'ff',
    '80',
    '8000000000000000',
    'ff7fffffffffffffff',
    '80000000000000000000',
  ])('serial number %s', (digits) => {
    const octets = hex(digits.length % 2 === 0 ? digits : `0${digits}`);
    sameCertificate(certificate({ serial: element(0x02, octets) }));
  });

  it.each(['v1', 'v2'])('version %s', (version) => {
    sameCertificate(
      certificate({ version: version === 'v1' ? new Uint8Array() : hex('a0 03 02 01 01') }),
    );
  });

  it.each([
    [time(Date.UTC(1999, 11, 31, 23, 59, 59)), time(Date.UTC(2049, 1, 1))],
    [time(Date.UTC(1950, 0, 9)), time(Date.UTC(9999, 11, 31, 23, 59, 59))],
  ])('times', (...times) => {
    sameCertificate(certificate({ times }));
  });
});

describe('the text of names', () => {
  const printable = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0x20 + at));
  const around = printable.flatMap((character) => [
    character,
    `${character}x`,
    `x${character}`,
    `x${character}x`,
  ]);

  it('quotes and escapes every ASCII character as OpenSSL does, wherever it stands', () => {
    for (const values of [
      around.slice(0, 100),
      around.slice(100, 200),
      around.slice(200, 300),
      around.slice(300),
    ]) {
      const subject = nameOf(...values.map((value) => ['2.5.4.10', text(value)] as const));
      sameCertificate(certificate({ subject }));
    }
  });

  it.each([
    ['control characters', text('a\n\t\x00\x7fb')],
    ['UTF-8', text('Knotenpünktchen 节点 🖧')],
    ['Latin-1 in a T61String', element(0x14, Buffer.from('ä', 'latin1'))],
    ['a value that is no string', bitString(hex('01 02'))],
    ['an empty value', text('')],
    ['blanks only', text('  ')],
    ['two number signs', text('##')],
    ['an IA5String', text('a@b', 0x16)],
  ])('%s', (_, value) => {
    sameCertificate(certificate({ subject: nameOf(['2.5.4.3', value], ['2.5.4.11', value]) }));
  });

  it('no attribute at all', () => {
    sameCertificate(certificate({ subject: sequence(), issuer: sequence() }));
  });
});

describe('the text of keys', () => {
  const rsa = (modulus: string, exponent: string) =>
    sequence(
      sequence(oid('1.2.840.113549.1.1.1'), NULL),
      bitString(sequence(unsigned(hex(modulus)), unsigned(hex(exponent)))),
    );

  it.each([
    ['an RSA modulus with its top bit set', rsa('ff'.repeat(64), '03')],
    ['one without', rsa(`7f${'ff'.repeat(127)}`, '010001')],
    ['an odd size', rsa(`01${'ff'.repeat(125)}`, '0100000001')],
  ])('%s', (_, key) => {
    sameCertificate(certificate({ key }));
  });

  it('an algorithm that nobody knows', () => {
    const key = sequence(sequence(oid('1.2.3.4.5')), bitString(hex('00')));
    const { ours, theirs } = both(pemEncode('CERTIFICATE', certificate({ key })));
    expect(ours).toContain(
      'Public Key Algorithm: 1.2.3.4.5\n            Unable to load Public Key\n',
    );
    expect(ours).toBe(theirs.replace(/^[0-9A-F]+:error:.*\n/gm, ''));
  });
});

describe('the text of extensions', () => {
  const general = (...names: readonly Uint8Array[]) => sequence(...names);

  it.each([
    [
      'CA with a path length',
      extension('2.5.29.19', sequence(hex('01 01 ff'), unsigned(hex('03'))), true),
    ],
    ['CA:FALSE written out', extension('2.5.29.19', sequence(hex('01 01 00')))],
    ['no key usage', extension('2.5.29.15', bitString(new Uint8Array()))],
    ['no extended key usage', extension('2.5.29.37', sequence())],
    ['no name', extension('2.5.29.17', general())],
    [
      'an authority with name and number',
      extension(
        '2.5.29.35',
        sequence(
          element(0x80, hex('0a 0b')),
          element(0xa1, element(0xa4, nameOf(['2.5.4.6', text('AU')], ['2.5.4.3', text('x y')]))),
          element(0x82, hex('00 98 15')),
        ),
      ),
    ],
    ['an authority that says nothing', extension('2.5.29.35', sequence())],
    [
      'a directory name',
      extension('2.5.29.17', general(element(0xa4, nameOf(['2.5.4.10', text('o')])))),
    ],
    [
      'an address of the wrong size',
      extension('2.5.29.17', general(element(0x87, hex('01 02 03')))),
    ],
    ['an extension that nobody knows', extension('1.2.3.4', hex('30 03 02 01 41'), true)],
    ['key usage that is none', extension('2.5.29.15', hex('04 01 41'))],
    ['names that are none', extension('2.5.29.17', hex('30 05 82'))],
    ['line ends in what is not decoded', extension('1.2.3.4', Buffer.from('a\nb\r\n'))],
  ])('%s', (_, one) => {
    sameCertificate(certificate({ extensions: [one] }));
    const asked = sequence(oid('1.2.840.113549.1.9.14'), element(0x31, sequence(one)));
    sameRequest(request([asked]));
  });
});

describe('the text of attributes of a request', () => {
  const attribute = (dotted: string, ...values: readonly Uint8Array[]) =>
    sequence(oid(dotted), element(0x31, ...values));

  it.each([
    ['a challenge password', [attribute('1.2.840.113549.1.9.7', text('secret'))]],
    [
      'a name and a password',
      [
        attribute('1.2.840.113549.1.9.2', text('me', 0x13)),
        attribute('1.2.840.113549.1.9.7', text('secret', 0x16)),
      ],
    ],
    ['one that is no text', [attribute('1.2.840.113549.1.9.7', octetString(hex('01')))]],
    ['one that nobody knows', [attribute('1.2.3.4', text('x'))]],
    ['an empty request for extensions', [attribute('1.2.840.113549.1.9.14', sequence())]],
  ])('%s', (_, attributes) => {
    sameRequest(request(attributes));
  });
});
