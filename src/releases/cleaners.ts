/** csrcleaner and tokencleaner of kube-controller-manager: what they remove, when they look, what they print. */
import { from, inferred, read, timeline } from './timeline.ts';

const CLEANER = 'pkg/controller/certificates/cleaner/cleaner.go';
const TOKEN_CLEANER = 'pkg/controller/bootstrap/tokencleaner.go';
const ZH = { readIn: 'bluemiaomiao/kubernetes-zh' };
const MICROSHIFT_1_21 = { readIn: 'openshift/microshift@645684934d' };
const MICROSHIFT_1_28 = { readIn: 'openshift/microshift@release-4.15' };

export const csrCleanerExists = timeline(
  'csrCleaner.exists',
  [from('1.9', true, read(CLEANER, 'v1.9.0', 'NewCSRCleanerController'))],
  { absent: false },
);

/** Failed requests are removed an hour after the condition. */
export const cleansFailed = timeline(
  'csrCleaner.failed',
  [
    from('1.9', false, read(CLEANER, 'v1.9.0, v1.11.0', 'CSRCleanerController.handle')),
    from('1.19', true, inferred(CLEANER, 'v1.22', 'isFailedPastDeadline', ZH)),
  ],
  { absent: false },
);

/**
 * status.certificate that does not parse. `error`: nothing is removed. `afterDeadlines`: it matters only once none of
 * the deadlines has passed.
 */
export const undecodableCertificate = timeline<'error' | 'afterDeadlines'>(
  'csrCleaner.undecodableCertificate',
  [
    from('1.9', 'error', read(CLEANER, 'v1.9.0, v1.11.0, v1.20.0', 'isIssuedExpired')),
    from('1.21', 'afterDeadlines', read(CLEANER, 'v1.21.1', 'isIssuedExpired', MICROSHIFT_1_21)),
  ],
  { absent: 'error' },
);

/** Requests that were approved and never issued: for ever, or for a day. */
export const cleansApprovedUnissued = timeline(
  'csrCleaner.approvedUnissued',
  [
    from('1.9', false, read(CLEANER, 'v1.9.0, v1.34.9', 'CSRCleanerController.handle')),
    from(
      '1.35',
      true,
      read(CLEANER, 'v1.35.6', 'isApprovedUnissuedPastDeadline', {
        readIn: 'openshift/microshift@release-4.22',
      }),
    ),
  ],
  { absent: false },
);

/** certificate-controller's ClusterRole lets it delete CertificateSigningRequests only from 1.10 on. */
export const cleanerLogStyle = timeline<'printf' | 'structured'>(
  'csrCleaner.logStyle',
  [
    from(
      '1.9',
      'printf',
      read(CLEANER, 'v1.9.0', 'CSRCleanerController.Run'),
      '1.9.0 passes a duration too many to one line',
    ),
    from(
      '1.28',
      'structured',
      read(CLEANER, 'v1.28.3', 'CSRCleanerController.Run', MICROSHIFT_1_28),
    ),
  ],
  { absent: 'printf' },
);

export const tokenCleanerExists = timeline(
  'tokenCleaner.exists',
  [from('1.6', true, read(TOKEN_CLEANER, 'v1.6.0', 'NewTokenCleaner'))],
  { absent: false },
);

/**
 * `every10s`: on each event and every ten seconds. `onEvents`: only when the Secret is added or changed, so that a token
 * which expires later stays. `atExpiry`: also when the token expires.
 */
export const tokenCleanerTiming = timeline<'every10s' | 'onEvents' | 'atExpiry'>(
  'tokenCleaner.timing',
  [
    from('1.6', 'every10s', read(TOKEN_CLEANER, 'v1.6.0, v1.8.0, v1.9.0', 'TokenCleaner.Run')),
    from(
      '1.10',
      'onEvents',
      read(TOKEN_CLEANER, 'v1.10.0, v1.11.0, v1.12.2, 1.13, 1.15', 'TokenCleaner.evalSecret'),
    ),
    from('1.16', 'atExpiry', inferred(TOKEN_CLEANER, 'v1.22', 'TokenCleaner.evalSecret', ZH)),
  ],
  { absent: 'onEvents' },
);

export const tokenCleanerLogStyle = timeline<'printf' | 'structured'>(
  'tokenCleaner.logStyle',
  [
    from('1.6', 'printf', read(TOKEN_CLEANER, 'v1.6.0, v1.26.5', 'TokenCleaner.evalSecret')),
    from(
      '1.27',
      'structured',
      read(TOKEN_CLEANER, 'v1.27.7', 'TokenCleaner.evalSecret', {
        readIn: 'openshift/microshift@release-4.14',
      }),
    ),
  ],
  { absent: 'printf' },
);

/** Whether tokencleaner prints a line when it starts. */
export const tokenCleanerStartLine = timeline(
  'tokenCleaner.startLine',
  [
    from('1.6', false, read(TOKEN_CLEANER, 'v1.9.0', 'TokenCleaner.Run')),
    from('1.10', true, read(TOKEN_CLEANER, 'v1.10.0', 'TokenCleaner.Run')),
  ],
  { absent: false },
);

/** Source file of the line that says why a bootstrap token counts as over. */
export const tokenExpiryLogFile = timeline('tokenCleaner.log.expiryFile', [
  from(
    '1.6',
    'util.go',
    read('pkg/controller/bootstrap/util.go', 'v1.6.0, v1.11.0', 'isSecretExpired', {
      readIn: 'ksunhokim/kubernetes',
    }),
  ),
  from(
    '1.16',
    'secrets.go',
    read('util/secrets/secrets.go', 'kubernetes-1.16.0', 'HasExpired', {
      repo: 'kubernetes/cluster-bootstrap',
    }),
  ),
]);
