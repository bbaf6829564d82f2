/**
 * Waits for the certificate with a list and a watch on the request's name.
 *
 * SIMPLIFIED: from 1.19 a kubelet lists twice, first to see which version of the API the server has; here it lists once,
 * in the version that took its request.
 */
import { approvedNotIssued, issued } from '../../releases/kubelet-logs-rotation.ts';
import { beginsWatchAgain, waitBeginsWith } from '../../releases/kubelet-requests.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { CertificateSigningRequest } from '../model/objects.ts';
import type { WatchEvent } from '../model/requests.ts';
import type { Exchange } from '../model/state/transport.ts';
import { certificateConfigOf } from './api-config.ts';
import { asked } from './crypto.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { waitForCertificate } from './csr/wait-for-certificate.ts';
import { csrRequest, failureOf, lastExchange, requested, type Failed } from './exchanges.ts';
import { flowOf, isWaitingForCertificate, waitEnded } from './flow.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';

function askedFor(kubelet: NodeKubelet, fact: Fact, verb: 'list' | 'watch'): readonly FactBody[] {
  const config = certificateConfigOf(kubelet);
  const { name, version } = managerOf(kubelet).request ?? {};
  if (!config || name === undefined || version === undefined) return [];
  const request = csrRequest(version, { verb, fieldSelector: `metadata.name=${name}` });
  return [requested(kubelet, fact, verb === 'list' ? 'listCsr' : 'watchCsr', config, request)];
}

export const waitBegun = (kubelet: NodeKubelet, fact: Fact): readonly FactBody[] =>
  askedFor(kubelet, fact, waitBeginsWith.at(kubelet.release));

/** The list shows how it stands; a watch follows where that is no verdict. */
export function listAnswered(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  if (!isWaitingForCertificate(kubelet)) return [];
  const failure = failureOf(kubelet, exchange, certificateConfigOf(kubelet)?.server ?? '');
  if (failure) return listRefused(kubelet, failure);
  const items = exchange.answer?.kind === 'list' ? exchange.answer.items : [];
  const object = items.find((item) => item.kind === 'CertificateSigningRequest');
  const result = object ? judged(kubelet, fact, 'ADDED', object) : { over: false, facts: [] };
  return result.over ? result.facts : [...result.facts, ...askedFor(kubelet, fact, 'watch')];
}

export function watchReceived(
  kubelet: NodeKubelet,
  fact: Fact,
  event: WatchEvent,
): readonly FactBody[] {
  if (!isWaitingForCertificate(kubelet) || event.object.kind !== 'CertificateSigningRequest')
    return [];
  const result = judged(kubelet, fact, event.type, event.object);
  return result.over ? [...watchEnded(kubelet), ...result.facts] : result.facts;
}

/** From 1.14 a list that fails is begun again, whatever the error; before, it ends the wait. */
const listRefused = (kubelet: NodeKubelet, failure: Failed): readonly FactBody[] =>
  beginsWatchAgain.at(kubelet.release)
    ? waitEnded(kubelet, { kind: 'watchClosed' })
    : waitEnded(kubelet, { kind: 'error', text: failure.text, failure });

/** Where the watch is all there is, its refusal ends the wait as that of a list does later. */
export function watchAnswered(kubelet: NodeKubelet, exchange: Exchange): readonly FactBody[] {
  if (exchange.answer?.kind === 'watching') return [];
  const failure = failureOf(kubelet, exchange, certificateConfigOf(kubelet)?.server ?? '');
  return failure &&
    waitBeginsWith.at(kubelet.release) === 'watch' &&
    isWaitingForCertificate(kubelet)
    ? listRefused(kubelet, failure)
    : watchBroken(kubelet);
}

/** The watch could not be begun, or ended. */
export function watchBroken(kubelet: NodeKubelet): readonly FactBody[] {
  return isWaitingForCertificate(kubelet) ? waitEnded(kubelet, { kind: 'watchClosed' }) : [];
}

/** Tells the server that nobody looks at the watch any more. */
export function watchEnded(kubelet: NodeKubelet): readonly FactBody[] {
  const exchange = lastExchange(kubelet, 'watchCsr');
  const isOpen =
    exchange !== undefined && kubelet.state.exchanges.get(exchange)?.stage === 'watching';
  return isOpen ? [{ type: 'watch.closed', by: kubelet.by, exchange }] : [];
}

interface Judged {
  readonly over: boolean;
  readonly facts: readonly FactBody[];
}

function judged(
  kubelet: NodeKubelet,
  fact: Fact,
  event: WatchEvent['type'],
  object: CertificateSigningRequest,
): Judged {
  const { by, release, purpose } = kubelet;
  const { request } = managerOf(kubelet);
  const awaited = { name: request?.name ?? '', uid: request?.uid };
  const verdict = waitForCertificate(awaited, event, object, release);
  const values = { signer: SIGNER_NAMES[purpose], csr: object.metadata.name };
  switch (verdict.kind) {
    case 'waiting':
      return {
        over: false,
        facts: verdict.approved ? printed(by, approvedNotIssued.at(release), values) : [],
      };
    case 'ended':
      return {
        over: true,
        facts: waitEnded(kubelet, { kind: 'error', text: verdict.error }),
      };
    case 'issued':
      return {
        over: true,
        facts: [
          ...printed(by, issued.at(release), values),
          ...moved(kubelet, flowOf(kubelet), { type: 'certificateIssued' }),
          asked(kubelet, fact, 'issuedCertificate', {
            kind: 'readCertificate',
            pem: verdict.certificate,
          }),
        ],
      };
  }
}
