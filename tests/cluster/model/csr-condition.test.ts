import { describe, expect, it } from 'vitest';
import { csrCondition } from '../../../src/cluster/model/csr-condition.ts';

const conditions = (...types: string[]) => ({ conditions: types.map((type) => ({ type })) });

describe('the column CONDITION', () => {
  it('says Pending where there is no condition', () => {
    expect(csrCondition({})).toBe('Pending');
  });

  it('lets Denied win over Approved', () => {
    expect(csrCondition(conditions('Approved', 'Denied'))).toBe('Denied');
  });

  it('never shows Failed alone', () => {
    expect(csrCondition(conditions('Failed'))).toBe('Pending,Failed');
  });

  it('says Issued where there is a certificate', () => {
    expect(csrCondition({ ...conditions('Approved'), certificate: 'pem' })).toBe('Approved,Issued');
  });
});
