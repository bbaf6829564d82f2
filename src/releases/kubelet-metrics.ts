/** Metrics of a kubelet's certificates. */
import { kubelet, kubeletInferred, SERVER } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

export interface CertificateMetric {
  readonly name: string;
  readonly purpose: 'client' | 'serving';
  /**
   * `expiration`: NotAfter in Unix seconds, set with each deadline; `unset`: there, but nothing sets it; `ttl`: seconds
   * left; `rotationAge`: age of the certificate that was replaced; `renewErrors`: attempts that failed.
   */
  readonly what: 'expiration' | 'unset' | 'ttl' | 'rotationAge' | 'renewErrors';
}

const FILE = 'pkg/kubelet/certificate/kubelet.go';
const PREFIX = 'kubelet_certificate_manager';

const clientExpiration = (what: 'expiration' | 'unset'): CertificateMetric => ({
  name: `${PREFIX}_client_expiration_seconds`,
  purpose: 'client',
  what,
});
const serverExpiration: CertificateMetric = {
  name: `${PREFIX}_server_expiration_seconds`,
  purpose: 'serving',
  what: 'expiration',
};
const serverTtl: CertificateMetric = {
  name: `${PREFIX}_server_ttl_seconds`,
  purpose: 'serving',
  what: 'ttl',
};
const clientTtl: CertificateMetric = {
  name: `${PREFIX}_client_ttl_seconds`,
  purpose: 'client',
  what: 'ttl',
};
const rotationAge: CertificateMetric = {
  name: `${PREFIX}_server_rotation_seconds`,
  purpose: 'serving',
  what: 'rotationAge',
};
const renewErrors: readonly CertificateMetric[] = [
  { name: `${PREFIX}_client_expiration_renew_errors`, purpose: 'client', what: 'renewErrors' },
  { name: 'kubelet_server_expiration_renew_errors', purpose: 'serving', what: 'renewErrors' },
];

export const certificateMetrics = timeline<readonly CertificateMetric[]>(
  'kubelet.metrics.certificates',
  [
    from('1.4', [], kubelet(FILE, 'v1.8.0', 'no prometheus import')),
    from(
      '1.9',
      [clientExpiration('expiration'), serverExpiration],
      kubelet(FILE, 'v1.9.0', 'NewKubelet*CertificateManager; setRotationDeadline'),
    ),
    from(
      '1.17',
      [clientExpiration('expiration'), serverExpiration, rotationAge],
      kubelet(FILE, 'v1.17.0', 'certificateRotationAge'),
    ),
    from(
      '1.18',
      [clientExpiration('unset'), serverTtl, rotationAge, ...renewErrors],
      kubeletInferred(FILE, 'v1.20.9', 'NewKubeletServerCertificateManager'),
    ),
    from(
      '1.19',
      [clientTtl, serverTtl, rotationAge, ...renewErrors],
      kubeletInferred(SERVER, 'v1.20.9', 'buildKubeletClientConfig'),
    ),
  ],
);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Bounds of the histogram, seconds: certificateRotationAge. */
export const ROTATION_BUCKETS: readonly number[] = [
  MINUTE,
  HOUR,
  4 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
  180 * DAY,
  360 * DAY,
  1440 * DAY,
];
