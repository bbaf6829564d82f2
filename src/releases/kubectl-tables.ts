/** kubectl: what `get csr` and `describe csr` print. */
import { from, read, timeline } from './timeline.ts';

const PRINTERS = 'pkg/printers/internalversion/printers.go';
const OLD_PRINTERS = 'pkg/kubectl/resource_printer.go';
const TABWRITER = 'pkg/printers/tabwriter.go';
const DURATION = 'staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go';
const DESCRIBE = 'pkg/printers/internalversion/describe.go';
const OLD_DESCRIBE = 'pkg/kubectl/describe.go';
const STAGING_DESCRIBE = 'staging/src/k8s.io/kubectl/pkg/describe/versioned/describe.go';
const KUBECTL = { readIn: 'kubernetes/kubectl' };
const APIMACHINERY = { readIn: 'kubernetes/apimachinery' };

/** The columns of `get csr`; from 1.11 on kube-apiserver says them. */
export const csrColumns = timeline<readonly string[]>('kubectl.get.csrColumns', [
  from(
    '1.4',
    ['NAME', 'AGE', 'REQUESTOR', 'CONDITION'],
    read(
      OLD_PRINTERS,
      'v1.4.0; pkg/printers/internalversion/printers.go at v1.6.0, v1.10.5, v1.11.0',
      'certificateSigningRequestColumns',
    ),
  ),
  from(
    '1.18',
    ['NAME', 'AGE', 'SIGNERNAME', 'REQUESTOR', 'CONDITION'],
    read(PRINTERS, 'release-1.18', 'certificateSigningRequestColumnDefinitions', {
      readIn: '2018112767/kubernetes',
    }),
  ),
  from(
    '1.22',
    ['NAME', 'AGE', 'SIGNERNAME', 'REQUESTOR', 'REQUESTEDDURATION', 'CONDITION'],
    read(PRINTERS, 'release-1.22', 'certificateSigningRequestColumnDefinitions'),
  ),
]);

/** AGE: one unit, two of them, or two of which the second is left out where it is zero years’ days too. */
export const ageForm = timeline<'oneUnit' | 'twoUnits' | 'twoUnitsFromTwoYears'>(
  'kubectl.get.age',
  [
    from('1.4', 'oneUnit', read(OLD_PRINTERS, 'v1.4.0, v1.8.0', 'translateTimestamp')),
    from(
      '1.12',
      'twoUnits',
      read(DURATION, 'kubernetes-1.12.0, kubernetes-1.18.0', 'HumanDuration', APIMACHINERY),
    ),
    from(
      '1.19',
      'twoUnitsFromTwoYears',
      read(DURATION, 'kubernetes-1.19.0', 'HumanDuration', APIMACHINERY),
    ),
  ],
);

/** The least width of a column of `get`. */
export const columnMinWidth = timeline('kubectl.get.minWidth', [
  from('1.4', 10, read(TABWRITER, 'v1.6.0, v1.10.5, v1.11.0', 'tabwriterMinWidth')),
  from('1.12', 6, read(TABWRITER, 'v1.12.2', 'tabwriterMinWidth')),
]);

/** What aligns the fields of `describe`. */
export const describePadding = timeline<'tabs' | 'blanks'>('kubectl.describe.padding', [
  from('1.4', 'tabs', read(OLD_DESCRIBE, 'v1.4.0; v1.6.0, v1.7.0', 'tabbedString')),
  from('1.8', 'blanks', read(DESCRIBE, 'v1.8.0, v1.10.5, v1.11.0', 'tabbedString')),
]);

/** What stands at the end of a description where nothing happened. */
export const describeNoEvents = timeline<'No events.' | 'Events:\t<none>'>(
  'kubectl.describe.noEvents',
  [
    from('1.4', 'No events.', read(OLD_DESCRIBE, 'v1.4.0, v1.5.0', 'DescribeEvents')),
    from('1.6', 'Events:\t<none>', read(DESCRIBE, 'v1.6.0, v1.7.0, v1.10.5', 'DescribeEvents')),
  ],
);

/** Whether `describe csr` names the signer. */
export const describeNamesSigner = timeline('kubectl.describe.signer', [
  from('1.4', false, read(OLD_DESCRIBE, 'v1.4.0', 'CertificateSigningRequestDescriber.Describe')),
  from(
    '1.18',
    true,
    read(STAGING_DESCRIBE, 'release-1.18', 'describeCertificateSigningRequest', KUBECTL),
  ),
]);

/** Whether `describe csr` names the duration that was asked for. */
export const describeNamesDuration = timeline('kubectl.describe.requestedDuration', [
  from('1.4', false, read(OLD_DESCRIBE, 'v1.4.0', 'CertificateSigningRequestDescriber.Describe')),
  from(
    '1.22',
    true,
    read(
      'staging/src/k8s.io/kubectl/pkg/describe/describe.go',
      'release-1.22',
      'describeCertificateSigningRequest',
      KUBECTL,
    ),
  ),
]);

/** Whether URIs stand among the subject alternative names of a description. */
export const describeNamesUris = timeline('kubectl.describe.uris', [
  from('1.4', false, read(DESCRIBE, 'v1.10.5, v1.11.0', 'describeCertificateSigningRequest')),
  from(
    '1.17',
    true,
    read(
      STAGING_DESCRIBE,
      'release-1.16, release-1.17',
      'describeCertificateSigningRequest',
      KUBECTL,
    ),
  ),
]);
