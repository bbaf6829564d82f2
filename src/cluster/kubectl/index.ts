/** kubectl on the administrator's workstation: apply, delete, certificate approve and deny, logs and exec, with a client certificate. */
import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { applyAnswered, applyNext } from './apply.ts';
import { certificateAnswered, listRequests, requestRead } from './certificate.ts';
import { deleteAnswered, deleteObject } from './delete.ts';
import { commandAfter, commandsOf, evolve } from './evolve.ts';
import { kubectlId, stepOf } from './identity.ts';
import { connectionError, toStderr } from './output.ts';
import { podAnswered, reachPod } from './reach-pod.ts';

function intentGiven(state: ClusterState, fact: Fact<FactOf<'intent.given'>>): readonly FactBody[] {
  const { intent } = fact;
  const command = commandAfter(fact);
  switch (intent.type) {
    case 'kubectl.apply':
      return applyNext(state, fact, command, intent.objects, 0);
    case 'kubectl.delete':
      return deleteObject(state, fact, command, intent);
    case 'kubectl.certificate':
      return listRequests(state, fact, command);
    case 'kubectl.reachPod':
      return reachPod(state, fact, command, intent);
    default:
      return [];
  }
}

function answered(
  state: ClusterState,
  fact: Fact<FactOf<'response.received'>>,
): readonly FactBody[] {
  const step = stepOf(fact.exchange);
  const command = step && commandsOf(state.kubectl).get(step.command);
  if (!command) return [];
  const { answer } = state.exchanges.get(fact.exchange) ?? {};
  switch (command.intent.type) {
    case 'kubectl.apply':
      return applyAnswered(state, fact, step, command.intent.objects, answer);
    case 'kubectl.delete':
      return deleteAnswered(state, command.intent, answer);
    case 'kubectl.reachPod':
      return podAnswered(state, command.intent, answer);
    default:
      return certificateAnswered(state, fact, step, command, answer);
  }
}

function read(state: ClusterState, fact: Fact<FactOf<'crypto.completed'>>): readonly FactBody[] {
  const id = fact.purpose.of.slice(0, fact.purpose.of.indexOf('/'));
  const command = commandsOf(state.kubectl).get(id);
  return command ? requestRead(state, fact, id, command) : [];
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'intent.given') return intentGiven(state, fact);
  const by = kubectlId(state);
  if (fact.by !== by) return [];
  switch (fact.type) {
    case 'response.received':
      return answered(state, fact);
    case 'request.failed':
      return [toStderr(by, connectionError(state.spec.controlPlane.endpoint, fact.error))];
    case 'crypto.completed':
      return fact.purpose.name === 'kubectl.read' ? read(state, fact) : [];
    default:
      return [];
  }
}

export const kubectl: Component = { name: 'kubectl', react, evolve };
