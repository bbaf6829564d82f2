import { describe, expect, it } from 'vitest';
import type { ApiAnswer, ResourceRequest } from '../../../../src/cluster/model/requests.ts';
import {
  ControllerManagerUnderTest,
  obliging,
  refusal,
  type Answer,
} from '../scripted-api-server.ts';

/** Allows only what the test names; everything else as an obliging server does. */
const allowing =
  (...subresources: readonly string[]): Answer =>
  (request) => {
    const { body } = request;
    if (body?.kind !== 'SubjectAccessReview') return obliging(request);
    const allowed = subresources.includes(body.spec.resourceAttributes.subresource ?? '');
    return { kind: 'object', code: 201, object: { ...body, status: { allowed } } };
  };

const SELF = 'create subjectaccessreviews selfnodeclient';
const NODE = 'create subjectaccessreviews nodeclient';
const APPROVE = 'update certificatesigningrequests approval';

describe('csrapproving', () => {
  it('asks for the narrower recognizer first and approves on the first that is allowed', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36', {
      answer: allowing('selfnodeclient'),
    });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.requests()).toEqual([SELF, APPROVE]);
    expect(manager.lastConditions()[0]?.message).toMatch(/self kubelet client/);
  });

  it('asks for the next one after a refusal', async () => {
    const manager = await ControllerManagerUnderTest.start('1.11', {
      answer: allowing('nodeclient'),
    });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.requests()).toEqual([SELF, NODE, APPROVE]);
    expect(
      manager.facts('approver.answered').map(({ recognizer, allowed }) => [recognizer, allowed]),
    ).toEqual([
      ['selfnodeclient', false],
      ['nodeclient', true],
    ]);
  });

  it('shows its own token and checks the server against the cluster CA', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36');
    await manager.tell(await manager.csr('csr-1'));
    const prepared = manager.facts('request.prepared').at(-1)!;
    expect(prepared.credential).toEqual({ kind: 'bearerToken', token: 'sa.certificates' });
    expect(prepared.trust).toEqual({
      roots: [manager.state.controllerManager.ca?.pem],
      serverName: '10.0.0.10',
    });
  });

  it('leaves alone what no recognizer matches, and says so once', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36');
    await manager.tell(await manager.csr('csr-1', { organizations: ['system:masters'] }));
    expect(manager.requests()).toEqual([]);
    expect(manager.facts('approver.ignored')).toHaveLength(1);
  });

  it.each([
    [
      '1.8',
      'E certificate_controller.go] Sync csr-1 failed with : recognized csr "csr-1" as [selfnodeclient nodeclient] but subject access review was not approved',
      0,
      5,
    ],
    [
      '1.11',
      'I certificate_controller.go] Sync csr-1 failed with : recognized csr "csr-1" as [selfnodeclient nodeclient] but subject access review was not approved',
      4,
      200,
    ],
    [
      '1.36',
      'I certificate_controller.go] "Sync certificate request failed" csr="csr-1" err="recognized csr \\"csr-1\\" as [selfnodeclient nodeclient] but subject access review was not approved"',
      4,
      200,
    ],
  ] as const)(
    'gives up at %s with its line and tries again',
    async (release, line, verbosity, delay) => {
      const manager = await ControllerManagerUnderTest.start(release, { answer: allowing() });
      await manager.tell(await manager.csr('csr-1'));
      expect(manager.lines(verbosity)).toContain(line);
      expect(manager.lines(verbosity - 1)).not.toContain(line);
      expect(
        manager.facts('approver.gaveUp').map(({ attempt, retryIn }) => [attempt, retryIn]),
      ).toEqual([[1, delay]]);
      await manager.advance(7 * delay);
      expect(
        manager.facts('approver.gaveUp').map(({ attempt, retryIn }) => [attempt, retryIn]),
      ).toEqual([
        [1, delay],
        [2, 2 * delay],
        [3, 4 * delay],
        [4, 8 * delay],
      ]);
    },
  );

  it('approves on a later try, once the binding is there', async () => {
    let bound = false;
    const answer: Answer = (request) => allowing(...(bound ? ['nodeclient'] : []))(request);
    const manager = await ControllerManagerUnderTest.start('1.36', { answer });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.requests()).not.toContain(APPROVE);
    bound = true;
    await manager.advance(200);
    expect(manager.requests().at(-1)).toBe(APPROVE);
  });

  it('stops trying once somebody has decided', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36', { answer: allowing() });
    const csr = await manager.csr('csr-1');
    await manager.tell(csr);
    await manager.tell({ ...csr, status: { conditions: [{ type: 'Denied', status: 'True' }] } });
    const before = manager.requests().length;
    await manager.advance(3_600_000);
    expect(manager.requests()).toHaveLength(before);
  });

  it('tries again after a conflict, with the object as it stands by then', async () => {
    const conflict = refusal(
      409,
      'Conflict',
      'Operation cannot be fulfilled on certificatesigningrequests.certificates.k8s.io "csr-1": the object has been modified',
    );
    let conflicts = 1;
    const answer = (request: ResourceRequest): ApiAnswer =>
      request.subresource === 'approval' && conflicts-- > 0
        ? conflict
        : allowing('selfnodeclient')(request);
    const manager = await ControllerManagerUnderTest.start('1.19', { answer });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.lines(0).at(-1)).toBe(
      'E certificate_controller.go] Sync csr-1 failed with : error updating approval for csr: Operation cannot be fulfilled on certificatesigningrequests.certificates.k8s.io "csr-1": the object has been modified',
    );
    await manager.advance(200);
    expect(manager.requests()).toEqual([SELF, APPROVE, SELF, APPROVE]);
  });

  it('reports a review that could not be made as an error of the pass', async () => {
    const forbidden: Answer = (request) =>
      request.resource === 'subjectaccessreviews'
        ? refusal(403, 'Forbidden', 'no reviews for you')
        : obliging(request);
    const manager = await ControllerManagerUnderTest.start('1.36', { answer: forbidden });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.lines(0).at(-1)).toBe(
      'E certificate_controller.go] "Unhandled Error" err="Sync csr-1 failed with : no reviews for you"',
    );
    expect(manager.facts('approver.gaveUp')).toEqual([]);
  });

  it('does not run where --controllers leaves it out', async () => {
    const change: NonNullable<Parameters<typeof ControllerManagerUnderTest.start>[1]>['change'] = (
      spec,
    ) => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: {
          ...spec.controlPlane.controllerManager,
          controllers: ['*', '-csrapproving'],
        },
      },
    });
    const manager = await ControllerManagerUnderTest.start('1.36', { change });
    await manager.tell(await manager.csr('csr-1'));
    expect(manager.requests()).toEqual([]);
  });
});
