import type { ClusterSpec } from '../cluster-spec.ts';
import type { Duration } from '../instant.ts';
import type { Intent } from '../intents.ts';
import type { ComponentId } from '../requests.ts';

export type ScenarioFact =
  /** Always fact 0. */
  | { readonly type: 'scenario.started'; readonly by: ComponentId; readonly cluster: ClusterSpec }
  | { readonly type: 'intent.given'; readonly by: ComponentId; readonly intent: Intent }
  /** An intent that cannot be carried out (no such CSR, no such node): why, in words for the reader. */
  | {
      readonly type: 'intent.refused';
      readonly by: ComponentId;
      readonly reason: string;
      readonly subject: string;
    }
  | {
      readonly type: 'host.clockSet';
      readonly by: ComponentId;
      readonly host: string;
      readonly offset: Duration;
    }
  | {
      readonly type: 'host.powerSet';
      readonly by: ComponentId;
      readonly host: string;
      readonly on: boolean;
    }
  | {
      readonly type: 'host.reachabilitySet';
      readonly by: ComponentId;
      readonly host: string;
      readonly reachable: boolean;
    };
