import { describe, expect, it } from 'vitest';
import type { Node, SubjectAccessReview } from '../../../src/cluster/model/objects.ts';
import type { ResourceRequest } from '../../../src/cluster/model/requests.ts';
import { ApiLab } from './harness.ts';
import { binding, BOOT, csrs, lab, NOBODY, objectOf, rbac, statusOf } from './requests.ts';

describe('a SubjectAccessReview', () => {
  const review = (
    user: string,
    groups: readonly string[],
    subresource: string,
  ): SubjectAccessReview => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: { name: '' },
    spec: {
      user,
      groups,
      resourceAttributes: {
        group: 'certificates.k8s.io',
        resource: 'certificatesigningrequests',
        subresource,
        verb: 'create',
      },
    },
  });
  const create = (body: SubjectAccessReview): ResourceRequest => ({
    kind: 'resource',
    verb: 'create',
    apiGroup: 'authorization.k8s.io',
    apiVersion: 'v1',
    resource: 'subjectaccessreviews',
    body,
  });

  it('is answered by the authorizer for the subject, and not stored', async () => {
    const run = await lab();
    const nodeclient = 'system:certificates.k8s.io:certificatesigningrequests:nodeclient';
    await run.ask(run.admin(), rbac({ body: binding('auto', nodeclient, 'system:bootstrappers') }));
    const objects = run.simulation.state.objects;
    const allowed = objectOf(
      await run.ask(run.admin(), create(review('x', ['system:bootstrappers'], 'nodeclient'))),
    );
    expect(allowed).toMatchObject({ status: { allowed: true } });
    const refused = objectOf(
      await run.ask(run.admin(), create(review('x', ['system:bootstrappers'], 'selfnodeclient'))),
    );
    expect(refused).toMatchObject({ status: { allowed: false } });
    expect(run.simulation.state.objects).toBe(objects);
  });
});

describe('nodes', () => {
  const node = (name: string): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: {},
    status: { addresses: [], conditions: [] },
  });
  const nodes = (
    verb: ResourceRequest['verb'],
    rest: Partial<ResourceRequest> = {},
  ): ResourceRequest => ({
    kind: 'resource',
    verb,
    apiGroup: '',
    apiVersion: 'v1',
    resource: 'nodes',
    ...rest,
  });
  const ready = [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'ok' }] as const;

  it('register themselves and report their status', async () => {
    const run = await lab();
    const credential = await run.certificate('system:node:node-1', ['system:nodes']);
    expect((await run.ask(credential, nodes('create', { body: node('node-1') }))).code).toBe(201);
    const body = {
      ...node('node-1'),
      spec: { podCIDR: '10.9.0.0/24' },
      status: { addresses: [], conditions: ready },
    };
    const patched = objectOf(
      await run.ask(credential, nodes('patch', { name: 'node-1', subresource: 'status', body })),
    );
    expect(patched).toMatchObject({ spec: {}, status: { conditions: ready } });
    expect(patched).not.toHaveProperty('spec.podCIDR');
  });

  it.each([
    ['1.11', 'node "node-1" cannot modify node "node-2"'],
    ['1.36', 'node "node-1" is not allowed to modify node "node-2"'],
  ] as const)('do not register others, in %s', async (release, words) => {
    const run = await lab(release);
    const credential = await run.certificate('system:node:node-1', ['system:nodes']);
    expect(
      statusOf(await run.ask(credential, nodes('create', { body: node('node-2') }))).message,
    ).toBe(`nodes "node-2" is forbidden: ${words}`);
  });
});

describe('roles and bindings', () => {
  it('are there when the API server has started', async () => {
    const run = await ApiLab.start('1.36');
    expect(run.object('clusterroles//system:node-bootstrapper')).toMatchObject({
      metadata: { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
    });
  });

  it('count from the moment in which they are stored until they are deleted', async () => {
    const run = await ApiLab.start('1.36');
    const list = csrs('list', 'v1');
    expect((await run.ask(BOOT, list)).code).toBe(403);
    await run.ask(
      run.admin(),
      rbac({ body: binding('b', 'system:node-bootstrapper', 'system:bootstrappers') }),
    );
    expect((await run.ask(BOOT, list)).code).toBe(200);
    await run.ask(run.admin(), rbac({ verb: 'delete', name: 'b' }));
    expect((await run.ask(BOOT, list)).code).toBe(403);
  });

  it('have versions that only grow', async () => {
    const run = await lab();
    const versions = run.simulation.log.flatMap((fact) =>
      fact.type === 'object.stored' ? [Number(fact.object.metadata.resourceVersion)] : [],
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    expect(run.simulation.state.resourceVersion).toBe(versions.at(-1));
  });
});

describe('a token file that cannot be read', () => {
  it('keeps kube-apiserver from starting', async () => {
    const run = await ApiLab.start('1.36', { apiServer: { tokenAuthFile: 'token,user\n' } });
    const exited = run.simulation.log.find((fact) => fact.type === 'process.exited');
    expect(exited?.message).toMatch(
      /^invalid authentication config: token file '.*' must have at least 3 columns/,
    );
    await expect(run.ask(NOBODY, csrs('list', 'v1'))).rejects.toThrow('connection refused');
  });
});
