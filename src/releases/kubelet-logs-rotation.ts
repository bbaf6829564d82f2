/** Log lines of the certificate manager, its store and the wait for a certificate. */
import { error, info, type LogWording } from './log-wording.ts';
import {
  clientGo,
  CSR_CLIENT,
  kubelet,
  MANAGER,
  OLD_MANAGER,
  OLD_STORE,
  SERVER,
  STORE,
} from './kubelet-sources.ts';
import { from, timeline, type Timeline } from './timeline.ts';

const FILE = 'certificate_manager.go';
const RUNTIME = 'staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go';

export const startingRotation = timeline<LogWording>('kubelet.log.startingRotation', [
  from(
    '1.7',
    info('server.go', 'Starting client certificate rotation.', 2),
    kubelet(SERVER, 'v1.8.0', 'run'),
  ),
  from(
    '1.21',
    info('server.go', '"Starting client certificate rotation"', 2),
    kubelet(SERVER, 'v1.21.1', 'buildKubeletClientConfig'),
  ),
]);

export const rotationEnabled = timeline<LogWording>('kubelet.log.rotationEnabled', [
  from(
    '1.7',
    info(FILE, 'Certificate rotation is enabled.', 2),
    kubelet(OLD_MANAGER, 'v1.8.0', 'Start'),
  ),
  from(
    '1.22',
    info(FILE, '{signer}: Certificate rotation is enabled', 2),
    clientGo(MANAGER, '1.22', 'Start'),
  ),
  from(
    '1.33',
    info(FILE, '"Certificate rotation is enabled" logger={signer:q}', 2),
    clientGo(MANAGER, '1.33', 'run'),
  ),
]);

export const rotating = timeline<LogWording>('kubelet.log.rotating', [
  from(
    '1.7',
    info(FILE, 'Requesting new certificate.'),
    kubelet(OLD_MANAGER, 'v1.7.0', 'requestCertificate'),
  ),
  from(
    '1.8',
    info(FILE, 'Rotating certificates', 2),
    kubelet(OLD_MANAGER, 'v1.8.0', 'rotateCerts'),
    'Requesting new certificate. is printed besides',
  ),
  from('1.9', info(FILE, 'Rotating certificates', 2), clientGo(MANAGER, '1.9', 'rotateCerts')),
  from(
    '1.22',
    info(FILE, '{signer}: Rotating certificates', 2),
    clientGo(MANAGER, '1.22', 'rotateCerts'),
  ),
  from(
    '1.33',
    info(FILE, '"Rotating certificates" logger={signer:q}', 2),
    clientGo(MANAGER, '1.33', 'rotateCerts'),
  ),
]);

/** Printed besides, once the request is made. */
export const requestingNew = timeline<LogWording | undefined>(
  'kubelet.log.requestingNew',
  [
    from(
      '1.8',
      info(FILE, 'Requesting new certificate.'),
      kubelet(OLD_MANAGER, 'v1.8.0', 'requestCertificate'),
    ),
    from('1.9', undefined, clientGo(MANAGER, '1.9', 'rotateCerts')),
  ],
  { absent: undefined },
);

/** The first attempt of a manager that has no certificate to begin with. */
export const forcingRotation = timeline<LogWording | undefined>(
  'kubelet.log.forcingRotation',
  [
    from(
      '1.8',
      info(FILE, 'shouldRotate() is true, forcing immediate rotation', 1),
      kubelet(OLD_MANAGER, 'v1.8.0', 'Start'),
    ),
    from('1.10', undefined, clientGo(MANAGER, '1.10', 'Start')),
  ],
  { absent: undefined },
);

/** The wait ended in an error, and the same request is looked at again. */
export const statusUnchecked = timeline<LogWording | undefined>(
  'kubelet.log.statusUnchecked',
  [
    from(
      '1.9',
      error(FILE, 'Unable to check certificate signing status: {err}'),
      clientGo(MANAGER, '1.9', 'rotateCerts'),
    ),
    from('1.14', undefined, clientGo(MANAGER, '1.14', 'rotateCerts')),
  ],
  { absent: undefined },
);

export const expiredInMemoryLine = timeline<LogWording | undefined>(
  'kubelet.log.expiredInMemory',
  [
    from(
      '1.14',
      info(FILE, 'Current certificate is expired.', 2),
      clientGo(MANAGER, '1.14', 'Current'),
    ),
    from(
      '1.22',
      info(FILE, '{signer}: Current certificate is expired', 2),
      clientGo(MANAGER, '1.22', 'Current'),
    ),
    from(
      '1.33',
      info(FILE, '"Current certificate is expired" logger={signer:q}', 2),
      clientGo(MANAGER, '1.33', 'Current'),
    ),
  ],
  { absent: undefined },
);

export const deadlineDetermined = timeline<LogWording>('kubelet.log.deadline', [
  from(
    '1.8',
    info(FILE, 'Certificate rotation deadline is {deadline}', 2),
    kubelet(OLD_MANAGER, 'v1.8.0', 'setRotationDeadline'),
  ),
  from(
    '1.9',
    info(FILE, 'Certificate expiration is {expiration}, rotation deadline is {deadline}', 2),
    clientGo(MANAGER, '1.9', 'setRotationDeadline'),
  ),
  from(
    '1.22',
    info(
      FILE,
      '{signer}: Certificate expiration is {expiration}, rotation deadline is {deadline}',
      2,
    ),
    clientGo(MANAGER, '1.22', 'nextRotationDeadline'),
  ),
  from(
    '1.33',
    info(
      FILE,
      '"Certificate rotation deadline determined" logger={signer:q} expiration={expiration:q} deadline={deadline:q}',
      2,
    ),
    clientGo(MANAGER, '1.33', 'nextRotationDeadline'),
  ),
]);

export const waitingForRotation = timeline<LogWording>('kubelet.log.waitingForRotation', [
  from(
    '1.8',
    info(FILE, 'Waiting {sleep} for next certificate rotation', 2),
    kubelet(OLD_MANAGER, 'v1.8.0', 'Start'),
  ),
  from(
    '1.22',
    info(FILE, '{signer}: Waiting {sleep} for next certificate rotation', 2),
    clientGo(MANAGER, '1.22', 'Start'),
  ),
  from(
    '1.33',
    info(FILE, '"Waiting for next certificate rotation" logger={signer:q} sleep={sleep:q}', 2),
    clientGo(MANAGER, '1.33', 'run'),
  ),
]);

/** What is said of a certificate that lacks something of the template; `{names}` as Go prints a list, `{list}` as JSON. */
type MismatchLines = Readonly<
  Record<'commonName' | 'dnsNames' | 'ipAddresses' | 'organizations', LogWording>
>;

const mismatch = (prefix: string, tail: string): MismatchLines => {
  const missing = (what: string): LogWording =>
    info(FILE, `${prefix}Current certificate is missing requested ${what} {names}${tail}`, 2);
  return {
    commonName: info(
      FILE,
      `${prefix}Current certificate CN ({current}) does not match requested CN ({wanted})${tail}`,
      2,
    ),
    dnsNames: missing('DNS names'),
    ipAddresses: missing('IP addresses'),
    organizations: missing('orgs'),
  };
};

const structured = (text: string, values: string): LogWording =>
  info(FILE, `"${text}" logger={signer:q} ${values}`, 2);

export const templateMismatch = timeline<MismatchLines | undefined>(
  'kubelet.log.templateMismatch',
  [
    from('1.12', mismatch('', ', rotating now'), clientGo(MANAGER, '1.12', 'nextRotationDeadline')),
    from('1.13', mismatch('', ''), clientGo(MANAGER, '1.13', 'certSatisfiesTemplateLocked')),
    from(
      '1.22',
      mismatch('{signer}: ', ''),
      clientGo(MANAGER, '1.22', 'certSatisfiesTemplateLocked'),
    ),
    from(
      '1.33',
      {
        commonName: structured(
          'Current certificate CN does not match requested CN',
          'currentName={current:q} requestedName={wanted:q}',
        ),
        dnsNames: structured(
          'Current certificate is missing requested DNS names',
          'dnsNames={list}',
        ),
        ipAddresses: structured(
          'Current certificate is missing requested IP addresses',
          'IPs={list}',
        ),
        organizations: structured('Current certificate is missing requested orgs', 'orgs={list}'),
      },
      clientGo(MANAGER, '1.33', 'certSatisfiesTemplateLocked'),
    ),
  ],
  { absent: undefined },
);

/** utilruntime.HandleError prints the bare error, from 1.31 as a value; from 1.33 the manager has messages of its own. */
function managerError(
  id: string,
  texts: {
    readonly old: string;
    readonly lower?: string;
    readonly prefixed: string;
    readonly structured: string;
  },
): Timeline<LogWording> {
  return timeline<LogWording>(id, [
    from('1.7', error(FILE, `${texts.old}: {err}`), kubelet(OLD_MANAGER, 'v1.8.0', 'rotateCerts')),
    ...(texts.lower === undefined
      ? []
      : [
          from(
            '1.16',
            error(FILE, `${texts.lower}: {err}`),
            clientGo(MANAGER, '1.16', 'rotateCerts'),
          ),
        ]),
    from(
      '1.22',
      error(FILE, `{signer}: ${texts.prefixed}: {err}`),
      clientGo(MANAGER, '1.22', 'rotateCerts'),
    ),
    from(
      '1.31',
      error(FILE, `"Unhandled Error" err={wrapped:q} logger="UnhandledError"`),
      kubelet(RUNTIME, 'v1.31.14', 'HandleError; logError'),
    ),
    from(
      '1.33',
      error(FILE, `"${texts.structured}" err={err:q} logger="{signer}.UnhandledError"`),
      clientGo(MANAGER, '1.33', 'rotateCerts'),
    ),
  ]);
}

/** The text that releases 1.31 and 1.32 carry as value: what 1.22 to 1.30 print as it is. */
export const WRAPPED = {
  requestFailed: 'Failed while requesting a signed certificate from the control plane',
  notSigned: 'certificate request was not signed',
  notStored: 'Unable to store the new cert/key pair',
  backoffSpent: 'Reached backoff limit, still unable to rotate certs',
} as const;

export const requestFailed = managerError('kubelet.log.requestFailed', {
  old: 'Failed while requesting a signed certificate from the master',
  prefixed: WRAPPED.requestFailed,
  structured: 'Failed while requesting a signed certificate from the control plane',
});

export const notSigned = managerError('kubelet.log.notSigned', {
  old: 'Certificate request was not signed',
  lower: 'certificate request was not signed',
  prefixed: WRAPPED.notSigned,
  structured: 'Certificate request was not signed',
});

export const notStored = managerError('kubelet.log.notStored', {
  old: 'Unable to store the new cert/key pair',
  prefixed: WRAPPED.notStored,
  structured: 'Unable to store the new cert/key pair',
});

export const backoffSpent = managerError('kubelet.log.backoffSpent', {
  old: 'Reached backoff limit, still unable to rotate certs',
  prefixed: WRAPPED.backoffSpent,
  structured: 'Reached backoff limit, still unable to rotate certs',
});

export const requestCreated = timeline<LogWording | undefined>(
  'kubelet.log.requestCreated',
  [
    from(
      '1.36',
      info('csr.go', '"Certificate signing request created" logger={signer:q} csr={csr:q}', 2),
      clientGo(CSR_CLIENT, '1.36', 'RequestCertificateWithContext'),
    ),
  ],
  { absent: undefined },
);

export const approvedNotIssued = timeline<LogWording | undefined>(
  'kubelet.log.approvedNotIssued',
  [
    from(
      '1.18',
      info('csr.go', 'certificate signing request {csr} is approved, waiting to be issued', 2),
      clientGo(CSR_CLIENT, '1.18', 'WaitForCertificate'),
    ),
    from(
      '1.33',
      info(
        'csr.go',
        '"Certificate signing request is approved, waiting to be issued" logger={signer:q} csr={csr:q}',
        2,
      ),
      clientGo(CSR_CLIENT, '1.33', 'WaitForCertificate'),
    ),
  ],
  { absent: undefined },
);

export const issued = timeline<LogWording | undefined>(
  'kubelet.log.issued',
  [
    from(
      '1.18',
      info('csr.go', 'certificate signing request {csr} is issued', 2),
      clientGo(CSR_CLIENT, '1.18', 'WaitForCertificate'),
    ),
    from(
      '1.33',
      info('csr.go', '"Certificate signing request is issued" logger={signer:q} csr={csr:q}', 2),
      clientGo(CSR_CLIENT, '1.33', 'WaitForCertificate'),
    ),
  ],
  { absent: undefined },
);

export const loadingPairFile = timeline<LogWording>('kubelet.log.loadingPairFile', [
  from(
    '1.7',
    info('certificate_store.go', 'Loading cert/key pair from {file:q}.'),
    kubelet(OLD_STORE, 'v1.7.0', 'Current'),
  ),
  from(
    '1.33',
    info('certificate_store.go', '"Loading cert/key pair from a file" filePath={file:q}'),
    clientGo(STORE, '1.33', 'fileStore.Current'),
  ),
]);

export const loadingPair = timeline<LogWording>('kubelet.log.loadingPair', [
  from(
    '1.7',
    info('certificate_store.go', 'Loading cert/key pair from ({crt:q}, {key:q}).'),
    kubelet(OLD_STORE, 'v1.7.0', 'Current'),
  ),
  from(
    '1.33',
    info('certificate_store.go', '"Loading cert/key pair" certFile={crt:q} keyFile={key:q}'),
    clientGo(STORE, '1.33', 'fileStore.Current'),
  ),
]);
