/** What the certificate controllers of kube-controller-manager share: names, queue, API version, log lines. */
import { from, inferred, read, timeline } from './timeline.ts';

const CONTROLLER = 'pkg/controller/certificates/certificate_controller.go';
const ZH = { readIn: 'bluemiaomiao/kubernetes-zh' };
const MICROSHIFT_1_28 = { readIn: 'openshift/microshift@release-4.15' };
const MICROSHIFT_1_31 = { readIn: 'openshift/microshift@release-4.18' };

/** Delays in milliseconds: after the first failure, doubled with each further one, and the most. */
export interface BackOff {
  readonly first: number;
  readonly most: number;
}

/** SIMPLIFIED: the token bucket of 10 requests a second that the queues share with the back-off is left out. */
export const retryBackOff = timeline<BackOff>(
  'controllerManager.certificates.backOff',
  [
    from(
      '1.5',
      { first: 5, most: 1_000_000 },
      read(CONTROLLER, 'v1.7.0', 'NewCertificateController'),
    ),
    from(
      '1.9',
      { first: 200, most: 1_000_000 },
      read(CONTROLLER, 'v1.9.0, v1.21.1, v1.36.3', 'NewCertificateController'),
    ),
  ],
  { absent: { first: 0, most: 0 } },
);

/** Version of certificates.k8s.io that the controllers use. */
export const controllersCsrVersion = timeline<'v1alpha1' | 'v1beta1' | 'v1'>(
  'controllerManager.certificates.apiVersion',
  [
    from(
      '1.4',
      'v1alpha1',
      read('pkg/controller/certificates/controller.go', 'v1.4.0', 'NewCertificateController'),
    ),
    from('1.6', 'v1beta1', read(CONTROLLER, 'v1.6.0', 'NewCertificateController')),
    from('1.19', 'v1', inferred(CONTROLLER, 'v1.21.1, v1.22', 'NewCertificateController', ZH)),
  ],
);

/** The approver's and the signer's queues were one controller up to 1.6. */
export const certificateControllers = timeline<readonly string[]>(
  'controllerManager.certificates.controllers',
  [
    from(
      '1.4',
      ['certificatesigningrequests'],
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.5.0, v1.6.0',
        'NewControllerInitializers',
      ),
    ),
    from(
      '1.7',
      ['csrsigning', 'csrapproving'],
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.7.0',
        'NewControllerInitializers',
      ),
    ),
    from(
      '1.9',
      ['csrsigning', 'csrapproving', 'csrcleaner'],
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.9.0',
        'NewControllerInitializers',
      ),
    ),
  ],
);

/** Controllers that run only where --controllers names them. */
export const disabledByDefault = timeline<readonly string[]>(
  'controllerManager.controllers.disabledByDefault',
  [
    from(
      '1.6',
      ['bootstrapsigner', 'tokencleaner'],
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.6.0, v1.36.3',
        'ControllersDisabledByDefault',
      ),
    ),
  ],
  { absent: [] },
);

/** Long names of controllers; the short ones stay aliases. */
export const longControllerNames = timeline<Readonly<Record<string, string>>>(
  'controllerManager.controllers.longNames',
  [
    from(
      '1.4',
      {},
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.5.0',
        'NewControllerInitializers',
      ),
    ),
    from(
      '1.28',
      {
        'bootstrap-signer-controller': 'bootstrapsigner',
        'token-cleaner-controller': 'tokencleaner',
        'node-lifecycle-controller': 'nodelifecycle',
        'certificatesigningrequest-signing-controller': 'csrsigning',
        'certificatesigningrequest-approving-controller': 'csrapproving',
        'certificatesigningrequest-cleaner-controller': 'csrcleaner',
      },
      read(
        'cmd/kube-controller-manager/names/controller_names.go',
        'v1.28.15',
        'KCMControllerAliases',
        MICROSHIFT_1_28,
      ),
    ),
  ],
);

export type LineStyle = 'printf' | 'structured';

export const certificateLogStyle = timeline<LineStyle>('controllerManager.certificates.logStyle', [
  from(
    '1.4',
    'printf',
    read('pkg/controller/certificates/controller.go', 'v1.4.0', 'NewCertificateController'),
  ),
  from(
    '1.28',
    'structured',
    read(CONTROLLER, 'v1.28.3', 'NewCertificateController', MICROSHIFT_1_28),
  ),
]);

/** The file in the header of these lines. */
export const certificateLogFile = timeline<'controller.go' | 'certificate_controller.go'>(
  'controllerManager.certificates.logFile',
  [
    from(
      '1.4',
      'controller.go',
      read(
        'pkg/controller/certificates/controller.go',
        'v1.4.0, v1.5.0',
        'NewCertificateController',
      ),
    ),
    from(
      '1.6',
      'certificate_controller.go',
      read(CONTROLLER, 'v1.6.0', 'NewCertificateController'),
    ),
  ],
);

/** The line with which a certificate controller starts: without its name, or with it. */
export const startLine = timeline<'manager' | 'nameless' | 'named'>(
  'controllerManager.certificates.startLine',
  [
    from(
      '1.4',
      'manager',
      read(
        'pkg/controller/certificates/controller.go',
        'v1.4.0, v1.5.0, v1.6.0',
        'CertificateController.Run',
      ),
    ),
    from('1.7', 'nameless', read(CONTROLLER, 'v1.7.0, v1.11.0', 'CertificateController.Run')),
    from(
      '1.18',
      'named',
      read(CONTROLLER, '1.18', 'CertificateController.Run', {
        readIn: '2018112767/kubernetes@b3796c7b24b3',
      }),
    ),
  ],
);

/** How utilruntime.HandleError prints an error: bare, or as a structured line with the message "Unhandled Error". */
export const handledError = timeline<'bare' | 'unhandledError'>('controllerManager.handledError', [
  from(
    '1.4',
    'bare',
    read('staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go', 'v1.11.0', 'HandleError'),
  ),
  from(
    '1.31',
    'unhandledError',
    read(
      'staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go',
      'v1.31.14',
      'HandleError',
      MICROSHIFT_1_31,
    ),
  ),
]);
