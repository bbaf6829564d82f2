/** The CertificateSigningRequest API: versions served, defaults, validation, registry, release by release. */
import { from, inferred, read, timeline } from './timeline.ts';

const VALIDATION = 'pkg/apis/certificates/validation/validation.go';
const STRATEGY = 'pkg/registry/certificates/certificates/strategy.go';
const DEFAULTS = 'pkg/apis/certificates/v1beta1/defaults.go';
const HELPERS = 'pkg/apis/certificates/helpers.go';
const INSTALL = 'pkg/apis/certificates/install/install.go';
const microshift = { readIn: 'openshift/microshift' };
const in118 = { readIn: '2018112767/kubernetes@b3796c7b24b3' };
const zh = { readIn: 'bluemiaomiao/kubernetes-zh' };

export type CsrApiVersion = 'v1alpha1' | 'v1beta1' | 'v1';

/** Versions of certificates.k8s.io that serve CertificateSigningRequests, preferred one first. */
export const servedCsrVersions = timeline<readonly CsrApiVersion[]>(
  'apiserver.csr.servedVersions',
  [
    from('1.4', ['v1alpha1'], read(INSTALL, 'v1.4.0', 'VersionPreferenceOrder')),
    from('1.6', ['v1beta1'], read(INSTALL, 'v1.6.0', 'VersionPreferenceOrder')),
    from(
      '1.19',
      ['v1', 'v1beta1'],
      read(
        'staging/src/k8s.io/api/certificates/v1/register.go',
        'kubernetes-1.19.0',
        'SchemeGroupVersion',
        { repo: 'kubernetes/api' },
      ),
    ),
    from(
      '1.22',
      ['v1'],
      read(
        'staging/src/k8s.io/api/certificates/v1beta1/zz_generated.prerelease-lifecycle.go',
        'kubernetes-1.19.0',
        'APILifecycleRemoved',
        { repo: 'kubernetes/api' },
      ),
    ),
  ],
);

export interface CsrFields {
  readonly usages: boolean;
  readonly extra: boolean;
  readonly signerName: boolean;
  readonly expirationSeconds: boolean;
  readonly conditionStatus: boolean;
}

const TYPES = 'staging/src/k8s.io/api/certificates/v1beta1/types.go';
const api = { repo: 'kubernetes/api' };
const noFields: CsrFields = {
  usages: false,
  extra: false,
  signerName: false,
  expirationSeconds: false,
  conditionStatus: false,
};

/** Fields that the release knows; others are dropped when a request is decoded. */
export const csrFields = timeline<CsrFields>('apiserver.csr.fields', [
  from(
    '1.4',
    noFields,
    read('pkg/apis/certificates/v1alpha1/types.go', 'v1.4.0', 'CertificateSigningRequestSpec'),
  ),
  from(
    '1.6',
    { ...noFields, usages: true, extra: true },
    read('pkg/apis/certificates/v1beta1/types.go', 'v1.6.0', 'CertificateSigningRequestSpec'),
  ),
  from(
    '1.18',
    { ...noFields, usages: true, extra: true, signerName: true },
    read(TYPES, 'kubernetes-1.18.0', 'CertificateSigningRequestSpec', api),
  ),
  from(
    '1.19',
    { ...noFields, usages: true, extra: true, signerName: true, conditionStatus: true },
    read(TYPES, 'kubernetes-1.19.0', 'CertificateSigningRequestCondition', api),
  ),
  from(
    '1.22',
    { usages: true, extra: true, signerName: true, conditionStatus: true, expirationSeconds: true },
    read(VALIDATION, 'v1.22', 'ExpirationSeconds', zh),
  ),
]);

/** v1beta1: usages that are not given become digital signature and key encipherment. v1 has no defaults. */
export const defaultUsages = timeline<readonly string[] | undefined>(
  'apiserver.csr.defaultUsages',
  [
    from(
      '1.6',
      ['digital signature', 'key encipherment'],
      read(DEFAULTS, 'v1.6.0', 'SetDefaults_CertificateSigningRequestSpec'),
    ),
  ],
  { absent: undefined },
);

/** v1beta1: a signerName that is not given is told from the request. */
export const defaultSignerName = timeline('apiserver.csr.defaultSignerName', [
  from('1.4', false, read(DEFAULTS, 'v1.11.0', 'SetDefaults_CertificateSigningRequestSpec')),
  from('1.18', true, read(DEFAULTS, '1.18', 'DefaultSignerNameFromSpec', in118)),
]);

/** Sets of usages with which a request counts as a kubelet's own when the API server looks at its content. */
export const kubeletUsagesWithoutKeyEncipherment = timeline(
  'apiserver.csr.kubeletUsagesWithoutKeyEncipherment',
  [
    from('1.18', false, read(HELPERS, 'v1.21.1', 'IsKubeletClientCSR', microshift)),
    from('1.27', true, read(HELPERS, 'v1.27.16', 'kubeletClientRequiredUsagesNoRSA', microshift)),
  ],
);

/** How much validation looks at: the request and the usages; also signerName; also usages, conditions and certificate. */
export const csrValidation = timeline<'request' | 'requestAndUsages' | 'andSignerName' | 'strict'>(
  'apiserver.csr.validation',
  [
    from('1.4', 'request', read(VALIDATION, 'v1.4.0', 'ValidateCertificateSigningRequest')),
    from(
      '1.6',
      'requestAndUsages',
      read(VALIDATION, 'v1.6.0', 'ValidateCertificateSigningRequest'),
    ),
    from(
      '1.18',
      'andSignerName',
      read(VALIDATION, '1.18', 'ValidateCertificateSigningRequestSignerName', in118),
    ),
    from(
      '1.19',
      'strict',
      read('CHANGELOG/CHANGELOG-1.19.md', 'v1.19.0', 'certificates.k8s.io/v1 (#91685)'),
    ),
  ],
);

/** Where an invalid request is reported: `request` in 1.4 and 1.5, then `spec.request`. */
export const requestErrorPath = timeline('apiserver.csr.requestErrorPath', [
  from('1.4', 'request', read(VALIDATION, 'v1.4.0', 'ValidateCertificateSigningRequest')),
  from('1.6', 'spec.request', read(VALIDATION, 'v1.6.0', 'ValidateCertificateSigningRequest')),
]);

/** Whether a missing usages or signerName is explained in words. */
export const requiredFieldDetail = timeline('apiserver.csr.requiredFieldDetail', [
  from('1.4', true, read(VALIDATION, 'v1.6.0', 'ValidateCertificateSigningRequest')),
  from('1.26', false, read(VALIDATION, 'v1.26.4', 'validateCertificateSigningRequest', microshift)),
]);

/** On which field it is reported that Approved and Denied exclude each other. */
export const mutuallyExclusiveErrorPath = timeline<'conditionType' | 'conditions'>(
  'apiserver.csr.mutuallyExclusiveErrorPath',
  [
    from('1.19', 'conditionType', inferred(VALIDATION, 'v1.22', 'validateConditions', zh)),
    from('1.34', 'conditions', read(VALIDATION, 'v1.34.9', 'validateConditions', microshift)),
  ],
);

/** Whether requests through v1beta1 are validated leniently. */
export const v1beta1IsLenient = timeline('apiserver.csr.v1beta1IsLenient', [
  from('1.4', true, inferred(VALIDATION, 'v1.21.1', 'getValidationOptions', microshift)),
  from('1.23', false, read(VALIDATION, 'v1.23.1', 'getValidationOptions', microshift)),
]);

/** Words of a label that is no DNS name. */
export const dnsLabelWords = timeline<'DNS-1123' | 'lowercase RFC 1123'>(
  'apiserver.csr.dnsLabelWords',
  [
    from(
      '1.4',
      'DNS-1123',
      read(
        'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go',
        'v1.11.0',
        'dns1123LabelErrMsg',
      ),
    ),
    from(
      '1.20',
      'lowercase RFC 1123',
      read(
        'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go',
        'kubernetes-1.20.0',
        'dns1123LabelErrMsg',
        { repo: 'kubernetes/apimachinery' },
      ),
    ),
  ],
);

/** Times that the registry writes into conditions: none, lastUpdateTime, and lastTransitionTime besides. */
export const conditionTimes = timeline<'none' | 'lastUpdateTime' | 'both'>(
  'apiserver.csr.conditionTimes',
  [
    from('1.4', 'none', read(STRATEGY, 'v1.8.0', 'csrApprovalStrategy.PrepareForUpdate')),
    from('1.9', 'lastUpdateTime', read(STRATEGY, 'v1.9.0', 'csrApprovalStrategy.PrepareForUpdate')),
    from('1.19', 'both', inferred(STRATEGY, 'v1.22', 'populateConditionTimestamps', zh)),
  ],
);

/** What an update of /status may do to conditions: nothing, or all but Approved and Denied (v1 only where both are served). */
export const statusUpdatesConditions = timeline('apiserver.csr.statusUpdatesConditions', [
  from('1.4', false, read(STRATEGY, 'v1.11.0', 'csrStatusStrategy.PrepareForUpdate')),
  from('1.19', true, inferred(STRATEGY, 'v1.22', 'csrStatusStrategy.PrepareForUpdate', zh)),
]);
