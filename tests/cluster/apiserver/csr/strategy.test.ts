import { describe, expect, it } from 'vitest';
import {
  prepareForApprovalUpdate,
  prepareForCreate,
  prepareForStatusUpdate,
  prepareForUpdate,
} from '../../../../src/cluster/apiserver/csr/strategy.ts';
import { parseRfc3339 } from '../../../../src/cluster/model/instant.ts';
import { csr } from './objects.ts';

const NOW_TEXT = '2026-03-02T09:00:00Z';
const NOW = parseRfc3339(NOW_TEXT)!;
const EARLIER = '2026-03-01T09:00:00Z';
const alice = { name: 'alice', uid: '7', groups: ['dev'], extra: { a: ['b'] } };

describe('creating', () => {
  const spoofed = csr(
    { username: 'admin', uid: '0', groups: ['system:masters'], extra: { x: ['y'] } },
    [{ type: 'Approved' }],
  );

  it('writes who asks over whatever the client claims, and clears the status', () => {
    const { spec, status } = prepareForCreate(spoofed, alice, '1.36');
    expect(spec).toMatchObject({
      username: 'alice',
      uid: '7',
      groups: ['dev'],
      extra: { a: ['b'] },
    });
    expect(status).toEqual({});
  });

  it('leaves nothing of the claims for a user without uid, groups and extra', () => {
    const { spec } = prepareForCreate(spoofed, { name: 'bob', groups: [] }, '1.36');
    expect(Object.keys(spec).sort()).toEqual(['request', 'signerName', 'usages', 'username']);
  });

  it('knows no extra before 1.6', () => {
    expect(prepareForCreate(spoofed, alice, '1.5').spec).not.toHaveProperty('extra');
  });
});

describe('updating', () => {
  const stored = csr({}, [{ type: 'Denied', reason: 'stored' }]);
  const sent = {
    ...csr({ usages: ['any'] }, [{ type: 'Approved' }]),
    metadata: { name: 'csr-1', labels: { a: 'b' } },
  };

  it('changes labels but neither spec nor status', () => {
    expect(prepareForUpdate(sent, stored)).toEqual({ ...stored, metadata: sent.metadata });
  });

  it('through /approval changes conditions and nothing else', () => {
    const withCertificate = { ...sent, status: { ...sent.status, certificate: 'pem' } };
    const prepared = prepareForApprovalUpdate(
      withCertificate,
      { ...stored, status: {} },
      NOW,
      '1.8',
    );
    expect(prepared.spec).toEqual(stored.spec);
    expect(prepared.status).toEqual({ conditions: [{ type: 'Approved' }] });
  });

  it('stamps conditions from 1.9, and their transition from 1.19', () => {
    const conditionsIn = (release: '1.8' | '1.9' | '1.19') =>
      prepareForApprovalUpdate(sent, csr(), NOW, release).status.conditions;
    expect(conditionsIn('1.8')).toEqual([{ type: 'Approved' }]);
    expect(conditionsIn('1.9')).toEqual([{ type: 'Approved', lastUpdateTime: NOW_TEXT }]);
    expect(conditionsIn('1.19')).toEqual([
      { type: 'Approved', lastUpdateTime: NOW_TEXT, lastTransitionTime: NOW_TEXT },
    ]);
  });

  it('keeps the time of a condition that was there with this status', () => {
    const before = csr({}, [{ type: 'Approved', status: 'True', lastTransitionTime: EARLIER }]);
    const again = csr({}, [{ type: 'Approved', status: 'True' }]);
    expect(prepareForApprovalUpdate(again, before, NOW, '1.19').status.conditions).toMatchObject([
      { lastUpdateTime: NOW_TEXT, lastTransitionTime: EARLIER },
    ]);
  });

  it('through /status keeps all conditions up to 1.18 and through v1beta1', () => {
    const failing = csr({}, [{ type: 'Failed', status: 'True' }, { type: 'Denied' }]);
    for (const [object, release] of [
      [failing, '1.18'],
      [{ ...failing, apiVersion: 'certificates.k8s.io/v1beta1' }, '1.19'],
    ] as const)
      expect(prepareForStatusUpdate(object, stored, NOW, release).status.conditions).toMatchObject([
        { type: 'Denied', reason: 'stored' },
      ]);
  });

  it('through /status in v1 may add Failed, and keeps the decision as it was stored', () => {
    const failing = csr({}, [
      { type: 'Failed', status: 'True' },
      { type: 'Denied', reason: 'other' },
    ]);
    expect(prepareForStatusUpdate(failing, stored, NOW, '1.36').status.conditions).toMatchObject([
      { type: 'Failed' },
      { type: 'Denied', reason: 'stored' },
    ]);
  });

  it('through /status sets the certificate', () => {
    const signed = { ...sent, status: { certificate: 'pem' } };
    expect(prepareForStatusUpdate(signed, stored, NOW, '1.8').status).toEqual({
      conditions: [{ type: 'Denied', reason: 'stored' }],
      certificate: 'pem',
    });
  });
});
