/**
 * kube-controller-manager, as far as certificates and bootstrap tokens go: csrapproving, csrsigning, csrcleaner,
 * tokencleaner. It works by requests to kube-apiserver alone, like any client.
 */
import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { evolve } from './evolve.ts';
import { controllerManagerId } from './identity.ts';
import {
  answerReceived,
  cryptoCompleted,
  eventReceived,
  requestFailed,
  started,
  timerFired,
  watchClosed,
} from './reactions.ts';
import { resumed } from './resumption.ts';

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.by !== controllerManagerId(state) || !state.processes.get(fact.by)?.running) return [];
  switch (fact.type) {
    case 'process.started':
      return started(state, fact);
    case 'response.received':
      return [...answerReceived(state, fact), ...resumed(state, fact)];
    case 'request.failed':
      return requestFailed(state, fact);
    case 'watch.received':
      return eventReceived(state, fact);
    case 'watch.closed':
      return watchClosed(state, fact);
    case 'crypto.completed':
      return cryptoCompleted(state, fact);
    case 'timer.fired':
      return timerFired(state, fact);
    default:
      return resumed(state, fact);
  }
}

export const controllerManager: Component = { name: 'controllers', react, evolve };
