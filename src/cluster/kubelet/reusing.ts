/** A request of the same name exists already: may it be waited for? */
import { reuseChecksExpiry } from '../../releases/kubelet-bootstrap.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { Exchange } from '../model/state/transport.ts';
import { certificateConfigOf } from './api-config.ts';
import { asked, resultOf } from './crypto.ts';
import { ensureCompatible, type FoundRequest } from './csr/ensure-compatible.ts';
import { failureOf } from './exchanges.ts';
import { requestRefused } from './flow.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { existingStillValid, wishOf } from './requesting.ts';

export function existingAnswered(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  const failure = failureOf(kubelet, exchange, certificateConfigOf(kubelet)?.server ?? '');
  if (failure)
    return requestRefused(
      kubelet,
      `cannot retrieve certificate signing request: ${failure.text}`,
      failure,
    );
  const found = managerOf(kubelet).request?.found;
  return found ? [asked(kubelet, fact, 'foundRequest', { kind: 'readCsr', pem: found.pem })] : [];
}

export function existingRead(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const certificate = managerOf(kubelet).request?.found?.certificate;
  if (certificate && reuseChecksExpiry.at(kubelet.release)) {
    return [
      asked(kubelet, fact, 'foundCertificate', { kind: 'readCertificate', pem: certificate }),
    ];
  }
  return judged(kubelet, undefined);
}

export function existingCertificateRead(
  kubelet: NodeKubelet,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const result = resultOf(outcome, 'readCertificate');
  return judged(kubelet, result?.ok ? result.certificates : 'unreadable');
}

function judged(
  kubelet: NodeKubelet,
  certificates: FoundRequest['certificates'],
): readonly FactBody[] {
  const { publicKeys } = kubelet.memory;
  const { request } = managerOf(kubelet);
  const { subject, signerName } = wishOf(kubelet);
  if (!request?.found?.decoded) return [];
  const found = {
    decoded: request.found.decoded,
    signerName: request.found.signerName,
    certificates,
  };
  const spki = request.key === undefined ? undefined : publicKeys?.[request.key];
  const objection = ensureCompatible(
    found,
    { subject, spki, signerName },
    kubelet.now,
    kubelet.release,
  );
  if (objection === undefined) return existingStillValid(kubelet);
  return requestRefused(kubelet, `retrieved csr is not compatible: ${objection}`, {
    code: undefined,
    unexpected: false,
  });
}
