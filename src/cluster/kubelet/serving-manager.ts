/**
 * The manager of the serving certificate begins (pkg/kubelet/kubelet.go, NewMainKubelet, initializeModules;
 * pkg/kubelet/certificate/kubelet.go, NewKubeletServerCertificateManager). It asks as the node, never with the token.
 */
import { firstAttemptBlocks } from '../../releases/kubelet-rotation.ts';
import { forcingRotation, rotationEnabled } from '../../releases/kubelet-logs-rotation.ts';
import type { CertificateDetails, CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { managerContext } from '../../lifecycle/index.ts';
import { asked, resultOf } from './crypto.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { failedToStart } from './exit.ts';
import { changeFacts } from './files.ts';
import { printed } from './log.ts';
import { moved, position } from './moves.ts';
import { seenBy, type NodeKubelet } from './node-kubelet.ts';
import { certDir } from './paths.ts';
import { currentOrBootstrap } from './rotation/current-or-bootstrap.ts';
import { asksForServingCertificate } from './rotation-on.ts';
import { wantedServing } from './serving/names.ts';
import { currentPair, type StoreLocation } from './store/current.ts';
import { SERVER_PREFIX } from './store/names.ts';
import { recovered } from './store/symlink.ts';

const servingStore = (kubelet: NodeKubelet): StoreLocation => ({
  prefix: SERVER_PREFIX,
  directory: certDir(kubelet),
  certFile: '',
  keyFile: '',
});

const broken = (kubelet: NodeKubelet, error: string): readonly FactBody[] =>
  failedToStart(kubelet, `failed to initialize certificate manager: ${error}`);

/** Whether the start goes on only once the serving certificate has been asked for: up to 1.9. */
export const servingBlocksStart = (kubelet: NodeKubelet): boolean =>
  asksForServingCertificate(kubelet) && firstAttemptBlocks.at(kubelet.release);

/**
 * Begins once in a process; nothing where the kubelet makes its certificate itself.
 * SIMPLIFIED: the parts of a kubelet begin in one instant; a real one comes to this manager some tenths of a second after the
 * one of its client certificate.
 */
export function servingBegun(client: NodeKubelet, fact: Fact): readonly FactBody[] {
  if (!asksForServingCertificate(client) || client.memory.managers?.serving) return [];
  const kubelet = seenBy(client, 'serving');
  const { by, files, node, release } = kubelet;
  const opened = recovered(files, certDir(kubelet), SERVER_PREFIX);
  if (!opened.ok)
    return broken(kubelet, `failed to initialize server certificate store: ${opened.error}`);
  const recovering = changeFacts(opened.changes, by, node);
  const current = currentPair(files, servingStore(kubelet), release);
  if (!current.found) return [...recovering, ...enabled(kubelet), ...firstAttempt(kubelet)];
  const loading = [...recovering, ...printed(by, current.log, current.values)];
  if (!current.result.ok)
    return [
      ...loading,
      ...broken(
        kubelet,
        `failed to initialize server certificate manager: ${current.result.error}`,
      ),
    ];
  const { chain, key } = current.result.pair;
  const ask = { kind: 'readCertificate', pem: chain.join(''), key } as const;
  return [...loading, asked(kubelet, fact, 'storedCertificate', ask)];
}

const enabled = ({ by, release }: NodeKubelet): readonly FactBody[] =>
  printed(by, rotationEnabled.at(release), { signer: SIGNER_NAMES.serving });

/** Without addresses there is nothing to ask for yet. */
function firstAttempt(kubelet: NodeKubelet): readonly FactBody[] {
  if (!wantedServing(kubelet))
    return moved(kubelet, 'servingCertificate', { type: 'addressesMissing' }, managerContext);
  return [
    ...printed(kubelet.by, forcingRotation.at(kubelet.release)),
    ...moved(kubelet, 'servingCertificate', { type: 'attemptStarted' }, managerContext),
  ];
}

/** The Node's status is with the API server: from 1.12 on its addresses become the certificate's names. */
export function addressesKnown(client: NodeKubelet): readonly FactBody[] {
  const kubelet = seenBy(client, 'serving');
  const isWaiting = position(kubelet, 'servingCertificate').value === 'waitingForAddresses';
  return isWaiting && wantedServing(kubelet)
    ? moved(kubelet, 'servingCertificate', { type: 'attemptStarted' }, managerContext)
    : [];
}

/** The pair in the store is read; one that has expired counts as none where the release has it so. */
export function storedServingRead(
  kubelet: NodeKubelet,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const result = resultOf(outcome, 'readCertificate');
  const leaf = result?.ok ? result.certificates[0] : undefined;
  if (!leaf)
    return broken(kubelet, 'failed to initialize server certificate manager: unreadable pair');
  if (result?.ok && result.keyMatches === false) {
    const current = currentPair(kubelet.files, servingStore(kubelet), kubelet.release);
    const error = current.found ? current.mismatch : '';
    return broken(kubelet, `failed to initialize server certificate manager: ${error}`);
  }
  const { certificate } = currentOrBootstrap(leaf, undefined, kubelet.now, kubelet.release);
  return [...enabled(kubelet), ...(certificate ? loaded(kubelet, leaf) : firstAttempt(kubelet))];
}

function loaded(kubelet: NodeKubelet, certificate: CertificateDetails): readonly FactBody[] {
  const current = currentPair(kubelet.files, servingStore(kubelet), kubelet.release);
  if (!current.found || !current.result.ok)
    return broken(kubelet, 'failed to initialize server certificate manager: the pair is gone');
  const { chain, key } = current.result.pair;
  const pem = chain.join('');
  return [
    {
      type: 'certificate.installed',
      by: kubelet.by,
      role: 'kubelet-serving',
      key,
      pem,
      certificate,
    },
    ...moved(kubelet, 'servingCertificate', { type: 'certificateLoaded' }, managerContext),
  ];
}
