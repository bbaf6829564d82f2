import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Simulation } from '../../../../src/cluster/kernel/simulation.ts';
import type { Fact, FactType, Log } from '../../../../src/cluster/model/facts.ts';
import { NODE } from '../../../../src/scenarios/first-boot/cluster.ts';
import { BootedCluster, CA_FILE } from './booted-cluster.ts';

const KUBELET = `kubelet@${NODE}`;

/** What either side sends while the connection to port 10250 comes about. */
const FIELDS: readonly (readonly [FactType, 'serverRandom' | 'chain' | 'signature'])[] = [
  ['handshake.serverPresented', 'serverRandom'],
  ['handshake.serverPresented', 'chain'],
  ['handshake.serverProved', 'signature'],
  ['handshake.clientPresented', 'chain'],
  ['handshake.clientProved', 'signature'],
];

/** `text` with one character changed into another of the same alphabet. */
function changed(text: string, position: number): string {
  const at = position % text.length;
  const digit = text.charAt(at) === '0' ? '1' : '0';
  return `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
}

function withChange(fact: Fact, field: string, position: number): Fact {
  const value: unknown = Reflect.get(fact, field);
  const next = Array.isArray(value)
    ? value.map((pem: string, index) => (index === 0 ? changed(pem, position) : pem))
    : changed(String(value), position);
  return { ...fact, [field]: next } as Fact;
}

describe('one changed byte in a handshake with a kubelet', () => {
  let cluster: BootedCluster;
  let connection: string;
  beforeAll(async () => {
    cluster = await BootedCluster.start('1.36', {
      apiServer: { kubeletCertificateAuthority: CA_FILE },
      kubelet: { serverTlsBootstrap: true },
    });
    await cluster.act(
      {
        type: 'kubectl.certificate',
        verb: 'approve',
        csr: { node: NODE, purpose: 'serving' },
      },
      30_000,
    );
    expect(await cluster.logs()).toEqual({ kubectl: ['web-node-1 listens on port 8080'] });
    const dialled = cluster.simulation.log.findLast(
      (fact) => fact.type === 'connection.dialled' && fact.to === KUBELET,
    );
    connection = dialled?.type === 'connection.dialled' ? dialled.connection : '';
  });

  /** The log up to the end of the instant in which the message was sent, the message changed. */
  function tampered(type: FactType, change: (fact: Fact) => Fact): Log {
    const { log } = cluster.simulation;
    const at = log.findIndex(
      (fact) => fact.type === type && 'connection' in fact && fact.connection === connection,
    );
    const end = log.findIndex((fact, seq) => seq > at && fact.type === 'clock.advanced');
    return log.slice(0, end).map((fact, seq) => (seq === at ? change(fact) : fact));
  }

  async function goOn(log: Log): Promise<Log> {
    const branch = Simulation.resume(log, log.length, { pki: cluster.pki });
    await branch.advance(branch.state.now + 100);
    return branch.log.slice(log.length);
  }

  const outcome = (log: Log): string | undefined =>
    log.find(
      (fact) =>
        (fact.type === 'connection.refused' || fact.type === 'connection.established') &&
        fact.connection === connection,
    )?.type;

  it('is refused, whichever it is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FIELDS),
        fc.nat({ max: 5_000 }),
        async ([type, field], position) => {
          const log = tampered(type, (fact) => withChange(fact, field, position));
          expect(outcome(await goOn(log))).toBe('connection.refused');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that stays as it was lets the connection stand', async () => {
    for (const [type] of FIELDS)
      expect(outcome(await goOn(tampered(type, (fact) => fact)))).toBe('connection.established');
  });
});
