/** Makes the PKCS#10 request and posts the CertificateSigningRequest (client-go util/certificate/csr/csr.go, RequestCertificate). */
import {
  requestExists,
  requestStillValid,
  waitingForCertificate,
} from '../../releases/kubelet-logs-bootstrap.ts';
import { requestCreated, requestingNew } from '../../releases/kubelet-logs-rotation.ts';
import { certificateWait } from '../../releases/kubelet-requests.ts';
import type { CryptoOutcome, KeyRef } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { Exchange } from '../model/state/transport.ts';
import { certificateConfigOf } from './api-config.ts';
import { asked, resultOf } from './crypto.ts';
import { digestedName } from './csr/digested-name.ts';
import {
  bootstrapCSR,
  firstVersion,
  nextVersion,
  requestObject,
  rotationCSR,
  servingCSR,
  SIGNER_NAMES,
  type WantedCertificate,
} from './csr/request-object.ts';
import { csrRequest, failureOf, requested } from './exchanges.ts';
import { firstWait, flowOf, requestRefused } from './flow.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { isSteady } from './repeating.ts';
import { servingNames } from './serving/names.ts';

const UNASKED = { code: undefined, unexpected: false };

/** What the request under way asks for. */
export function wishOf(kubelet: NodeKubelet): WantedCertificate {
  const { node, release, purpose } = kubelet;
  if (flowOf(kubelet) === 'bootstrap') return bootstrapCSR(node, release);
  const { timeout } = certificateWait.at(release);
  return purpose === 'client'
    ? rotationCSR(node, release, timeout)
    : servingCSR(node, servingNames(kubelet), release, timeout);
}

/** First the name, where it is made from the key and the wishes. */
export function requestBegun(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const key = managerOf(kubelet).request?.key;
  if (key === undefined) return [];
  const wish = wishOf(kubelet);
  return wish.name.kind === 'digest'
    ? [
        asked(
          kubelet,
          fact,
          'requestName',
          digestedName(key, wish.subject, wish.usages, kubelet.release),
        ),
      ]
    : [signingAsked(kubelet, fact, key)];
}

export function signingAsked(kubelet: NodeKubelet, fact: Fact, key: KeyRef): FactBody {
  const { subject, sans } = wishOf(kubelet);
  return asked(kubelet, fact, 'request', { kind: 'createCsr', key, subject, sans });
}

export function requestNamed(
  kubelet: NodeKubelet,
  fact: Fact,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const key = managerOf(kubelet).request?.key;
  if (!resultOf(outcome, 'digestName') || key === undefined)
    return requestRefused(kubelet, 'unable to generate certificate request', UNASKED);
  return [signingAsked(kubelet, fact, key)];
}

export function requestMade(
  kubelet: NodeKubelet,
  fact: Fact,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'createCsr');
  if (!made) return requestRefused(kubelet, 'unable to generate certificate request', UNASKED);
  const line = flowOf(kubelet) === 'bootstrap' ? undefined : requestingNew.at(kubelet.release);
  return [
    ...printed(kubelet.by, line),
    ...posted(kubelet, fact, made.pem, firstVersion(kubelet.release)),
  ];
}

function posted(
  kubelet: NodeKubelet,
  fact: Fact,
  pem: string,
  version: string,
): readonly FactBody[] {
  const config = certificateConfigOf(kubelet);
  if (!config) return requestRefused(kubelet, 'no kubeconfig to ask with', UNASKED);
  const body = requestObject(
    wishOf(kubelet),
    pem,
    managerOf(kubelet).request?.wantedName,
    version,
    kubelet.release,
  );
  return [
    requested(kubelet, fact, 'createCsr', config, csrRequest(version, { verb: 'create', body })),
  ];
}

/** The answer to the POST: taken; known already; a version that the server does not have; or refused. */
export function postAnswered(
  kubelet: NodeKubelet,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  const { request } = managerOf(kubelet);
  const failure = failureOf(kubelet, exchange, certificateConfigOf(kubelet)?.server ?? '');
  if (!failure) return requestTaken(kubelet);
  const version = exchange.request.kind === 'resource' ? exchange.request.apiVersion : '';
  const next = failure.code === 404 ? nextVersion(version, kubelet.release) : undefined;
  if (next !== undefined && request?.pem !== undefined)
    return posted(kubelet, fact, request.pem, next);
  if (failure.reason === 'AlreadyExists' && request?.wantedName !== undefined)
    return existingAsked(kubelet, fact, version, request.wantedName);
  return requestRefused(
    kubelet,
    `cannot create certificate signing request: ${failure.text}`,
    failure,
  );
}

function existingAsked(
  kubelet: NodeKubelet,
  fact: Fact,
  version: string,
  name: string,
): readonly FactBody[] {
  const config = certificateConfigOf(kubelet);
  return [
    ...printed(kubelet.by, requestExists.at(kubelet.release)),
    ...(config
      ? [requested(kubelet, fact, 'getCsr', config, csrRequest(version, { verb: 'get', name }))]
      : []),
  ];
}

/** The server has the request: from here it is waited for. */
export function requestTaken(kubelet: NodeKubelet): readonly FactBody[] {
  const csr = managerOf(kubelet).request?.name ?? '';
  const flow = flowOf(kubelet);
  return [
    ...printed(kubelet.by, requestCreated.at(kubelet.release), {
      signer: SIGNER_NAMES[kubelet.purpose],
      csr,
    }),
    ...(flow === 'bootstrap'
      ? printed(kubelet.by, waitingForCertificate.boundaryAt(kubelet.release)?.value)
      : []),
    ...moved(
      kubelet,
      flow,
      { type: 'requestAccepted', csr, certificateWaitMs: firstWait(kubelet) },
      undefined,
      {
        repeats: isSteady(kubelet),
      },
    ),
  ];
}

export const existingStillValid = (kubelet: NodeKubelet): readonly FactBody[] => [
  ...printed(kubelet.by, requestStillValid.at(kubelet.release)),
  ...moved(kubelet, flowOf(kubelet), {
    type: 'requestAccepted',
    csr: managerOf(kubelet).request?.name ?? '',
  }),
];
