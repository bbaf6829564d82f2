/** kube-controller-manager's signer. */
import type { TimelineMessages } from '../../reference.ts';

export const signer: TimelineMessages = {
  'signer.library': {
    title: 'Library that makes the certificate',
    says: 'What the signer builds on.',
    values: { cfssl: 'cfssl', x509: 'Go’s crypto/x509' },
  },
  'signer.controllers': {
    title: 'Signing controllers and their signers',
    says: 'Controllers that sign, each with the values of spec.signerName that it takes.',
    fields: { name: 'controller', signerNames: 'signs for' },
    values: { any: 'every request' },
  },
  'signer.refusedRequest': {
    title: 'Approved, and against the signer’s rules',
    says: 'What becomes of an approved request that the signer may not sign.',
    values: {
      signedAnyway: 'there are no such rules: it is signed',
      ignored: 'nothing: it stays approved without a certificate',
      failedCondition: 'it gets the condition Failed',
    },
  },
  'signer.requestsForCa': {
    title: 'A request for a CA certificate',
    says: 'What a request with basicConstraints CA:TRUE gets.',
    values: { leaf: 'a leaf certificate', refused: 'an error, and no certificate' },
  },
  'signer.ed25519Requests': {
    title: 'A request with an Ed25519 key',
    says: 'What becomes of it once it is approved.',
    values: { refused: 'an error, and no certificate', signed: 'signed' },
  },
  'signer.usages': {
    title: 'Usages of the certificate',
    says: 'How keyUsage and extendedKeyUsage come about.',
    values: {
      fixed: 'always the same ones',
      cfssl: 'spec.usages; cfssl drops those it does not know',
      sorted: 'spec.usages, sorted; unknown ones are refused',
    },
  },
  'signer.duration.flag': {
    title: 'Flag for the lifetime',
    says: 'The flag of the controller manager that sets how long certificates are valid; one year by default.',
    values: { none: 'none: always one year' },
  },
  'signer.duration.expirationSeconds': {
    title: 'spec.expirationSeconds',
    says: 'Whether a request can ask for a shorter life.',
    values: { unknown: 'the field is not known', honoured: 'shortens the life' },
  },
  'signer.validity': {
    title: 'NotBefore and NotAfter',
    says: 'How the life of a certificate is counted.',
    values: {
      minuteRounded: 'from now, rounded to the minute, less 5 min',
      backdated: 'from now less 5 min',
      shortFromNow: 'from now less 5 min; lives under 8 h from now',
    },
  },
  'signer.caExpiry': {
    title: 'Where the CA ends sooner',
    says: 'What the expiry of the CA does to a certificate that would outlive it.',
    values: {
      ignored: 'nothing: the certificate outlives its CA',
      shortensDuration: 'the lifetime is cut to what is left of the CA',
      truncates: 'NotAfter is cut to that of the CA',
    },
  },
  'signer.caExpiry.textNamesTime': {
    title: 'Refusal by an expired CA names the time',
    says: 'Whether “refusing to sign a certificate that expired in the past” ends with the CA’s NotAfter.',
  },
  'signer.serialNumber': {
    title: 'Serial number',
    says: 'How certificates are numbered.',
    values: { twentyBytes: '20 random bytes, top bit cleared', below2to128: 'random, below 2¹²⁸' },
  },
  'signer.subjectKeyIdentifier': {
    title: 'subjectKeyIdentifier in leaves',
    says: 'Whether a certificate of the signer carries this extension.',
  },
  'signer.subjectAltNames.uris': {
    title: 'URIs of the subjectAltName are kept',
    says: 'Whether URIs in the request come back in the certificate.',
  },
  'signer.validation.keyEncipherment': {
    title: 'Signer’s rule on key encipherment',
    says: 'Whether the kubelet signers ask for this usage.',
    values: { required: 'required', optional: 'may be left out' },
  },
};
