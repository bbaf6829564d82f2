import { describe, expect, it } from 'vitest';
import { conditionOf, decide } from '../../../src/cluster/kubectl/decision.ts';
import { csrWith } from '../controllers/requests.ts';

const NOW = '2026-03-02T09:00:00Z';
const approved = csrWith({}, { conditions: [{ type: 'Approved' }] });

describe('conditionOf', () => {
  it.each([
    ['1.8', 'This CSR was approved by kubectl certificate deny.', undefined],
    ['1.11', 'This CSR was approved by kubectl certificate deny.', undefined],
    ['1.12', 'This CSR was denied by kubectl certificate deny.', undefined],
    ['1.19', 'This CSR was denied by kubectl certificate deny.', 'True'],
    ['1.36', 'This CSR was denied by kubectl certificate deny.', 'True'],
  ] as const)('denies in the words of %s', (release, message, status) => {
    const condition = conditionOf('deny', NOW, release);
    expect(condition).toMatchObject({
      type: 'Denied',
      reason: 'KubectlDeny',
      message,
      lastUpdateTime: NOW,
    });
    expect(condition.status).toBe(status);
  });

  it('approves in the same words always', () => {
    expect(conditionOf('approve', NOW, '1.8').message).toBe(
      'This CSR was approved by kubectl certificate approve.',
    );
    expect(conditionOf('approve', NOW, '1.36')).toMatchObject({
      type: 'Approved',
      reason: 'KubectlApprove',
      status: 'True',
    });
  });
});

describe('decide', () => {
  it('adds its condition to those that are there', () => {
    const decision = decide(
      csrWith({}, { conditions: [{ type: 'Failed' }] }),
      'approve',
      NOW,
      '1.36',
    );
    expect(
      decision.kind === 'send' && decision.csr.status.conditions?.map(({ type }) => type),
    ).toEqual(['Failed', 'Approved']);
  });

  it('sends what is approved already again up to 1.10 and not later', () => {
    expect(decide(approved, 'approve', NOW, '1.10')).toEqual({ kind: 'send', csr: approved });
    expect(decide(approved, 'approve', NOW, '1.11')).toEqual({ kind: 'already' });
  });

  it('adds a contrary decision up to 1.18 and refuses it later', () => {
    const decision = decide(approved, 'deny', NOW, '1.18');
    expect(decision.kind === 'send' && decision.csr.status.conditions).toHaveLength(2);
    expect(decide(approved, 'deny', NOW, '1.19')).toEqual({
      kind: 'refused',
      error: 'error: certificate signing request "csr-1" is already Approved',
    });
  });
});
