/** The first stage of a request to port 10250: who calls. */
import { idAfter } from '../../model/ids.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import type { NodeSpec } from '../../model/cluster-spec.ts';
import type { CryptoResults } from '../../model/crypto.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { kubeletServerSettings } from '../../transport/kubelet-port.ts';
import { certificatesIn, pemBlocksOf } from '../files.ts';
import type { NodeKubelet } from '../node-kubelet.ts';
import { unauthorized } from './answering.ts';
import { certificateVerdict, orAnonymous, tokenVerdict, type Caller } from './authentication.ts';
import { reviewFailure, tokenReviewed } from './reviews.ts';

export const AUTHENTICATE = 'port.authenticate';

export const settingsOf = ({ release, spec }: NodeKubelet) =>
  kubeletServerSettings({ release, kubelet: spec } satisfies Pick<NodeSpec, 'release' | 'kubelet'>);

/** SIMPLIFIED: a kubelet whose --client-ca-file is not there would not start; here it knows no certificate then. */
function clientCas(kubelet: NodeKubelet, path: string): readonly string[] {
  return certificatesIn(pemBlocksOf(kubelet.files, path) ?? []);
}

/** The request has arrived: certificates that came with the connection are checked first. */
export function authenticationBegun(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  const { connection } = exchange;
  const chain =
    connection === undefined ? [] : (kubelet.state.connections.get(connection)?.clientChain ?? []);
  const { clientCaFile } = settingsOf(kubelet);
  if (clientCaFile === undefined || chain.length === 0)
    return certificateJudged(kubelet, exchange, undefined);
  return [
    {
      type: 'crypto.asked',
      by: kubelet.by,
      effect: idAfter(fact, 'verify-caller'),
      purpose: { name: AUTHENTICATE, of: exchange.id },
      ask: {
        kind: 'verifyChain',
        chain,
        roots: clientCas(kubelet, clientCaFile),
        at: kubelet.now,
        purpose: 'clientAuth',
      },
    },
  ];
}

/** The certificates were checked. */
export function certificateChecked(
  kubelet: NodeKubelet,
  { outcome }: FactOf<'crypto.completed'>,
  exchange: Exchange,
): readonly FactBody[] {
  if (outcome.kind === 'verifyChain') return certificateJudged(kubelet, exchange, outcome.result);
  const detail = outcome.kind === 'failed' ? outcome.message : outcome.kind;
  const failure = { reason: 'malformed', detail } as const;
  return certificateJudged(kubelet, exchange, { ok: false, failure });
}

/** Who is not known by a certificate may have a token, which kube-apiserver is asked about. */
function certificateJudged(
  kubelet: NodeKubelet,
  exchange: Exchange,
  verified: CryptoResults['verifyChain'] | undefined,
): readonly FactBody[] {
  const caller = certificateVerdict(verified, kubelet.release);
  const { credential } = exchange;
  if (caller.user || credential.kind !== 'bearerToken' || !settingsOf(kubelet).tokenWebhook)
    return identified(kubelet, exchange, caller);
  const review = tokenReviewed(kubelet, exchange.id, credential.token);
  return review
    ? [review]
    : identified(kubelet, exchange, tokenVerdict(undefined, 'there is nobody to review the token'));
}

/** The token was reviewed, or could not be. */
export function tokenJudged(
  kubelet: NodeKubelet,
  exchange: Exchange,
  review: Exchange,
): readonly FactBody[] {
  const { answer } = review;
  if (answer?.kind === 'object' && answer.object.kind === 'TokenReview')
    return identified(kubelet, exchange, tokenVerdict(answer.object.status));
  return identified(kubelet, exchange, tokenVerdict(undefined, reviewFailure(kubelet, review)));
}

function identified(kubelet: NodeKubelet, exchange: Exchange, known: Caller): readonly FactBody[] {
  const { user, tried, error } = orAnonymous(known, settingsOf(kubelet));
  if (!user) return unauthorized(kubelet, exchange, tried, error);
  return [{ type: 'request.authenticated', by: kubelet.by, exchange: exchange.id, user, tried }];
}
