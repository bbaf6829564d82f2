/**
 * kube-controller-manager, as far as certificates, bootstrap tokens and a Node's being Ready go: csrapproving,
 * csrsigning, csrcleaner, tokencleaner, nodelifecycle. It works by requests to kube-apiserver alone, like any client.
 */
import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { evolve } from './evolve.ts';
import { controllerManagerId } from './identity.ts';
import { reportingChanged } from './node-lifecycle/controller.ts';
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
  const by = controllerManagerId(state);
  if (!state.processes.get(by)?.running) return [];
  return fact.by === by ? reactOwn(state, fact) : reportingChanged(state, fact);
}

function reactOwn(state: ClusterState, fact: Fact): readonly FactBody[] {
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
