/** The issued certificate goes to disk. */
import { bootstrapPairKept } from '../../releases/kubelet-bootstrap.ts';
import type { CertificateDetails, CryptoOutcome, KeyRef } from '../model/crypto.ts';
import type { FactBody } from '../model/facts.ts';
import type { HeldCertificate } from '../model/state/kubelet.ts';
import { temporaryKeyPath } from './bootstrap-key.ts';
import { certificatesOf, resultOf } from './crypto.ts';
import { expiryCancelled } from './expiry.ts';
import { changeFacts, pemFile, resolved, type FileChange } from './files.ts';
import { flowOf, notKept } from './flow.ts';
import { chartOf, moved } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { certDir, clientPairPaths } from './paths.ts';
import { CLIENT_PREFIX, SERVER_PREFIX } from './store/names.ts';
import { storeUpdated, type Updated } from './store/update.ts';

/**
 * Only that certificate and key belong together is checked: whom the certificate names, and for how long, is the
 * signer's business.
 */
export function issuedCertificateRead(
  kubelet: NodeKubelet,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const { request } = managerOf(kubelet);
  if (request?.key === undefined || request.issued === undefined) return [];
  const result = resultOf(outcome, 'readCertificate');
  const leaf = result?.ok ? result.certificates[0] : undefined;
  const kept = keeps(kubelet, request.key, request.issued, leaf);
  const written = changeFacts(kept.changes, kubelet.by, kubelet.node);
  if (kept.error !== undefined || !leaf)
    return [...written, ...notKept(kubelet, kept.error ?? 'invalid certificate data')];
  return [
    ...written,
    ...stored(kubelet, { key: request.key, pem: request.issued, certificate: leaf }),
  ];
}

/** Up to 1.10 the first certificate stands in a file of its own beside its key; later, and in rotation, in the store. */
function keeps(
  kubelet: NodeKubelet,
  key: KeyRef,
  issued: string,
  leaf: CertificateDetails | undefined,
): Updated {
  if (flowOf(kubelet) === 'bootstrap' && bootstrapPairKept.at(kubelet.release) === 'crtAndKey') {
    const { certificate: path } = clientPairPaths(kubelet);
    const blocks = certificatesOf(issued).map((certificate) => ({ certificate }));
    const changes: readonly FileChange[] = [{ kind: 'write', path, node: pemFile(0o644, blocks) }];
    return { changes };
  }
  return pairStored(kubelet, key, issued, leaf);
}

/** A new pair file in the store of this certificate, and the link switched to it. */
export function pairStored(
  kubelet: NodeKubelet,
  key: KeyRef,
  issued: string,
  leaf: CertificateDetails | undefined,
): Updated {
  const prefix = kubelet.purpose === 'client' ? CLIENT_PREFIX : SERVER_PREFIX;
  const store = { directory: certDir(kubelet), prefix };
  const pair = {
    certificates: certificatesOf(issued),
    leaf,
    key,
    keySpki: kubelet.memory.publicKeys?.[key],
  };
  return storeUpdated(kubelet.files, store, pair, kubelet.now, kubelet.release);
}

function stored(kubelet: NodeKubelet, held: HeldCertificate): readonly FactBody[] {
  if (flowOf(kubelet) !== 'bootstrap') return managerStored(kubelet, held);
  const temporary = temporaryKeyPath(kubelet);
  const removed: readonly FileChange[] =
    temporary !== undefined && resolved(kubelet.files, temporary)
      ? [{ kind: 'remove', path: temporary }]
      : [];
  return [
    ...changeFacts(removed, kubelet.by, kubelet.node),
    ...moved(kubelet, 'bootstrap', { type: 'certificateStored' }),
  ];
}

/** The certificate in memory is the new one from here on; the file of the old one stays. */
export function managerStored(kubelet: NodeKubelet, held: HeldCertificate): readonly FactBody[] {
  const role = kubelet.purpose === 'client' ? 'kubelet-client' : 'kubelet-serving';
  return [
    ...expiryCancelled(kubelet),
    ...moved(kubelet, chartOf(kubelet), { type: 'certificateStored' }),
    { type: 'certificate.installed', by: kubelet.by, role, ...held },
  ];
}
