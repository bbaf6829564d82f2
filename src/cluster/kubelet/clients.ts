/** The kubelet's API clients begin: the certificate is loaded, or from 1.14 asked for while the kubelet runs (cmd/kubelet/app/server.go). */
import { backgroundBootstrap } from '../../releases/kubelet-bootstrap.ts';
import {
  forcingRotation,
  rotationEnabled,
  startingRotation,
} from '../../releases/kubelet-logs-rotation.ts';
import { clientManagerName, goesOnAlone } from '../../releases/kubelet-logs-process.ts';
import { managerContext } from '../../lifecycle/index.ts';
import type { CertificateDetails, CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { asked, resultOf } from './crypto.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { failedToStart } from './exit.ts';
import { exitCheckSet, firstExitCheck } from './exit-rule.ts';
import { changeFacts } from './files.ts';
import {
  currentContext,
  kubeconfigAt,
  loadError,
  loadRESTConfig,
  type NotLoaded,
} from './kubeconfig/load-rest-config.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { certDir } from './paths.ts';
import { registrationSet } from './registration.ts';
import { selfSignedLate } from './self-signed-pair.ts';
import { servingBegun } from './serving-manager.ts';
import { currentOrBootstrap } from './rotation/current-or-bootstrap.ts';
import { rotatesClientCertificate } from './rotation-on.ts';
import { currentPair, type StoreLocation } from './store/current.ts';
import { CLIENT_PREFIX } from './store/names.ts';
import type { Pair } from './store/pair-file.ts';
import { recovered } from './store/symlink.ts';

export function clientsBegun(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  return rotatesClientCertificate(kubelet)
    ? storeOpened(kubelet, fact)
    : kubeconfigLoaded(kubelet, fact);
}

/**
 * SIMPLIFIED: a kubelet that does not rotate and has no bootstrap kubeconfig does not notice that certificate and key of its
 * kubeconfig do not belong together.
 */
const certificateAsked = (kubelet: NodeKubelet, fact: Fact, pair: Pair): FactBody =>
  asked(kubelet, fact, 'storedCertificate', {
    kind: 'readCertificate',
    pem: pair.chain.join(''),
    ...(rotatesClientCertificate(kubelet) ? { key: pair.key } : {}),
  });

/** Without a configuration there is no client: the process ends, or in 1.8 and 1.9 goes on alone. */
function notConfigured(kubelet: NodeKubelet, why: NotLoaded): readonly FactBody[] {
  const err = loadError(why, kubelet.release);
  const alone = goesOnAlone.at(kubelet.release);
  return alone === undefined || why.noPair
    ? failedToStart(kubelet, `invalid kubeconfig: ${err}`)
    : printed(kubelet.by, alone, { err });
}

/** Without rotation the kubeconfig is all there is; a token in it will do too. */
function kubeconfigLoaded(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
  if (!config.ok) return notConfigured(kubelet, config);
  const { credential } = config.value;
  return credential.kind === 'clientCertificate'
    ? [certificateAsked(kubelet, fact, credential)]
    : [...selfSignedLate(kubelet, fact), registrationSet(kubelet)];
}

/** The manager's store, with the kubeconfig's files as second place. */
export function clientStore(kubelet: NodeKubelet): StoreLocation {
  const kubeconfig = kubeconfigAt(kubelet.files, kubelet.spec.kubeconfig);
  const context = kubeconfig.ok ? currentContext(kubeconfig.value) : kubeconfig;
  const { clientCertificate = '', clientKey = '' } = context.ok ? context.value.user : {};
  return {
    prefix: CLIENT_PREFIX,
    directory: certDir(kubelet),
    certFile: clientCertificate,
    keyFile: clientKey,
  };
}

const notMade = ({ release }: NodeKubelet, what: 'store' | 'manager', error: string): string =>
  `failed to initialize ${clientManagerName.at(release)}certificate ${what}: ${error}`;

/** From 1.14 a kubelet that rotates may start without any certificate; before, its kubeconfig must name one. */
function storeOpened(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
  if (!config.ok && !config.noPair && !backgroundBootstrap.at(kubelet.release))
    return notConfigured(kubelet, config);
  const opened = recovered(kubelet.files, certDir(kubelet), CLIENT_PREFIX);
  if (!opened.ok) return failedToStart(kubelet, notMade(kubelet, 'store', opened.error));
  const facts = changeFacts(opened.changes, kubelet.by, kubelet.node);
  const current = currentPair(kubelet.files, clientStore(kubelet), kubelet.release);
  if (!current.found) return [...facts, ...managerStarted(kubelet), ...firstAttempt(kubelet, fact)];
  const loading = [...facts, ...printed(kubelet.by, current.log, current.values)];
  if (!current.result.ok)
    return [
      ...loading,
      ...failedToStart(kubelet, notMade(kubelet, 'manager', current.result.error)),
    ];
  return [...loading, certificateAsked(kubelet, fact, current.result.pair)];
}

const managerStarted = (kubelet: NodeKubelet): readonly FactBody[] => [
  ...printed(kubelet.by, startingRotation.at(kubelet.release)),
  ...printed(kubelet.by, rotationEnabled.at(kubelet.release), { signer: SIGNER_NAMES.client }),
];

/** No certificate: the manager asks for one at once, and the five minutes of the exit rule begin. */
function firstAttempt(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  return [
    ...printed(kubelet.by, forcingRotation.at(kubelet.release)),
    ...moved(kubelet, 'clientCertificate', { type: 'attemptStarted' }, managerContext),
    ...exitCheckSet(kubelet),
    ...servingBegun(kubelet, fact),
  ];
}

/** The loaded certificate is read; one that has expired counts as none where the release has it so. */
export function storedClientRead(
  kubelet: NodeKubelet,
  fact: Fact,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const result = resultOf(outcome, 'readCertificate');
  const leaf = result?.ok ? result.certificates[0] : undefined;
  if (!leaf)
    return failedToStart(
      kubelet,
      `invalid kubeconfig: ${result && !result.ok ? result.detail : 'unreadable certificate'}`,
    );
  if (!rotatesClientCertificate(kubelet)) return installed(kubelet, leaf);
  if (result?.ok && result.keyMatches === false) return keyMismatched(kubelet);
  const manager = managerStarted(kubelet);
  const { certificate } = currentOrBootstrap(leaf, undefined, kubelet.now, kubelet.release);
  return certificate
    ? [...firstExitCheck(kubelet, leaf), ...manager, ...installed(kubelet, leaf)]
    : [...manager, ...firstAttempt(kubelet, fact)];
}

function keyMismatched(kubelet: NodeKubelet): readonly FactBody[] {
  const current = currentPair(kubelet.files, clientStore(kubelet), kubelet.release);
  return failedToStart(kubelet, notMade(kubelet, 'manager', current.found ? current.mismatch : ''));
}

function installed(kubelet: NodeKubelet, certificate: CertificateDetails): readonly FactBody[] {
  const pair = loadedPair(kubelet);
  if (!pair) return failedToStart(kubelet, 'invalid kubeconfig: the certificate is gone');
  // The manager draws its deadline before the kubelet goes on, to its serving certificate first.
  return [
    ...moved(kubelet, 'clientCertificate', { type: 'certificateLoaded' }, managerContext),
    {
      type: 'certificate.installed',
      by: kubelet.by,
      role: 'kubelet-client',
      key: pair.key,
      pem: pair.chain.join(''),
      certificate,
    },
  ];
}

function loadedPair(kubelet: NodeKubelet): Pair | undefined {
  if (rotatesClientCertificate(kubelet)) {
    const current = currentPair(kubelet.files, clientStore(kubelet), kubelet.release);
    return current.found && current.result.ok ? current.result.pair : undefined;
  }
  const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
  return config.ok && config.value.credential.kind === 'clientCertificate'
    ? config.value.credential
    : undefined;
}
