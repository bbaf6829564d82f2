/** The private key of the first request (bootstrap.go, LoadClientCert; client-go util/keyutil, LoadOrGenerateKeyFile). */
import {
  bootstrapKeyFile,
  brokenKeyFile,
  reusesStoredKey,
} from '../../releases/kubelet-bootstrap.ts';
import { noValidKey } from '../../releases/kubelet-logs-bootstrap.ts';
import { keyAlgorithm } from '../../releases/kubelet-requests.ts';
import type { CryptoOutcome, KeyRef } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { asked, resultOf } from './crypto.ts';
import {
  changeFacts,
  directoryMade,
  keyIn,
  pemBlocksOf,
  pemFile,
  resolved,
  type FileChange,
} from './files.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { bootstrapKeyPath, certDir } from './paths.ts';
import { currentPair } from './store/current.ts';
import { CLIENT_PREFIX, DIRECTORY_MODE } from './store/names.ts';
import { recovered } from './store/symlink.ts';

const ready = (kubelet: NodeKubelet, key: KeyRef): readonly FactBody[] =>
  moved(kubelet, 'bootstrap', { type: 'keyReady', key });
const failed = (kubelet: NodeKubelet, reason: string): readonly FactBody[] =>
  moved(kubelet, 'bootstrap', { type: 'stepFailed', reason });

/** A key that is there already is used again: that is how a restarted kubelet finds its pending request. */
export function bootstrapKeyPrepared(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const stored = reusesStoredKey.at(kubelet.release) ? storedKey(kubelet) : undefined;
  if (stored?.error !== undefined) return failed(kubelet, stored.error);
  if (stored?.key !== undefined) return [...stored.facts, ...ready(kubelet, stored.key)];
  return [
    ...(stored?.facts ?? []),
    ...(reusesStoredKey.at(kubelet.release)
      ? printed(kubelet.by, noValidKey.at(kubelet.release))
      : []),
    ...keyLoadedOrGenerated(kubelet, fact),
  ];
}

function storedKey(kubelet: NodeKubelet): {
  readonly key?: KeyRef;
  readonly facts: readonly FactBody[];
  readonly error?: string;
} {
  const opened = recovered(kubelet.files, certDir(kubelet), CLIENT_PREFIX);
  if (!opened.ok) return { facts: [], error: 'unable to build bootstrap cert store' };
  const store = { prefix: CLIENT_PREFIX, directory: certDir(kubelet), certFile: '', keyFile: '' };
  const current = currentPair(kubelet.files, store, kubelet.release);
  const facts = changeFacts(opened.changes, kubelet.by, kubelet.node);
  if (!current.found) return { facts };
  const loading = [...facts, ...printed(kubelet.by, current.log, current.values)];
  const key = current.result.ok ? current.result.pair.key : undefined;
  return key === undefined || key === kubelet.memory.mismatchedKey
    ? { facts: loading }
    : { key, facts: loading };
}

function keyLoadedOrGenerated(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const path = bootstrapKeyPath(kubelet);
  const blocks = pemBlocksOf(kubelet.files, path);
  const key = blocks && keyIn(blocks);
  if (key !== undefined) return ready(kubelet, key);
  if (resolved(kubelet.files, path) && brokenKeyFile.at(kubelet.release) === 'fails') {
    return failed(
      kubelet,
      'invalid private key for certificate request: data does not contain a valid RSA or ECDSA private key',
    );
  }
  const fresh = `${idAfter(fact, 'key-kubelet-client')}-${kubelet.node}`;
  return [
    asked(kubelet, fact, 'bootstrapKey', {
      kind: 'generateKey',
      key: fresh,
      algorithm: keyAlgorithm.at(kubelet.release),
    }),
  ];
}

/** The new key goes to disk before anything is asked, so that the next start finds it. */
export function bootstrapKeyMade(
  kubelet: NodeKubelet,
  key: KeyRef,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'generateKey');
  if (!made)
    return failed(
      kubelet,
      `error generating key: ${outcome.kind === 'failed' ? outcome.message : ''}`,
    );
  const changes: readonly FileChange[] = [
    ...directoryMade(kubelet.files, certDir(kubelet), DIRECTORY_MODE),
    {
      kind: 'write',
      path: bootstrapKeyPath(kubelet),
      node: pemFile(0o600, [{ privateKey: key, label: 'EC PRIVATE KEY' }]),
    },
  ];
  return [
    { type: 'key.generated', by: kubelet.by, key, publicKey: made.publicKey },
    ...changeFacts(changes, kubelet.by, kubelet.node),
    ...ready(kubelet, key),
  ];
}

/** Where the temporary key stands that is removed once the certificate is stored; undefined where the key stays. */
export const temporaryKeyPath = (kubelet: NodeKubelet): string | undefined =>
  bootstrapKeyFile.at(kubelet.release).endsWith('.tmp') ? bootstrapKeyPath(kubelet) : undefined;
