import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/cluster/model/facts.ts';
import type { ApiAnswer } from '../../../src/cluster/model/requests.ts';
import { afterAnswer, afterVerdict, closedCorridor } from '../../../src/views/stage/gates.ts';
import type { Gate } from '../../../src/views/stage/model.ts';

const SERVER = 'kube-apiserver@cp';

const fact = (body: FactBody): Fact => ({ ...body, seq: 7, at: 0 });

const failure = (code: number, reason: string): ApiAnswer => ({
  kind: 'status',
  code,
  status: { kind: 'Status', status: 'Failure', code, reason, message: 'words' },
});

const notValid = fact({
  type: 'request.notValid',
  by: SERVER,
  exchange: 'x',
  errors: ['spec.usages: Required value'],
});

const state = (corridor: readonly Gate[], name: string) =>
  corridor.find((gate) => gate.name === name);

describe('the gates of a request', () => {
  it('refuse an object that is not valid at validation, with the errors verbatim', () => {
    const corridor = afterAnswer(
      afterVerdict(closedCorridor, notValid),
      failure(422, 'Invalid'),
      'create',
      8,
    );
    expect(state(corridor, 'validation')).toMatchObject({
      state: 'refused',
      details: ['spec.usages: Required value'],
    });
    expect(state(corridor, 'storage')?.state).toBe('notReached');
  });

  it('let the store say that there is nothing, or something already, without calling it a refusal', () => {
    const notFound = afterAnswer(closedCorridor, failure(404, 'NotFound'), 'get', 8);
    expect(state(notFound, 'storage')).toMatchObject({
      state: 'passed',
      note: { key: 'note.notFound' },
    });
    const exists = afterAnswer(
      afterVerdict(closedCorridor, notValid),
      failure(409, 'AlreadyExists'),
      'create',
      8,
    );
    expect(state(exists, 'storage')).toMatchObject({ note: { key: 'note.exists' } });
    expect(state(exists, 'validation')?.state).not.toBe('refused');
  });

  it('say that a read was not asked for admission and validation', () => {
    const answer: ApiAnswer = { kind: 'list', code: 200, items: [], resourceVersion: '1' };
    const corridor = afterAnswer(closedCorridor, answer, 'list', 8);
    expect(state(corridor, 'admission')?.state).toBe('notAsked');
    expect(state(corridor, 'storage')).toMatchObject({
      state: 'passed',
      note: { key: 'note.read' },
    });
  });

  it('keep both phases of admission', () => {
    const phases = (['mutating', 'validating'] as const).map((phase) =>
      fact({
        type: 'request.admitted',
        by: SERVER,
        exchange: 'x',
        phase,
        plugins: [{ plugin: `${phase} plugin`, outcome: 'admitted', reason: '' }],
        object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } },
      }),
    );
    const corridor = phases.reduce(afterVerdict, closedCorridor);
    expect(state(corridor, 'admission')?.consulted.map(({ who }) => who)).toEqual([
      'mutating plugin',
      'validating plugin',
    ]);
  });
});
