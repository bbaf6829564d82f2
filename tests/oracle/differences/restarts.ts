/** Kubelets that start on a crafted directory and differ. */
import type { Standing } from '../standing.ts';

const GARBAGE =
  'Whatever is no kubeconfig gives one error in the engine; YAML has more ways to be wrong.';

const garbage = (aspect: string, words: string, ...tags: readonly string[]): Standing => ({
  because: 'simplified',
  reason: GARBAGE,
  aspect,
  difference: [
    `- ${words}yaml: line 1: did not find expected ',' or ']'`,
    `+ ${words}couldn't get version/kind; json parse error: json: cannot unmarshal string …`,
  ],
  units: tags.map((tag) => `${tag}/l-restart/kubeconfig-garbage`),
});

const LOADING =
  'Error loading config file "/var/lib/lab/l-kubeconfig-garbage/kubelet.kubeconfig": ';
const INVALID = `error: failed to run Kubelet: invalid kubeconfig: ${LOADING}`;

const mismatch = (
  aspect: string,
  difference: readonly string[],
  ...tags: readonly string[]
): Standing => ({
  because: 'simplified',
  reason: 'The engine does not notice that a certificate and a key do not belong together.',
  aspect,
  difference,
  units: tags.map((tag) => `${tag}/l-restart/key-mismatch`),
});

const NO_MATCH = 'tls: private key does not match public key';
const NO_TLS = `- E bootstrap.go] Unable to load TLS configuration from existing bootstrap client config: ${NO_MATCH}`;
const BOOTSTRAPS =
  '- I bootstrap.go] Using bootstrap kubeconfig to generate TLS client cert, key and kubeconfig file';
const NEW_KEY =
  '- I bootstrap.go] No valid private key and/or certificate found, reusing existing private key or creating a new one';
const STILL_VALID =
  '+ I bootstrap.go] Kubeconfig /var/lib/lab/l-key-mismatch/kubelet.kubeconfig exists and is valid, skipping bootstrap';
const MANAGER_FAILED = `- error: failed to run Kubelet: failed to initialize certificate manager: ${NO_MATCH}`;

const standalone = (aspect: string, difference: readonly string[]): Standing => ({
  because: 'simplified',
  reason:
    'Up to 1.9 a kubelet without --require-kubeconfig goes on without an API server; kubelets of the engine end.',
  aspect,
  difference,
  units: ['v1.9.9/l-restart/nothing-and-no-bootstrap'],
});

const NO_KUBECONFIG =
  '+ error: failed to run Kubelet: invalid kubeconfig: stat /var/lib/lab/l-nothing-and-no-bootstrap/kubelet.kubeconfig: no such file or directory';

export const restartDifferences: readonly Standing[] = [
  garbage('log', INVALID, 'v1.7.16'),
  garbage('fatal', INVALID, 'v1.7.16'),
  garbage(
    'log',
    `E bootstrap.go] Unable to read existing bootstrap client config: ${LOADING}`,
    'v1.9.9',
    'v1.11.1',
  ),
  mismatch(
    'log',
    [
      MANAGER_FAILED,
      '+ I server.go] Starting client certificate rotation.',
      '+ I certificate_manager.go] Certificate rotation is enabled.',
    ],
    'v1.7.16',
  ),
  mismatch('exit', ['- 1', '+ null'], 'v1.7.16'),
  mismatch('fatal', [MANAGER_FAILED], 'v1.7.16'),
  mismatch('files', ['+ kubelet.crt', '+ kubelet.key'], 'v1.7.16'),
  mismatch('log', [NO_TLS, BOOTSTRAPS, STILL_VALID], 'v1.9.9'),
  mismatch('log', [NO_TLS, BOOTSTRAPS, NEW_KEY, STILL_VALID], 'v1.11.1'),
  mismatch('newCSRs', ['- kubelet-bootstrap true'], 'v1.9.9', 'v1.11.1'),
  mismatch('node', ['- 200', '+ 404'], 'v1.9.9', 'v1.11.1'),
  mismatch('files', ['order or number'], 'v1.11.1'),
  {
    because: 'simplified',
    reason:
      'The exit rule of 1.9 looks at once when the process starts, before the server was asked; the engine looks after its first period.',
    aspect: 'log',
    difference: [
      '- E transport.go] The currently active client certificate has expired, but the server is not responsive. A restart may be necessary to retrieve new initial credentials.',
      '- I certificate_manager.go] Waiting <duration> for next certificate rotation',
    ],
    units: [
      'v1.9.9/l-restart/expired-no-bootstrap',
      'v1.9.9/l-restart-2/crt-valid-current-pem-expired',
    ],
  },
  standalone('log', [NO_KUBECONFIG]),
  standalone('exit', ['- null', '+ 1']),
  standalone('fatal', [NO_KUBECONFIG]),
];
