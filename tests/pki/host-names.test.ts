import { describe, expect, it } from 'vitest';
import { NO_SUBJECT_ALT_NAMES } from '../../src/cluster/model/names.ts';
import { mismatch } from '../../src/pki/host-names.ts';

/** Pattern in the certificate, name wanted, whether it matches (golang/go src/crypto/x509/x509_test.go, TestMatchHostnames). */
const cases: readonly (readonly [pattern: string, wanted: string, matches: boolean])[] = [
  ['a.b.c', 'b.c', false],
  ['', 'b.c', false],
  ['a.b.c', '', false],
  ['example.com', 'example.com', true],
  ['example.com', 'www.example.com', false],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'www.example.com', true],
  ['*.example.com', 'www.example.com.', true],
  ['*.example.com', 'xyz.www.example.com', false],
  ['*.example.com', 'https://www.example.com', false],
  ['*.*.example.com', 'xyz.www.example.com', false],
  ['*.www.*.com', 'xyz.www.example.com', false],
  ['*bar.example.com', 'foobar.example.com', false],
  ['f*.example.com', 'foobar.example.com', false],
  ['*', 'foo', true],
  ['*.', 'foo', false],
  ['*.foo', 'a.foo', true],
  ['EXAMPLE.com', 'example.COM', true],
  ['my_node', 'my_node', true],
];

describe('names of certificates', () => {
  it.each(cases)('"%s" for "%s": %s', (pattern, wanted, matches) => {
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: [pattern] };
    expect(mismatch(sans, wanted) === undefined).toBe(matches);
  });

  it('an address is compared with addresses, in any spelling, and never with names', () => {
    const sans = { ...NO_SUBJECT_ALT_NAMES, dns: ['10.0.0.2'], ip: ['10.0.0.1', 'fe80::1'] };
    expect(mismatch(sans, 'FE80:0:0::1')).toBeUndefined();
    expect(mismatch(sans, '10.0.0.2')).toEqual(sans.ip);
  });
});
