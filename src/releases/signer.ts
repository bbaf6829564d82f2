/** kube-controller-manager's signer: which requests it takes, what it refuses, and what it writes into the certificate. */
import { from, inferred, read, timeline } from './timeline.ts';

const CFSSL_SIGNER = 'pkg/controller/certificates/signer/cfssl_signer.go';
const SIGNER = 'pkg/controller/certificates/signer/signer.go';
const AUTHORITY = 'pkg/controller/certificates/authority/authority.go';
const POLICIES = 'pkg/controller/certificates/authority/policies.go';
const HELPERS = 'pkg/apis/certificates/helpers.go';
const IN_1_18 = { readIn: '2018112767/kubernetes@b3796c7b24b3' };
const IN_1_17 = { readIn: 'TracingSource/kubernetes@a3be89d18d45' };
const ZH = { readIn: 'bluemiaomiao/kubernetes-zh' };
const MICROSHIFT_1_21 = { readIn: 'openshift/microshift@4.8.0-microshift-2022-04-20-141053' };

/** The library that makes the certificate. */
export const signerLibrary = timeline<'cfssl' | 'x509'>('signer.library', [
  from(
    '1.4',
    'cfssl',
    read('pkg/controller/certificates/controller.go', 'v1.4.0', 'NewCertificateController'),
  ),
  from('1.17', 'x509', read(SIGNER, 'v1.17.0', 'newSigner, signer.sign', IN_1_17)),
]);

export interface SigningLoop {
  readonly name: string;
  /** `any`: releases without spec.signerName. */
  readonly signerNames: readonly string[] | 'any';
}

const ALL_SIGNERS = [
  'kubernetes.io/kubelet-serving',
  'kubernetes.io/kube-apiserver-client-kubelet',
  'kubernetes.io/kube-apiserver-client',
  'kubernetes.io/legacy-unknown',
] as const;

export const signingLoops = timeline<readonly SigningLoop[]>('signer.controllers', [
  from(
    '1.4',
    [{ name: 'certificatesigningrequests', signerNames: 'any' }],
    read(
      'cmd/kube-controller-manager/app/controllermanager.go',
      'v1.5.0, v1.6.0',
      'NewControllerInitializers',
    ),
  ),
  from(
    '1.7',
    [{ name: 'csrsigning', signerNames: 'any' }],
    read(
      'cmd/kube-controller-manager/app/controllermanager.go',
      'v1.7.0',
      'NewControllerInitializers',
    ),
  ),
  from(
    '1.18',
    [{ name: 'csrsigning', signerNames: ALL_SIGNERS }],
    read(SIGNER, '1.18', 'requestValidForSignerName', IN_1_18),
  ),
  from(
    '1.19',
    [
      { name: 'csrsigning-kubelet-serving', signerNames: [ALL_SIGNERS[0]] },
      { name: 'csrsigning-kubelet-client', signerNames: [ALL_SIGNERS[1]] },
      { name: 'csrsigning-kube-apiserver-client', signerNames: [ALL_SIGNERS[2]] },
      { name: 'csrsigning-legacy-unknown', signerNames: [ALL_SIGNERS[3]] },
    ],
    inferred(SIGNER, 'v1.21.1', 'NewKubeletServingCSRSigningController', MICROSHIFT_1_21),
  ),
]);

/** What becomes of an approved request that the signer's rules refuse. */
export const refusedRequest = timeline<'signedAnyway' | 'ignored' | 'failedCondition'>(
  'signer.refusedRequest',
  [
    from('1.4', 'signedAnyway', read(CFSSL_SIGNER, 'v1.7.0, v1.11.0', 'cfsslSigner.handle')),
    from('1.18', 'ignored', read(SIGNER, '1.18', 'signer.handle', IN_1_18)),
    from(
      '1.19',
      'failedCondition',
      inferred(SIGNER, 'v1.21.1, v1.22', 'signer.handle', MICROSHIFT_1_21),
    ),
  ],
);

/** `requestsForCa`: what a request with basicConstraints CA:TRUE gets; cfssl began to look at that extension in 1.11. */
export const requestsForCa = timeline<'leaf' | 'refused'>('signer.requestsForCa', [
  from(
    '1.4',
    'leaf',
    read(
      'vendor/github.com/cloudflare/cfssl/signer/signer.go',
      'v1.9.0, v1.10.0',
      'ParseCertificateRequest, FillTemplate',
    ),
  ),
  from(
    '1.11',
    'refused',
    read('vendor/github.com/cloudflare/cfssl/signer/local/local.go', 'v1.11.0', 'Signer.Sign'),
  ),
  from('1.17', 'leaf', read(POLICIES, 'v1.17.0', 'PermissiveSigningPolicy.apply', IN_1_17)),
]);

/** A request with an Ed25519 key: cfssl checks RSA and ECDSA signatures only, as does Go before 1.13. */
export const ed25519Requests = timeline<'refused' | 'signed'>('signer.ed25519Requests', [
  from(
    '1.4',
    'refused',
    read('vendor/github.com/cloudflare/cfssl/helpers/helpers.go', 'v1.9.9', 'CheckSignature', {
      readIn: 'ksunhokim/kubernetes',
    }),
  ),
  from('1.17', 'signed', read(SIGNER, 'v1.17.0', 'signer.sign', IN_1_17)),
]);

/** Usages: a fixed list, or spec.usages read by cfssl (unknown ones dropped) or by Kubernetes (unknown ones refused, sorted). */
export const certificateUsages = timeline<'fixed' | 'cfssl' | 'sorted'>('signer.usages', [
  from(
    '1.4',
    'fixed',
    read('vendor/github.com/cloudflare/cfssl/config/config.go', 'v1.4.0', 'DefaultConfig'),
  ),
  from(
    '1.6',
    'cfssl',
    read('pkg/controller/certificates/cfssl_signer.go', 'v1.6.0', 'CFSSLSigner.Sign'),
  ),
  from('1.17', 'sorted', read(POLICIES, 'v1.17.0', 'keyUsagesFromStrings', IN_1_17)),
]);

/** The flag that sets the lifetime. 1.19 to 1.24 take both names. */
export const durationFlag = timeline<
  'none' | '--experimental-cluster-signing-duration' | '--cluster-signing-duration'
>('signer.duration.flag', [
  from(
    '1.4',
    'none',
    read('pkg/controller/certificates/cfssl_signer.go', 'v1.6.0', 'NewCFSSLSigner'),
  ),
  from(
    '1.7',
    '--experimental-cluster-signing-duration',
    read('cmd/kube-controller-manager/app/options/options.go', 'v1.7.0', 'ClusterSigningDuration'),
  ),
  from(
    '1.19',
    '--cluster-signing-duration',
    read(
      'cmd/kube-controller-manager/app/options/csrsigningcontroller.go',
      'v1.21.1, v1.23.1',
      'AddFlags',
      MICROSHIFT_1_21,
    ),
  ),
]);

/** Whether spec.expirationSeconds may shorten the lifetime. */
export const requestedDuration = timeline<'unknown' | 'honoured'>(
  'signer.duration.expirationSeconds',
  [
    from('1.4', 'unknown', read(CFSSL_SIGNER, 'v1.11.0', 'cfsslSigner.sign')),
    from('1.22', 'honoured', read(SIGNER, 'v1.22', 'signer.duration', ZH)),
  ],
);

/**
 * How NotBefore and NotAfter come about.
 * `minuteRounded`: now rounded to the minute minus 5 minutes, and the lifetime from there.
 * `backdated`: now minus 5 minutes, and the lifetime from there.
 * `shortFromNow`: like `backdated`, but a lifetime under 8 hours is counted from now.
 */
export const validityRule = timeline<'minuteRounded' | 'backdated' | 'shortFromNow'>(
  'signer.validity',
  [
    from(
      '1.4',
      'minuteRounded',
      read('vendor/github.com/cloudflare/cfssl/signer/signer.go', 'v1.11.0', 'FillTemplate'),
    ),
    from('1.17', 'backdated', read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
    from('1.22', 'shortFromNow', read(POLICIES, 'v1.22', 'PermissiveSigningPolicy.apply', ZH)),
  ],
);

/**
 * What the CA's own expiry does. `ignored`: certificates may outlive it. `shortensDuration`: the lifetime is cut to what
 * is left. `truncates`: NotAfter is cut to the CA's.
 */
export const caExpiry = timeline<'ignored' | 'shortensDuration' | 'truncates'>('signer.caExpiry', [
  from('1.4', 'ignored', read(CFSSL_SIGNER, 'v1.7.0, v1.11.0, v1.12.4', 'cfsslSigner.sign')),
  from(
    '1.13',
    'shortensDuration',
    read(CFSSL_SIGNER, 'v1.13.4', 'cfsslSigner.sign', { readIn: 'poc-ocp-upgrades/origin' }),
  ),
  from('1.17', 'truncates', read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
]);

/** Whether "refusing to sign a certificate that expired in the past" ends with the CA's NotAfter. */
export const expiredCaTextNamesTime = timeline(
  'signer.caExpiry.textNamesTime',
  [
    from('1.17', false, read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
    from('1.22', true, read(POLICIES, 'v1.22', 'PermissiveSigningPolicy.apply', ZH)),
  ],
  { absent: false },
);

/** `twentyBytes`: 20 random bytes, the top bit cleared. `below2to128`: uniform below 2^128. */
export const serialNumber = timeline<'twentyBytes' | 'below2to128'>('signer.serialNumber', [
  from(
    '1.4',
    'twentyBytes',
    read('vendor/github.com/cloudflare/cfssl/signer/local/local.go', 'v1.11.0', 'Signer.Sign'),
  ),
  from('1.17', 'below2to128', read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
]);

/** cfssl writes a subjectKeyIdentifier into leaves; Go's crypto/x509 does so for CAs only. */
export const leafSubjectKeyIdentifier = timeline('signer.subjectKeyIdentifier', [
  from(
    '1.4',
    true,
    read(
      'vendor/github.com/cloudflare/cfssl/signer/signer.go',
      'v1.11.0',
      'FillTemplate, ComputeSKI',
    ),
  ),
  from('1.17', false, read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
]);

/** URIs in the subjectAltName: cfssl dropped them. */
export const signsUris = timeline('signer.subjectAltNames.uris', [
  from(
    '1.4',
    false,
    read(
      'vendor/github.com/cloudflare/cfssl/signer/signer.go',
      'v1.11.0',
      'ParseCertificateRequest',
    ),
  ),
  from('1.17', true, read(AUTHORITY, 'v1.17.0', 'CertificateAuthority.Sign', IN_1_17)),
]);

/** Whether the validators of the kubelet signers accept usages without `key encipherment`. */
export const signerKeyEncipherment = timeline<'required' | 'optional'>(
  'signer.validation.keyEncipherment',
  [
    from(
      '1.18',
      'required',
      read('pkg/apis/certificates/v1beta1/defaults.go', '1.18', 'IsKubeletServingCSR', IN_1_18),
    ),
    from(
      '1.25',
      'optional',
      read(HELPERS, 'v1.25.9', 'kubeletServingRequiredUsagesNoRSA', {
        readIn: 'openshift/microshift@release-4.12',
      }),
    ),
  ],
  { absent: 'required' },
);
