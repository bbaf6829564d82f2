/** Scenarios with a kubelet that differ, but for those that start on a crafted directory. */
import type { Standing } from '../standing.ts';

const LIST =
  'A kubelet of 1.6 watches its request at once; the engine lists first in every release.';

const list = (aspect: string, unit: string): Standing => ({
  because: 'simplified',
  reason: LIST,
  aspect,
  difference: [
    '+ GET /apis/certificates.k8s.io/v1beta1/certificatesigningrequests?fieldSelector=metadata.name%3D<csr> 200',
  ],
  units: [`v1.6.13/${unit}`],
});

const nameTwice = (aspect: string): Standing => ({
  because: 'simplified',
  reason:
    'Up to 1.11 the value of --hostname-override stands beside the host name, here the same name; the engine writes it once.',
  aspect,
  difference: ['- DNS:node-e2, DNS:node-e2, IP Address:<node>', '+ DNS:node-e2, IP Address:<node>'],
  units: ['v1.7.16', 'v1.8.15', 'v1.9.9', 'v1.11.1'].map((tag) => `${tag}/e-rotation/e2`),
});

const KILLED =
  'The recorder ended the kubelet after 25 seconds, and its signal cut the minute short for which it waits for the server.';

const killed = (
  aspect: string,
  difference: readonly string[],
  ...units: readonly string[]
): Standing => ({
  because: 'recorder',
  reason: KILLED,
  aspect,
  difference,
  units: units.map((unit) => `v1.25.10/${unit}`),
});

const GIVEN_UP =
  '- I bootstrap.go] "Error waiting for apiserver to come up" err="timed out waiting to connect to apiserver"';
const COMMAND_FAILED =
  '- E run.go] "command failed" err="failed to run Kubelet: cannot create certificate signing request: ';
const POST = '- POST /apis/certificates.k8s.io/v1/certificatesigningrequests';

const LOOPBACK =
  'The recorded kubelet had --node-ip=127.0.0.1, which 1.25 takes for no address, so that it never asks for a serving certificate; the replayed one has another address.';

const loopback = (aspect: string, difference: readonly string[]): Standing => ({
  because: 'recorder',
  reason: LOOPBACK,
  aspect,
  difference,
  units: ['v1.25.10/e-rotation/e2'],
});

export const kubeletDifferences: readonly Standing[] = [
  list('pending requests', 'c-manual-approve'),
  list('requests', 'd-deny'),
  list('second requests', 'd-deny'),
  nameTwice('f-1 csrs'),
  nameTwice('f-2 csrs'),
  nameTwice('csrs'),
  {
    because: 'chance',
    reason:
      'Certificates that last for seconds: which line comes first hangs on the deadlines that are drawn.',
    aspect: 'log',
    difference: ['order or number'],
    units: ['v1.8.15/x-short-duration-5m', 'v1.11.1/x-short-duration-6m'],
  },
  killed(
    'log',
    [GIVEN_UP, `${COMMAND_FAILED}Unauthorized"`],
    'b-wrong-token',
    'b-bootstrap-token-unknown',
  ),
  killed('requests', [`${POST} 401`], 'b-wrong-token', 'b-bootstrap-token-unknown'),
  killed('log', [GIVEN_UP, `${COMMAND_FAILED}Post …`], 'b-wrong-ca', 'b-no-server'),
  killed('requests', [POST], 'b-wrong-ca', 'b-no-server'),
  {
    because: 'recorder',
    reason:
      'What was stored of the requests is the denied one alone; the recorded list of requests shows that there was a second, as in the engine.',
    aspect: 'csrs',
    difference: ['order or number'],
    units: ['v1.25.10/d-deny'],
  },
  loopback('9-last files', [
    '+ pki/kubelet-server-<time>.pem 0600',
    '+ pki/kubelet-server-current.pem -> /var/lib/lab/e2/pki/kubelet-server-<time>.pem',
  ]),
  loopback('csrs', [
    '+ server auth',
    '+ signerName: kubernetes.io/kubelet-serving',
    '+ X509v3 Subject Alternative Name:',
    '+ DNS:node-e2, IP Address:<node>',
    '+ TLS Web Server Authentication',
    '+ reason: KubectlApprove',
    '+ message: This CSR was approved by kubectl certificate approve.',
  ]),
  loopback('log', [
    '+ I certificate_manager.go] kubernetes.io/kubelet-serving: Rotating certificates',
    '+ I certificate_manager.go] kubernetes.io/kubelet-serving: Certificate expiration is <time>, rotation deadline is <time>',
    '+ I certificate_manager.go] kubernetes.io/kubelet-serving: Waiting <duration> for next certificate rotation',
  ]),
  {
    because: 'simplified',
    reason:
      'A real kubelet knows its addresses with its first attempt to register, and asks for its serving certificate a second after it has its client certificate; the engine waits until the Node is there.',
    aspect: 'f-1 csrs',
    difference: ['- …'],
    units: ['v1.25.10/f-serving'],
  },
];
