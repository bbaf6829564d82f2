/** The kubelet registers its Node, as `system:node:<name>` (pkg/kubelet/kubelet_node_status.go, registerWithAPIServer). */
import {
  attemptingToRegister,
  previouslyRegistered,
  registered,
  unableToRegister,
} from '../../releases/kubelet-node.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { SECOND } from '../model/instant.ts';
import { skippable } from '../model/repetition.ts';
import type { ApiRequest } from '../model/requests.ts';
import type { Exchange } from '../model/state/transport.ts';
import { apiConfigOf } from './api-config.ts';
import { failureOf, requested, type ExchangeLabel } from './exchanges.ts';
import { printed } from './log.ts';
import { timerId, timerSet } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { nodeObject } from './node-object.ts';
import { addressesKnown } from './serving-manager.ts';

/** Pauses double from 0.1 s and stop growing at 7 s; each comes before its attempt. */
export function registrationPause(attempts: number): number {
  return Math.min(100 * 2 ** attempts, 7 * SECOND);
}

export const registrationSet = (kubelet: NodeKubelet): FactBody =>
  timerSet(kubelet, 'register', registrationPause(kubelet.memory.registrationAttempts ?? 0));

/** A moment later, when the messages of the last attempt have arrived. */
const MOMENT = 3 * SECOND;

/** Refused: it is tried again, and what would only be refused again is passed over (model/repetition.ts). */
function registrationSetAgain(kubelet: NodeKubelet): readonly FactBody[] {
  const { registrationAttempts = 0, registrationTurns } = kubelet.memory;
  const repeats = (registrationTurns?.count ?? 0) >= 2;
  if (!repeats) return [registrationSet(kubelet)];
  const pause = registrationPause(registrationAttempts);
  return [
    timerSet(kubelet, 'register', pause, { repeats }),
    timerSet(kubelet, 'registerPassOver', MOMENT, { repeats }),
  ];
}

export function registrationsPassedOver(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, memory, state } = kubelet;
  const timer = state.timers.get(timerId(kubelet, 'register'));
  const every = memory.registrationTurns?.every;
  const skip = timer && every !== undefined ? skippable(state, timer.due, every) : undefined;
  if (!timer || every === undefined || !skip) return [];
  const to = skip.next - every;
  const { count } = skip;
  return [
    {
      type: 'attempts.repeated',
      by,
      what: 'kubelet.registration',
      from: timer.due,
      to,
      every,
      count,
    },
    timerSet(kubelet, 'register', skip.next - state.now, { repeats: true }),
  ];
}

export function registrationAttempted(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const body = nodeObject(kubelet);
  return [
    ...printed(kubelet.by, attemptingToRegister.at(kubelet.release), { node: kubelet.node }),
    ...askedOfNodes(kubelet, fact, 'registerNode', { verb: 'create', body }),
  ];
}

function askedOfNodes(
  kubelet: NodeKubelet,
  fact: Fact,
  label: ExchangeLabel,
  rest: Pick<Extract<ApiRequest, { kind: 'resource' }>, 'verb' | 'name' | 'body'>,
): readonly FactBody[] {
  const config = apiConfigOf(kubelet);
  if (!config) return [registrationSet(kubelet)];
  return [
    requested(kubelet, fact, label, config, {
      kind: 'resource',
      apiGroup: '',
      apiVersion: 'v1',
      resource: 'nodes',
      ...rest,
    }),
  ];
}

/** A Node that exists already is taken over; any other refusal is tried again. */
export function registrationAnswered(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  const { by, node, release } = kubelet;
  const failure = failureOf(kubelet, exchange, apiConfigOf(kubelet)?.server ?? '');
  if (!failure)
    return [...printed(by, registered.at(release), { node }), ...addressesKnown(kubelet)];
  if (failure.reason === 'AlreadyExists')
    return askedOfNodes(kubelet, fact, 'getNode', { verb: 'get', name: node });
  return [
    ...printed(by, unableToRegister.at(release), { node, err: failure.text }),
    ...registrationSetAgain(kubelet),
  ];
}

export function existingNodeAnswered(
  kubelet: NodeKubelet,
  exchange: Exchange,
): readonly FactBody[] {
  const { by, node, release } = kubelet;
  const failure = failureOf(kubelet, exchange, apiConfigOf(kubelet)?.server ?? '');
  if (failure)
    return [
      ...printed(by, unableToRegister.at(release), { node, err: failure.text }),
      registrationSet(kubelet),
    ];
  return [
    ...printed(by, previouslyRegistered.at(release), { node }),
    ...printed(by, registered.at(release), { node }),
    ...addressesKnown(kubelet),
  ];
}
