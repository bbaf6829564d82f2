/** What the two certificate managers of a kubelet remember, as a fold. */
import { storedCertificates } from '../../releases/kubelet-files.ts';
import { expiredInMemory, retrySchedule } from '../../releases/kubelet-rotation.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import type { KubeletState, ManagerState, RequestUnderWay } from '../model/state/kubelet.ts';
import { certificatesOf } from './crypto.ts';
import type { CertificatePurpose } from './csr/usages.ts';
import { withExpiration, withRenewError, withRotation } from './metrics.ts';
import { heldCertificate, kubeletOf, seenBy, type NodeKubelet } from './node-kubelet.ts';
import { equalTurns, failedTurns } from './repeating.ts';
import { countedFailures } from './rotation/retry.ts';

const managed = ({ managers }: KubeletState, purpose: CertificatePurpose): ManagerState =>
  managers?.[purpose] ?? { installed: 0 };

const withManager = (
  memory: KubeletState,
  purpose: CertificatePurpose,
  manager: ManagerState,
): KubeletState => ({ ...memory, managers: { ...memory.managers, [purpose]: manager } });

export function withRequest(
  memory: KubeletState,
  purpose: CertificatePurpose,
  change: Partial<RequestUnderWay>,
): KubeletState {
  const manager = managed(memory, purpose);
  return withManager(memory, purpose, { ...manager, request: { ...manager.request, ...change } });
}

const purposeOfRole = (role: 'kubelet-client' | 'kubelet-serving'): CertificatePurpose =>
  role === 'kubelet-client' ? 'client' : 'serving';

/** A certificate became the current one: what was remembered of the one before is over. */
export function managerInstalled(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'certificate.installed'>>,
): KubeletState {
  const { key, pem, certificate } = fact;
  const purpose = purposeOfRole(fact.role);
  const { expired: _, renewedUntil: __, pollingSince: ___, ...manager } = managed(memory, purpose);
  const next = withManager(memory, purpose, { ...manager, installed: manager.installed + 1 });
  const held = { key, pem, certificate };
  if (purpose === 'client') return { ...next, clientCertificate: held };
  const kubelet = kubeletOf(state, memory.node);
  const stored = certificatesOf(pem);
  const isOne = kubelet && storedCertificates.at(kubelet.release) === 'first';
  const serving = { chain: isOne ? stored.slice(0, 1) : stored, key };
  const previous = memory.servingCertificate?.certificate;
  const metrics =
    previous && kubelet
      ? { metrics: withRotation(memory.metrics, kubelet.now - previous.notBefore) }
      : {};
  return { ...next, servingCertificate: held, serving, ...metrics };
}

/** From 1.14 on port 10250 shows nothing rather than a certificate that has expired. */
export function managerExpired(
  state: ClusterState,
  memory: KubeletState,
  fact: Fact<FactOf<'certificate.expired'>>,
): KubeletState {
  const purpose = purposeOfRole(fact.role);
  const next = withManager(memory, purpose, { ...managed(memory, purpose), expired: fact.at });
  const kubelet = kubeletOf(state, memory.node);
  const isHidden = kubelet && expiredInMemory.at(kubelet.release) === 'none';
  if (purpose === 'client') {
    const { exitChecks: _, ...rest } = next;
    return rest;
  }
  if (!isHidden) return next;
  const { serving: _, ...rest } = next;
  return rest;
}

/** Renewals that are passed over keep the certificate good all the time. */
export function renewalsPassed(
  memory: KubeletState,
  fact: Fact<FactOf<'attempts.repeated'>>,
): KubeletState {
  const purpose = (['client', 'serving'] as const).find(
    (each) => fact.what === `kubelet.${each}Certificate.renewal`,
  );
  if (!purpose) return memory;
  const renewedUntil = fact.to + fact.every;
  return withManager(memory, purpose, { ...managed(memory, purpose), renewedUntil });
}

export function managerMoved(
  kubelet: NodeKubelet,
  memory: KubeletState,
  fact: Fact<FactOf<'lifecycle.moved'>>,
): KubeletState {
  if (fact.chart !== 'clientCertificate' && fact.chart !== 'servingCertificate') return memory;
  const purpose = fact.chart === 'clientCertificate' ? 'client' : 'serving';
  const manager = managed(memory, purpose);
  switch (fact.event) {
    case 'attemptFailed':
      return attemptFailed(kubelet, memory, purpose, fact);
    case 'certificateStored': {
      const turns = equalTurns(manager.turns, 'certificate stored', 0);
      const { forced: _, ...rest } = manager;
      return withManager(memory, purpose, { ...rest, turns });
    }
    case 'deadlineDrawn': {
      const end = heldCertificate(seenBy(kubelet, purpose))?.certificate.notAfter;
      const metrics = end === undefined ? {} : expirationOf(memory, purpose, end);
      const isForced = manager.turnBegan === undefined && fact.context['deadlineMs'] === 0;
      const known = isForced ? withManager(memory, purpose, { ...manager, forced: true }) : memory;
      const { exitChecks: _, ...rest } = known;
      return { ...rest, draws: (memory.draws ?? 0) + 1, ...metrics };
    }
    default: {
      // An attempt that is under way goes on when the certificate in use comes to its end.
      if (fact.to !== 'requesting' || fact.event === 'certificateExpired')
        return withManager(memory, purpose, manager);
      const { request: _, ...rest } = manager;
      const forced = fact.event === 'attemptStarted' ? ({ forced: true } as const) : {};
      return withManager(memory, purpose, { ...rest, ...forced, turnBegan: fact.at });
    }
  }
}

const expirationOf = (memory: KubeletState, purpose: CertificatePurpose, end: number) => ({
  metrics: withExpiration(memory.metrics, purpose, end),
});

function attemptFailed(
  { release }: NodeKubelet,
  memory: KubeletState,
  purpose: CertificatePurpose,
  { at, context }: Fact<FactOf<'lifecycle.moved'>>,
): KubeletState {
  const manager = managed(memory, purpose);
  const turns = failedTurns(manager, String(context['reason'] ?? ''), Number(context['everyMs']));
  const counted = countedFailures(manager, Number(context['failures']), release);
  const isSpent = counted >= retrySchedule.at(release).steps;
  const pollingSince = manager.pollingSince ?? (isSpent ? at : undefined);
  const next = withManager(memory, purpose, {
    ...manager,
    turns,
    ...(pollingSince === undefined ? {} : { pollingSince }),
  });
  return { ...next, metrics: withRenewError(memory.metrics, purpose) };
}
