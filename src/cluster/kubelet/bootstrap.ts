/** What the kubelet does on entering each state of its bootstrap chart. */
import { kubeconfigCheck } from '../../releases/kubelet-bootstrap.ts';
import {
  kubeconfigRejected,
  kubeconfigStillValid as stillValidLine,
  noBootstrapRequested,
  skippingBootstrap,
  usingBootstrapCredentials,
  usingBootstrapKubeconfig,
} from '../../releases/kubelet-logs-bootstrap.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { bootstrapKeyPrepared } from './bootstrap-key.ts';
import { asked, resultOf } from './crypto.ts';
import { failedToStart } from './exit.ts';
import { changeFacts, resolved } from './files.ts';
import { bootstrapContext } from './kubeconfig/load-client-config.ts';
import { kubeconfigLook, credentialStillValid, type StillValid } from './kubeconfig/still-valid.ts';
import { kubeconfigFromBootstrap, kubeconfigWritten } from './kubeconfig/write-kubeconfig.ts';
import { printed } from './log.ts';
import { afterDelay, moved, position } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { clientPairPaths } from './paths.ts';
import { requestBegun } from './requesting.ts';
import { bootstrapsInBackground } from './rotation-on.ts';
import { serverAsked, serverWaitOver } from './server-wait.ts';
import { waitBegun } from './waiting.ts';

export function bootstrapEntered(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'lifecycle.moved'>>,
): readonly FactBody[] {
  switch (fact.to) {
    case 'readingKubeconfig':
      return kubeconfigRead(kubelet, fact);
    case 'readingBootstrapKubeconfig':
      return bootstrapKubeconfigRead(kubelet);
    case 'preparingKey':
      return bootstrapKeyPrepared(kubelet, fact);
    case 'waitingForServer':
      return serverAsked(kubelet, fact);
    case 'requesting':
      return [
        ...(fact.event === afterDelay('serverWait') ? serverWaitOver(kubelet) : []),
        ...requestBegun(kubelet, fact),
      ];
    case 'waitingForCertificate':
      return waitBegun(kubelet, fact);
    case 'writingKubeconfig':
      return ownKubeconfigWritten(kubelet);
    case 'failed':
      return failedToStart(kubelet, String(position(kubelet, 'bootstrap').context['reason'] ?? ''));
    default:
      return [];
  }
}

const accepted = (kubelet: NodeKubelet): readonly FactBody[] =>
  moved(kubelet, 'bootstrap', { type: 'kubeconfigAccepted' });
const rejected = (kubelet: NodeKubelet): readonly FactBody[] =>
  moved(kubelet, 'bootstrap', { type: 'kubeconfigRejected' });

/** Which kubeconfig wins: up to 1.8 an existing one does, whatever it holds. */
function kubeconfigRead(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const { by, release, files, spec } = kubelet;
  if (spec.bootstrapKubeconfig === '') {
    return [
      ...(bootstrapsInBackground(kubelet) ? printed(by, noBootstrapRequested.at(release)) : []),
      ...accepted(kubelet),
    ];
  }
  if (kubeconfigCheck.at(release) === 'exists')
    return resolved(files, spec.kubeconfig) ? keptKubeconfig(kubelet) : rejected(kubelet);
  const look = kubeconfigLook(files, spec.kubeconfig, release);
  switch (look.kind) {
    case 'absent':
      return rejected(kubelet);
    case 'rejected':
      return kubeconfigJudged(kubelet, { valid: false, reason: look.reason });
    case 'certificates':
      return [
        asked(kubelet, fact, 'kubeconfigCertificate', {
          kind: 'readCertificate',
          pem: look.pems.join(''),
          key: look.key,
        }),
      ];
  }
}

export function kubeconfigCertificateRead(
  kubelet: NodeKubelet,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const read = resultOf(outcome, 'readCertificate');
  const { now, release, spec } = kubelet;
  return kubeconfigJudged(kubelet, credentialStillValid(spec.kubeconfig, read, now, release));
}

function kubeconfigJudged(kubelet: NodeKubelet, verdict: StillValid): readonly FactBody[] {
  if (verdict.valid) return keptKubeconfig(kubelet);
  const { reason } = verdict;
  return [
    ...(reason === undefined
      ? []
      : printed(kubelet.by, kubeconfigRejected.at(kubelet.release), { reason })),
    ...rejected(kubelet),
  ];
}

function keptKubeconfig(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, release, spec } = kubelet;
  const line = bootstrapsInBackground(kubelet)
    ? printed(by, stillValidLine.at(release))
    : printed(by, skippingBootstrap.at(release), { path: spec.kubeconfig });
  return [...line, ...accepted(kubelet)];
}

function bootstrapKubeconfigRead(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, release, files, spec } = kubelet;
  const background = bootstrapsInBackground(kubelet);
  const begun = background ? [] : printed(by, usingBootstrapKubeconfig.at(release));
  const bootstrap = bootstrapContext(files, spec.bootstrapKubeconfig);
  if (!bootstrap.ok) {
    return [
      ...begun,
      ...moved(kubelet, 'bootstrap', {
        type: 'stepFailed',
        reason: `unable to load bootstrap kubeconfig: ${bootstrap.error}`,
      }),
    ];
  }
  const chosen = background ? printed(by, usingBootstrapCredentials.at(release)) : [];
  return [...begun, ...chosen, ...moved(kubelet, 'bootstrap', { type: 'bootstrapKubeconfigRead' })];
}

/** The kubelet's own kubeconfig: after the certificate, or from 1.14 with rotation before there is one. */
function ownKubeconfigWritten(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, node, files, spec, release } = kubelet;
  const bootstrap = bootstrapContext(files, spec.bootstrapKubeconfig);
  if (!bootstrap.ok)
    return moved(kubelet, 'bootstrap', { type: 'stepFailed', reason: bootstrap.error });
  const kubeconfig = kubeconfigFromBootstrap(bootstrap.value.cluster, clientPairPaths(kubelet));
  return [
    ...changeFacts(kubeconfigWritten(files, spec.kubeconfig, kubeconfig, release), by, node),
    ...moved(kubelet, 'bootstrap', { type: 'kubeconfigWritten' }),
  ];
}
