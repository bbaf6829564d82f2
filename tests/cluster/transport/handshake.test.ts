import { beforeAll, describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import type { Component } from '../../../src/cluster/model/component.ts';
import type { CryptoOutcome } from '../../../src/cluster/model/crypto.ts';
import type { Fact, FactBody, FactOf, Log } from '../../../src/cluster/model/facts.ts';
import type { Credential, ServerTrust } from '../../../src/cluster/model/requests.ts';
import { kubeadm } from '../../../src/cluster/kubeadm/index.ts';
import { transport } from '../../../src/cluster/transport/index.ts';
import { createPki } from '../../../src/pki/index.ts';
import { firstBootCluster } from '../../../src/scenarios/first-boot/cluster.ts';

const API_SERVER = 'kube-apiserver@control-plane' as const;
const KUBELET = 'kubelet@node-1' as const;
const ENDPOINT = '10.0.0.10:6443';

interface Caller {
  trust?: (ca: string) => ServerTrust;
  credential?: (simulation: Simulation) => Credential;
  address?: string;
}

/** kube-apiserver as far as the transport needs it, and a kubelet that asks one thing when it is started. */
function callerComponent(caller: Caller, simulation: () => Simulation): Component {
  return {
    name: 'test',
    react(state, fact): readonly FactBody[] {
      if (fact.type === 'request.received')
        return [
          {
            type: 'response.sent',
            by: API_SERVER,
            exchange: fact.exchange,
            answer: { kind: 'text', code: 200, text: 'ok' },
          },
        ];
      if (fact.type !== 'intent.given' || fact.intent.type !== 'kubelet.start') return [];
      return [
        {
          type: 'request.prepared',
          by: KUBELET,
          exchange: `x-${fact.seq}`,
          to: API_SERVER,
          address: caller.address ?? ENDPOINT,
          trust: caller.trust?.(state.kubeadm.ca!) ?? { roots: [state.kubeadm.ca!] },
          credential: caller.credential?.(simulation()) ?? { kind: 'none' },
          request: { kind: 'nonResource', verb: 'get', path: '/healthz' },
        },
      ];
    },
    evolve(state, fact) {
      if (fact.type !== 'certificate.issued' || fact.role !== 'apiserver') return state;
      return {
        ...state,
        apiServer: { ...state.apiServer, serving: { chain: [fact.pem], key: fact.key! } },
      };
    },
  };
}

async function cluster(
  caller: Caller,
): Promise<{ simulation: Simulation; pki: ReturnType<typeof createPki>; components: Component[] }> {
  const pki = createPki({ crypto: globalThis.crypto });
  // eslint-disable-next-line prefer-const -- the component reads it only after the simulation exists
  let simulation: Simulation;
  const components = [kubeadm, transport, callerComponent(caller, () => simulation)];
  simulation = Simulation.start(firstBootCluster('1.36', 'tls'), { pki, components });
  await simulation.give({ type: 'controlPlane.start' });
  return { simulation, pki, components };
}

async function call(caller: Caller): Promise<Simulation> {
  const { simulation } = await cluster(caller);
  await simulation.give({ type: 'kubelet.start', node: 'node-1' });
  await simulation.advance(simulation.state.now + 100);
  return simulation;
}

const lastError = (log: Log): string | undefined =>
  log.findLast((fact) => fact.type === 'request.failed')?.error;
const types = (log: Log): string[] =>
  log
    .map((fact) => fact.type)
    .filter((type) => /^(connection|handshake|request|response)\./.test(type));

const adminCredential = (simulation: Simulation): Credential => {
  const admin = simulation.log.find(
    (fact): fact is Fact<FactOf<'certificate.issued'>> =>
      fact.type === 'certificate.issued' && fact.role === 'admin',
  )!;
  return { kind: 'clientCertificate', chain: [admin.pem], key: admin.key! };
};

describe('a handshake', () => {
  it('goes hello, certificate, proof, accepted, client certificate, proof, established', async () => {
    const { log } = await call({ credential: adminCredential });
    expect(types(log)).toEqual([
      'request.prepared',
      'connection.dialled',
      'handshake.serverPresented',
      'handshake.serverProved',
      'handshake.serverAccepted',
      'handshake.clientPresented',
      'handshake.clientProved',
      'connection.established',
      'request.sent',
      'request.received',
      'response.sent',
      'response.received',
    ]);
  });

  it('shows an empty client chain, and no proof, where there is no client certificate', async () => {
    const { log } = await call({ credential: () => ({ kind: 'bearerToken', token: 'a.b' }) });
    expect(log.find((fact) => fact.type === 'handshake.clientPresented')).toMatchObject({
      chain: [],
    });
    expect(types(log)).not.toContain('handshake.clientProved');
    expect(types(log)).toContain('response.received');
  });

  it('refuses a server whose chain does not end in a trusted CA, with the words of Go', async () => {
    const other = createPki({ crypto: globalThis.crypto });
    await other.perform({ kind: 'generateKey', key: 'other', algorithm: 'ecdsa-p256' });
    const made = (await other.perform({
      kind: 'issue',
      issuerKey: 'other',
      template: {
        subject: [{ type: 'CN', value: 'kubernetes' }],
        sans: { dns: [], ip: [], email: [], uri: [] },
        serial: '01',
        notBefore: 1772000000000,
        notAfter: 1872000000000,
        keyUsages: ['certSign'],
        extKeyUsages: [],
        basicConstraints: 'ca',
        subjectKeyIdentifier: true,
        authorityKeyIdentifier: false,
      },
    })) as Extract<CryptoOutcome, { kind: 'issue' }>;
    const { log } = await call({ trust: () => ({ roots: [made.result.pem] }) });
    expect(lastError(log)).toBe(
      'tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "kubernetes")',
    );
  });

  it('refuses a name that the certificate does not carry, unless told to skip', async () => {
    const { log } = await call({ trust: (ca) => ({ roots: [ca], serverName: 'example.com' }) });
    expect(lastError(log)).toMatch(
      /^tls: failed to verify certificate: x509: certificate is valid for control-plane, kubernetes.*, not example\.com$/,
    );
    const skipped = await call({ trust: () => ({ roots: 'skip', serverName: 'example.com' }) });
    expect(types(skipped.log)).toContain('response.received');
  });

  it('fails to connect where nobody listens', async () => {
    const { log } = await call({ address: '10.0.0.99:6443' });
    expect(lastError(log)).toBe('dial tcp 10.0.0.99:6443: connect: connection refused');
  });

  it('is used again for a second request with the same identity', async () => {
    const { simulation } = await cluster({});
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await simulation.advance(simulation.state.now + 100);
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await simulation.advance(simulation.state.now + 100);
    expect(types(simulation.log).filter((type) => type === 'connection.dialled')).toHaveLength(1);
    expect(types(simulation.log).filter((type) => type === 'response.received')).toHaveLength(2);
  });
});

/** The log up to a handshake message on its way, with one character of that message changed. */
function tampered(log: Log, type: FactBody['type'], change: (fact: Fact) => Fact): Log {
  const at = log.findIndex((fact) => fact.type === type);
  const end = log.findIndex((fact, seq) => seq > at && fact.type === 'clock.advanced');
  return log.slice(0, end).map((fact, seq) => (seq === at ? change(fact) : fact));
}

const flipped = (text: string): string => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;

describe('one changed byte', () => {
  let whole: Awaited<ReturnType<typeof cluster>>;
  beforeAll(async () => {
    whole = await cluster({ credential: adminCredential });
    await whole.simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await whole.simulation.advance(whole.simulation.state.now + 100);
  });

  const goOn = async (log: Log): Promise<Log> => {
    const branch = Simulation.resume(log, log.length, {
      pki: whole.pki,
      components: whole.components,
    });
    await branch.advance(branch.state.now + 100);
    return branch.log;
  };

  it('in the server random: the client refuses the server', async () => {
    const log = tampered(whole.simulation.log, 'handshake.serverPresented', (fact) =>
      fact.type === 'handshake.serverPresented'
        ? { ...fact, serverRandom: flipped(fact.serverRandom) }
        : fact,
    );
    const refused = (await goOn(log)).find((fact) => fact.type === 'connection.refused');
    expect(refused).toMatchObject({ by: KUBELET, reason: 'serverSignature' });
  });

  it('in the client signature: the server refuses the client', async () => {
    const log = tampered(whole.simulation.log, 'handshake.clientProved', (fact) =>
      fact.type === 'handshake.clientProved'
        ? { ...fact, signature: flipped(fact.signature) }
        : fact,
    );
    const refused = (await goOn(log)).find((fact) => fact.type === 'connection.refused');
    expect(refused).toMatchObject({ by: API_SERVER, reason: 'clientSignature' });
  });

  it('nowhere: the connection stands', async () => {
    const log = tampered(whole.simulation.log, 'handshake.clientProved', (fact) => fact);
    expect(types(await goOn(log))).toContain('connection.established');
  });
});
