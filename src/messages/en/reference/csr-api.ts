/** The CertificateSigningRequest API of kube-apiserver. */
import type { TimelineMessages } from '../../reference.ts';

export const csrApi: TimelineMessages = {
  'apiserver.csr.servedVersions': {
    title: 'API versions of CertificateSigningRequest',
    says: 'Versions of certificates.k8s.io that the API server serves, the preferred one first.',
  },
  'apiserver.csr.fields': {
    title: 'Fields that the API knows',
    says: 'Fields of a request that are kept; others are dropped when it is decoded.',
    fields: {
      usages: 'spec.usages',
      extra: 'spec.extra',
      signerName: 'spec.signerName',
      expirationSeconds: 'spec.expirationSeconds',
      conditionStatus: 'status.conditions[].status',
    },
  },
  'apiserver.csr.defaultUsages': {
    title: 'Usages that are filled in (v1beta1)',
    says: 'What becomes of a v1beta1 request without usages; v1 fills nothing in.',
  },
  'apiserver.csr.defaultSignerName': {
    title: 'signerName is filled in (v1beta1)',
    says: 'Whether the signer of a v1beta1 request without one is told from what it asks for.',
  },
  'apiserver.csr.kubeletUsagesWithoutKeyEncipherment': {
    title: 'A kubelet’s request without key encipherment',
    says: 'Whether the API server counts it as a kubelet’s own when it tells the signer from the content.',
  },
  'apiserver.csr.validation': {
    title: 'What validation looks at',
    says: 'How much of a CertificateSigningRequest is checked before it is stored.',
    values: {
      request: 'the PKCS#10 request',
      requestAndUsages: 'the request and spec.usages',
      andSignerName: 'also spec.signerName',
      strict: 'also duplicates, conditions and the certificate',
    },
  },
  'apiserver.csr.requestErrorPath': {
    title: 'Field to which a bad request is charged',
    says: 'The path in the answer where the PKCS#10 request cannot be read.',
    verbatim: true,
  },
  'apiserver.csr.requiredFieldDetail': {
    title: 'Missing fields are explained',
    says: 'Whether the answer says in words what a missing usages or signerName should hold.',
  },
  'apiserver.csr.mutuallyExclusiveErrorPath': {
    title: 'Field for “approved and denied exclude each other”',
    says: 'The path below status on which it is reported that a request cannot have both conditions.',
    values: { conditionType: 'the type of the condition', conditions: 'status.conditions' },
  },
  'apiserver.csr.v1beta1IsLenient': {
    title: 'v1beta1 is validated leniently',
    says: 'Whether requests through v1beta1 are spared the stricter rules of v1.',
  },
  'apiserver.csr.dnsLabelWords': {
    title: 'Name of the standard for labels',
    says: 'How the answer calls the rule that a name has broken.',
  },
  'apiserver.csr.conditionTimes': {
    title: 'Times in conditions that the server fills in',
    says: 'What the registry writes into a condition that comes without times.',
    values: {
      none: 'none',
      lastUpdateTime: 'lastUpdateTime',
      both: 'lastUpdateTime and lastTransitionTime',
    },
  },
  'apiserver.csr.statusUpdatesConditions': {
    title: '/status may change conditions',
    says: 'Whether an update of /status may set conditions other than Approved and Denied.',
  },
};
