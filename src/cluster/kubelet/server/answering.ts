/** Answers of port 10250. */
import {
  authenticationError,
  authorizationError,
  forbidden,
} from '../../../releases/kubelet-server-logs.ts';
import type { AuthenticatorVerdict } from '../../model/facts/apiserver.ts';
import type { FactBody } from '../../model/facts.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { printed } from '../log.ts';
import type { NodeKubelet } from '../node-kubelet.ts';
import type { Access } from './access.ts';
import { authorizationErrorText, forbiddenText, UNAUTHORIZED } from './texts.ts';

const text = (kubelet: NodeKubelet, exchange: Exchange, code: number, body: string): FactBody => ({
  type: 'response.sent',
  by: kubelet.by,
  exchange: exchange.id,
  answer: { kind: 'text', code, text: body },
});

/** 401. Only an error is logged; a caller that is merely unknown is not. */
export function unauthorized(
  kubelet: NodeKubelet,
  exchange: Exchange,
  tried: readonly AuthenticatorVerdict[],
  err: string | undefined,
): readonly FactBody[] {
  const { by, release } = kubelet;
  return [
    ...(err === undefined ? [] : printed(by, authenticationError.at(release), { err })),
    { type: 'request.notAuthenticated', by, exchange: exchange.id, tried },
    text(kubelet, exchange, 401, UNAUTHORIZED),
  ];
}

/** 403, after every subresource that would have done was refused. */
export function refused(
  kubelet: NodeKubelet,
  exchange: Exchange,
  user: string,
  access: Access,
): readonly FactBody[] {
  const { by, release } = kubelet;
  const message = forbiddenText(user, access, release);
  return [
    ...access.subresources.flatMap((subresource) =>
      printed(by, forbidden.at(release), { user, verb: access.verb, subresource }),
    ),
    {
      type: 'request.notAuthorized',
      by,
      exchange: exchange.id,
      asked: access.subresources.map((subresource) => ({
        authorizer: 'Webhook',
        outcome: 'noOpinion',
        reason: `nodes/${subresource}`,
      })),
      message,
    },
    text(kubelet, exchange, 403, message),
  ];
}

/** 500: the review itself could not be done. */
export function notReviewed(
  kubelet: NodeKubelet,
  exchange: Exchange,
  user: string,
  verb: string,
  subresource: string,
  err: string,
): readonly FactBody[] {
  const { by, release } = kubelet;
  return [
    ...printed(by, authorizationError.at(release), { user, verb, subresource, err }),
    text(kubelet, exchange, 500, authorizationErrorText(user, verb, subresource)),
  ];
}

/**
 * SIMPLIFIED: no pod runs here, so that each path has one fixed answer: a line of log, the name of the pod as its
 * `hostname` prints it, a line of metrics.
 */
function body(
  kubelet: NodeKubelet,
  path: string,
): { readonly code: number; readonly text: string } {
  const [, first = '', , pod = ''] = path.replace(/\?.*$/, '').split('/');
  switch (first) {
    case 'containerLogs':
      return { code: 200, text: `${pod} listens on port 8080\n` };
    case 'exec':
      return { code: 101, text: `${pod}\n` };
    case 'healthz':
      return { code: 200, text: 'ok' };
    case 'metrics':
      return { code: 200, text: 'node_memory_working_set_bytes 5.36870912e+08\n' };
    case 'stats':
      return { code: 200, text: `{"node":{"nodeName":"${kubelet.node}"}}` };
    default:
      return { code: 404, text: '404 page not found\n' };
  }
}

/** The caller may: what it asked for. */
export function served(kubelet: NodeKubelet, exchange: Exchange, path: string): FactBody {
  const answer = body(kubelet, path);
  return text(kubelet, exchange, answer.code, answer.text);
}
