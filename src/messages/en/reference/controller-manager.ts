/** What the certificate controllers share, the cleaners, and the node controller. */
import type { TimelineMessages } from '../../reference.ts';

const printed = { printf: 'sentences', structured: 'structured: message and key=value' };

export const controllerManager: TimelineMessages = {
  'controllerManager.certificates.backOff': {
    title: 'Back-off of the certificate queues',
    says: 'Shortest and longest pause before a request that failed is looked at again.',
    fields: { first: 'shortest', most: 'longest' },
    unit: 'milliseconds',
  },
  'controllerManager.certificates.apiVersion': {
    title: 'API version of the certificate controllers',
    says: 'The version of certificates.k8s.io that approver, signer and cleaner use.',
  },
  'controllerManager.certificates.controllers': {
    title: 'Certificate controllers',
    says: 'Names of the controllers about certificate requests, as --controllers knows them.',
  },
  'controllerManager.controllers.disabledByDefault': {
    title: 'Controllers that are off by default',
    says: 'Controllers about bootstrap tokens that run only where --controllers names them.',
  },
  'controllerManager.controllers.longNames': {
    title: 'Long names of controllers',
    says: 'Names under which the controllers go besides; the short ones stay as aliases.',
  },
  'controllerManager.certificates.logStyle': {
    title: 'Style of the certificate controllers’ log',
    says: 'The form of their lines.',
    values: printed,
  },
  'controllerManager.certificates.logFile': {
    title: 'File in the header of those lines',
    says: 'The source file that the log names.',
  },
  'controllerManager.certificates.startLine': {
    title: 'Line with which they start',
    says: 'How a certificate controller says that it starts.',
    values: {
      manager: 'as the certificate controller manager',
      nameless: 'without its name',
      named: 'with its name',
    },
  },
  'controllerManager.handledError': {
    title: 'How a handled error is printed',
    says: 'The line of utilruntime.HandleError.',
    values: {
      bare: 'the bare error',
      unhandledError: 'a structured line that begins "Unhandled Error"',
    },
  },
  'csrCleaner.exists': {
    title: 'Old requests are cleaned up',
    says: 'Whether csrcleaner runs.',
  },
  'csrCleaner.failed': {
    title: 'Failed requests are removed',
    says: 'Whether a request with the condition Failed is removed an hour later.',
  },
  'csrCleaner.undecodableCertificate': {
    title: 'A certificate that cannot be read',
    says: 'What csrcleaner does with a request whose status.certificate does not parse.',
    values: {
      error: 'nothing is removed, and an error is logged',
      afterDeadlines: 'its age still counts; the certificate comes last',
    },
  },
  'csrCleaner.approvedUnissued': {
    title: 'Approved requests that nobody signs are removed',
    says: 'Whether csrcleaner removes, after a day, a request that was approved and never issued.',
  },
  'csrCleaner.logStyle': {
    title: 'Style of csrcleaner’s log',
    says: 'The form of its lines.',
    values: printed,
  },
  'tokenCleaner.exists': {
    title: 'Expired bootstrap tokens are cleaned up',
    says: 'Whether there is a tokencleaner; it is off unless --controllers names it.',
  },
  'tokenCleaner.timing': {
    title: 'When tokencleaner looks',
    says: 'How soon after its expiry a token’s Secret is removed.',
    values: {
      every10s: 'at each change, and every 10 s',
      onEvents: 'only when the Secret is added or changed',
      atExpiry: 'at each change, and when the token expires',
    },
  },
  'tokenCleaner.logStyle': {
    title: 'Style of tokencleaner’s log',
    says: 'The form of its lines.',
    values: printed,
  },
  'tokenCleaner.startLine': {
    title: 'tokencleaner says that it starts',
    says: 'Whether it prints a line at start.',
  },
  'tokenCleaner.log.expiryFile': {
    title: 'File in the header of the line on an expired token',
    says: 'The source file that the log names where a token counts as over.',
  },
  'nodeLifecycle.gracePeriod': {
    title: '--node-monitor-grace-period, default',
    says: 'How long a Node may be silent before it stops being Ready.',
    unit: 'milliseconds',
  },
  'nodeLifecycle.unknownConditions': {
    title: 'Conditions that become Unknown',
    says: 'Conditions of a silent Node that the node controller changes together.',
  },
  'nodeLifecycle.name': {
    title: 'Name of the node controller',
    says: 'Its short name in --controllers.',
    verbatim: true,
  },
  'nodeLifecycle.log.style': {
    title: 'Style of the line on NodeNotReady',
    says: 'The form of the line with which the event is recorded.',
    values: printed,
  },
};
