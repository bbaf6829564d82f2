/** The certificate manager at work: what it does on entering each state of the client certificate's chart. */
import { keyAlgorithm, waitTimeoutText } from '../../releases/kubelet-requests.ts';
import { rotating } from '../../releases/kubelet-logs-rotation.ts';
import type { CryptoOutcome, KeyRef } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { attemptFailed } from './attempt-failed.ts';
import { asked, resultOf } from './crypto.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { exitCheckRearmed } from './exit-rule.ts';
import { waitEnded } from './flow.ts';
import { printed } from './log.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { signingAsked } from './requesting.ts';
import { waitBegun, watchEnded } from './waiting.ts';

export function clientCertificateEntered(
  kubelet: NodeKubelet,
  fact: Fact,
  stateEntered: string,
): readonly FactBody[] {
  switch (stateEntered) {
    case 'requesting':
      return attemptBegun(kubelet, fact);
    case 'waitingForCertificate':
      return waitBegun(kubelet, fact);
    case 'timedOut':
      return [...watchEnded(kubelet), ...waitEnded(kubelet, waitTimeoutText.at(kubelet.release))];
    case 'pausing':
      return exitCheckRearmed(kubelet);
    default:
      return [];
  }
}

/** Every attempt has a new key, which stays in memory until the certificate is there. */
function attemptBegun(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const key = `${idAfter(fact, 'key-kubelet-client')}-${kubelet.node}`;
  return [
    ...printed(kubelet.by, rotating.at(kubelet.release), { signer: SIGNER_NAMES.client }),
    asked(kubelet, fact, 'rotationKey', {
      kind: 'generateKey',
      key,
      algorithm: keyAlgorithm.at(kubelet.release),
    }),
  ];
}

export function rotationKeyMade(
  kubelet: NodeKubelet,
  fact: Fact,
  key: KeyRef,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'generateKey');
  if (!made) return attemptFailed(kubelet, 'unable to generate a new private key', undefined);
  return [
    { type: 'key.generated', by: kubelet.by, key, publicKey: made.publicKey },
    signingAsked(kubelet, fact, key),
  ];
}
