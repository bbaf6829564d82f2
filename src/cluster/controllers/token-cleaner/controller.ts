/** tokencleaner: removes bootstrap token Secrets that are over. Off unless --controllers names it. */
import {
  tokenCleanerExists,
  tokenCleanerLogStyle,
  tokenCleanerStartLine,
  tokenExpiryLogFile,
} from '../../../releases/cleaners.ts';
import type { Fact, FactBody } from '../../model/facts.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Secret } from '../../model/objects.ts';
import { hostClock, type ClusterState } from '../../model/state.ts';
import { outcomeOf } from '../answers.ts';
import { called, controllerManagerId, controllerManagerRelease, type Errand } from '../identity.ts';
import { printed, type Line } from '../log-lines.ts';
import { evaluate } from './evaluation.ts';

const line = (verbosity: number, message: string, file = 'tokencleaner.go'): Line => ({
  severity: 'I',
  verbosity,
  file,
  message,
});

export function started(state: ClusterState): readonly FactBody[] {
  const release = controllerManagerRelease(state);
  if (!tokenCleanerExists.at(release) || !tokenCleanerStartLine.at(release)) return [];
  const text = 'Starting token cleaner controller';
  const message = tokenCleanerLogStyle.at(release) === 'structured' ? goQuoted(text) : text;
  return [printed(controllerManagerId(state), line(0, message))];
}

/** An event of the informer, or the token's time has come. */
export function seen(state: ClusterState, fact: Fact, secret: Secret): readonly FactBody[] {
  const by = controllerManagerId(state);
  const { host } = state.spec.controlPlane;
  const now = hostClock(state, host);
  const begin = (state.processes.get(by)?.startedAt ?? state.now) + (now - state.now);
  const evaluation = evaluate(secret, now, begin, controllerManagerRelease(state));
  const { name } = secret.metadata;
  const timer = `kcm/tokencleaner/expiry/${name}`;
  if (evaluation.kind === 'wait') {
    const due = evaluation.at - (now - state.now);
    if (state.timers.get(timer)?.due === due) return [];
    return [
      { type: 'timer.set', by, timer, due, purpose: { name: 'tokencleaner.expiry', of: name } },
    ];
  }
  if (evaluation.kind === 'keep')
    return state.timers.has(timer) ? [{ type: 'timer.cancelled', by, timer }] : [];
  const errand: Errand = { controller: 'tokencleaner', step: 'delete', of: name };
  const file = tokenExpiryLogFile.at(controllerManagerRelease(state));
  return [
    printed(by, line(3, evaluation.reason, file)),
    printed(by, line(3, evaluation.message)),
    called(state, fact, 'token-cleaner', errand, {
      kind: 'resource',
      verb: 'delete',
      apiGroup: '',
      apiVersion: 'v1',
      resource: 'secrets',
      namespace: evaluation.namespace,
      name,
    }),
  ];
}

export function due(state: ClusterState, fact: Fact, name: string): readonly FactBody[] {
  const secret = state.controllerManager.secrets.get(name);
  return secret ? seen(state, fact, secret) : [];
}

/** A Secret that is gone already is no error (1.6 on). */
export function answered(
  state: ClusterState,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const outcome = outcomeOf(state.exchanges.get(exchange)?.answer);
  const by = controllerManagerId(state);
  if (outcome.ok)
    return [
      { type: 'tokenCleaner.removed', by, secret: errand.of, reason: 'the token has expired' },
    ];
  if (outcome.code === 404 || outcome.code === 409) return [];
  const printf = tokenCleanerLogStyle.at(controllerManagerRelease(state)) === 'printf';
  const message = printf
    ? `Error deleting Secret: ${outcome.error}`
    : `"Error deleting secret" err=${goQuoted(outcome.error)}`;
  return [printed(by, line(3, message))];
}
