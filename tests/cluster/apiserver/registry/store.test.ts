import { describe, expect, it } from 'vitest';
import type { CertificateSigningRequest } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import type { ApiLab } from '../harness.ts';
import {
  binding,
  BOOT,
  csr,
  csrs,
  lab,
  objectOf,
  OTHER,
  rbac,
  RESOURCE,
  SIGNER,
  statusOf,
  versionOf,
} from '../requests.ts';

describe('deciding on a request', () => {
  /** The stored object with conditions, as a client that has read it sends it back. */
  async function decide(
    run: ApiLab,
    subresource: 'approval' | 'status',
    change: object,
    who = run.admin(),
    version = 'v1',
  ) {
    const read = objectOf(
      await run.ask(run.admin(), csrs('get', version, { name: 'csr-1' })),
    ) as CertificateSigningRequest;
    const body = { ...read, status: { ...read.status, ...change } };
    return run.ask(who, csrs('update', version, { name: 'csr-1', subresource, body }));
  }

  async function pending(release: Release = '1.36'): Promise<ApiLab> {
    const run = await lab(release);
    const version = versionOf(release);
    await run.ask(
      OTHER,
      csrs('create', version, { body: csr(await run.request('alice', ['dev']), 'csr-1', version) }),
    );
    return run;
  }

  const approved = { type: 'Approved', status: 'True', reason: 'x', message: 'x' };
  const invalid = 'CertificateSigningRequest.certificates.k8s.io "csr-1" is invalid: ';

  it('moves the chart of the request', async () => {
    const run = await pending();
    await decide(run, 'approval', { conditions: [approved] });
    const moves = run.simulation.log.filter((fact) => fact.type === 'lifecycle.moved');
    expect(moves.map(({ from, to }) => [from, to])).toEqual([
      [null, 'pending'],
      ['pending', 'approved'],
    ]);
  });

  it('is refused to who may only create', async () => {
    const run = await pending('1.11');
    const status = statusOf(
      await decide(run, 'approval', { conditions: [approved] }, BOOT, 'v1beta1'),
    );
    expect(status.message).toBe(
      `${RESOURCE} "csr-1" is forbidden: User "kubelet-bootstrap" cannot update ${RESOURCE}/approval at the cluster scope`,
    );
  });

  it('needs the permission for the signer from 1.18', async () => {
    const run = await pending();
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'approver' },
      rules: [
        {
          verbs: ['update'],
          apiGroups: ['certificates.k8s.io'],
          resources: ['certificatesigningrequests/approval'],
        },
      ],
    } as const;
    await run.ask(run.admin(), rbac({ resource: 'clusterroles', body: role }));
    await run.ask(run.admin(), rbac({ body: binding('approver', 'approver', 'dev') }));
    const status = statusOf(await decide(run, 'approval', { conditions: [approved] }, OTHER));
    expect(status.message).toBe(
      `${RESOURCE} "csr-1" is forbidden: user not permitted to approve requests with signerName "${SIGNER}"`,
    );
    expect(run.fact('request.notAdmitted')?.plugins).toContainEqual({
      plugin: 'CertificateApproval',
      outcome: 'refused',
      reason: `user not permitted to approve requests with signerName "${SIGNER}"`,
    });
  });

  it('may set a certificate that is none up to 1.18, and not later', async () => {
    const old = await pending('1.11');
    expect(
      (await decide(old, 'status', { certificate: 'garbage' }, old.admin(), 'v1beta1')).code,
    ).toBe(200);
    const run = await pending();
    expect(statusOf(await decide(run, 'status', { certificate: 'garbage' })).message).toBe(
      `${invalid}status.certificate: Invalid value: "<certificate data>": must contain at least one CERTIFICATE PEM block`,
    );
  });

  it('reads the certificate before it is stored', async () => {
    const run = await pending();
    const credential = await run.certificate('alice', ['dev']);
    const certificate = credential.kind === 'clientCertificate' ? credential.chain[0] : '';
    expect((await decide(run, 'status', { certificate })).code).toBe(200);
    expect(statusOf(await decide(run, 'status', { certificate: 'other' })).message).toContain(
      'updates may not modify existing certificate content',
    );
  });

  it('fails for who has read an older version', async () => {
    const run = await pending();
    const read = objectOf(await run.ask(run.admin(), csrs('get', 'v1', { name: 'csr-1' })));
    await decide(run, 'approval', { conditions: [approved] });
    const status = statusOf(
      await run.ask(run.admin(), csrs('update', 'v1', { name: 'csr-1', body: read })),
    );
    expect(status).toMatchObject({ code: 409, reason: 'Conflict' });
  });

  it('fails for what is not there', async () => {
    const run = await pending();
    const body = { ...csr('x'), metadata: { name: 'gone' } };
    expect(
      statusOf(await run.ask(run.admin(), csrs('update', 'v1', { name: 'gone', body }))),
    ).toMatchObject({
      code: 404,
      message: `${RESOURCE} "gone" not found`,
    });
    const misnamed = await run.ask(run.admin(), csrs('update', 'v1', { name: 'csr-1', body }));
    expect(statusOf(misnamed).code).toBe(400);
  });
});

describe('requests at one instant', () => {
  it('store a name once', async () => {
    const run = await lab();
    const body = csr(await run.request('a'));
    const question = { credential: BOOT, request: csrs('create', 'v1', { body }) };
    const answers = await run.askAtOnce([question, question]);
    expect(answers.map(({ code }) => code)).toEqual([201, 409]);
  });

  it('let one of two decisions win, whoever came first', async () => {
    const run = await lab();
    await run.ask(BOOT, csrs('create', 'v1', { body: csr(await run.request('a')) }));
    const read = objectOf(
      await run.ask(run.admin(), csrs('get', 'v1', { name: 'csr-1' })),
    ) as CertificateSigningRequest;
    const decide = (type: string) => ({
      credential: run.admin(),
      request: csrs('update', 'v1', {
        name: 'csr-1',
        subresource: 'approval',
        body: { ...read, status: { conditions: [{ type, status: 'True' }] } },
      }),
    });
    const answers = await run.askAtOnce([decide('Denied'), decide('Approved')]);
    expect(answers.map(({ code }) => code)).toEqual([200, 409]);
    expect(run.object('certificatesigningrequests//csr-1')).toMatchObject({
      status: { conditions: [{ type: 'Denied' }] },
    });
  });
});
