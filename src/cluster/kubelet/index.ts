/** All kubelets of a cluster: one component, which looks at whose fact it is. */
import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { Intent } from '../model/intents.ts';
import type { ClusterState } from '../model/state.ts';
import { bootstrapEntered } from './bootstrap.ts';
import { configurationIntended, configured } from './configuring.ts';
import { connectionCheckSet } from './connections.ts';
import { managerEntered } from './manager.ts';
import { existingNodeAnswered, registrationAnswered, registrationSet } from './registration.ts';
import { cryptoCompleted } from './crypto-completed.ts';
import { evolveKubelet } from './evolve.ts';
import { clockSet } from './expiry.ts';
import { exitCheckCancelled } from './exit-rule.ts';
import { ownExchange } from './exchanges.ts';
import { chartOf, isKubeletChart, position } from './moves.ts';
import { kubeletBy, kubeletOf, managerOf, seenBy, type NodeKubelet } from './node-kubelet.ts';
import { existingAnswered } from './reusing.ts';
import { postAnswered } from './requesting.ts';
import { healthzAnswered } from './server-wait.ts';
import { handshakeFailed } from './server/handshake-log.ts';
import { evolvePort, portReacts } from './server/index.ts';
import { selfSignedLate } from './self-signed-pair.ts';
import { servingBegun, servingBlocksStart } from './serving-manager.ts';
import { bootstrapDone, processStarted, startIntended, stopIntended } from './start.ts';
import { powerSet, processIsGone, supervisorTimerFired } from './supervisor.ts';
import { timerFired } from './timers.ts';
import { listAnswered, watchAnswered, watchBroken, watchReceived } from './waiting.ts';

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  switch (fact.type) {
    case 'intent.given':
      return intended(state, fact.intent);
    case 'host.powerSet': {
      const kubelet = kubeletOf(state, fact.host);
      return kubelet ? powerSet(kubelet, fact.on) : [];
    }
    case 'host.clockSet': {
      const kubelet = kubeletOf(state, fact.host);
      return kubelet?.isRunning ? clockSet(kubelet) : [];
    }
    case 'connection.refused':
      return handshakeFailed(state, fact);
    default:
      return reactOwn(state, fact);
  }
}

function intended(state: ClusterState, intent: Intent): readonly FactBody[] {
  switch (intent.type) {
    case 'kubelet.start':
      return startIntended(state, intent.node);
    case 'kubelet.stop':
      return stopIntended(state, intent.node);
    case 'kubelet.setServingBootstrap':
      return configurationIntended(state, intent.node);
    default:
      return [];
  }
}

/** What a kubelet, or its supervisor, did or was told itself. */
function reactOwn(state: ClusterState, fact: Fact): readonly FactBody[] {
  const kubelet = kubeletBy(state, fact.by);
  if (!kubelet) return [];
  if (fact.type === 'process.exited') return processIsGone(kubelet, fact);
  if (fact.type === 'timer.fired' && fact.purpose.name.startsWith('supervisor.'))
    return supervisorTimerFired(kubelet, fact);
  if (!kubelet.isRunning) return [];
  return portReacts(kubelet, fact) ?? reactRunning(kubelet, fact);
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
    case 'watch.received': {
      const own = ownExchange(kubelet, fact.exchange);
      return own ? watchReceived(seenBy(kubelet, own.purpose), fact, fact.event) : [];
    }
    case 'watch.closed': {
      const own = ownExchange(kubelet, fact.exchange);
      return own ? watchBroken(seenBy(kubelet, own.purpose)) : [];
    }
    case 'certificate.installed':
      return fact.role === 'kubelet-client' ? clientCertificateInstalled(kubelet, fact) : [];
    default:
      return [];
  }
}

/** The chart says where the kubelet stands; entering a state is what makes it do the next thing. */
function entered(running: NodeKubelet, fact: Fact<FactOf<'lifecycle.moved'>>): readonly FactBody[] {
  if (!isKubeletChart(fact.chart)) return [];
  if (position(running, fact.chart).value !== fact.to) return [];
  if (fact.chart === 'bootstrap')
    return fact.to === 'done' || fact.to === 'kubeconfigValid'
      ? bootstrapDone(running, fact)
      : bootstrapEntered(running, fact);
  const kubelet = seenBy(running, fact.chart === 'clientCertificate' ? 'client' : 'serving');
  return fact.chart === chartOf(kubelet) ? managerEntered(kubelet, fact) : [];
}

function answered(
  running: NodeKubelet,
  fact: Fact<FactOf<'response.received' | 'request.failed'>>,
): readonly FactBody[] {
  const own = ownExchange(running, fact.exchange);
  if (!own) return [];
  const { exchange } = own;
  const kubelet = seenBy(running, own.purpose);
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
      return watchAnswered(kubelet, exchange);
    case 'registerNode':
      return registrationAnswered(kubelet, fact, exchange);
    case 'getNode':
      return existingNodeAnswered(kubelet, exchange);
  }
}

/** The kubelet has a certificate: it goes on as its node. A later one replaces that, connections and all. */
function clientCertificateInstalled(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const manager = managerOf(kubelet);
  if (manager.installed > 1)
    return [...exitCheckCancelled(kubelet), ...connectionCheckSet(kubelet)];
  const cameWhileRunning =
    manager.request?.issued !== undefined &&
    position(kubelet, 'bootstrap').context['rotationRunsInBackground'] === true;
  if (cameWhileRunning) return [...exitCheckCancelled(kubelet), ...connectionCheckSet(kubelet)];
  const serving = [...selfSignedLate(kubelet, fact), ...servingBegun(kubelet, fact)];
  return servingBlocksStart(kubelet) ? serving : [registrationSet(kubelet), ...serving];
}

export const kubelet: Component = {
  name: 'kubelet',
  react,
  evolve: (state, fact) => evolvePort(evolveKubelet(configured(state, fact), fact), fact),
};
