/** How a kubelet says that it starts, and that it cannot. */
import { error, fatal, info, warning, type LogWording } from './log-wording.ts';
import { kubelet, kubeletInferred, SERVER, TRANSPORT } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

/** `{err}` begins with `failed to run Kubelet: `. Seen in runs of 1.6.13, 1.7.16, 1.8.15, 1.9.9, 1.11.1 and 1.25.10. */
export const failedToRun = timeline<LogWording>('kubelet.log.failedToRun', [
  from('1.4', fatal('', 'error: {err}'), kubelet('cmd/kubelet/kubelet.go', 'v1.9.0', 'main; die')),
  from('1.10', fatal('server.go', '{err}'), kubelet(SERVER, 'v1.10.0', 'NewKubeletCommand')),
  from(
    '1.21',
    error('server.go', '"Failed to run kubelet" err={err:q}'),
    kubelet(SERVER, 'v1.21.1', 'NewKubeletCommand'),
  ),
  from(
    '1.24',
    error('run.go', '"command failed" err={err:q}'),
    kubeletInferred(
      'staging/src/k8s.io/component-base/cli/run.go',
      'v1.25.10',
      'Run; seen in a run of 1.25.10',
    ),
  ),
]);

/** Status with which a kubelet that cannot run exits: a fatal line of glog ends with 255. */
export const failedToRunCode = timeline('kubelet.process.failedCode', [
  from('1.4', 1, kubelet('cmd/kubelet/kubelet.go', 'v1.9.0', 'die')),
  from('1.10', 255, kubelet(SERVER, 'v1.10.0', 'NewKubeletCommand: glog.Fatal')),
  from('1.21', 1, kubelet(SERVER, 'v1.21.1', 'NewKubeletCommand; Run')),
]);

/**
 * What a kubelet says that goes on without an API server because its kubeconfig does not load; undefined where it ends.
 * With --require-kubeconfig, which kubeadm gave up to 1.7, it ends in these releases too.
 */
export const goesOnAlone = timeline<LogWording | undefined>(
  'kubelet.process.goesOnAlone',
  [
    from(
      '1.8',
      warning('server.go', 'invalid kubeconfig: {err}'),
      kubelet(SERVER, 'v1.8.15, v1.9.9', 'run'),
    ),
    from('1.10', undefined, kubelet(SERVER, 'v1.10.0, v1.10.5', 'run')),
  ],
  { absent: undefined },
);

/** Status with which the exit rule ends a kubelet: its last line is fatal, later it calls os.Exit. */
export const exitRuleCode = timeline('kubelet.process.exitRuleCode', [
  from('1.9', 255, kubelet(TRANSPORT, 'v1.9.0', 'updateTransport: glog.Fatalf')),
  from('1.21', 1, kubelet(TRANSPORT, 'v1.21.1', 'addCertRotation: os.Exit')),
]);

/** What a kubelet calls the store and the manager of its client certificate when it cannot make them. */
export const clientManagerName = timeline('kubelet.process.clientManagerName', [
  from('1.7', '', kubelet(SERVER, 'v1.7.16', 'initializeClientCertificateManager')),
  from(
    '1.8',
    'client ',
    kubelet('pkg/kubelet/certificate/kubelet.go', 'v1.8.0', 'NewKubeletClientCertificateManager'),
  ),
]);

export const selfSigned = timeline<LogWording>('kubelet.log.selfSigned', [
  from(
    '1.4',
    info('server.go', 'Using self-signed cert ({crt}, {key})', 4),
    kubelet(SERVER, 'v1.8.0', 'initializeTLS'),
  ),
  from(
    '1.21',
    info('server.go', '"Using self-signed cert" TLSCertFile={crt:q} TLSPrivateKeyFile={key:q}', 4),
    kubelet(SERVER, 'v1.21.1', 'InitializeTLS'),
  ),
]);

/** No certificate for more than five minutes, and the server answers: the kubelet ends, to be started again. */
export const exitsWithoutCertificate = timeline<LogWording>('kubelet.log.exitsWithoutCertificate', [
  from(
    '1.10',
    fatal(
      'transport.go',
      'It has been {after} since a valid client cert was found and the server is responsive, exiting.',
    ),
    kubelet(TRANSPORT, 'v1.10.0', 'updateTransport'),
  ),
  from(
    '1.21',
    error(
      'transport.go',
      '"No valid client certificate is found and the server is responsive, exiting." lastCertificateAvailabilityTime={last:q} shutdownThreshold={after:q}',
    ),
    kubelet(TRANSPORT, 'v1.21.1', 'addCertRotation'),
  ),
]);

/** The same while the server does not answer: printed every ten seconds. */
export const lingersWithoutCertificate = timeline<LogWording>(
  'kubelet.log.lingersWithoutCertificate',
  [
    from(
      '1.10',
      error(
        'transport.go',
        'It has been {after} since a valid client cert was found, but the server is not responsive. A restart may be necessary to retrieve new initial credentials.',
      ),
      kubelet(TRANSPORT, 'v1.10.0', 'updateTransport'),
    ),
    from(
      '1.21',
      error(
        'transport.go',
        '"No valid client certificate is found but the server is not responsive. A restart may be necessary to retrieve new initial credentials." lastCertificateAvailabilityTime={last:q} shutdownThreshold={after:q}',
      ),
      kubelet(TRANSPORT, 'v1.21.1', 'addCertRotation'),
    ),
  ],
);

/** The certificate in use is not the one that connections were made with: they are closed. */
export const closingConnections = timeline<LogWording>('kubelet.log.closingConnections', [
  from(
    '1.8',
    info(
      'transport.go',
      'certificate rotation detected, shutting down client connections to start using new credentials',
    ),
    kubelet(TRANSPORT, 'v1.8.0', 'updateTransport'),
  ),
  from(
    '1.21',
    info(
      'transport.go',
      '"Certificate rotation detected, shutting down client connections to start using new credentials"',
    ),
    kubelet(TRANSPORT, 'v1.36.3', 'addCertRotation'),
  ),
]);

/** The certificate in memory has expired, and the server answers: the kubelet ends, to be started again. */
export const exitsExpired = timeline<LogWording>('kubelet.log.exitsExpired', [
  from(
    '1.9',
    fatal(
      'transport.go',
      'The currently active client certificate has expired and the server is responsive, exiting.',
    ),
    kubelet(TRANSPORT, 'v1.9.0', 'updateTransport'),
  ),
  from(
    '1.21',
    error(
      'transport.go',
      '"The currently active client certificate has expired and the server is responsive, exiting."',
    ),
    kubeletInferred(TRANSPORT, 'v1.21.1', 'addCertRotation; out of reach since 1.14'),
  ),
]);

/** The same while the server does not answer: printed every ten seconds. */
export const lingersExpired = timeline<LogWording>('kubelet.log.lingersExpired', [
  from(
    '1.9',
    error(
      'transport.go',
      'The currently active client certificate has expired, but the server is not responsive. A restart may be necessary to retrieve new initial credentials.',
    ),
    kubelet(TRANSPORT, 'v1.9.0', 'updateTransport'),
  ),
  from(
    '1.21',
    error(
      'transport.go',
      '"The currently active client certificate has expired, but the server is not responsive. A restart may be necessary to retrieve new initial credentials."',
    ),
    kubeletInferred(TRANSPORT, 'v1.21.1', 'addCertRotation; out of reach since 1.14'),
  ),
]);
