import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DerError,
  describeCertificate,
  describeRequest,
  type DerField,
  readPem,
} from '../../src/der/index.ts';
import { certificate, extension, hex } from './made.ts';

const fixture = (name: string, type: string) =>
  readPem(readFileSync(new URL(`../pki/fixtures/${name}.pem`, import.meta.url), 'utf8'), type);

const serving = fixture('kubelet-serving-1.25', 'CERTIFICATE');
const asked = fixture('kubelet-serving-1.25.csr', 'CERTIFICATE REQUEST');

/** The field at a path of names, each the first of its name that has the rest below it. */
function at(field: DerField, [name, ...rest]: readonly string[]): DerField | undefined {
  if (name === undefined) return field;
  for (const child of field.children) {
    const found = child.name === name ? at(child, rest) : undefined;
    if (found) return found;
  }
  return undefined;
}

const all = (field: DerField): readonly DerField[] => [field, ...field.children.flatMap(all)];

describe('a certificate, field by field', () => {
  const { root } = describeCertificate(serving);

  it('covers all bytes, and every field lies in the one above, in order', () => {
    expect([root.name, root.start, root.end]).toEqual(['Certificate', 0, serving.length]);
    for (const { start, content, end, children } of all(root)) {
      expect(start < content && content <= end).toBe(true);
      let reached = content;
      for (const child of children) {
        expect(child.start).toBeGreaterThanOrEqual(reached);
        expect(child.end).toBeLessThanOrEqual(end);
        reached = child.end;
      }
    }
  });

  it('names the fields as RFC 5280 does', () => {
    const names = at(root, ['tbsCertificate'])?.children.map(({ name }) => name);
    const wanted =
      'version serialNumber signature issuer validity subject subjectPublicKeyInfo extensions';
    expect(names?.join(' ')).toBe(wanted);
    expect(root.children.map(({ name }) => name)).toEqual([
      'tbsCertificate',
      'signatureAlgorithm',
      'signature',
    ]);
  });

  it.each([
    [['version', 'version'], 'integer', '2'],
    [
      ['signature', 'algorithm'],
      'objectIdentifier',
      '1.2.840.113549.1.1.11 (sha256WithRSAEncryption)',
    ],
    [['validity', 'notBefore'], 'utcTime', '2026-11-22T05:48:18Z'],
    [
      ['subject', 'RelativeDistinguishedName', 'AttributeTypeAndValue', 'type'],
      'objectIdentifier',
      '2.5.4.10 (O)',
    ],
    [
      ['subject', 'RelativeDistinguishedName', 'AttributeTypeAndValue', 'value'],
      'printableString',
      'system:nodes',
    ],
    [
      ['extensions', 'extensions', 'Extension', 'extnValue', 'KeyUsage'],
      'bitString',
      'Digital Signature, Key Encipherment',
    ],
    [['extensions', 'extensions', 'Extension', 'critical'], 'boolean', 'TRUE'],
    [
      ['extensions', 'extensions', 'Extension', 'extnValue', 'GeneralNames', 'iPAddress'],
      '[7]',
      'IP Address:127.0.0.1',
    ],
    [
      ['extensions', 'extensions', 'Extension', 'extnValue', 'BasicConstraints'],
      'sequence',
      'CA:FALSE',
    ],
  ])('%s', (path, type, value) => {
    expect(at(root, ['tbsCertificate', ...path])).toMatchObject({ type, value });
  });

  it('the range of a value holds the value', () => {
    const name = at(root, [
      'tbsCertificate',
      'extensions',
      'extensions',
      'Extension',
      'extnValue',
      'GeneralNames',
      'dNSName',
    ]);
    expect(Buffer.from(serving.subarray(name!.content, name!.end)).toString()).toBe('node-1');
  });

  it('what does not decode has no value, and the rest is there', () => {
    const odd = describeCertificate(
      certificate({
        extensions: [extension('2.5.29.17', hex('04 01 41')), extension('1.2.3', hex('ff'))],
      }),
    );
    const values = all(odd.root).filter(({ name }) => name === 'extnValue');
    expect(values.map(({ value, children }) => [value, children.length])).toEqual([
      [undefined, 0],
      [undefined, 0],
    ]);
  });

  it('an RSA key is opened too', () => {
    const rsa = describeCertificate(fixture('ca-1.25', 'CERTIFICATE')).root;
    const key = at(rsa, [
      'tbsCertificate',
      'subjectPublicKeyInfo',
      'subjectPublicKey',
      'RSAPublicKey',
    ]);
    expect(key?.children.map(({ name, value }) => [name, value?.length])).toEqual([
      ['modulus', 514],
      ['publicExponent', 5],
    ]);
  });
});

describe('a request, field by field', () => {
  it('names the fields as RFC 2986 does', () => {
    const { root } = describeRequest(asked);
    const info = at(root, ['certificationRequestInfo'])?.children.map(({ name }) => name);
    expect(info?.join(' ')).toBe('version subject subjectPKInfo attributes');
    const path = [
      'certificationRequestInfo',
      'attributes',
      'Attribute',
      'values',
      'Extensions',
      'Extension',
      'extnID',
    ];
    expect(at(root, path)?.value).toBe('2.5.29.17 (X509v3 Subject Alternative Name)');
  });
});

describe('bytes that are none', () => {
  it.each([
    ['a request', asked],
    ['a certificate that ends early', serving.subarray(0, 100)],
    ['nothing', new Uint8Array()],
  ])('%s is no certificate', (_, bytes) => {
    expect(() => describeCertificate(bytes)).toThrow(DerError);
  });

  it('a certificate is no request', () => {
    expect(() => describeRequest(serving)).toThrow(DerError);
  });

  it.each([
    ['certificate', serving, describeCertificate],
    ['request', asked, describeRequest],
  ] as const)(
    'whatever bytes of a %s are changed to, there is a description or a DerError',
    (_, bytes, read) => {
      const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      });
      fc.assert(
        fc.property(changes, (places) => {
          const changed = bytes.slice();
          for (const [place, value] of places) changed[place] = value;
          try {
            expect(read(changed).root.end).toBe(changed.length);
          } catch (error) {
            if (!(error instanceof DerError)) throw error;
          }
        }),
        { numRuns: 1000 },
      );
    },
  );

  it('whatever the bytes, a DerError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => describeCertificate(bytes)).toThrow(DerError);
        expect(() => describeRequest(bytes)).toThrow(DerError);
      }),
    );
  });
});
