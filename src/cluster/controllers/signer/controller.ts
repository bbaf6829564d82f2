/** csrsigning: from an event of the informer to the certificate in status. */
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import { idAfter } from '../../model/ids.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { hostClock, type ClusterState } from '../../model/state.ts';
import { outcomeOf } from '../answers.ts';
import { decodedFrom } from '../csr-parsing.ts';
import { called, controllerManagerId, controllerManagerRelease, type Errand } from '../identity.ts';
import { begun, failed, isRunning, retryCancelled, syncOf } from '../syncs.ts';
import { flagDuration } from './duration.ts';
import { loopFor } from './loops.ts';
import {
  decideSigning,
  isDueForSigning,
  statusRequest,
  withCertificate,
  type SigningContext,
  type SigningDecision,
} from './signing.ts';
import { rolledSerial } from './template.ts';

/** The queue hands over a request: nothing happens while a pass runs, or unless it is approved and has no certificate. */
export function syncSigner(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const { name } = csr.metadata;
  if (!state.controllerManager.ca || isRunning(state, 'signer', name)) return [];
  if (!isDueForSigning(csr)) return retryCancelled(state, 'signer', name);
  if (loopFor(csr.spec.signerName, controllerManagerRelease(state)))
    return begun(state, fact, 'signer', csr);
  const reason = `no signer takes signerName ${csr.spec.signerName ?? ''}`;
  return [{ type: 'signer.ignored', by: controllerManagerId(state), csr: name, reason }];
}

function context(state: ClusterState, fact: Fact): SigningContext {
  const { host, release, controllerManager } = state.spec.controlPlane;
  const caNotAfter = state.controllerManager.ca?.certificate?.notAfter ?? Infinity;
  return {
    release,
    now: hostClock(state, host),
    most: flagDuration(controllerManager.clusterSigningDuration, release),
    caNotAfter,
    serial: rolledSerial(state.spec.seed, idAfter(fact, 'serial'), release),
  };
}

/** The PKCS#10 request was read: sign, refuse or leave it? */
export function requestRead(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const csr = syncOf(state, 'signer', fact.purpose.of)?.csr;
  const release = controllerManagerRelease(state);
  const loop = csr && loopFor(csr.spec.signerName, release);
  if (!csr || !loop) return [];
  const by = controllerManagerId(state);
  const { name } = csr.metadata;
  const verdict = decideSigning(csr, decodedFrom(fact.outcome), loop, context(state, fact));
  switch (verdict.kind) {
    case 'sign':
      return decided(state, fact, name, verdict.decision);
    case 'failed':
      return [
        { type: 'signer.refused', by, csr: name, message: verdict.problem },
        put(state, fact, 'fail', verdict.csr),
      ];
    case 'error':
      return [
        { type: 'signer.refused', by, csr: name, message: verdict.message },
        ...failed(state, 'signer', name, verdict.message),
      ];
    case 'ignored':
      return [{ type: 'signer.ignored', by, csr: name, reason: verdict.problem }];
    default:
      return [{ type: 'signer.ignored', by, csr: name, reason: 'not due for signing' }];
  }
}

function put(
  state: ClusterState,
  fact: Fact,
  step: 'fail' | 'certify',
  csr: CertificateSigningRequest,
): FactBody {
  const errand: Errand = { controller: 'signer', step, of: csr.metadata.name };
  return called(
    state,
    fact,
    'certificate-controller',
    errand,
    statusRequest(csr, controllerManagerRelease(state)),
  );
}

function decided(
  state: ClusterState,
  fact: Fact,
  csr: string,
  decision: SigningDecision,
): readonly FactBody[] {
  const { ca } = state.controllerManager;
  if (!ca) return [];
  const by = controllerManagerId(state);
  const { request, template, duration, cappedBy } = decision;
  const { notBefore, notAfter } = template;
  return [
    {
      type: 'signer.decided',
      by,
      csr,
      duration,
      ...(cappedBy ? { cappedBy } : {}),
      notBefore,
      notAfter,
    },
    {
      type: 'crypto.asked',
      by,
      effect: idAfter(fact, `kcm/signer/issue/${csr}`),
      purpose: { name: 'signer.issue', of: csr },
      ask: {
        kind: 'issue',
        issuerKey: ca.key,
        issuer: ca.pem,
        publicKey: request.publicKey.spki,
        template,
      },
    },
  ];
}

/** The certificate was signed, or could not be. */
export function certificateMade(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const csr = syncOf(state, 'signer', fact.purpose.of)?.csr;
  if (!csr) return [];
  const { outcome } = fact;
  if (outcome.kind !== 'issue') {
    const detail =
      outcome.kind === 'failed' ? outcome.message : `unexpected outcome ${outcome.kind}`;
    return failed(
      state,
      'signer',
      fact.purpose.of,
      `error auto signing csr: failed to sign certificate: ${detail}`,
    );
  }
  const { pem, certificate } = outcome.result;
  return [
    { type: 'certificate.issued', by: controllerManagerId(state), role: 'csr', pem, certificate },
    put(state, fact, 'certify', withCertificate(csr, pem)),
  ];
}

/** kube-apiserver answered to PUT …/status. */
export function answered(
  state: ClusterState,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const outcome = outcomeOf(state.exchanges.get(exchange)?.answer);
  if (outcome.ok) return [];
  const what = errand.step === 'fail' ? 'adding failure condition' : 'updating signature';
  return failed(state, 'signer', errand.of, `error ${what} for csr: ${outcome.error}`);
}
