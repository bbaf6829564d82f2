/** `kubectl logs` and `kubectl exec` (pkg/cmd/logs, pkg/cmd/exec). */
import { kubectlTriesWebSocket, translatesWebSocket } from '../../releases/apiserver-to-kubelet.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { Intent } from '../model/intents.ts';
import type { ApiAnswer, ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { called, kubectlId, kubectlRelease } from './identity.ts';
import { answerError, toStderr, toStdout } from './output.ts';

type ReachIntent = Extract<Intent, { type: 'kubectl.reachPod' }>;

/** The static pod that each node runs: kubelets name its mirror pod after themselves. */
const podOn = (node: string): string => `web-${node}`;

/**
 * Exec over WebSocket is a GET, over SPDY a POST.
 * SIMPLIFIED: kubectl tries WebSocket first and falls back to SPDY with an older kube-apiserver; the try that fails is left
 * out.
 */
function execVerb(state: ClusterState): 'get' | 'create' {
  const webSocket =
    kubectlTriesWebSocket.at(kubectlRelease(state)) &&
    translatesWebSocket.at(state.spec.controlPlane.release);
  return webSocket ? 'get' : 'create';
}

export function reachPod(
  state: ClusterState,
  fact: Fact,
  command: string,
  { verb, node }: ReachIntent,
): readonly FactBody[] {
  const request: ResourceRequest = {
    kind: 'resource',
    apiGroup: '',
    apiVersion: 'v1',
    resource: 'pods',
    namespace: 'default',
    name: podOn(node),
    ...(verb === 'logs'
      ? { verb: 'get', subresource: 'log' }
      : { verb: execVerb(state), subresource: 'exec' }),
  };
  return [called(state, fact, { command, step: 'reach', index: 0 }, request)];
}

/** The error of exec where the connection could not be turned into a stream (httpstream/spdy/roundtripper.go, NewConnection). */
function execError(state: ClusterState, answer: ApiAnswer | undefined): string | undefined {
  if (answer?.kind === 'text' && answer.code >= 300)
    return `error: unable to upgrade connection: ${answer.text}`;
  const overStream = execVerb(state) === 'get' && answer?.kind === 'status';
  return overStream && answer.status.reason === 'InternalError'
    ? `error: ${answer.status.message}`
    : answerError(answer, kubectlRelease(state));
}

export function podAnswered(
  state: ClusterState,
  { verb }: ReachIntent,
  answer: ApiAnswer | undefined,
): readonly FactBody[] {
  const by = kubectlId(state);
  const error =
    verb === 'exec' ? execError(state, answer) : answerError(answer, kubectlRelease(state));
  if (error !== undefined) return [toStderr(by, error)];
  return answer?.kind === 'text' ? [toStdout(by, answer.text.replace(/\n$/, ''))] : [];
}
