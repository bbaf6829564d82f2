/** The memory of kubelets as a fold: what each has asked for, made, been told. */
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import { componentKind, hostOf } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import type { KubeletState } from '../model/state/kubelet.ts';
import { certificatesOf, purposeOf, resultOf } from './crypto.ts';
import { labelOf, purposeOfLabel } from './exchanges.ts';
import { certificatesIn, keyIn, pemBlocksOf } from './files.ts';
import { loadRESTConfig } from './kubeconfig/load-rest-config.ts';
import {
  managerExpired,
  managerInstalled,
  managerMoved,
  renewalsPassed,
  withRequest,
} from './manager-memory.ts';
import { kubeletOf, type NodeKubelet } from './node-kubelet.ts';
import { selfSignedPaths } from './paths.ts';
import { registrationPause } from './registration.ts';
import { equalTurns, outcomeOf } from './repeating.ts';
import { asksForServingCertificate } from './rotation-on.ts';
import { RESTART_PAUSE } from './supervisor.ts';

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
      return begun(state, memory, fact);
    case 'process.exited':
      return ended(memory, fact);
    case 'key.generated':
      return { ...memory, publicKeys: { ...memory.publicKeys, [fact.key]: fact.publicKey.spki } };
    case 'certificate.issued':
      return fact.role === 'kubelet-self-signed' && fact.key !== undefined
        ? { ...memory, serving: { chain: certificatesOf(fact.pem), key: fact.key } }
        : memory;
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
      return afterAnswer(state, afterRegistration(state, memory, fact), fact);
    case 'request.failed':
      return afterRegistration(state, memory, fact);
    case 'lifecycle.moved':
      return afterMove(state, memory, fact);
    case 'certificate.installed':
      return managerInstalled(state, memory, fact);
    case 'certificate.expired':
      return managerExpired(state, memory, fact);
    case 'attempts.repeated':
      return renewalsPassed(memory, fact);
    case 'timer.fired':
      return afterTimer(memory, fact);
    default:
      return memory;
  }
}

/** What outlives a process: the files' public halves are known from the keys, and systemd counts. */
function afterwards({ node, publicKeys, crashes }: KubeletState): KubeletState {
  return {
    node,
    registered: false,
    ...(publicKeys ? { publicKeys } : {}),
    ...(crashes ? { crashes } : {}),
  };
}

function begun(state: ClusterState, memory: KubeletState, fact: Fact): KubeletState {
  const next = { ...afterwards(memory), run: `run-${fact.seq}`, startedAt: fact.at };
  const kubelet = kubeletOf(state, memory.node);
  const serving = kubelet && selfSignedOnDisk(kubelet);
  return serving ? { ...next, serving } : next;
}

function selfSignedOnDisk(kubelet: NodeKubelet): KubeletState['serving'] {
  if (asksForServingCertificate(kubelet)) return undefined;
  const paths = selfSignedPaths(kubelet);
  const chain = certificatesIn(pemBlocksOf(kubelet.files, paths.certificate) ?? []);
  const key = keyIn(pemBlocksOf(kubelet.files, paths.key) ?? []);
  return key === undefined || chain.length === 0 ? undefined : { chain, key };
}

/** A process that was stopped on purpose ends no row of crashes, and begins one anew. */
function ended(memory: KubeletState, fact: Fact<FactOf<'process.exited'>>): KubeletState {
  const { crashes: before, ...rest } = afterwards(memory);
  if (fact.code === 0 || memory.startedAt === undefined) return rest;
  const every = fact.at + RESTART_PAUSE - memory.startedAt;
  return { ...rest, crashes: equalTurns(before, outcomeOf(fact.message), every) };
}

/** Its own purposes carry the run; those of handshakes another id. */
function isOwn(
  memory: KubeletState,
  fact: Fact<FactOf<'crypto.asked' | 'crypto.completed'>>,
): boolean {
  return memory.run !== undefined && fact.purpose.of === memory.run;
}

function afterAsking(memory: KubeletState, fact: Fact<FactOf<'crypto.asked'>>): KubeletState {
  if (!isOwn(memory, fact)) return memory;
  const { name, purpose } = purposeOf(fact.purpose.name);
  const { ask } = fact;
  if (name === 'issuedCertificate' && ask.kind === 'readCertificate')
    return withRequest(memory, purpose, { issued: ask.pem });
  if (name === 'rotationKey' && ask.kind === 'generateKey')
    return withRequest(memory, purpose, { key: ask.key });
  if (name === 'resumedKey' && ask.kind === 'generateKey')
    return withRequest(memory, purpose, { key: ask.key });
  if (ask.kind === 'generateKey') return { ...memory, keyAsked: ask.key };
  if (name === 'request' && ask.kind === 'createCsr')
    return withRequest(memory, purpose, { key: ask.key });
  if (name === 'kubeconfigCertificate' && ask.kind === 'readCertificate')
    return ask.key === undefined ? memory : { ...memory, mismatchedKey: ask.key };
  return name === 'storedCertificate' ? withRequest(memory, purpose, {}) : memory;
}

/** The key that was asked about counts as no mismatch unless it was found to be one. */
function withoutMatch(memory: KubeletState, outcome: CryptoOutcome): KubeletState {
  const read = resultOf(outcome, 'readCertificate');
  if (read?.ok && read.keyMatches === false) return memory;
  const { mismatchedKey: _, ...rest } = memory;
  return rest;
}

function afterCrypto(memory: KubeletState, fact: Fact<FactOf<'crypto.completed'>>): KubeletState {
  if (!isOwn(memory, fact)) return memory;
  const outcome: CryptoOutcome = fact.outcome;
  const { name, purpose } = purposeOf(fact.purpose.name);
  switch (name) {
    case 'kubeconfigCertificate':
      return withoutMatch(memory, outcome);
    case 'bootstrapKey':
      return withRequest(memory, purpose, { keyIsNew: true });
    case 'requestName': {
      const named = resultOf(outcome, 'digestName');
      return named ? withRequest(memory, purpose, { wantedName: named.name }) : memory;
    }
    case 'request': {
      const made = resultOf(outcome, 'createCsr');
      return made ? withRequest(memory, purpose, { pem: made.pem }) : memory;
    }
    case 'foundRequest': {
      const decoded = resultOf(outcome, 'readCsr');
      const { found } = memory.managers?.[purpose]?.request ?? {};
      return decoded && found
        ? withRequest(memory, purpose, { found: { ...found, decoded } })
        : memory;
    }
    default:
      return memory;
  }
}

/** Pauses between attempts stop growing, and every refusal is then like the one before. */
function afterRegistration(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'response.received' | 'request.failed'>>,
): KubeletState {
  const exchange = state.exchanges.get(fact.exchange);
  if (labelOf(fact.exchange) !== 'registerNode' || !exchange) return memory;
  const code = exchange.answer && 'code' in exchange.answer ? exchange.answer.code : '';
  const pause = registrationPause(memory.registrationAttempts ?? 0);
  const every = fact.at + pause - (memory.registrationBegan ?? fact.at);
  const outcome = exchange.error ?? String(code);
  return { ...memory, registrationTurns: equalTurns(memory.registrationTurns, outcome, every) };
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
  return withRequest(memory, purposeOfLabel(label), {
    name,
    version: exchange.request.apiVersion,
    ...(uid === undefined ? {} : { uid }),
    ...(label === 'getCsr' ? { found } : {}),
  });
}

function afterMove(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'lifecycle.moved'>>,
): KubeletState {
  const kubelet = kubeletOf(state, memory.node);
  if (!kubelet) return memory;
  if (fact.chart !== 'bootstrap') return managerMoved(kubelet, memory, fact);
  const key = fact.context['key'];
  if (fact.event === 'keyReady' && typeof key === 'string')
    return withRequest(memory, 'client', { key });
  const path =
    fact.event === 'bootstrapKubeconfigRead'
      ? kubelet.spec.bootstrapKubeconfig
      : fact.event === 'kubeconfigAccepted'
        ? kubelet.spec.kubeconfig
        : undefined;
  const config = path === undefined ? undefined : loadRESTConfig(kubelet.files, path);
  return config?.ok ? { ...memory, certificateConfig: config.value } : memory;
}

function afterTimer(memory: KubeletState, fact: Fact<FactOf<'timer.fired'>>): KubeletState {
  if (fact.purpose.of !== memory.run) return memory;
  if (fact.purpose.name === 'register')
    return {
      ...memory,
      registrationAttempts: (memory.registrationAttempts ?? 0) + 1,
      registrationBegan: fact.at,
    };
  if (fact.purpose.name === 'exitCheck')
    return { ...memory, exitChecks: { count: (memory.exitChecks?.count ?? 0) + 1, last: fact.at } };
  return memory;
}
