/** The memory of kubelets as a fold: what each has asked for, made, been told. */
import { retrySchedule } from '../../releases/kubelet-rotation.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import { componentKind, hostOf } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import type { KubeletState, RequestUnderWay } from '../model/state/kubelet.ts';
import { resultOf, type KubeletPurpose } from './crypto.ts';
import { labelOf } from './exchanges.ts';
import { loadRESTConfig } from './kubeconfig/load-rest-config.ts';
import { kubeletOf } from './node-kubelet.ts';

export function evolveKubelet(state: ClusterState, fact: Fact): ClusterState {
  if (componentKind(fact.by) !== 'kubelet') return state;
  const memory = state.kubelets.get(hostOf(fact.by));
  if (!memory) return state;
  const next = remembered(state, memory, fact);
  return next === memory ? state : { ...state, kubelets: state.kubelets.set(memory.node, next) };
}

function remembered(state: ClusterState, memory: KubeletState, fact: Fact): KubeletState {
  switch (fact.type) {
    case 'process.started':
      return { ...afterwards(memory), run: `run-${fact.seq}`, startedAt: fact.at };
    case 'process.exited':
      return afterwards(memory);
    case 'key.generated':
      return { ...memory, publicKeys: { ...memory.publicKeys, [fact.key]: fact.publicKey.spki } };
    case 'request.prepared':
      return {
        ...memory,
        exchanges: { ...memory.exchanges, [labelOf(fact.exchange)]: fact.exchange },
      };
    case 'crypto.asked':
      return afterAsking(memory, fact);
    case 'crypto.completed':
      return afterCrypto(memory, fact);
    case 'response.received':
      return afterAnswer(state, memory, fact);
    case 'lifecycle.moved':
      return afterMove(state, memory, fact);
    case 'certificate.installed': {
      const { key, pem, certificate } = fact;
      return fact.role === 'kubelet-client'
        ? { ...memory, clientCertificate: { key, pem, certificate } }
        : memory;
    }
    case 'timer.fired':
      return afterTimer(memory, fact);
    default:
      return memory;
  }
}

/** What outlives a process: the files' public halves are known from the keys. */
function afterwards({ node, publicKeys }: KubeletState): KubeletState {
  return { node, registered: false, ...(publicKeys ? { publicKeys } : {}) };
}

const withRequest = (memory: KubeletState, change: Partial<RequestUnderWay>): KubeletState => ({
  ...memory,
  request: { ...memory.request, ...change },
});

/** Its own purposes carry the run; those of handshakes another id. */
function isOwn(
  memory: KubeletState,
  fact: Fact<FactOf<'crypto.asked' | 'crypto.completed'>>,
): boolean {
  return memory.run !== undefined && fact.purpose.of === memory.run;
}

function afterAsking(memory: KubeletState, fact: Fact<FactOf<'crypto.asked'>>): KubeletState {
  if (!isOwn(memory, fact)) return memory;
  const name = fact.purpose.name as KubeletPurpose;
  if (fact.ask.kind === 'generateKey') return { ...memory, keyAsked: fact.ask.key };
  if (name === 'issuedCertificate' && fact.ask.kind === 'readCertificate')
    return withRequest(memory, { issued: fact.ask.pem });
  if (name === 'request' && fact.ask.kind === 'createCsr')
    return withRequest(memory, { key: fact.ask.key });
  return memory;
}

function afterCrypto(memory: KubeletState, fact: Fact<FactOf<'crypto.completed'>>): KubeletState {
  if (!isOwn(memory, fact)) return memory;
  const outcome: CryptoOutcome = fact.outcome;
  switch (fact.purpose.name as KubeletPurpose) {
    case 'bootstrapKey':
      return withRequest(memory, { keyIsNew: true });
    case 'requestName': {
      const named = resultOf(outcome, 'digestName');
      return named ? withRequest(memory, { wantedName: named.name }) : memory;
    }
    case 'request': {
      const made = resultOf(outcome, 'createCsr');
      return made ? withRequest(memory, { pem: made.pem }) : memory;
    }
    case 'foundRequest': {
      const decoded = resultOf(outcome, 'readCsr');
      const { found } = memory.request ?? {};
      return decoded && found ? withRequest(memory, { found: { ...found, decoded } }) : memory;
    }
    default:
      return memory;
  }
}

function afterAnswer(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'response.received'>>,
): KubeletState {
  const label = labelOf(fact.exchange);
  const exchange = state.exchanges.get(fact.exchange);
  const answer = exchange?.answer;
  if (memory.exchanges?.[label] !== fact.exchange || answer?.kind !== 'object') return memory;
  const { object } = answer;
  if (object.kind === 'Node') return { ...memory, registered: true };
  if (object.kind !== 'CertificateSigningRequest' || exchange?.request.kind !== 'resource')
    return memory;
  const { name, uid } = object.metadata;
  const { request, signerName } = object.spec;
  const { certificate } = object.status;
  const found = {
    pem: request,
    ...(signerName === undefined ? {} : { signerName }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  return {
    ...withRequest(memory, {
      name,
      version: exchange.request.apiVersion,
      ...(uid === undefined ? {} : { uid }),
      ...(label === 'getCsr' ? { found } : {}),
    }),
    waitingFor: name,
  };
}

function afterMove(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'lifecycle.moved'>>,
): KubeletState {
  const kubelet = kubeletOf(state, memory.node);
  if (!kubelet) return memory;
  if (fact.chart === 'bootstrap') {
    const key = fact.context['key'];
    if (fact.event === 'keyReady' && typeof key === 'string') return withRequest(memory, { key });
    const path =
      fact.event === 'bootstrapKubeconfigRead'
        ? kubelet.spec.bootstrapKubeconfig
        : fact.event === 'kubeconfigAccepted'
          ? kubelet.spec.kubeconfig
          : undefined;
    const config = path === undefined ? undefined : loadRESTConfig(kubelet.files, path);
    return config?.ok ? { ...memory, certificateConfig: config.value } : memory;
  }
  if (fact.chart !== 'clientCertificate') return memory;
  if (fact.to === 'requesting') {
    const { request: _, waitingFor: __, ...rest } = memory;
    return rest;
  }
  if (
    fact.to === 'pausing' &&
    memory.pollingSince === undefined &&
    Number(fact.context['failures']) >= retrySchedule.at(kubelet.release).steps
  ) {
    return { ...memory, pollingSince: fact.at };
  }
  return memory;
}

function afterTimer(memory: KubeletState, fact: Fact<FactOf<'timer.fired'>>): KubeletState {
  if (fact.purpose.of !== memory.run) return memory;
  if (fact.purpose.name === 'register')
    return { ...memory, registrationAttempts: (memory.registrationAttempts ?? 0) + 1 };
  if (fact.purpose.name === 'exitCheck')
    return { ...memory, exitChecks: { count: (memory.exitChecks?.count ?? 0) + 1, last: fact.at } };
  return memory;
}
