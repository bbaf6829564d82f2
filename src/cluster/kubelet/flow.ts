/** Who waits for the request under way: the bootstrap that blocks the start, or the certificate manager. */
import {
  notSigned,
  notStored,
  requestFailed,
  WRAPPED,
} from '../../releases/kubelet-logs-rotation.ts';
import type { LogWording } from '../../releases/log-wording.ts';
import type { Timeline } from '../../releases/timeline.ts';
import type { FactBody } from '../model/facts.ts';
import { attemptFailed } from './attempt-failed.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { printed } from './log.ts';
import { moved, position, type KubeletChart } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { serverHealthy, type RequestFailure } from './rotation/server-health.ts';

const IN_BOOTSTRAP: ReadonlySet<string> = new Set([
  'requesting',
  'waitingForCertificate',
  'storing',
]);

export const flowOf = (kubelet: NodeKubelet): KubeletChart =>
  IN_BOOTSTRAP.has(position(kubelet, 'bootstrap').value) ? 'bootstrap' : 'clientCertificate';

export const isWaitingForCertificate = (kubelet: NodeKubelet): boolean =>
  position(kubelet, flowOf(kubelet)).value === 'waitingForCertificate';

function ended(
  kubelet: NodeKubelet,
  line: Timeline<LogWording>,
  wrapped: string,
  text: string,
  healthy: boolean | undefined,
): readonly FactBody[] {
  if (flowOf(kubelet) === 'bootstrap')
    return moved(kubelet, 'bootstrap', { type: 'stepFailed', reason: text });
  const signer = SIGNER_NAMES.client;
  const values = { signer, err: text, wrapped: `${signer}: ${wrapped}: ${text}` };
  return [
    ...printed(kubelet.by, line.at(kubelet.release), values),
    ...attemptFailed(kubelet, text, healthy),
  ];
}

/** The request was not taken. */
export const requestRefused = (
  kubelet: NodeKubelet,
  text: string,
  failure: RequestFailure,
): readonly FactBody[] =>
  ended(kubelet, requestFailed, WRAPPED.requestFailed, text, serverHealthy(failure));

/** The request was taken, but no certificate comes of it. */
export const waitEnded = (kubelet: NodeKubelet, text: string): readonly FactBody[] =>
  ended(kubelet, notSigned, WRAPPED.notSigned, text, undefined);

/** The certificate came, but could not be kept. */
export const notKept = (kubelet: NodeKubelet, text: string): readonly FactBody[] =>
  ended(kubelet, notStored, WRAPPED.notStored, text, undefined);
