/** What a reader may do by hand at a step: acts that no recording can answer, so that they make a branch of a live run. */
import { DAY, HOUR, MINUTE } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { ClusterRoleBinding } from '../cluster/model/objects.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { isTimeTarget, type TimeTarget } from './time-targets.ts';

export type Act =
  /** kubectl certificate approve, kubectl certificate deny: the node's latest client request. */
  | { readonly verb: 'approve' | 'deny' }
  /** A ClusterRoleBinding of the scenario, by name. */
  | { readonly verb: 'create' | 'delete'; readonly binding: string }
  /** The right bootstrap kubeconfig is put on the node, and the kubelet starts with it. */
  | { readonly verb: 'provision' }
  | NodeAct;

/** What is done to the node, or by waiting: it belongs to the step at hand, and leads to no other. */
export type NodeAct =
  /** Time passes, until what `player/time-targets.ts` names. */
  | { readonly verb: 'wait'; readonly until: TimeTarget }
  | { readonly verb: 'power'; readonly on: boolean }
  | { readonly verb: 'restart' }
  /** The node's clock is set off the cluster's time: `+1h`, `-10m`; `0` is right. */
  | { readonly verb: 'clock'; readonly offset: string };

/** An act that takes no time itself. */
export type ImmediateAct = Exclude<Act, { verb: 'wait' }>;

/** An act and the step after whose end it is done. */
export interface ActAt {
  readonly act: Act;
  readonly step: string;
}

/** `approve`, `delete:<binding>`, `wait:year`, `power:off`: how links and labels name an act. */
export function textOfAct(act: Act): string {
  switch (act.verb) {
    case 'create':
    case 'delete':
      return `${act.verb}:${act.binding}`;
    case 'wait':
      return `wait:${act.until}`;
    case 'power':
      return `power:${act.on ? 'on' : 'off'}`;
    case 'clock':
      return `clock:${act.offset}`;
    default:
      return act.verb;
  }
}

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/** The length that `+1h` or `-10m` names, 0 for `0`; undefined for any other text. */
export function offsetOf(text: string): number | undefined {
  if (text === '0') return 0;
  const [, sign, digits, unit] = /^([+-])(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * Number(digits) * UNITS[unit]!;
}

/** Whether an act leads to no other step: it is seen at the one at hand. */
export const staysAtStep = (act: Act): act is NodeAct =>
  ['wait', 'power', 'restart', 'clock'].includes(act.verb);

/** The act that a text names, or undefined. */
export function actOfText(text: string): Act | undefined {
  const [verb, ...parts] = text.split(':');
  const rest = parts.join(':');
  switch (verb) {
    case 'approve':
    case 'deny':
    case 'provision':
    case 'restart':
      return rest === '' ? { verb } : undefined;
    case 'create':
    case 'delete':
      return rest === '' ? undefined : { verb, binding: rest };
    case 'wait':
      return isTimeTarget(rest) ? { verb, until: rest } : undefined;
    case 'power':
      return rest === 'on' || rest === 'off' ? { verb, on: rest === 'on' } : undefined;
    case 'clock':
      return offsetOf(rest) === undefined ? undefined : { verb, offset: rest };
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
  act: ImmediateAct,
  scenario: ScenarioOutline,
  kubeletRuns: boolean,
): readonly Intent[] {
  const node = nodeOf(scenario);
  const restart: readonly Intent[] = kubeletRuns ? [] : [{ type: 'kubelet.start', node }];
  switch (act.verb) {
    case 'approve':
    case 'deny':
      return [{ type: 'kubectl.certificate', verb: act.verb, csr: { node } }];
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
    case 'restart':
      return [
        ...(kubeletRuns ? [{ type: 'kubelet.stop', node } as const] : []),
        { type: 'kubelet.start', node },
      ];
    case 'power':
      return [{ type: 'host.setPower', host: node, on: act.on }];
    case 'clock':
      return [{ type: 'host.setClock', host: node, offset: offsetOf(act.offset) ?? 0 }];
  }
}
