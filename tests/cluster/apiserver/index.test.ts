import { describe, expect, it } from 'vitest';
import type {
  CertificateSigningRequest,
  ClusterRoleBinding,
  Node,
  SubjectAccessReview,
} from '../../../src/cluster/model/objects.ts';
import type { ResourceRequest } from '../../../src/cluster/model/requests.ts';
import { DAY } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { bootstrapTokenSecret } from '../../../src/scenarios/first-boot/objects.ts';
import { TOKEN } from '../../../src/scenarios/first-boot/cluster.ts';
import { ApiLab, BOOT, csrs, NOBODY, objectOf, OTHER, statusOf, token } from './harness.ts';

const USAGES = ['digital signature', 'key encipherment', 'client auth'];
const SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
const RESOURCE = 'certificatesigningrequests.certificates.k8s.io';

const versionOf = (release: Release): string =>
  ['1.8', '1.11'].includes(release) ? 'v1beta1' : 'v1';

function csr(request: string, name = 'csr-1', version = 'v1'): CertificateSigningRequest {
  return {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: { request, usages: USAGES, ...(version === 'v1' ? { signerName: SIGNER } : {}) },
    status: {},
  };
}

const rbac = (rest: Partial<ResourceRequest>): ResourceRequest => ({
  kind: 'resource',
  verb: 'create',
  apiGroup: 'rbac.authorization.k8s.io',
  apiVersion: 'v1',
  resource: 'clusterrolebindings',
  ...rest,
});

function binding(name: string, role: string, group: string): ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'Group', name: group }],
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

/** A control plane in which the groups of bootstrap tokens and of `dev` may create requests. */
async function lab(release: Release = '1.36'): Promise<ApiLab> {
  const started = await ApiLab.start(release);
  for (const group of ['system:bootstrappers', 'dev'])
    await started.ask(
      started.admin(),
      rbac({ body: binding(`bootstrap-${group}`, 'system:node-bootstrapper', group) }),
    );
  return started;
}

const corridorOf = (run: ApiLab): readonly string[] =>
  run.facts().map((fact) => ('phase' in fact ? `${fact.type} ${fact.phase}` : fact.type));

describe('creating a CertificateSigningRequest', () => {
  it('walks every stage in order', async () => {
    const run = await lab();
    const body = csr(await run.request('system:node:node-1', ['system:nodes']));
    await run.ask(BOOT, csrs('create', 'v1', { body }));
    expect(corridorOf(run)).toEqual([
      'request.prepared',
      'request.sent',
      'request.received',
      'request.authenticated',
      'request.authorized',
      'request.decoded',
      'request.admitted mutating',
      'request.validated',
      'request.admitted validating',
      'object.stored',
      'response.sent',
      'response.received',
    ]);
  });

  it.each(['1.8', '1.11', '1.19', '1.27', '1.36'] as const)(
    'stores who asked, in %s',
    async (release) => {
      const run = await lab(release);
      const version = versionOf(release);
      const body = csr(await run.request('system:node:node-1', ['system:nodes']), 'csr-1', version);
      const spoofed = {
        ...body,
        spec: { ...body.spec, username: 'admin', groups: ['system:masters'] },
      };
      const stored = objectOf(await run.ask(BOOT, csrs('create', version, { body: spoofed })));
      expect(stored).toMatchObject({
        metadata: {
          name: 'csr-1',
          creationTimestamp: expect.any(String) as string,
          uid: expect.any(String) as string,
        },
        spec: {
          username: 'kubelet-bootstrap',
          uid: '10001',
          groups: ['system:bootstrappers', 'system:authenticated'],
        },
        status: {},
      });
      expect(run.object('certificatesigningrequests//csr-1')).toEqual(stored);
    },
  );

  it('has one admission phase in 1.8', async () => {
    const run = await lab('1.8');
    const body = csr(await run.request('system:node:node-1'), 'csr-1', 'v1beta1');
    await run.ask(BOOT, csrs('create', 'v1beta1', { body }));
    expect(corridorOf(run).filter((stage) => stage.startsWith('request.admitted'))).toEqual([
      'request.admitted mutating',
    ]);
  });

  it('refuses a request whose signature is not by its own key', async () => {
    const run = await lab();
    const good = await run.request('system:node:node-1', ['system:nodes']);
    // The subject is the first thing within the signed part; another letter there breaks the signature only.
    const bytes = Buffer.from(good.replace(/-----[^-]+-----/g, ''), 'base64');
    const at = bytes.indexOf('node-1');
    bytes[at + 5] = '7'.charCodeAt(0);
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    const status = statusOf(await run.ask(BOOT, csrs('create', 'v1', { body: csr(forged) })));
    expect(status).toMatchObject({ code: 422, reason: 'Invalid' });
    expect(status.message).toMatch(
      /^CertificateSigningRequest\.certificates\.k8s\.io "csr-1" is invalid: spec\.request: Invalid value: ".*": x509: ECDSA verification failure$/,
    );
    expect(run.object('certificatesigningrequests//csr-1')).toBeUndefined();
    expect(run.fact('request.notValid')?.errors).toHaveLength(1);
  });

  it('makes a name from generateName', async () => {
    const run = await lab();
    const body = { ...csr(await run.request('a')), metadata: { name: '', generateName: 'csr-' } };
    const { metadata } = objectOf(await run.ask(BOOT, csrs('create', 'v1', { body })));
    expect(metadata.name).toMatch(/^csr-[a-z0-9]{5}$/);
    expect(metadata.generateName).toBe('csr-');
  });

  it('does not store a name twice', async () => {
    const run = await lab();
    const body = csr(await run.request('a'));
    await run.ask(BOOT, csrs('create', 'v1', { body }));
    const status = statusOf(await run.ask(BOOT, csrs('create', 'v1', { body })));
    expect(status).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: `${RESOURCE} "csr-1" already exists`,
    });
  });

  it('takes no name that does not fit into a path', async () => {
    const run = await lab();
    const status = statusOf(
      await run.ask(BOOT, csrs('create', 'v1', { body: csr(await run.request('a'), 'a/b') })),
    );
    expect(status.message).toBe(
      'CertificateSigningRequest.certificates.k8s.io "a/b" is invalid: metadata.name: Invalid value: "a/b": may not contain \'/\'',
    );
  });

  it('fills in what v1beta1 leaves out', async () => {
    const run = await lab('1.19');
    const body = csr(await run.request('system:node:node-1', ['system:nodes']), 'csr-1', 'v1beta1');
    const stored = objectOf(await run.ask(BOOT, csrs('create', 'v1beta1', { body })));
    expect(stored).toHaveProperty('spec.signerName', SIGNER);
    expect(run.fact('request.decoded')?.defaulted).toEqual(['spec.signerName']);
    const asV1 = objectOf(await run.ask(BOOT, csrs('get', 'v1', { name: 'csr-1' })));
    expect(asV1.apiVersion).toBe('certificates.k8s.io/v1');
  });

  it.each([
    ['1.18', 'v1'],
    ['1.22', 'v1beta1'],
    ['1.8', 'v1alpha1'],
  ] as const)('is not served in %s as %s', async (release, version) => {
    const run = await lab(release === '1.18' ? '1.18' : release);
    const body = csr(await run.request('a'), 'csr-1', version);
    expect(statusOf(await run.ask(BOOT, csrs('create', version, { body })))).toMatchObject({
      code: 404,
      message: 'the server could not find the requested resource',
    });
  });
});

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

const secrets = (
  verb: ResourceRequest['verb'],
  rest: Partial<ResourceRequest> = {},
): ResourceRequest => ({
  kind: 'resource',
  verb,
  apiGroup: '',
  apiVersion: 'v1',
  resource: 'secrets',
  namespace: 'kube-system',
  ...rest,
});

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

describe('a watch', () => {
  it('begins with what is there and goes on with what changes', async () => {
    const run = await lab();
    const pem = await run.request('a');
    await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem) }));
    await run.ask(BOOT, csrs('watch', 'v1', { fieldSelector: 'metadata.name=csr-1' }));
    await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem, 'csr-2') }));
    const read = objectOf(await run.ask(run.admin(), csrs('get', 'v1', { name: 'csr-1' })));
    const labelled = { ...read, metadata: { ...read.metadata, labels: { a: 'b' } } };
    await run.ask(run.admin(), csrs('update', 'v1', { name: 'csr-1', body: labelled }));
    await run.ask(run.admin(), csrs('delete', 'v1', { name: 'csr-1' }));
    const events = run.simulation.log.filter((fact) => fact.type === 'watch.received');
    expect(events.map(({ event }) => `${event.type} ${event.object.metadata.name}`)).toEqual([
      'ADDED csr-1',
      'MODIFIED csr-1',
      'DELETED csr-1',
    ]);
    expect(events.at(-1)?.event.object.metadata.labels).toEqual({ a: 'b' });
  });

  it('is told of objects deleted together, each as it was', async () => {
    const run = await lab();
    const pem = await run.request('a');
    for (const name of ['csr-1', 'csr-2'])
      await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem, name) }));
    await run.ask(BOOT, csrs('watch', 'v1'));
    for (const name of ['csr-1', 'csr-2'])
      await run.ask(run.admin(), csrs('delete', 'v1', { name }));
    const gone = run.simulation.log.flatMap((fact) =>
      fact.type === 'watch.received' && fact.event.type === 'DELETED'
        ? [fact.event.object.metadata.name]
        : [],
    );
    expect(gone).toEqual(['csr-1', 'csr-2']);
  });
});

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
