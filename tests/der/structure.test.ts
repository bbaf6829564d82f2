import { describe, expect, it } from 'vitest';
import { DerError } from '../../src/der/index.ts';
import { certificateFields, publicKeyFields, requestFields } from '../../src/der/structure.ts';
import { octetsOf } from '../../src/der/tlv.ts';
import { bitString, element, explicit, oid, sequence, unsigned } from '../../src/pki/encode.ts';
import { certificate, EC_KEY, extension, hex, request } from './made.ts';

const usage = extension('2.5.29.15', hex('03 02 05 a0'), true);

describe('the structure of a certificate', () => {
  it('has its fields in their places', () => {
    const bytes = certificate({ extensions: [usage] });
    const fields = certificateFields(bytes);
    expect(fields.version).toBe(2);
    expect(octetsOf(fields.publicKey.element)).toEqual(EC_KEY);
    expect(fields.extensions).toMatchObject([{ oid: '2.5.29.15', critical: true }]);
    expect(fields.signatureAlgorithm.oid).toBe('1.2.840.10045.4.3.2');
    expect(fields.element.end).toBe(bytes.length);
  });

  it('of version 1 has neither a version nor extensions', () => {
    const fields = certificateFields(certificate({ version: new Uint8Array() }));
    expect([fields.version, fields.extensions]).toEqual([0, []]);
  });

  const id = sequence(oid('1.2.3'));

  it.each([
    ['no sequence', element(0x31), 'set in place of Certificate, at byte 0'],
    ['nothing in it', sequence(), 'tbsCertificate missing, at byte 2'],
    ['no signature', sequence(sequence(), id), 'signature missing, at byte 10'],
    [
      'something after the signature',
      sequence(sequence(), id, bitString(hex('')), hex('05 00')),
      'null too many, at byte 13',
    ],
    [
      'no serial number',
      sequence(sequence(explicit(0, unsigned(hex('02')))), id, bitString(hex(''))),
      'serialNumber missing, at byte 9',
    ],
    [
      'a version that nobody wrote',
      certificate({ version: explicit(0, unsigned(hex('07'))) }),
      'malformed version, at byte 8',
    ],
    ['an empty version field', certificate({ version: explicit(0) }), 'version missing, at byte 8'],
    [
      'a serial number of another type',
      certificate({ serial: element(0x04, hex('01')) }),
      'octetString in place of serialNumber, at byte 11',
    ],
    [
      'a critical flag that is no boolean',
      certificate({ extensions: [sequence(oid('1.2'), hex('01 01 01'), hex('04 00'))] }),
      'malformed critical',
    ],
    ['a key without bits', certificate({ key: sequence(id) }), 'subjectPublicKey missing'],
  ])('%s', (_, bytes, message) => {
    const read = () => certificateFields(bytes);
    expect(read).toThrow(DerError);
    expect(read).toThrow(message);
  });
});

describe('the structure of a request', () => {
  const asked = (...extensions: readonly Uint8Array[]) =>
    sequence(oid('1.2.840.113549.1.9.14'), element(0x31, sequence(...extensions)));

  it('has attributes, and the extensions of the first that asks for any', () => {
    const password = sequence(oid('1.2.840.113549.1.9.7'), element(0x31, element(0x0c, hex('41'))));
    const fields = requestFields(request([password, asked(usage), asked()]));
    expect(fields.attributes.map(({ oid: dotted }) => dotted)).toHaveLength(3);
    expect(fields.extensions).toMatchObject([{ oid: '2.5.29.15' }]);
  });

  it.each([
    ['nothing in it', sequence(), 'certificationRequestInfo missing, at byte 2'],
    ['an attribute without values', request([sequence(oid('1.2.3'))]), 'values missing'],
    [
      'extensions that are none',
      request([sequence(oid('1.2.840.113549.1.9.14'), element(0x31, hex('05 00')))]),
      'null in place of Extensions',
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => requestFields(bytes)).toThrow(message);
  });
});

describe('a public key that stands alone', () => {
  it('is read like one in a certificate', () => {
    expect(publicKeyFields(EC_KEY).algorithm.oid).toBe('1.2.840.10045.2.1');
    expect(() => publicKeyFields(hex('05 00'))).toThrow(
      'null in place of SubjectPublicKeyInfo, at byte 0',
    );
  });
});
