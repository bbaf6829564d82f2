/** kube-controller-manager's approver: what it recognises, whom it asks, what it writes, and what it does when nobody allows it. */
import { from, read, timeline } from './timeline.ts';

const SARAPPROVE = 'pkg/controller/certificates/approver/sarapprove.go';
const HELPERS = 'pkg/apis/certificates/helpers.go';
const IN_1_17 = { readIn: 'TracingSource/kubernetes@a3be89d18d45' };
const IN_1_18 = { readIn: '2018112767/kubernetes@b3796c7b24b3' };

/** `group`: a flag names one group whose kubelets are approved. `subjectAccessReview`: the API server's authorizer decides. */
export const approverKind = timeline<'group' | 'subjectAccessReview'>('approver.kind', [
  from(
    '1.4',
    'group',
    read('pkg/controller/certificates/controller.go', 'v1.4.0', 'maybeAutoApproveCSR'),
  ),
  from('1.7', 'subjectAccessReview', read(SARAPPROVE, 'v1.7.0', 'sarApprover.handle')),
]);

/** The group approver looked at spec.usages from 1.6 on; the API had no usages before. */
export const groupApproverChecksUsages = timeline('approver.group.usages', [
  from(
    '1.4',
    false,
    read('pkg/controller/certificates/controller.go', 'v1.4.0, v1.5.0', 'maybeAutoApproveCSR'),
  ),
  from(
    '1.6',
    true,
    read('pkg/controller/certificates/groupapprove.go', 'v1.6.0', 'groupApprover.AutoApprove'),
  ),
]);

/** The recogniser of kubelet serving certificates, behind --feature-gates=RotateKubeletServerCertificate=true. */
export const servingRecognizer = timeline<'none' | 'gate'>('approver.recognizers.selfnodeserver', [
  from(
    '1.4',
    'none',
    read('pkg/controller/certificates/groupapprove.go', 'v1.6.0', 'groupApprover.AutoApprove'),
  ),
  from('1.7', 'gate', read(SARAPPROVE, 'v1.7.0, v1.10.0', 'isSelfNodeServerCert')),
  from('1.11', 'none', read(`${SARAPPROVE}; CHANGELOG-1.11.md`, 'v1.11.0', 'recognizers')),
]);

/** `length`: as many usages as wanted, each of them a wanted one, so that one repeated three times passes. `set`: equal sets. */
export const usageComparison = timeline<'length' | 'set'>(
  'approver.usages.comparison',
  [
    from(
      '1.6',
      'length',
      read('pkg/controller/certificates/groupapprove.go', 'v1.6.0', 'hasExactUsages'),
    ),
    from(
      '1.18',
      'set',
      read(
        'pkg/apis/certificates/v1beta1/defaults.go',
        '1.18',
        'IsKubeletClientCSR; equalUnsorted',
        IN_1_18,
      ),
    ),
  ],
  { absent: 'length' },
);

/** Kubelets leave `key encipherment` out for keys that are not RSA; approver and signer accept that. */
export const keyEncipherment = timeline<'required' | 'optional'>(
  'approver.usages.keyEncipherment',
  [
    from(
      '1.6',
      'required',
      read('pkg/controller/certificates/groupapprove.go', 'v1.6.0', 'kubeletClientUsages'),
    ),
    from(
      '1.25',
      'optional',
      read(HELPERS, 'v1.25.9', 'kubeletClientRequiredUsagesNoRSA', {
        readIn: 'openshift/microshift@release-4.12',
      }),
    ),
  ],
  { absent: 'required' },
);

/** Whether a URI in the subjectAltName keeps a request from being recognised. */
export const uriSubjectAltNames = timeline<'ignored' | 'refused'>(
  'approver.recognizers.uriSubjectAltNames',
  [
    from(
      '1.4',
      'ignored',
      read('pkg/controller/certificates/controller.go', 'v1.4.0', 'maybeAutoApproveCSR'),
    ),
    from('1.17', 'refused', read(SARAPPROVE, 'v1.17.0', 'isNodeClientCert', IN_1_17)),
  ],
);

/** spec.signerName must be kubernetes.io/kube-apiserver-client-kubelet. */
export const approverChecksSignerName = timeline('approver.recognizers.signerName', [
  from(
    '1.4',
    false,
    read('pkg/controller/certificates/controller.go', 'v1.4.0', 'maybeAutoApproveCSR'),
  ),
  from('1.18', true, read(SARAPPROVE, '1.18', 'isNodeClientCert', IN_1_18)),
]);

/** `version` in the resource attributes of the SubjectAccessReview. */
export const reviewedVersion = timeline<'' | '*'>(
  'approver.subjectAccessReview.version',
  [
    from('1.7', '', read(SARAPPROVE, 'v1.7.0', 'recognizers')),
    from(
      '1.28',
      '*',
      read(SARAPPROVE, 'v1.28.15', 'recognizers', { readIn: 'openshift/microshift@release-4.15' }),
    ),
  ],
  { absent: '' },
);

/** Whether the SubjectAccessReview carries spec.uid of the CertificateSigningRequest. */
export const reviewCarriesUid = timeline(
  'approver.subjectAccessReview.uid',
  [
    from('1.7', false, read(SARAPPROVE, 'v1.7.0', 'sarApprover.authorize')),
    from('1.8', true, read(SARAPPROVE, 'v1.8.0', 'sarApprover.authorize')),
  ],
  { absent: false },
);

/** Version of authorization.k8s.io that the review is sent in. */
export const reviewApiVersion = timeline<'v1beta1' | 'v1'>(
  'approver.subjectAccessReview.apiVersion',
  [
    from('1.7', 'v1beta1', read(SARAPPROVE, 'v1.7.0, v1.11.0', 'sarApprover.authorize')),
    from('1.18', 'v1', read(SARAPPROVE, '1.18', 'sarApprover.authorize', IN_1_18)),
  ],
  { absent: 'v1beta1' },
);

/** `status` of the conditions that controllers and kubectl write; the field came with certificates.k8s.io/v1. */
export const conditionStatus = timeline<'absent' | 'True'>('approver.condition.status', [
  from(
    '1.4',
    'absent',
    read('pkg/controller/certificates/controller.go', 'v1.4.0', 'maybeAutoApproveCSR'),
  ),
  from(
    '1.19',
    'True',
    read(
      'CHANGELOG/CHANGELOG-1.19.md',
      'v1.19.0',
      'status.conditions[*].status is now required (#91685)',
    ),
  ),
]);

/** Whether the pass that approves goes on to sign what it holds, which is older than what it has just written. */
export const signsItsOldCopy = timeline('approver.group.signsItsOldCopy', [
  from(
    '1.4',
    false,
    read('pkg/controller/certificates/controller.go', 'v1.4.0, v1.5.8', 'maybeSignCertificate'),
  ),
  from(
    '1.6',
    true,
    read(
      'pkg/controller/certificates/certificate_controller.go',
      'v1.6.0, v1.6.13',
      'maybeSignCertificate: the answer to UpdateApproval is dropped',
    ),
  ),
  from('1.7', false, read(SARAPPROVE, 'v1.7.0', 'NewCSRApprovingController')),
]);

/** What follows when a request was recognised and no review allowed it. */
export const notAllowed = timeline<'nothing' | 'error' | 'ignorable'>(
  'approver.notAllowed',
  [
    from(
      '1.7',
      'error',
      read(SARAPPROVE, 'v1.7.0, v1.7.3, v1.7.4, v1.7.16, v1.8.0', 'sarApprover.handle'),
      '1.7.0 to 1.7.3 say nothing and do not try again',
    ),
    from(
      '1.9',
      'ignorable',
      read(SARAPPROVE, 'v1.9.0', 'sarApprover.handle; certificates.IgnorableError'),
    ),
  ],
  { absent: 'nothing' },
);
