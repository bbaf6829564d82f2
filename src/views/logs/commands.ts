/** What was typed: a component's own command line when it starts, kubectl's for what the administrator does. */
import type { Fact } from '../../cluster/model/facts.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { RESOURCE_OF } from '../../cluster/model/objects.ts';
import type { ComponentId } from '../../cluster/model/requests.ts';
import type { TerminalCommand } from './model.ts';

/** A resource as kubectl's arguments name it: singular. */
const singular = (resource: string): string => resource.replace(/s$/, '');

/** The kubectl command of an intent; `csrOf` gives the name of a node's latest CertificateSigningRequest. */
function kubectlCommand(
  intent: Intent,
  csrOf: (node: string) => string | undefined,
): string | undefined {
  switch (intent.type) {
    case 'kubectl.apply':
      return 'kubectl apply -f objects.yaml';
    case 'kubectl.delete': {
      const namespace = intent.namespace === undefined ? '' : ` --namespace=${intent.namespace}`;
      return `kubectl delete ${singular(RESOURCE_OF[intent.kind])} ${intent.name}${namespace}`;
    }
    case 'kubectl.certificate':
      return `kubectl certificate ${intent.verb} ${csrOf(intent.csr.node) ?? ''}`.trimEnd();
    default:
      return undefined;
  }
}

/** The command that a fact shows, if any. */
export function commandOf(
  fact: Fact,
  kubectl: ComponentId,
  csrOf: (node: string) => string | undefined,
): TerminalCommand | undefined {
  const { seq } = fact;
  if (fact.type === 'process.started')
    return { seq, component: fact.by, command: fact.commandLine.join(' ') };
  const command = fact.type === 'intent.given' ? kubectlCommand(fact.intent, csrOf) : undefined;
  return command === undefined ? undefined : { seq, component: kubectl, command };
}
