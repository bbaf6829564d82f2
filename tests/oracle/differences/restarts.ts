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
