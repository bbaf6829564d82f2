/** What a reader may do by hand at a step: acts that no recording can answer, so that they make a branch of a live run. */
import type { Intent } from '../cluster/model/intents.ts';
import type { ClusterRoleBinding } from '../cluster/model/objects.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';

export type Act =
  /** kubectl certificate approve, kubectl certificate deny: the node's latest client request. */
  | { readonly verb: 'approve' | 'deny' }
  /** A ClusterRoleBinding of the scenario, by name. */
  | { readonly verb: 'create' | 'delete'; readonly binding: string }
  /** The right bootstrap kubeconfig is put on the node, and the kubelet starts with it. */
  | { readonly verb: 'provision' };

/** An act and the step after whose end it is done. */
export interface ActAt {
  readonly act: Act;
  readonly step: string;
}

/** `approve`, `delete:<binding>`: how links and labels name an act. */
export const textOfAct = (act: Act): string =>
  'binding' in act ? `${act.verb}:${act.binding}` : act.verb;

/** The act that a text names, or undefined. */
export function actOfText(text: string): Act | undefined {
  const [verb, ...rest] = text.split(':');
  const binding = rest.join(':');
  switch (verb) {
    case 'approve':
    case 'deny':
    case 'provision':
      return binding === '' ? { verb } : undefined;
    case 'create':
    case 'delete':
      return binding === '' ? undefined : { verb, binding };
    default:
      return undefined;
  }
}

/** The ClusterRoleBindings that the scenario's administrator creates. */
export function bindingsOf(scenario: ScenarioOutline): readonly ClusterRoleBinding[] {
  return scenario.steps
    .flatMap((step) => step.does ?? [])
    .flatMap((intent) => (intent.type === 'kubectl.apply' ? intent.objects : []))
    .filter((object) => object.kind === 'ClusterRoleBinding');
}

/** The node that the scenario is about: the first that is provisioned. */
export function nodeOf(scenario: ScenarioOutline): string {
  const intents = scenario.steps.flatMap((step) => step.does ?? []);
  const found = intents.find((intent) => intent.type === 'node.provision');
  if (!found) throw new RangeError(`the scenario ${scenario.id} provisions no node`);
  return found.node;
}

/**
 * What the act gives to the cluster. A kubelet that has exited is started again where the act is there to mend it: its
 * service manager would.
 * @throws RangeError where the scenario has no binding of that name
 */
export function intentsOf(
  act: Act,
  scenario: ScenarioOutline,
  kubeletRuns: boolean,
): readonly Intent[] {
  const node = nodeOf(scenario);
  const restart: readonly Intent[] = kubeletRuns ? [] : [{ type: 'kubelet.start', node }];
  switch (act.verb) {
    case 'approve':
    case 'deny':
      return [{ type: 'kubectl.certificate', verb: act.verb, csr: { node, purpose: 'client' } }];
    case 'delete':
      return [{ type: 'kubectl.delete', kind: 'ClusterRoleBinding', name: act.binding }];
    case 'create': {
      const binding = bindingsOf(scenario).find(({ metadata }) => metadata.name === act.binding);
      if (!binding) throw new RangeError(`${scenario.id} has no binding "${act.binding}"`);
      return [{ type: 'kubectl.apply', objects: [binding] }, ...restart];
    }
    case 'provision':
      return [
        ...(kubeletRuns ? [{ type: 'kubelet.stop', node } as const] : []),
        { type: 'node.provision', node },
        { type: 'kubelet.start', node },
      ];
  }
}
