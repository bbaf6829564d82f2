/** @peculiar/x509, a library that shares no line with us, writes the same bytes and reads ours. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/cluster/model/base64.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../src/cluster/model/names.ts';
import { pemBlocks } from '../../src/cluster/model/pem.ts';
import { certificateFields, requestFields } from '../../src/der/structure.ts';
import { octetsOf } from '../../src/der/tlv.ts';
import { caTemplate, leafTemplate, makeCa, makeLeaf, NOW, session } from './session.ts';
import { x509 } from './peculiar-x509.ts';

const crypto = globalThis.crypto as Crypto;
const NODE = [{ O: ['system:nodes'] }, { CN: ['system:node:node-1'] }];

const signedOf = (der: ArrayBuffer | Uint8Array) => {
  const bytes = new Uint8Array(der);
  return toHex(octetsOf(certificateFields(bytes).signed));
};

describe('against @peculiar/x509', () => {
  const { pki, ask } = session(crypto);
  let ca = '';
  beforeAll(async () => {
    ca = await makeCa(ask);
  });

  const keyOf = async (key: string) => {
    const { spki } = await pki.publicKey(key);
    return Uint8Array.from(Buffer.from(spki, 'hex'));
  };

  it('a CA certificate has the same signed bytes', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const publicKey = await keyOf('ca');
    const theirs = await x509.X509CertificateGenerator.create(
      {
        serialNumber: '01',
        subject: [{ CN: ['kubernetes'] }],
        issuer: [{ CN: ['kubernetes'] }],
        notBefore: new Date(NOW),
        notAfter: new Date(caTemplate().notAfter),
        publicKey,
        signingKey: pair.privateKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [
          new x509.KeyUsagesExtension(1 | 4 | 32, true),
          new x509.BasicConstraintsExtension(true, undefined, true),
          await x509.SubjectKeyIdentifierExtension.create(
            new x509.PublicKey(publicKey),
            false,
            crypto,
          ),
        ],
      },
      crypto,
    );
    expect(signedOf(pemBlocks(ca)[0]!.bytes)).toBe(signedOf(theirs.rawData));
  });

  it('a leaf with names has the same signed bytes', async () => {
    const sans = { dns: ['node-1'], ip: ['10.0.0.7'], email: [], uri: ['spiffe://a/b'] };
    const ours = await makeLeaf(ask, ca, { sans, extKeyUsages: ['serverAuth', 'clientAuth'] });
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const { serial, notBefore, notAfter } = leafTemplate();
    const theirs = await x509.X509CertificateGenerator.create(
      {
        serialNumber: serial,
        subject: NODE,
        issuer: [{ CN: ['kubernetes'] }],
        notBefore: new Date(notBefore),
        notAfter: new Date(notAfter),
        publicKey: await keyOf('leaf'),
        signingKey: pair.privateKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [
          new x509.KeyUsagesExtension(1 | 4, true),
          new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
          new x509.BasicConstraintsExtension(false, undefined, true),
          await x509.AuthorityKeyIdentifierExtension.create(
            new x509.PublicKey(await keyOf('ca')),
            false,
            crypto,
          ),
          new x509.SubjectAlternativeNameExtension([
            { type: 'dns', value: 'node-1' },
            { type: 'ip', value: '10.0.0.7' },
            { type: 'url', value: 'spiffe://a/b' },
          ]),
        ],
      },
      crypto,
    );
    expect(signedOf(pemBlocks(ours)[0]!.bytes)).toBe(signedOf(theirs.rawData));
  });

  it('verifies our certificates and requests', async () => {
    const leaf = new x509.X509Certificate(await makeLeaf(ask, ca));
    const issuer = new x509.X509Certificate(ca);
    expect(await leaf.verify({ publicKey: issuer.publicKey, signatureOnly: true }, crypto)).toBe(
      true,
    );
    expect(leaf.subjectName.toJSON()).toEqual(NODE);
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: ['node-1'] };
    const subject = subjectName('system:node:node-1', ['system:nodes']);
    const { pem } = await ask('createCsr', { key: 'leaf', subject, sans });
    const request = new x509.Pkcs10CertificateRequest(pem);
    expect(await request.verify(crypto)).toBe(true);
    expect(request.subjectName.toJSON()).toEqual(NODE);
  });

  it('a request has the same bytes but for the signature', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const theirs = await x509.Pkcs10CertificateRequestGenerator.create(
      {
        name: NODE,
        keys,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'node-1' }])],
      },
      crypto,
    );
    await ask('generateKey', { key: 'mine', algorithm: 'ecdsa-p256' });
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: ['node-1'] };
    const subject = subjectName('system:node:node-1', ['system:nodes']);
    const ours = await ask('createCsr', { key: 'mine', subject, sans });
    const info = (bytes: Uint8Array, spki: string) =>
      toHex(octetsOf(requestFields(bytes).signed)).replace(spki, 'key');
    const { spki } = await pki.publicKey('mine');
    const theirSpki = toHex(new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)));
    expect(info(pemBlocks(ours.pem)[0]!.bytes, spki)).toBe(
      info(new Uint8Array(theirs.rawData), theirSpki),
    );
  });
});
