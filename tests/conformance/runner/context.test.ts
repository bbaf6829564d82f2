import { describe, expect, it } from 'vitest';
import { createPki } from '../../../src/pki/index.ts';
import { caseContext } from './context.ts';
import { requestMaker } from './requests.ts';
import { CannotRun } from './types.ts';

const pki = createPki({ crypto: globalThis.crypto });
const file = { path: 'cases.json', cases: [], pems: {} };
const context = caseContext('1.36', file, pki, requestMaker(pki));
const x509 = { subject: { CN: 'a', O: [] }, key: 'any' };
const requestOf = async (csr: object) => (await context.buildCsr({ ...csr })).object.spec.request;

describe('a CertificateSigningRequest of a case', () => {
  it('has the request that is described', async () => {
    expect((await context.buildCsr({ x509 })).decoded.ok).toBe(true);
    expect(await requestOf({ requestRaw: 'invalid data' })).toBe('invalid data');
  });

  it.each([
    ['raw and empty', { x509: null, spec: { requestRaw: '' } }],
    ['nothing that it is made from', { x509: null, spec: {} }],
    ['null', { spec: { request: null } }],
  ])('has none where that is %s', async (_, csr) => {
    expect(await requestOf(csr)).toBe('');
  });

  it('is changed as a mutation says', async () => {
    const changed = (requestMutation: string) =>
      requestOf({ x509: null, spec: { requestMutation } });
    expect(await changed('valid, then text after the END line')).toMatch(/END line\n$/);
    expect(await changed('text before the BEGIN line')).toMatch(/^arbitrary/);
    expect(await changed('block type "OTHER"')).toMatch(/^-----BEGIN OTHER-----/);
    await expect(changed('something else')).rejects.toThrow(CannotRun);
  });

  it.each([
    ['of the object', { x509, unheardOf: 1 }],
    ['of the request', { x509: { ...x509, unheardOf: 1 } }],
    ['of the subject', { x509: { subject: { OU: ['a'] } } }],
    ['of the names', { x509: { sans: { other: [] } } }],
  ])('cannot be made where a part %s is not known', async (_, csr) => {
    await expect(requestOf(csr)).rejects.toThrow(/nothing here makes use of it/);
  });
});
