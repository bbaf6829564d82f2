import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../src/cluster/model/instant.ts';
import { TOKEN } from '../../../../src/scenarios/first-boot/cluster.ts';
import { bootstrapTokenSecret } from '../../../../src/scenarios/first-boot/objects.ts';
import { ApiLab } from '../harness.ts';
import { csr, csrs, lab, NOBODY, RESOURCE, secrets, statusOf, token } from '../requests.ts';

describe('who asks', () => {
  const list = csrs('list', 'v1');

  it('is refused with 401 for a token that nobody knows', async () => {
    const run = await lab();
    expect(statusOf(await run.ask(token('07401b.0000000000000000'), list))).toMatchObject({
      code: 401,
      message: 'Unauthorized',
    });
    expect(run.fact('request.notAuthenticated')?.tried.at(-2)).toEqual({
      authenticator: 'bootstrapToken',
      outcome: 'noOpinion',
      reason: 'No secret of name bootstrap-token-07401b to match bootstrap bearer token',
    });
  });

  it('is refused with 403 for a token without a binding', async () => {
    const run = await ApiLab.start('1.11');
    await run.ask(run.admin(), { ...secrets('create'), body: bootstrapTokenSecret });
    const answer = await run.ask(
      token(TOKEN),
      csrs('create', 'v1beta1', { body: csr('x', 'x', 'v1beta1') }),
    );
    expect(statusOf(answer).message).toBe(
      `${RESOURCE} is forbidden: User "system:bootstrap:07401b" cannot create ${RESOURCE} at the cluster scope`,
    );
    expect(run.fact('request.notAuthorized')?.asked.map(({ authorizer }) => authorizer)).toEqual([
      'Node',
      'RBAC',
    ]);
  });

  it('may be a bootstrap token whose Secret was stored', async () => {
    const run = await lab();
    await run.ask(run.admin(), { ...secrets('create'), body: bootstrapTokenSecret });
    await run.ask(token(TOKEN), list);
    expect(run.fact('request.authenticated')?.user).toEqual({
      name: 'system:bootstrap:07401b',
      groups: [
        'system:bootstrappers',
        'system:bootstrappers:kubeadm:default-node-token',
        'system:authenticated',
      ],
    });
    expect(run.fact('request.authorized')?.asked.at(-1)).toMatchObject({
      authorizer: 'RBAC',
      binding: 'clusterrolebindings//bootstrap-system:bootstrappers',
      role: 'clusterroles//system:node-bootstrapper',
    });
  });

  it('may be a certificate of the cluster, until it expires', async () => {
    const run = await lab();
    const node = await run.certificate('system:node:node-1', ['system:nodes'], DAY);
    await run.ask(node, list);
    expect(run.fact('request.authenticated')?.user).toMatchObject({
      name: 'system:node:node-1',
      groups: ['system:nodes', 'system:authenticated'],
      extra: {
        'authentication.kubernetes.io/credential-id': [
          expect.stringMatching(/^X509SHA256=[0-9a-f]{64}$/),
        ],
      },
    });
    await run.simulation.advance(run.simulation.state.now + 2 * DAY);
    expect(statusOf(await run.ask(node, list)).code).toBe(401);
    expect(run.fact('request.notAuthenticated')?.tried[0]).toMatchObject({
      authenticator: 'x509',
      outcome: 'error',
      reason: expect.stringContaining('certificate has expired') as string,
    });
  });

  it('may be nobody, who may ask for the health only', async () => {
    const run = await lab();
    expect(await run.ask(NOBODY, { kind: 'nonResource', verb: 'get', path: '/healthz' })).toEqual({
      kind: 'text',
      code: 200,
      text: 'ok',
    });
    expect(statusOf(await run.ask(NOBODY, list)).message).toContain(
      'User "system:anonymous" cannot list',
    );
  });
});
