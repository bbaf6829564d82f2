/** Scenarios with a kubelet that differ, but for those that start on a crafted directory. */
import type { Standing } from '../standing.ts';

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

const oneStored = (aspect: string, difference: readonly string[]): Standing => ({
  because: 'recorder',
  reason:
    'What was stored of the requests is the denied one alone; the recorded list of requests shows that there was a second, as in the engine.',
  aspect,
  difference,
  units: ['v1.25.10/d-deny'],
});

const servingSooner = (aspect: string, difference: readonly string[]): Standing => ({
  because: 'simplified',
  reason:
    'A real kubelet knows its addresses with its first attempt to register, and asks for its serving certificate a second after it has its client certificate; the engine waits until the Node is there.',
  aspect,
  difference,
  units: ['v1.25.10/f-serving'],
});

export const kubeletDifferences: readonly Standing[] = [
  {
    because: 'chance',
    reason:
      'Certificates that last for a minute: whether a deadline lies ahead within the first ten seconds is drawn anew each time.',
    aspect: 'log',
    difference: ['order or number'],
    units: ['v1.11.1/x-short-duration-6m'],
  },
  killed(
    'log',
    [GIVEN_UP, `${COMMAND_FAILED}Unauthorized"`],
    'b-wrong-token',
    'b-bootstrap-token-unknown',
  ),
  killed('requests', [`${POST} 401`], 'b-wrong-token', 'b-bootstrap-token-unknown'),
  killed(
    'log',
    [
      GIVEN_UP,
      String.raw`${COMMAND_FAILED}Post \"https://<server>/apis/certificates.k8s.io/v1/certificatesigningrequests\": x509: certificate signed by unknown authority"`,
    ],
    'b-wrong-ca',
  ),
  killed(
    'log',
    [
      GIVEN_UP,
      String.raw`${COMMAND_FAILED}Post \"https://127.0.0.1:1/apis/certificates.k8s.io/v1/certificatesigningrequests\": dial tcp 127.0.0.1:1: connect: connection refused"`,
    ],
    'b-no-server',
  ),
  killed('requests', [POST], 'b-wrong-ca', 'b-no-server'),
  oneStored('csrs', ['order or number']),
  oneStored('kubectl describe csr', ['+ Status:             Pending']),
  {
    because: 'simplified',
    reason:
      'A real kubelet begins with its serving manager some tenths of a second after its client manager, when its first certificate is there; the engine begins with both at once.',
    aspect: 'log',
    difference: ['order or number'],
    units: ['v1.25.10/e-rotation/e2'],
  },
  servingSooner('f-1 csrs', [
    '- signerName: kubernetes.io/kubelet-serving',
    '- server auth',
    '- username: system:node:node-e2',
    '- system:nodes',
    '- X509v3 Subject Alternative Name:',
    '- DNS:node-e2, IP Address:<node>',
    '- certificate: nothing',
  ]),
  servingSooner('f-1 kubectl get csr', [
    '- kubernetes.io/kubelet-serving',
    '- system:node:node-e2',
    '- Pending',
  ]),
  servingSooner('f-1 kubectl describe csr', [
    '- Requesting User:    system:node:node-e2',
    '- Signer:             kubernetes.io/kubelet-serving',
    '- Status:             Pending',
    '-   Common Name:    system:node:node-e2',
    '-   Serial Number:  ',
    '-   Organization:   system:nodes',
    '- Subject Alternative Names:',
    '-          DNS Names:     node-e2',
    '-          IP Addresses:  <node>',
  ]),
];
