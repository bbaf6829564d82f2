/** From 1.12 a kubelet that bootstraps asks /healthz for up to a minute first (bootstrap.go, waitForServer). */
import { failedToConnect, serverDidNotComeUp } from '../../releases/kubelet-logs-bootstrap.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { SECOND } from '../model/instant.ts';
import { roll } from '../model/roll.ts';
import type { Exchange } from '../model/state/transport.ts';
import { failureOf, requested } from './exchanges.ts';
import { printed } from './log.ts';
import { moved, position, timerSet } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';

const isWaiting = (kubelet: NodeKubelet): boolean =>
  position(kubelet, 'bootstrap').value === 'waitingForServer';

export function serverAsked(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const config = kubelet.memory.certificateConfig;
  if (!config || !isWaiting(kubelet)) return [];
  return [
    requested(kubelet, fact, 'healthz', config, {
      kind: 'nonResource',
      verb: 'get',
      path: '/healthz',
    }),
  ];
}

/** An answer other than success is like none: it is asked again after 2 to 2.4 s. */
export function healthzAnswered(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  if (!isWaiting(kubelet)) return [];
  const failure = failureOf(kubelet, exchange, kubelet.memory.certificateConfig?.server ?? '');
  if (!failure) return moved(kubelet, 'bootstrap', { type: 'serverAnswered' });
  const jitter = 1 + 0.2 * roll(kubelet.state.spec.seed, `healthz/${kubelet.node}/${fact.seq}`);
  return [
    ...printed(kubelet.by, failedToConnect.at(kubelet.release), { err: failure.text }),
    timerSet(kubelet, 'askServer', Math.round(2 * SECOND * jitter)),
  ];
}

/** The minute is over: the request is sent all the same. */
export function serverWaitOver(kubelet: NodeKubelet): readonly FactBody[] {
  return printed(kubelet.by, serverDidNotComeUp.at(kubelet.release), {
    err: 'timed out waiting to connect to apiserver',
  });
}
