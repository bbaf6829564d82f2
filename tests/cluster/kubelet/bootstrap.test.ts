import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import { KUBECONFIG_PATH, loneKubelet, PKI_DIR, type LoneKubelet } from './lone-kubelet.ts';
import { failure, FORBIDDEN } from './scripted-server.ts';

const BLOCKING = ['1.8', '1.9', '1.10', '1.11', '1.12', '1.13'] as const;
const BACKGROUND = ['1.14', '1.19', '1.27', '1.36'] as const;

const csrsOf = (lone: LoneKubelet): readonly CertificateSigningRequest[] =>
  lone.simulation.state.objects
    .valueSeq()
    .toArray()
    .filter((object) => object.kind === 'CertificateSigningRequest');

const files = (lone: LoneKubelet) => lone.simulation.state.hosts.get('node-1')!.files;

describe.each([...BLOCKING, ...BACKGROUND])('a first boot at %s', (release) => {
  it('ends with a registered node', async () => {
    const lone = await loneKubelet(release);
    await lone.start();
    await lone.pass(15 * SECOND);
    expect(lone.chart('clientCertificate')).toBe('inUse');
    expect(lone.simulation.state.kubelets.get('node-1')?.registered).toBe(true);
    const [installed] = lone.facts('certificate.installed');
    expect(installed?.certificate.subject).toEqual([
      { type: 'O', value: 'system:nodes' },
      { type: 'CN', value: 'system:node:node-1' },
    ]);
    const register = lone
      .facts('request.prepared')
      .find(({ request }) => request.kind === 'resource' && request.resource === 'nodes');
    expect(register?.credential).toMatchObject({ kind: 'clientCertificate', key: installed?.key });
  });
});

describe('the files of a first boot', () => {
  it.each(['1.8', '1.10'] as const)('are kubelet-client.crt and .key at %s', async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    expect(lone.fileNames()).toEqual([
      'kubelet-client.crt',
      'kubelet-client.key',
      'kubelet.crt',
      'kubelet.key',
    ]);
    expect(files(lone).get(`${PKI_DIR}/kubelet-client.crt`)).toMatchObject({ mode: 0o644 });
    expect(files(lone).get(KUBECONFIG_PATH)).toMatchObject({
      mode: 0o600,
      content: {
        kubeconfig: {
          users: [
            {
              clientCertificate: `${PKI_DIR}/kubelet-client.crt`,
              clientKey: `${PKI_DIR}/kubelet-client.key`,
            },
          ],
        },
      },
    });
  });

  it.each(['1.11', '1.36'] as const)('are the store of rotation at %s', async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    expect(lone.fileNames()).toEqual([
      'kubelet-client-2026-03-02-09-00-00.pem',
      'kubelet-client-current.pem',
      'kubelet.crt',
      'kubelet.key',
    ]);
    expect(files(lone).get(`${PKI_DIR}/kubelet-client-current.pem`)).toEqual({
      type: 'symlink',
      target: `${PKI_DIR}/kubelet-client-2026-03-02-09-00-00.pem`,
    });
    const pair = files(lone).get(`${PKI_DIR}/kubelet-client-2026-03-02-09-00-00.pem`);
    expect(pair).toMatchObject({
      mode: 0o600,
      content: {
        blocks: [
          { certificate: expect.stringContaining('BEGIN CERTIFICATE') as string },
          { label: 'EC PRIVATE KEY' },
        ],
      },
    });
  });

  it("carry the time of the host's own clock", async () => {
    const lone = await loneKubelet('1.36');
    await lone.simulation.give({ type: 'host.setClock', host: 'node-1', offset: -90 * MINUTE });
    await lone.start();
    expect(lone.fileNames()).toContain('kubelet-client-2026-03-02-07-30-00.pem');
  });

  it('have the self-signed pair first from 1.8, last before', async () => {
    const order = async (release: Release): Promise<readonly string[]> => {
      const lone = await loneKubelet(release, { selfSigned: false });
      await lone.start();
      return lone.facts('file.written').map(({ path }) => path);
    };
    const [at7, at8] = [await order('1.7'), await order('1.8')];
    expect(at8.indexOf(`${PKI_DIR}/kubelet.crt`)).toBeLessThan(
      at8.indexOf(`${PKI_DIR}/kubelet-client.key`),
    );
    expect(at7.indexOf(`${PKI_DIR}/kubelet.crt`)).toBeGreaterThan(at7.indexOf(KUBECONFIG_PATH));
  });
});

describe('the request', () => {
  it.each([
    [
      '1.8',
      'v1beta1',
      ['digital signature', 'key encipherment', 'client auth'],
      undefined,
      /^node-csr-[\w-]{43}$/,
    ],
    [
      '1.18',
      'v1beta1',
      ['digital signature', 'key encipherment', 'client auth'],
      'kubernetes.io/kube-apiserver-client-kubelet',
      /^csr-/,
    ],
    [
      '1.26',
      'v1',
      ['digital signature', 'key encipherment', 'client auth'],
      'kubernetes.io/kube-apiserver-client-kubelet',
      /^csr-/,
    ],
    [
      '1.27',
      'v1',
      ['digital signature', 'client auth'],
      'kubernetes.io/kube-apiserver-client-kubelet',
      /^csr-/,
    ],
  ] as const)(
    'has version, usages, signer and name of %s',
    async (release, version, usages, signerName, name) => {
      const lone = await loneKubelet(release);
      await lone.start();
      const [csr] = csrsOf(lone);
      expect(csr?.apiVersion).toBe(`certificates.k8s.io/${version}`);
      expect(csr?.spec.usages).toEqual(usages);
      expect(csr?.spec.signerName).toBe(signerName);
      expect(csr?.metadata.name).toMatch(name);
    },
  );

  it('has a digested name from 1.14 only without rotation', async () => {
    const lone = await loneKubelet('1.36', { kubelet: { rotateCertificates: false } });
    await lone.start();
    expect(csrsOf(lone)[0]?.metadata.name).toMatch(/^node-csr-/);
    expect(lone.chart('bootstrap')).toBe('done');
  });

  it('falls back to v1beta1 where the server does not have v1', async () => {
    const lone = await loneKubelet('1.19', {
      answer: (request) =>
        request.kind === 'resource' &&
        request.apiVersion === 'v1' &&
        request.verb === 'create' &&
        request.resource !== 'nodes'
          ? failure(404, 'NotFound', 'the server could not find the requested resource')
          : undefined,
    });
    await lone.start();
    expect(csrsOf(lone)[0]?.apiVersion).toBe('certificates.k8s.io/v1beta1');
    expect(lone.chart('clientCertificate')).toBe('inUse');
  });

  it('is sent with the bootstrap token', async () => {
    const lone = await loneKubelet('1.11');
    await lone.start();
    expect(lone.facts('request.prepared')[0]?.credential).toEqual({
      kind: 'bearerToken',
      token: '07401b.f395accd246ae52d',
    });
  });
});

describe('a restart while the request is pending', () => {
  it.each(['1.8', '1.10', '1.11', '1.12'] as const)(
    'finds the same request at %s',
    async (release) => {
      const lone = await loneKubelet(release, {
        decision: (attempt) => (attempt === 1 ? 'none' : 'approve'),
      });
      await lone.start();
      expect(lone.chart('bootstrap')).toBe('waitingForCertificate');
      await lone.stop();
      expect(lone.chart('bootstrap')).toBe('notStarted');
      await lone.start();
      expect(lone.logged()).toContain('csr for this node already exists, reusing');
      expect(lone.logged()).toContain('csr for this node is still valid');
      expect(csrsOf(lone)).toHaveLength(1);
      expect(lone.chart('bootstrap')).toBe('done');
    },
  );

  it('makes a second request from 1.14 with rotation on, and says why the kubeconfig will not do', async () => {
    const lone = await loneKubelet('1.25', {
      decision: (attempt) => (attempt === 1 ? 'none' : 'approve'),
    });
    await lone.start();
    await lone.stop();
    await lone.start();
    expect(csrsOf(lone)).toHaveLength(2);
    const missing = `${PKI_DIR}/kubelet-client-current.pem`;
    expect(lone.logged()).toContain(
      `unable to read existing bootstrap client config from ${KUBECONFIG_PATH}: invalid configuration: [unable to read client-cert ${missing} for default-auth due to open ${missing}: no such file or directory, unable to read client-key ${missing} for default-auth due to open ${missing}: no such file or directory]`,
    );
  });
});

describe('a restart with a certificate', () => {
  it.each(['1.8', '1.11', '1.36'] as const)('asks for none at %s', async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    await lone.pass(15 * SECOND);
    await lone.stop();
    await lone.start();
    await lone.pass(15 * SECOND);
    expect(csrsOf(lone)).toHaveLength(1);
    expect(lone.chart('bootstrap')).toBe('kubeconfigValid');
    expect(lone.facts('certificate.installed')).toHaveLength(2);
    expect(lone.logged().some((line) => /previously registered/.test(line))).toBe(true);
  });

  it('bootstraps again from 1.9 once it has expired, not before', async () => {
    const again = async (release: Release): Promise<number> => {
      const lone = await loneKubelet(release);
      await lone.start();
      await lone.stop();
      await lone.simulation.give({
        type: 'host.setClock',
        host: 'node-1',
        offset: 400 * 24 * 60 * MINUTE,
      });
      await lone.start();
      return lone.facts('crypto.asked').filter(({ purpose }) => purpose.name === 'requestName')
        .length;
    };
    expect(await again('1.8')).toBe(1);
    expect(await again('1.9')).toBe(2);
  });
});

describe('a refusal before 1.14', () => {
  it.each([
    ['1.8', 1, 'F', 'error: failed to run Kubelet: cannot create certificate signing request: '],
    ['1.11', 255, 'F', 'failed to run Kubelet: cannot create certificate signing request: '],
  ] as const)('ends the process at %s', async (release, code, severity, words) => {
    const lone = await loneKubelet(release, {
      answer: (request) =>
        request.kind === 'resource' && request.verb === 'create' ? FORBIDDEN : undefined,
    });
    await lone.start();
    expect(lone.facts('process.exited')).toMatchObject([{ code }]);
    const last = lone.facts('log.printed').at(-1);
    expect(last).toMatchObject({ severity });
    expect(last?.message.startsWith(words)).toBe(true);
    expect(lone.chart('bootstrap')).toBe('failed');
  });

  it.each([
    ['1.6', false],
    ['1.8', true],
    ['1.9', false],
    ['1.11', true],
  ] as const)('keeps the key or not at %s', async (release, kept) => {
    const lone = await loneKubelet(release, {
      answer: (request) =>
        request.kind === 'resource' && request.verb === 'create' ? FORBIDDEN : undefined,
    });
    await lone.start();
    expect(lone.fileNames().some((name) => name.startsWith('kubelet-client.key'))).toBe(kept);
  });

  it.each([
    [
      '1.11',
      'deny',
      'cannot watch on the certificate signing request: certificate signing request is not approved, reason: r, message: m',
    ],
    [
      '1.11',
      'delete',
      /cannot watch on the certificate signing request: csr "node-csr-[\w-]+" was deleted/,
    ],
  ] as const)('at %s after %s has its reason', async (release, decision, reason) => {
    const lone = await loneKubelet(release, { decision: () => decision });
    await lone.start();
    expect(lone.facts('process.exited')[0]?.message).toMatch(reason);
  });

  it('comes after an hour without a decision', async () => {
    const lone = await loneKubelet('1.11', { decision: () => 'none' });
    await lone.start();
    await lone.pass(3599 * SECOND);
    expect(lone.facts('process.exited')).toEqual([]);
    await lone.pass(2 * SECOND);
    expect(lone.facts('process.exited')[0]?.message).toBe(
      'failed to run Kubelet: timed out waiting for the condition',
    );
  });
});

describe('an unreachable server', () => {
  const REFUSED = { error: 'dial tcp 10.0.0.10:6443: connect: connection refused' };

  it('ends 1.11 at once, with an unquoted URL', async () => {
    const lone = await loneKubelet('1.11', { answer: () => REFUSED });
    await lone.start();
    expect(lone.facts('process.exited')[0]?.message).toBe(
      'failed to run Kubelet: cannot create certificate signing request: Post https://10.0.0.10:6443/apis/certificates.k8s.io/v1beta1/certificatesigningrequests: dial tcp 10.0.0.10:6443: connect: connection refused',
    );
  });

  it('is asked for a minute from 1.12 when the bootstrap blocks', async () => {
    const lone = await loneKubelet('1.25', {
      answer: () => REFUSED,
      kubelet: { rotateCertificates: false },
    });
    await lone.start();
    await lone.pass(70 * SECOND);
    const asked = lone
      .logged()
      .filter((line) =>
        line.startsWith(
          '"Failed to connect to apiserver" err="Get \\"https://10.0.0.10:6443/healthz?timeout=1s\\": ',
        ),
      );
    expect(asked.length).toBeGreaterThan(24);
    expect(asked.length).toBeLessThan(32);
    expect(lone.logged().at(-2)).toBe(
      '"Error waiting for apiserver to come up" err="timed out waiting to connect to apiserver"',
    );
    expect(lone.facts('process.exited')).toMatchObject([{ code: 1 }]);
  });
});
