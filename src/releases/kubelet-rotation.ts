/** The certificate manager: when it rotates, how it tries again, when the kubelet gives up. */
import { clientGo, kubelet, MANAGER, OLD_MANAGER, TRANSPORT } from './kubelet-sources.ts';
import { from, inferred, timeline } from './timeline.ts';

/** Pauses between attempts, milliseconds; after the last attempt one attempt follows every `thenEvery`. */
export interface RetrySchedule {
  readonly duration: number;
  readonly factor: number;
  readonly jitter: number;
  readonly steps: number;
  readonly thenEvery: number;
}

export const retrySchedule = timeline<RetrySchedule>('kubelet.rotation.retry', [
  from(
    '1.7',
    { duration: 2000, factor: 2, jitter: 0.1, steps: 7, thenEvery: 128_000 },
    kubelet(OLD_MANAGER, 'v1.8.0', 'Start'),
  ),
  from(
    '1.9',
    { duration: 2000, factor: 2, jitter: 0.1, steps: 5, thenEvery: 32_000 },
    clientGo(MANAGER, '1.36', 'run'),
  ),
]);

/** Parts of the request that a certificate must satisfy; one that does not is replaced at once. */
export const templateCheck = timeline<
  readonly ('commonName' | 'subjectAltNames' | 'organizations')[]
>(
  'kubelet.rotation.templateCheck',
  [
    from('1.7', [], clientGo(MANAGER, '1.11', 'nextRotationDeadline')),
    from(
      '1.12',
      ['commonName', 'subjectAltNames'],
      clientGo(MANAGER, '1.12', 'nextRotationDeadline'),
    ),
    from(
      '1.13',
      ['commonName', 'subjectAltNames', 'organizations'],
      clientGo(MANAGER, '1.13', 'certSatisfiesTemplateLocked'),
    ),
  ],
  { absent: [] },
);

/** What a stored certificate that has expired counts as when the manager starts. */
export const expiredAtStart = timeline<'used' | 'ignored'>(
  'kubelet.rotation.expiredAtStart',
  [
    from('1.7', 'used', clientGo(MANAGER, '1.9', 'getCurrentCertificateOrBootstrap')),
    from('1.10', 'ignored', clientGo(MANAGER, '1.10', 'getCurrentCertificateOrBootstrap')),
  ],
  { absent: 'used' },
);

/** Whether a certificate that has expired while it was in use is still shown. */
export const expiredInMemory = timeline<'used' | 'none'>(
  'kubelet.rotation.expiredInMemory',
  [
    from('1.7', 'used', clientGo(MANAGER, '1.13', 'Current')),
    from('1.14', 'none', clientGo(MANAGER, '1.14', 'Current')),
  ],
  { absent: 'used' },
);

/** How often the transport compares certificates and closes connections, milliseconds; undefined where it never does. */
export const connectionCheck = timeline<number | undefined>(
  'kubelet.rotation.connectionCheck',
  [from('1.8', 10_000, kubelet(TRANSPORT, 'v1.36.3', 'UpdateTransport; addCertRotation'))],
  { absent: undefined },
);

/** The same until the first certificate is there. */
export const firstConnectionCheck = timeline<number | undefined>(
  'kubelet.rotation.firstConnectionCheck',
  [
    from('1.8', 10_000, kubelet(TRANSPORT, 'v1.8.0', 'updateTransport')),
    from('1.27', 1000, kubelet(TRANSPORT, 'v1.27.1', 'addCertRotation')),
  ],
  { absent: undefined },
);

/** How long a kubelet that rotates goes on without any client certificate, milliseconds; undefined where for ever. */
export const exitWithoutCertificate = timeline<number | undefined>(
  'kubelet.rotation.exitWithoutCertificate',
  [
    from(
      '1.10',
      300_000,
      kubelet(TRANSPORT, 'v1.10.0', 'updateTransport; server.go passes 5*time.Minute'),
    ),
  ],
  { absent: undefined },
);

/** When a deadline is drawn: once and after each rotation, or each time the loop turns. */
export const deadlineDrawn = timeline<'afterRotation' | 'eachTurn'>(
  'kubelet.rotation.deadlineDrawn',
  [
    from('1.7', 'afterRotation', clientGo(MANAGER, '1.9', 'setRotationDeadline')),
    from('1.10', 'eachTurn', clientGo(MANAGER, '1.10', 'nextRotationDeadline')),
  ],
  { absent: 'afterRotation' },
);

/** Whether the server counts as healthy after a certificate could not be asked for is kept at all. */
export const knowsServerHealth = timeline(
  'kubelet.rotation.knowsServerHealth',
  [
    from(
      '1.7',
      false,
      kubelet(OLD_MANAGER, 'v1.7.0, v1.8.0', 'rotateCerts (no updateServerError)'),
    ),
    from('1.9', true, clientGo(MANAGER, '1.9', 'updateServerError; updateCached')),
  ],
  { absent: false },
);

/**
 * The first number that the jitter draws; undefined where it is random. Up to 1.9 nothing seeds math/rand, so that every
 * kubelet's first deadline stands at the same 82.09 % of the lifetime (seen in runs of 1.7.16, 1.8.15 and 1.9.9).
 */
export const firstJitter = timeline<number | undefined>(
  'kubelet.rotation.firstJitter',
  [
    from(
      '1.7',
      0.6046602879796196,
      kubelet('cmd/kubelet/kubelet.go', 'v1.9.0', 'main: no rand.Seed'),
    ),
    from('1.10', undefined, kubelet('cmd/kubelet/kubelet.go', 'v1.10.0', 'main: rand.Seed')),
  ],
  { absent: undefined },
);

/** Pause between two turns of the manager's loop, milliseconds: so long after a certificate its deadline is announced. */
export const loopPause = timeline(
  'kubelet.rotation.loopPause',
  [
    from('1.7', 0, clientGo(MANAGER, '1.11', 'Start: wait.Forever')),
    from('1.12', 1000, clientGo(MANAGER, '1.12', 'Start')),
  ],
  { absent: 0 },
);

/** Whether a kubelet ends when the certificate that it still holds has expired and the server answers. */
export const exitIfExpired = timeline(
  'kubelet.rotation.exitIfExpired',
  [
    from('1.8', false, kubelet(TRANSPORT, 'v1.8.0', 'updateTransport')),
    from('1.9', true, kubelet(TRANSPORT, 'v1.9.0', 'updateTransport')),
  ],
  { absent: false },
);

/** Whether a manager's first attempt holds up the start of the kubelet. */
export const firstAttemptBlocks = timeline(
  'kubelet.rotation.firstAttemptBlocks',
  [
    from('1.7', true, clientGo(MANAGER, '1.9', 'Start')),
    from('1.10', false, clientGo(MANAGER, '1.10', 'Start')),
  ],
  { absent: false },
);

/** Whether heartbeats that fail in a row make a kubelet that rotates close its connections, watches and all. */
export const closesAfterFailedHeartbeats = timeline(
  'kubelet.rotation.closesAfterFailedHeartbeats',
  [
    from(
      '1.8',
      true,
      inferred(TRANSPORT, 'v1.11.0', 'UpdateTransport; seen in runs of 1.8.15 and 1.11.1'),
      'from 1.8.14, 1.9.9 and 1.10.3 on',
    ),
    from('1.11', true, kubelet(TRANSPORT, 'v1.11.0', 'UpdateTransport')),
    from('1.24', false, inferred(TRANSPORT, 'v1.36.3', 'UpdateTransport: only with DISABLE_HTTP2')),
  ],
  { absent: false },
);
