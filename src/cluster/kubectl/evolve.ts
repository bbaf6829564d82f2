/** The part of the state that kubectl owns: the administrator's credentials, and what is being run with them. */
import type { Fact, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import { commonNameOf } from '../model/names.ts';
import { componentKind } from '../model/requests.ts';
import { PersistentMap, type ClusterState } from '../model/state.ts';
import type { KubectlCommand, KubectlState } from '../model/state/kubectl.ts';
import { kubectlId, stepOf } from './identity.ts';

export const commandsOf = (owned: KubectlState): PersistentMap<string, KubectlCommand> =>
  owned.commands ?? PersistentMap<string, KubectlCommand>();

/** Id of the command that an intent starts. */
export const commandAfter = (fact: Pick<Fact, 'seq'>): string => idAfter(fact, 'command');

function certificateIssued(owned: KubectlState, fact: FactOf<'certificate.issued'>): KubectlState {
  if (componentKind(fact.by) !== 'kubeadm') return owned;
  if (fact.role === 'ca') return { ...owned, clusterCa: fact.pem };
  if (fact.role !== 'admin' || fact.key === undefined) return owned;
  const roots = owned.clusterCa === undefined ? [] : [owned.clusterCa];
  return { ...owned, admin: { chain: [fact.pem], key: fact.key, roots } };
}

function intentGiven(owned: KubectlState, fact: Fact<FactOf<'intent.given'>>): KubectlState {
  const { intent } = fact;
  if (!intent.type.startsWith('kubectl.')) return owned;
  return {
    ...owned,
    commands: commandsOf(owned).set(commandAfter(fact), { intent, commonNames: {}, conflicts: 0 }),
  };
}

function requestedName(outcome: CryptoOutcome): string | null {
  return outcome.kind === 'readCsr' && outcome.result.ok
    ? commonNameOf(outcome.result.request.subject)
    : null;
}

function requestRead(owned: KubectlState, fact: FactOf<'crypto.completed'>): KubectlState {
  if (fact.purpose.name !== 'kubectl.read') return owned;
  const slash = fact.purpose.of.indexOf('/');
  const [id, csr] = [fact.purpose.of.slice(0, slash), fact.purpose.of.slice(slash + 1)];
  const command = commandsOf(owned).get(id);
  if (!command) return owned;
  const commonNames = { ...command.commonNames, [csr]: requestedName(fact.outcome) };
  return { ...owned, commands: commandsOf(owned).set(id, { ...command, commonNames }) };
}

/** Which exchange listed the requests, and how often a decision met a conflict. */
function answered(state: ClusterState, owned: KubectlState, exchange: string): KubectlState {
  const step = stepOf(exchange);
  const command = step && commandsOf(owned).get(step.command);
  if (!command) return owned;
  const answer = state.exchanges.get(exchange)?.answer;
  const change = (changed: KubectlCommand) => ({
    ...owned,
    commands: commandsOf(owned).set(step.command, changed),
  });
  if (step.step === 'certificate.list') return change({ ...command, list: exchange });
  const conflict = answer?.kind === 'status' && answer.code === 409;
  return conflict ? change({ ...command, conflicts: command.conflicts + 1 }) : owned;
}

function evolveOwn(state: ClusterState, owned: KubectlState, fact: Fact): KubectlState {
  switch (fact.type) {
    case 'certificate.issued':
      return certificateIssued(owned, fact);
    case 'intent.given':
      return intentGiven(owned, fact);
    case 'crypto.completed':
      return fact.by === kubectlId(state) ? requestRead(owned, fact) : owned;
    case 'response.received':
      return fact.by === kubectlId(state) ? answered(state, owned, fact.exchange) : owned;
    default:
      return owned;
  }
}

/** What a fact does to kubectl's state. */
export function evolve(state: ClusterState, fact: Fact): ClusterState {
  const owned = evolveOwn(state, state.kubectl, fact);
  return owned === state.kubectl ? state : { ...state, kubectl: owned };
}
