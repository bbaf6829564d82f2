/** Rows of the matrices that differ. */
import type { Standing } from '../standing.ts';

const CONFLICT =
  'Operation cannot be fulfilled on certificatesigningrequests.certificates.k8s.io "<csr>": the object has been modified; please apply your changes to the latest version and try again';
const FAILED = 'certificate_controller.go] Sync <csr> failed with : ';

const rows = (tag: string, ...ids: readonly string[]) => ids.map((id) => `${tag}/matrix/${id}`);

const SEEN_LATE =
  'Whether the informer has seen the approval when the pass begins again is a race; in these rows it had not.';

const ED25519 =
  'Built with Go 1.19, which knows Ed25519; the Go of the time did not, and cfssl leaves the check to it from 1.11 on.';

const ED25519_CERTIFICATE = [
  '- life 600 s',
  '- begins with a minute',
  '- serial of about 20 bytes',
  '- Certificate:',
  '- Data:',
  '- Version: 3 (0x2)',
  '- Serial Number',
  '- Signature Algorithm: sha256WithRSAEncryption',
  '- Issuer: O = k8s, CN = kubernetes-ca',
  '- Subject: O = system:nodes, CN = system:node:node-1',
  '- Subject Public Key Info:',
  '- Public Key Algorithm: ED25519',
  '- ED25519 Public-Key:',
  '- pub',
  '- X509v3 extensions:',
  '- X509v3 Key Usage: critical',
  '- Digital Signature, Key Encipherment',
  '- X509v3 Extended Key Usage:',
  '- TLS Web Client Authentication',
  '- X509v3 Basic Constraints: critical',
  '- CA:FALSE',
  '- X509v3 Subject Key Identifier',
  '- X509v3 Authority Key Identifier',
  '- Signature Value',
];

const RACE =
  'The two decisions were sent without a pause; in this run the signer was faster than the second.';

export const matrixDifferences: readonly Standing[] = [
  {
    because: 'chance',
    reason: SEEN_LATE,
    aspect: 'controllerMessages',
    difference: [`- ${FAILED}error updating approval for csr: ${CONFLICT}`],
    units: rows('v1.6.13', 'c01-boot-ok', 'c15-cn-prefix-only', 'k05-rsa-sha512'),
  },
  {
    because: 'chance',
    reason: RACE,
    aspect: 'decisions',
    difference: [
      '- status: 409',
      `- error: ${CONFLICT.replace('<csr>', 'm-m14-approve-then-deny')}`,
    ],
    units: rows('v1.7.16', 'm14-approve-then-deny'),
  },
  {
    because: 'chance',
    reason: RACE,
    aspect: 'conditions',
    difference: [
      '+ type: Denied',
      '+ reason: KubectlDeny',
      '+ message: This CSR was denied by kubectl certificate deny.',
    ],
    units: rows('v1.7.16', 'm14-approve-then-deny'),
  },
  {
    because: 'chance',
    reason: RACE,
    aspect: 'kubectl get csr',
    difference: [
      '- m-m14-approve-then-deny   0s        other-user   Approved,Issued',
      '+ m-m14-approve-then-deny   0s        other-user   Denied,Issued',
    ],
    units: rows('v1.7.16', 'm14-approve-then-deny'),
  },
  {
    because: 'toolchain',
    reason: ED25519,
    aspect: 'kubectl get csr',
    difference: [
      '- m-k04-ed25519   0s        kubelet-bootstrap   Approved,Issued',
      '+ m-k04-ed25519   0s        kubelet-bootstrap   Approved',
    ],
    units: rows('v1.11.1', 'k04-ed25519'),
  },
  {
    because: 'toolchain',
    reason: ED25519,
    aspect: 'kubectl get csr',
    difference: [
      '- m-m10-manual-ed25519   1s        other-user   Approved,Issued',
      '+ m-m10-manual-ed25519   1s        other-user   Approved',
    ],
    units: rows('v1.11.1', 'm10-manual-ed25519'),
  },
  {
    because: 'toolchain',
    reason: ED25519,
    aspect: 'certificate',
    difference: [...ED25519_CERTIFICATE, '+ nothing'],
    units: rows('v1.11.1', 'k04-ed25519', 'm10-manual-ed25519'),
  },
  {
    because: 'toolchain',
    reason: ED25519,
    aspect: 'controllerMessages',
    difference: [
      `+ ${FAILED}error auto signing csr: {"code":9300,"message":"x509: cannot verify signature: algorithm unimplemented"}`,
    ],
    units: rows('v1.11.1', 'k04-ed25519', 'm10-manual-ed25519'),
  },
];
