import { describe, expect, it } from 'vitest';
import type { ApiLab } from './harness.ts';
import {
  BOOT,
  csr,
  csrs,
  lab,
  objectOf,
  RESOURCE,
  SIGNER,
  statusOf,
  versionOf,
} from './requests.ts';

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
