/** Bootstrap of the kubelet and the switches on its command line. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletBootstrap: TimelineMessages = {
  'kubelet.bootstrap.kubeconfigCheck': {
    title: 'What makes the kubelet skip bootstrap',
    says: 'Before it asks for anything, the kubelet looks at the file that --kubeconfig names.',
    values: {
      exists: 'that the file exists, whatever is in it',
      certificates: 'that the file holds a client certificate which has not expired',
    },
  },
  'kubelet.bootstrap.background': {
    title: 'Bootstrap in the background',
    says: 'With client rotation on, whether the kubelet starts at once and asks for its certificate beside that.',
  },
  'kubelet.bootstrap.keyFile': {
    title: 'Key file while bootstrap is under way',
    says: 'The file below --cert-dir that holds the private key until a certificate for it has come.',
  },
  'kubelet.bootstrap.keyAfterFailure': {
    title: 'The key after a failed bootstrap',
    says: 'What becomes of the key file when no certificate was given.',
    values: {
      removedIfNew: 'removed, if this start had made it',
      kept: 'kept for the next start',
      removed: 'removed',
    },
  },
  'kubelet.bootstrap.brokenKeyFile': {
    title: 'A key file that holds no key',
    says: 'What the kubelet does where the key file exists and cannot be read as a key.',
    values: { fails: 'every start fails', replaced: 'a new key takes its place' },
  },
  'kubelet.bootstrap.reusesStoredKey': {
    title: 'Key of a stored pair is used again',
    says: 'Whether bootstrap takes the key of the pair that is already in the store.',
  },
  'kubelet.bootstrap.waitsForServer': {
    title: 'Waits for /healthz before it asks',
    says: 'Whether bootstrap asks the API server for /healthz, for up to a minute, before it sends its request.',
  },
  'kubelet.bootstrap.selfSignedFirst': {
    title: 'Self-signed pair comes before bootstrap',
    says: 'Whether kubelet.crt and kubelet.key are on the disk while the bootstrap request is still pending.',
  },
  'kubelet.bootstrap.requestName': {
    title: 'Name of a request that the start waits for',
    says: 'How a bootstrap that holds up the start names its CertificateSigningRequest.',
    values: {
      generated: 'csr-, and five characters of the API server’s',
      digest: 'node-csr-, and a digest',
    },
  },
  'kubelet.bootstrap.digestOver': {
    title: 'What the digest in node-csr-… begins with',
    says: 'The digest in the name of the request is made over this and over the subject and the usages.',
    values: { privateKeyPem: 'the private key, as PEM', publicKeyDer: 'the public key, as DER' },
  },
  'kubelet.bootstrap.pairKept': {
    title: 'Where the first certificate is kept',
    says: 'The files below --cert-dir into which bootstrap writes what it got.',
    values: {
      crtAndKey: 'kubelet-client.crt and kubelet-client.key',
      store: 'one dated .pem, and kubelet-client-current.pem that leads to it',
    },
  },
  'kubelet.bootstrap.reuseChecksExpiry': {
    title: 'An old request’s certificate must not have expired',
    says: 'Where a request of the same name exists already, whether an expired certificate in it is turned down.',
  },
  'kubelet.bootstrap.reuseComparesSigner': {
    title: 'An old request must name the same signer',
    says: 'Where a request of the same name exists already, whether its signerName is compared too.',
  },
  'kubelet.bootstrap.wait': {
    title: 'Wait for the first certificate',
    says: 'How long a bootstrap that holds up the start waits for a certificate.',
    unit: 'milliseconds',
  },
  'kubelet.bootstrap.reasonNamesFile': {
    title: 'The reason names the kubeconfig',
    says: 'Whether the sentence on a kubeconfig that does not do says which file is meant.',
  },
  'kubelet.bootstrap.kubeconfigReasons': {
    title: 'Why an existing kubeconfig does not do',
    says: 'The sentences with which the kubelet explains that it bootstraps in spite of a kubeconfig.',
    fields: {
      unreadable: 'cannot be read',
      noTls: 'makes no TLS settings',
      noCertificates: 'holds no pair',
      expired: 'has expired',
    },
  },
  'kubelet.flags.bootstrapKubeconfig': {
    title: 'Flag for the bootstrap kubeconfig',
    says: 'The flag that names the kubeconfig with the bootstrap credential.',
  },
  'kubelet.flags.experimentalBootstrapAlias': {
    title: '--experimental-bootstrap-kubeconfig is accepted',
    says: 'Whether the experimental name of the flag works, alone or as a deprecated alias.',
  },
  'kubelet.flags.kubeconfigDefault': {
    title: '--kubeconfig, default',
    says: 'Where the kubelet looks for its kubeconfig without being told.',
    values: { '': 'none: a kubelet without the flag runs alone' },
  },
  'kubelet.flags.certDirDefault': {
    title: '--cert-dir, default',
    says: 'The folder of the kubelet’s keys and certificates.',
  },
  'kubelet.clientRotation.switch': {
    title: 'What switches client rotation on',
    says: 'What an administrator has to set for the client certificate to be renewed.',
    values: {
      none: 'nothing: there is no rotation',
      gate: 'the gate RotateKubeletClientCertificate',
      flag: '--rotate-certificates, while the gate is on',
      field: 'rotateCertificates in the config file, or --rotate-certificates',
    },
  },
  'kubelet.clientRotation.gate': {
    title: 'Gate RotateKubeletClientCertificate, default',
    says: 'The feature gate of client rotation.',
    values: {
      false: 'off',
      true: 'on',
      locked: 'on, and cannot be turned off',
      removed: 'gone: the name is not known any more',
    },
  },
  'kubelet.servingBootstrap.switch': {
    title: 'What switches serving certificates on',
    says: 'What an administrator has to set for the kubelet to ask the cluster for its serving certificate.',
    values: {
      none: 'nothing: the kubelet never asks',
      gate: 'the gate RotateKubeletServerCertificate alone',
      field: 'serverTLSBootstrap in the config file, and the gate',
      flag: 'serverTLSBootstrap or --rotate-server-certificates, and the gate',
    },
  },
  'kubelet.servingBootstrap.gate': {
    title: 'Gate RotateKubeletServerCertificate, default',
    says: 'The feature gate of serving certificates from the cluster.',
    values: { false: 'off', true: 'on' },
  },
  'kubelet.process.failedCode': {
    title: 'Exit status of a kubelet that cannot run',
    says: 'What the process hands to systemd when it gives up.',
    unit: 'exitCode',
  },
  'kubelet.process.exitRuleCode': {
    title: 'Exit status of a kubelet without a certificate',
    says: 'What the process hands to systemd when the exit rule ends it.',
    unit: 'exitCode',
  },
  'kubelet.process.clientManagerName': {
    title: 'What the manager of the client certificate is called',
    says: 'The word before “certificate manager” where the kubelet cannot make one.',
    values: { '': 'nothing' },
  },
};
