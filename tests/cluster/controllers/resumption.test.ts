import { describe, expect, it } from 'vitest';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import {
  ControllerManagerUnderTest,
  obliging,
  refusal,
  type Answer,
} from './scripted-api-server.ts';

const reads = (manager: ControllerManagerUnderTest): number =>
  manager.facts('crypto.asked').filter(({ purpose }) => purpose.name === 'approver.read').length;

/** Somebody changes the object while the review is on its way. */
async function changedDuringReview(
  change: (csr: CertificateSigningRequest) => CertificateSigningRequest,
  answer?: Answer,
) {
  let told: CertificateSigningRequest | undefined;
  const manager = await ControllerManagerUnderTest.start('1.36', {
    ...(answer ? { answer } : {}),
    meanwhile: ({ resource }) => {
      const changed = resource === 'subjectaccessreviews' && told ? [change(told)] : [];
      told = undefined;
      return changed;
    },
  });
  told = await manager.csr('csr-1');
  await manager.tell(told);
  return manager;
}

const denied = (csr: CertificateSigningRequest): CertificateSigningRequest => ({
  ...csr,
  status: { conditions: [{ type: 'Denied' }] },
});

describe('a pass over an object that changes meanwhile', () => {
  it('writes the copy it began with, so that the server can tell', async () => {
    const manager = await changedDuringReview(denied);
    const approval = manager.written().find(({ subresource }) => subresource === 'approval');
    const began = manager.facts('watch.received')[0]!.event.object.metadata.resourceVersion;
    expect(approval?.body?.metadata.resourceVersion).toBe(began);
    expect(manager.state.controllerManager.csrs.get('csr-1')?.metadata.resourceVersion).not.toBe(
      began,
    );
  });

  it('is begun again with the new object once it is over', async () => {
    const manager = await changedDuringReview((csr) => ({
      ...csr,
      metadata: { ...csr.metadata, labels: { a: 'b' } },
    }));
    expect(reads(manager)).toBe(2);
    expect(manager.facts('approver.recognized')).toHaveLength(2);
  });

  it('leaves a denial alone after the conflict', async () => {
    const conflict: Answer = (request) =>
      request.subresource === 'approval' ? refusal(409, 'Conflict', 'modified') : obliging(request);
    const manager = await changedDuringReview(denied, conflict);
    await manager.advance(3_600_000);
    expect(reads(manager)).toBe(1);
    expect(manager.requests().filter((request) => request.endsWith('approval'))).toHaveLength(1);
  });

  it('is not begun twice at a time', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36');
    const csr = await manager.csr('csr-1');
    await manager.tell(csr, csr, csr);
    expect(reads(manager)).toBe(1);
  });
});
