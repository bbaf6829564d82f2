/** What a kubelet's /metrics say of its certificates (pkg/kubelet/certificate/kubelet.go; cmd/kubelet/app/server.go). */
import { certificateMetrics, ROTATION_BUCKETS } from '../../releases/kubelet-metrics.ts';
import { expiredInMemory } from '../../releases/kubelet-rotation.ts';
import type { ClusterState } from '../model/state.ts';
import type { KubeletMetrics } from '../model/state/kubelet.ts';
import type { CertificatePurpose } from './csr/usages.ts';
import { heldCertificate, kubeletOf, seenBy, type NodeKubelet } from './node-kubelet.ts';
import { rotates } from './rotation-on.ts';

export type Metric =
  | { readonly name: string; readonly kind: 'gauge' | 'counter'; readonly value: number }
  | {
      readonly name: string;
      readonly kind: 'histogram';
      readonly count: number;
      /** Seconds. */
      readonly sum: number;
      /** How many are not above each bound, which is in seconds. */
      readonly buckets: readonly { readonly le: number; readonly count: number }[];
    };

const EMPTY: KubeletMetrics = { expiration: {}, renewErrors: {}, servingRotations: [] };

/** The certificate metrics of a running kubelet at this instant, as its release names them; none where none runs. */
export function certificateMetricsOf(state: ClusterState, node: string): readonly Metric[] {
  const kubelet = kubeletOf(state, node);
  if (!kubelet?.isRunning) return [];
  const { metrics = EMPTY } = kubelet.memory;
  return certificateMetrics.at(kubelet.release).flatMap(({ name, what, purpose }): Metric[] => {
    const seen = seenBy(kubelet, purpose);
    if (!rotates(seen)) return [];
    switch (what) {
      case 'expiration': {
        const at = metrics.expiration[purpose];
        return [{ name, kind: 'gauge', value: at === undefined ? 0 : Math.floor(at / 1000) }];
      }
      case 'unset':
        return [{ name, kind: 'gauge', value: 0 }];
      case 'ttl':
        return [{ name, kind: 'gauge', value: secondsLeft(seen) }];
      case 'renewErrors':
        return [{ name, kind: 'counter', value: metrics.renewErrors[purpose] ?? 0 }];
      case 'rotationAge':
        return [histogram(name, metrics)];
    }
  });
}

/** Truncated; +Inf where there is no certificate, which one that has expired is from 1.14 on. */
function secondsLeft(kubelet: NodeKubelet): number {
  const end = heldCertificate(kubelet)?.certificate.notAfter;
  const isNone = end === undefined || (kubelet.now > end && hidesExpired(kubelet));
  return isNone ? Infinity : Math.trunc((end - kubelet.now) / 1000);
}

const hidesExpired = ({ release }: NodeKubelet): boolean => expiredInMemory.at(release) === 'none';

function histogram(name: string, { servingRotations }: KubeletMetrics): Metric {
  const ages = servingRotations.map((age) => age / 1000);
  const buckets = [...ROTATION_BUCKETS, Infinity].map((le) => ({
    le,
    count: ages.filter((age) => age <= le).length,
  }));
  const sum = ages.reduce((total, age) => total + age, 0);
  return { name, kind: 'histogram', count: ages.length, sum, buckets };
}

const counted = (metrics: KubeletMetrics, purpose: CertificatePurpose): KubeletMetrics => ({
  ...metrics,
  renewErrors: { ...metrics.renewErrors, [purpose]: (metrics.renewErrors[purpose] ?? 0) + 1 },
});

/** An attempt has failed. */
export const withRenewError = (
  metrics: KubeletMetrics | undefined,
  purpose: CertificatePurpose,
): KubeletMetrics => counted(metrics ?? EMPTY, purpose);

/** A deadline was computed for a certificate. */
export const withExpiration = (
  metrics: KubeletMetrics = EMPTY,
  purpose: CertificatePurpose,
  notAfter: number,
): KubeletMetrics => ({ ...metrics, expiration: { ...metrics.expiration, [purpose]: notAfter } });

/** A serving certificate was replaced at this age. */
export const withRotation = (metrics: KubeletMetrics = EMPTY, age: number): KubeletMetrics => ({
  ...metrics,
  servingRotations: [...metrics.servingRotations, age],
});
