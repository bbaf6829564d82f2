/** The rows of the two tables over all releases: in which test each is seen, or why none shows it. */
export type MatrixRow =
  | { readonly title: string; readonly file: string; readonly test: string }
  | { readonly title: string; readonly ledgerOnly: string };

/** @param test words that stand in the file: the title of a row or of a test, the same as `title` where absent */
const seen = (title: string, file: string, test = title): MatrixRow => ({ title, file, test });
const ledger = (title: string, ledgerOnly: string): MatrixRow => ({ title, ledgerOnly });

const here = (file: string) => `tests/releases/matrix/${file}.test.ts`;
const REQUESTS = here('node-requests');
const BOOTSTRAP = here('node-bootstrap');
const ROTATION = here('node-rotation');
const LIVE = here('node-live');
const BOOT = here('control-plane-boot');
const REFUSALS = here('control-plane-refusals');
const CLEANERS = here('control-plane-cleaners');
const SKEW = here('skew');
const CONTROLLERS = 'tests/cluster/controllers';
const APISERVER = 'tests/cluster/apiserver';

/** A kubelet's side. */
export const NODE_ROWS: readonly MatrixRow[] = [
  seen('CSR API', REQUESTS),
  seen('signerName sent', REQUESTS),
  seen('key encipherment (EC key)', REQUESTS),
  seen('first client CSR name', REQUESTS),
  seen('digest over', REQUESTS),
  seen('bootstrap blocks start', BOOTSTRAP),
  seen('re-bootstrap if expired', BOOTSTRAP),
  seen('client rotation needs', ROTATION),
  seen('serving CSR needs', ROTATION),
  seen('serving SAN source', ROTATION),
  seen('serving SAN source: at least one IP', LIVE, 'serving SAN source: without an IP address'),
  seen('first pem files', BOOTSTRAP),
  seen('rotation wait per CSR', ROTATION),
  seen('retry (s), then every', ROTATION),
  seen('close connections after', LIVE),
  seen('exit rule', LIVE),
  seen('default --cert-dir', LIVE),
  seen('self-signed kubelet.crt', BOOTSTRAP),
];

/** The control plane's side, by what changes in a release. */
export const CONTROL_PLANE_ROWS: readonly MatrixRow[] = [
  seen('1.4 v1alpha1 CSR API', REQUESTS, 'CSR API'),
  seen('1.4 fixed usages, 8760 h', BOOT, 'usages of the certificate'),
  seen('1.4 group approver', BOOT, 'group approver flag'),
  seen('1.4 no system:node-bootstrapper', BOOT, 'default roles'),
  seen(
    '1.4 no --anonymous-auth',
    `${APISERVER}/authentication/chain.test.ts`,
    'is nobody where the flag is off, or in 1.4',
  ),
  ledger('1.5 work queue with a rate limit', 'the token bucket of the queues is simplified away'),
  seen('1.5 system:node bound to system:nodes', BOOT, 'default roles'),
  seen(
    '1.6 v1beta1 with default usages',
    `${APISERVER}/csr/defaulting.test.ts`,
    'give usages where there are none',
  ),
  seen('1.6 bootstrap token authenticator', BOOT, 'bootstrap token flag'),
  seen('1.6 bootstrapsigner and tokencleaner off', `${CONTROLLERS}/enabled.test.ts`, 'isEnabled'),
  seen('1.6 the signer honours usages', BOOT, 'usages of the certificate'),
  seen('1.7 SubjectAccessReview approver', BOOT, 'approver'),
  seen('1.7 gated selfnodeserver', REFUSALS, 'selfnodeserver auto approval'),
  seen('1.7 csrsigning and csrapproving', BOOT, 'certificate controllers that start'),
  seen(
    '1.7 --experimental-cluster-signing-duration',
    BOOT,
    'signing duration flag, and short lives',
  ),
  seen('1.7 Node authorizer', BOOT, 'authorization modes and NodeRestriction of kubeadm'),
  seen('1.8 --enable-bootstrap-token-auth', BOOT, 'bootstrap token flag'),
  seen('1.8 auth-extra-groups', BOOT, 'identity of a joining node'),
  seen('1.8 nodeclient and selfnodeclient roles', BOOT, 'default roles'),
  seen('1.8 403 as a Status', REFUSALS, '403 text'),
  seen(
    '1.8 a refused review is tried again',
    `${CONTROLLERS}/approver/approval.test.ts`,
    'afterReview',
  ),
  seen('1.8 tokens of a day', CLEANERS, 'tokencleaner: an expired bootstrap token'),
  seen('1.9 csrcleaner without permission', CLEANERS, 'csrcleaner: issued requests, an hour later'),
  seen('1.9 lastUpdateTime', BOOT, 'times and status of conditions'),
  seen(
    '1.9 back-off of 200 ms',
    `${CONTROLLERS}/approver/retries.test.ts`,
    'a request nobody allows',
  ),
  seen('1.10 the cleaner may delete', CLEANERS, 'csrcleaner: issued requests, an hour later'),
  seen('1.11 selfnodeserver removed', REFUSALS, 'selfnodeserver auto approval'),
  ledger(
    '1.11 kubeadm writes rotateCertificates',
    'a kubelet here is told by flags, not by a file',
  ),
  seen('1.12 403 with the API group', REFUSALS, '403 text'),
  seen('1.13 cap by the CA', BOOT, 'cap by the CA'),
  ledger('1.13 root-ca-cert-publisher', 'no namespaces are kept, so nobody publishes into them'),
  seen(
    '1.17 crypto/x509 for cfssl',
    `${CONTROLLERS}/signer/template.test.ts`,
    'drops URIs with cfssl',
  ),
  seen(
    '1.18 signerName defaults',
    `${APISERVER}/csr/defaulting.test.ts`,
    'tell the signer from the content',
  ),
  seen(
    '1.18 admission plugins on certificates',
    `${APISERVER}/admission/plugins.test.ts`,
    'are those on certificates from 1.18',
  ),
  seen('1.18 approver roles', BOOT, 'default roles'),
  ledger('1.18 CA files are read again', 'no CA file changes while a controller manager runs'),
  seen('1.19 CSR v1', REQUESTS, 'CSR API'),
  seen('1.19 condition status', BOOT, 'times and status of conditions'),
  seen(
    '1.19 strict validation',
    `${APISERVER}/csr/validation.test.ts`,
    'could do all of that up to 1.18',
  ),
  ledger(
    '1.19 --cluster-signing-duration',
    'the lifetime is the same under both names of the flag',
  ),
  ledger('1.19 CA files for each signer', 'there is one CA for all signers'),
  ledger('1.20 kubeadm certs', 'kubeadm is not run by command'),
  ledger('1.21 RootCAConfigMap', 'no namespaces are kept'),
  seen('1.22 v1beta1 no longer served', SKEW, 'asks in vain at 1.18 against 1.22'),
  seen('1.22 expirationSeconds', `${CONTROLLERS}/signer/duration.test.ts`, 'signingDuration'),
  seen('1.22 short lives count from now', BOOT, 'signing duration flag, and short lives'),
  ledger(
    '1.23 lenient validation of v1beta1 is gone',
    'nothing reaches it: v1beta1 is not served from 1.22 on',
  ),
  ledger('1.24 CSRDuration is GA', 'the gate is on by default before and locked after'),
  seen('1.25 usages without key encipherment', SKEW, 'stays Pending at 1.27 against 1.24'),
  seen(
    '1.26 required fields unexplained',
    `${APISERVER}/csr/validation.test.ts`,
    'which 1.26 no longer explains',
  ),
  seen('1.27 kubelets ask without key encipherment', REQUESTS, 'key encipherment (EC key)'),
  seen('1.28 review of version *', BOOT, 'version in the approver'),
  seen(
    '1.28 long controller names',
    `${CONTROLLERS}/enabled.test.ts`,
    'knows the long names from 1.28 on',
  ),
  ledger('1.29 ClusterTrustBundle projection', 'has no part in a kubelet’s certificates'),
  seen(
    '1.31 NodeRestriction looks into CSRs',
    REFUSALS,
    'NodeRestriction looks at the common name of node CSRs',
  ),
  seen(
    '1.32 AuthorizeNodeWithSelectors',
    `${APISERVER}/authorization/node.test.ts`,
    'lets a node read every node up to 1.31, then its own',
  ),
  seen(
    '1.33 UID from the certificate',
    `${APISERVER}/authentication/x509.test.ts`,
    'has the UID of the subject from 1.33',
  ),
  ledger('1.33 ClusterTrustBundle publisher', 'has no part in a kubelet’s certificates'),
  seen(
    '1.34 the field at fault moves',
    `${APISERVER}/csr/validation.test.ts`,
    'the field at fault moved in 1.34',
  ),
  ledger('1.34 PodCertificateRequest', 'certificates of pods are not shown'),
  seen(
    '1.35 approved and never issued',
    CLEANERS,
    'csrcleaner: approved, never issued, a day later',
  ),
];
