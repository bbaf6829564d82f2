/**
 * The end of a stretch of renewals that were passed over.
 * SIMPLIFIED: the certificate of the last of them is signed by the cluster's CA at once, with the fields of the one
 * before the stretch, without the exchanges that led to it.
 */
import { keyAlgorithm } from '../../releases/kubelet-requests.ts';
import { leafSubjectKeyIdentifier } from '../../releases/signer.ts';
import type {
  CertificateDetails,
  CertificateTemplate,
  CryptoOutcome,
  KeyRef,
} from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { MINUTE, SECOND } from '../model/instant.ts';
import { rollHex } from '../model/roll.ts';
import { asked, resultOf } from './crypto.ts';
import { changeFacts } from './files.ts';
import { managerTimer, timerSet } from './moves.ts';
import { heldCertificate, managerOf, seenBy, type NodeKubelet } from './node-kubelet.ts';
import { managerStored, pairStored } from './storing.ts';

export function renewalResumed(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const key = `${idAfter(fact, `key-kubelet-${kubelet.purpose}`)}-${kubelet.node}`;
  const algorithm = keyAlgorithm.at(kubelet.release);
  return [asked(kubelet, fact, 'resumedKey', { kind: 'generateKey', key, algorithm })];
}

export function resumedKeyMade(
  kubelet: NodeKubelet,
  fact: Fact,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'generateKey');
  const { ca } = kubelet.state.controllerManager;
  const held = heldCertificate(kubelet);
  const key = managerOf(kubelet).request?.key;
  if (!made || !ca || !held || key === undefined) return [];
  return [
    { type: 'key.generated', by: kubelet.by, key, publicKey: made.publicKey },
    asked(kubelet, fact, 'resumedCertificate', {
      kind: 'issue',
      issuerKey: ca.key,
      issuer: ca.pem,
      publicKey: made.publicKey.spki,
      template: templateNow(kubelet, held.certificate, key),
    }),
  ];
}

/** A signer that counts in whole minutes is told by the certificate before. */
function templateNow(
  { state }: NodeKubelet,
  held: CertificateDetails,
  key: KeyRef,
): CertificateTemplate {
  const offset = state.hosts.get(state.spec.controlPlane.host)?.clockOffset ?? 0;
  const signedAt = state.now + offset;
  const lifetime = held.notAfter - held.notBefore;
  const unit = held.notBefore % MINUTE === 0 ? MINUTE : SECOND;
  const notBefore = Math.floor((signedAt - 5 * MINUTE) / unit) * unit;
  return {
    subject: held.subject,
    sans: held.sans,
    serial: rollHex(state.spec.seed, `serial/${key}`, 16).replace(/^[89a-f]/, '7'),
    notBefore,
    notAfter: notBefore + lifetime,
    keyUsages: held.keyUsages,
    extKeyUsages: held.extKeyUsages,
    basicConstraints: held.isCa === undefined ? 'absent' : 'leaf',
    subjectKeyIdentifier: leafSubjectKeyIdentifier.at(state.spec.controlPlane.release),
    authorityKeyIdentifier: true,
  };
}

export function resumedCertificateMade(
  kubelet: NodeKubelet,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'issue');
  const key = managerOf(kubelet).request?.key;
  if (!made || key === undefined) return [];
  const kept = pairStored(kubelet, key, made.pem, made.certificate);
  return [
    ...changeFacts(kept.changes, kubelet.by, kubelet.node),
    ...managerStored(kubelet, { key, pem: made.pem, certificate: made.certificate }),
  ];
}

/**
 * The client certificate is needed while its renewals are passed over: the stretch ends here.
 * @returns undefined where the certificate in memory is good
 */
export function resumedEarly(kubelet: NodeKubelet): readonly FactBody[] | undefined {
  const client = seenBy(kubelet, 'client');
  const { renewedUntil } = managerOf(client);
  const end = client.memory.clientCertificate?.certificate.notAfter ?? Infinity;
  if (renewedUntil === undefined || client.now <= end) return undefined;
  return [timerSet(client, managerTimer(client, 'resume'), 0)];
}
