import type { FactBody } from '../model/facts.ts';
import type { Status } from '../model/objects.ts';
import type { ApiAnswer } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import type { Exchange } from '../model/state/transport.ts';
import { apiServerId } from './identity.ts';

export function answer(
  state: ClusterState,
  exchange: Pick<Exchange, 'id'>,
  answered: ApiAnswer,
): FactBody {
  return { type: 'response.sent', by: apiServerId(state), exchange: exchange.id, answer: answered };
}

/** The answer to a request that a stage has refused. */
export function refusal(
  state: ClusterState,
  exchange: Pick<Exchange, 'id'>,
  status: Status,
): FactBody {
  return answer(state, exchange, { kind: 'status', code: status.code, status });
}
