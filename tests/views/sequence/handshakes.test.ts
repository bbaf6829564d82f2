import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/cluster/model/facts.ts';
import { sequenceView } from '../../../src/views/sequence/index.ts';
import { folded } from '../recorded.ts';

const KUBELET = 'kubelet@node-1';
const SERVER = 'kube-apiserver@cp';

const logOf = (...bodies: readonly FactBody[]): readonly Fact[] =>
  bodies.map((body, seq) => ({ ...body, seq, at: seq }));

const dialled: FactBody = {
  type: 'connection.dialled',
  by: KUBELET,
  connection: 'c',
  to: SERVER,
  address: '10.0.0.10:6443',
  trust: { roots: 'skip' },
  credential: { kind: 'none' },
  clientRandom: '00',
};

describe('a handshake that does not come to its end', () => {
  it('carries the error of whoever refused', () => {
    const error = 'x509: certificate signed by unknown authority';
    const diagram = folded(
      sequenceView,
      logOf(dialled, {
        type: 'connection.refused',
        by: KUBELET,
        connection: 'c',
        reason: 'unknownAuthority',
        error,
      }),
    );
    expect(diagram.arrows).toMatchObject([{ status: 'refused', text: error }]);
    expect(diagram.arrows[0]?.flights.at(-1)?.label.key).toBe('flight.refused');
  });

  it('is lost where the connection closes first', () => {
    const diagram = folded(
      sequenceView,
      logOf(dialled, { type: 'connection.closed', by: KUBELET, connection: 'c', reason: 'x' }),
    );
    expect(diagram.arrows[0]?.status).toBe('lost');
  });

  it('says where the server was not checked', () => {
    const diagram = folded(
      sequenceView,
      logOf(dialled, {
        type: 'handshake.serverAccepted',
        by: KUBELET,
        connection: 'c',
        checked: 'nothing',
      }),
    );
    expect(diagram.arrows[0]?.label.key).toBe('arrow.tlsUnchecked');
    expect(diagram.arrows[0]?.flights.at(-1)?.label.key).toBe('flight.serverNotChecked');
  });

  it('gives a dialler that the scenario does not name a lifeline', () => {
    const { lifelines } = folded(sequenceView, logOf(dialled));
    expect(lifelines).toEqual([{ component: KUBELET, kind: 'kubelet', host: 'node-1' }]);
  });
});
