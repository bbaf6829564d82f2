/** All kubelets of a cluster: one component, which looks at whose fact it is. */
import { loopPause } from '../../releases/kubelet-rotation.ts';
import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { bootstrapEntered } from './bootstrap.ts';
import { clientCertificateEntered } from './manager.ts';
import {
  connectionCheckSet,
  connectionsChecked,
  existingNodeAnswered,
  registrationAnswered,
  registrationAttempted,
  registrationSet,
} from './registration.ts';
import { cryptoCompleted } from './crypto-completed.ts';
import { deadlineAnnounced } from './deadline-lines.ts';
import { evolveKubelet } from './evolve.ts';
import { exitChecked, silentChecks } from './exit-rule.ts';
import { ownExchange } from './exchanges.ts';
import { delayPassed, position, timerSet } from './moves.ts';
import { kubeletBy, type NodeKubelet } from './node-kubelet.ts';
import { existingAnswered } from './reusing.ts';
import { postAnswered } from './requesting.ts';
import { healthzAnswered, serverAsked } from './server-wait.ts';
import { bootstrapDone, processStarted, startIntended, stopIntended } from './start.ts';
import { listAnswered, waitBegun, watchBroken, watchReceived } from './waiting.ts';

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'intent.given') {
    if (fact.intent.type === 'kubelet.start') return startIntended(state, fact.intent.node);
    return fact.intent.type === 'kubelet.stop' ? stopIntended(state, fact.intent.node) : [];
  }
  const kubelet = kubeletBy(state, fact.by);
  return kubelet?.isRunning ? reactRunning(kubelet, fact) : [];
}

function reactRunning(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  switch (fact.type) {
    case 'process.started':
      return processStarted(kubelet, fact);
    case 'lifecycle.moved':
      return entered(kubelet, fact);
    case 'crypto.completed':
      return fact.purpose.of === kubelet.memory.run ? cryptoCompleted(kubelet, fact) : [];
    case 'timer.fired':
      return fact.purpose.of === kubelet.memory.run ? timerFired(kubelet, fact) : [];
    case 'response.received':
    case 'request.failed':
      return answered(kubelet, fact);
    case 'watch.received':
      return ownExchange(kubelet, fact.exchange) ? watchReceived(kubelet, fact, fact.event) : [];
    case 'watch.closed':
      return ownExchange(kubelet, fact.exchange) ? watchBroken(kubelet) : [];
    case 'certificate.installed':
      return certificateInstalled(kubelet, fact);
    default:
      return [];
  }
}

/** The chart says where the kubelet stands; entering a state is what makes it do the next thing. */
function entered(kubelet: NodeKubelet, fact: Fact<FactOf<'lifecycle.moved'>>): readonly FactBody[] {
  if (fact.chart !== 'bootstrap' && fact.chart !== 'clientCertificate') return [];
  if (position(kubelet, fact.chart).value !== fact.to) return [];
  if (fact.chart === 'clientCertificate') return clientCertificateEntered(kubelet, fact, fact.to);
  return fact.to === 'done' || fact.to === 'kubeconfigValid'
    ? bootstrapDone(kubelet, fact)
    : bootstrapEntered(kubelet, fact);
}

function timerFired(kubelet: NodeKubelet, fact: Fact<FactOf<'timer.fired'>>): readonly FactBody[] {
  switch (fact.purpose.name) {
    case 'askServer':
      return serverAsked(kubelet, fact);
    case 'watchAgain':
      return waitBegun(kubelet, fact);
    case 'register':
      return registrationAttempted(kubelet, fact);
    case 'connectionCheck':
      return connectionsChecked(kubelet);
    case 'exitCheck':
      return exitChecked(kubelet);
    case 'rotationLoop': {
      const held = kubelet.memory.clientCertificate;
      return held ? deadlineAnnounced(kubelet, held.certificate) : [];
    }
    default:
      return delayPassed(kubelet, fact.purpose.name);
  }
}

function answered(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'response.received' | 'request.failed'>>,
): readonly FactBody[] {
  const own = ownExchange(kubelet, fact.exchange);
  if (!own) return [];
  const { exchange } = own;
  switch (own.label) {
    case 'healthz':
      return healthzAnswered(kubelet, fact, exchange);
    case 'createCsr':
      return postAnswered(kubelet, fact, exchange);
    case 'getCsr':
      return existingAnswered(kubelet, fact, exchange);
    case 'listCsr':
      return listAnswered(kubelet, fact, exchange);
    case 'watchCsr':
      return exchange.answer?.kind === 'watching' ? [] : watchBroken(kubelet);
    case 'registerNode':
      return registrationAnswered(kubelet, fact, exchange);
    case 'getNode':
      return existingNodeAnswered(kubelet, exchange);
  }
}

/** The kubelet has a certificate: it goes on as its node. */
function certificateInstalled(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'certificate.installed'>>,
): readonly FactBody[] {
  if (fact.role !== 'kubelet-client') return [];
  const cameWhileRunning =
    kubelet.memory.request !== undefined &&
    position(kubelet, 'bootstrap').context['rotationRunsInBackground'] === true;
  if (!cameWhileRunning) return [registrationSet(kubelet)];
  return [
    ...silentChecks(kubelet),
    timerSet(kubelet, 'rotationLoop', loopPause.at(kubelet.release)),
    connectionCheckSet(kubelet),
  ];
}

export const kubelet: Component = { name: 'kubelet', react, evolve: evolveKubelet };
