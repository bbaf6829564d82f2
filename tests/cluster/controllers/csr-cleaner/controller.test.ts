import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, rfc3339 } from '../../../../src/cluster/model/instant.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import {
  ControllerManagerUnderTest,
  obliging,
  refusal,
  type Answer,
} from '../scripted-api-server.ts';

const DELETE = 'delete certificatesigningrequests';
const NEVER_ALLOWED: Answer = (request) =>
  request.body?.kind === 'SubjectAccessReview'
    ? { kind: 'object', code: 201, object: { ...request.body, status: { allowed: false } } }
    : obliging(request);

const deletions = (manager: ControllerManagerUnderTest): number =>
  manager.requests().filter((request) => request === DELETE).length;

async function cleaning(
  release: Release,
  status: CertificateSigningRequest['status'],
  answer: Answer = NEVER_ALLOWED,
) {
  const manager = await ControllerManagerUnderTest.start(release, { answer });
  await manager.tell(
    await manager.csr('csr-1', { signerName: 'example.com/mine', organizations: [] }, status),
  );
  return manager;
}

const condition = (type: string, lastUpdateTime?: string): CsrCondition => ({
  type,
  ...(lastUpdateTime === undefined ? {} : { lastUpdateTime }),
});
const START = '2026-03-02T09:00:00Z';

describe('csrcleaner', () => {
  it('removes a pending request at the first hourly poll after a day', async () => {
    const manager = await cleaning('1.36', {});
    await manager.advance(24 * HOUR);
    expect(deletions(manager)).toBe(0);
    await manager.advance(HOUR);
    expect(deletions(manager)).toBe(1);
    expect(manager.facts('cleaner.removed').map(({ csr }) => csr)).toEqual(['csr-1']);
    expect(manager.lines(0).at(-1)).toBe(
      'I cleaner.go] "Cleaning CSR as it is more than pendingExpiration duration old and unhandled." csr="csr-1" pendingExpiration="24h0m0s"',
    );
  });

  it('removes a denied request after an hour, in the words of 1.11', async () => {
    const manager = await cleaning('1.11', { conditions: [condition('Denied', START)] });
    await manager.advance(2 * HOUR);
    expect(deletions(manager)).toBe(1);
    expect(manager.lines(0).at(-1)).toBe(
      'I cleaner.go] Cleaning CSR "csr-1" as it is more than 1h0m0s old and denied.',
    );
  });

  it('never removes what has no time, and nothing at all in 1.8', async () => {
    const untimed = await cleaning('1.11', { conditions: [condition('Denied')] });
    await untimed.advance(100 * HOUR);
    expect(deletions(untimed)).toBe(0);
    const old = await cleaning('1.8', {});
    await old.advance(100 * HOUR);
    expect(deletions(old)).toBe(0);
  });

  it.each([
    ['1.34', 0],
    ['1.35', 1],
  ] as const)('removes at %s what was approved and never issued: %i', async (release, count) => {
    const manager = await cleaning(release, { conditions: [condition('Approved', START)] });
    await manager.advance(100 * HOUR);
    expect(deletions(manager)).toBe(count);
  });

  it('reads the certificate to know when it is over', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36', {
      change: (spec) => withDuration(spec, 30 * MINUTE),
    });
    const csr = await manager.csr(
      'csr-1',
      {},
      { conditions: [condition('Approved', '2026-03-02T12:00:00Z')] },
    );
    await manager.tell(csr);
    const issued = manager.written().at(-1)?.body as CertificateSigningRequest;
    await manager.tell({ ...csr, status: issued.status });
    expect(rfc3339(Number(manager.state.controllerManager.issuedUntil?.get('csr-1')))).toBe(
      '2026-03-02T09:30:00Z',
    );
    await manager.advance(HOUR);
    expect(manager.lines(0).at(-1)).toBe(
      'I cleaner.go] "Cleaning CSR as the associated certificate is expired." csr="csr-1"',
    );
  });

  it('may not delete in 1.9, and tries again every hour', async () => {
    const forbidden: Answer = (request) =>
      request.verb === 'delete' ? refusal(403, 'Forbidden', 'no') : NEVER_ALLOWED(request);
    const manager = await cleaning('1.9', { conditions: [condition('Denied', START)] }, forbidden);
    await manager.advance(5 * HOUR);
    expect(deletions(manager)).toBe(4);
    expect(manager.lines(0).at(-1)).toBe(
      'E cleaner.go] Error while attempting to clean CSR "csr-1": unable to delete CSR "csr-1": no',
    );
    expect(manager.facts('cleaner.removed')).toEqual([]);
  });
});

function withDuration<S extends { controlPlane: { controllerManager: object } }>(
  spec: S,
  clusterSigningDuration: number,
): S {
  const { controlPlane } = spec;
  return {
    ...spec,
    controlPlane: {
      ...controlPlane,
      controllerManager: { ...controlPlane.controllerManager, clusterSigningDuration },
    },
  };
}
