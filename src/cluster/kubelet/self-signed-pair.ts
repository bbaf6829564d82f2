/** kubelet.crt and kubelet.key, where nobody gave a serving certificate (cmd/kubelet/app/server.go, InitializeTLS). */
import { selfSignedFirst } from '../../releases/kubelet-bootstrap.ts';
import { selfSigned as selfSignedLine } from '../../releases/kubelet-logs-process.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { asked, certificatesOf, resultOf } from './crypto.ts';
import { failedToStart } from './exit.ts';
import { changeFacts, directoryMade, pemFile, resolved, type FileChange } from './files.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { certDir, selfSignedPaths } from './paths.ts';
import { asksForServingCertificate } from './rotation-on.ts';
import { selfSignedTemplates } from './serving/self-signed.ts';
import { DIRECTORY_MODE } from './store/names.ts';

/** Begins to make the pair; undefined where there is nothing to make. An expired pair is never made anew. */
export function selfSignedBegun(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] | undefined {
  if (asksForServingCertificate(kubelet)) return undefined;
  const paths = selfSignedPaths(kubelet);
  const hasCertificate = resolved(kubelet.files, paths.certificate) !== undefined;
  const hasKey = resolved(kubelet.files, paths.key) !== undefined;
  if (hasCertificate && hasKey) return undefined;
  if (hasCertificate || hasKey) {
    const present = hasCertificate ? paths.certificate : paths.key;
    return failedToStart(
      kubelet,
      `error reading ${present}, certificate and key must be supplied as a pair`,
    );
  }
  const key = `${idAfter(fact, 'key-kubelet-serving')}-${kubelet.node}`;
  return [
    asked(kubelet, fact, 'selfSignedKey', { kind: 'generateKey', key, algorithm: 'rsa-2048' }),
  ];
}

/** Up to 1.7 the pair comes once the kubelet has its API clients (cmd/kubelet/app/server.go, UnsecuredKubeletDeps). */
export const selfSignedLate = (kubelet: NodeKubelet, fact: Fact): readonly FactBody[] =>
  selfSignedFirst.at(kubelet.release)
    ? []
    : (selfSignedBegun(kubelet, fact) ?? selfSignedLoaded(kubelet));

/** The pair is what port 10250 shows, in every run of the kubelet; nothing where the API server is asked for one. */
export const selfSignedLoaded = (kubelet: NodeKubelet): readonly FactBody[] =>
  asksForServingCertificate(kubelet)
    ? []
    : moved(kubelet, 'servingCertificate', { type: 'selfSignedLoaded' });

export function selfSignedKeyMade(
  kubelet: NodeKubelet,
  fact: Fact,
  key: string,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'generateKey');
  if (!made) return failedToStart(kubelet, 'unable to generate self signed cert');
  const templates = selfSignedTemplates(
    kubelet.node,
    kubelet.now,
    kubelet.release,
    kubelet.state.spec.seed,
    key,
  );
  return [
    { type: 'key.generated', by: kubelet.by, key, publicKey: made.publicKey },
    asked(kubelet, fact, 'selfSigned', { kind: 'selfSignedServing', key, ...templates }),
  ];
}

/** The pair is written. */
export function selfSignedMade(
  kubelet: NodeKubelet,
  key: string,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'selfSignedServing');
  if (!made) return failedToStart(kubelet, 'unable to generate self signed cert');
  const paths = selfSignedPaths(kubelet);
  const changes: readonly FileChange[] = [
    ...directoryMade(kubelet.files, certDir(kubelet), DIRECTORY_MODE),
    {
      kind: 'write',
      path: paths.certificate,
      node: pemFile(
        0o644,
        certificatesOf(made.pem).map((certificate) => ({ certificate })),
      ),
    },
    {
      kind: 'write',
      path: paths.key,
      node: pemFile(0o600, [{ privateKey: key, label: 'RSA PRIVATE KEY' }]),
    },
  ];
  return [
    {
      type: 'certificate.issued',
      by: kubelet.by,
      role: 'kubelet-self-signed',
      key,
      pem: made.pem,
      certificate: made.certificate,
    },
    ...changeFacts(changes, kubelet.by, kubelet.node),
    ...printed(kubelet.by, selfSignedLine.at(kubelet.release), {
      crt: paths.certificate,
      key: paths.key,
    }),
    ...selfSignedLoaded(kubelet),
  ];
}
