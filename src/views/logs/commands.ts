/** What was typed: a component's own command line when it starts, kubectl's for what the administrator does. */
import type { Fact } from '../../cluster/model/facts.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { RESOURCE_OF } from '../../cluster/model/objects.ts';
import type { LogsMemory, TerminalCommand } from './model.ts';

/** A resource as kubectl's arguments name it: singular. */
const singular = (resource: string): string => resource.replace(/s$/, '');

/** The kubectl command with which an intent begins. */
function kubectlCommand(intent: Intent): string | undefined {
  switch (intent.type) {
    case 'kubectl.apply':
      return 'kubectl apply -f objects.yaml';
    case 'kubectl.delete': {
      const namespace = intent.namespace === undefined ? '' : ` --namespace=${intent.namespace}`;
      return `kubectl delete ${singular(RESOURCE_OF[intent.kind])} ${intent.name}${namespace}`;
    }
    case 'kubectl.certificate':
      // The list tells the name of the request that is meant.
      return 'kubectl get csr';
    default:
      return undefined;
  }
}

/** The decision that a fact begins, once a name is known: the first request of `kubectl certificate`. */
function decision(fact: Fact, { kubectl, deciding }: LogsMemory): string | undefined {
  if (fact.type !== 'request.prepared' || fact.by !== kubectl || !deciding) return undefined;
  const { request } = fact;
  const isIt =
    request.kind === 'resource' &&
    request.verb === 'get' &&
    request.resource === 'certificatesigningrequests';
  return isIt ? `kubectl certificate ${deciding} ${request.name ?? ''}` : undefined;
}

/** The command that a fact shows, if any. */
export function commandOf(fact: Fact, memory: LogsMemory): TerminalCommand | undefined {
  const { seq } = fact;
  if (fact.type === 'process.started')
    return { seq, component: fact.by, command: fact.commandLine.join(' ') };
  const command =
    fact.type === 'intent.given' ? kubectlCommand(fact.intent) : decision(fact, memory);
  return command === undefined ? undefined : { seq, component: memory.kubectl, command };
}
