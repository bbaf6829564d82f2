/** Log lines of rotation, of the store and of the exit rule. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletLogsRotation: TimelineMessages = {
  'kubelet.log.exitsWithoutCertificate': {
    title: 'Log: exits without a certificate',
    says: 'Printed when there has been no certificate for too long and the server answers; the kubelet ends.',
  },
  'kubelet.log.lingersWithoutCertificate': {
    title: 'Log: no certificate, and no server',
    says: 'Printed every ten seconds in the same case while the server does not answer.',
  },
  'kubelet.log.closingConnections': {
    title: 'Log: connections are closed',
    says: 'Printed when the certificate in use is not the one that the connections were made with.',
  },
  'kubelet.log.exitsExpired': {
    title: 'Log: exits with an expired certificate',
    says: 'Printed when the certificate in memory has expired and the server answers; the kubelet ends.',
  },
  'kubelet.log.lingersExpired': {
    title: 'Log: expired, and no server',
    says: 'Printed every ten seconds in the same case while the server does not answer.',
  },
  'kubelet.log.startingRotation': {
    title: 'Log: client rotation starts',
    says: 'Printed when the kubelet sets its client certificate manager up.',
  },
  'kubelet.log.rotationEnabled': {
    title: 'Log: rotation is enabled',
    says: 'Printed when a certificate manager starts.',
  },
  'kubelet.log.rotating': {
    title: 'Log: a rotation begins',
    says: 'Printed when a certificate manager sets out for a new certificate.',
  },
  'kubelet.log.requestingNew': {
    title: 'Log: a new certificate is requested',
    says: 'Printed besides, once the request has been made.',
  },
  'kubelet.log.forcingRotation': {
    title: 'Log: rotation is forced',
    says: 'Printed for the first attempt of a manager that has nothing to begin with.',
  },
  'kubelet.log.statusUnchecked': {
    title: 'Log: the request could not be looked at',
    says: 'Printed when a wait ended in an error and the same request is looked at again.',
  },
  'kubelet.log.expiredInMemory': {
    title: 'Log: the current certificate has expired',
    says: 'Printed when an expired certificate stops being used.',
  },
  'kubelet.log.deadline': {
    title: 'Log: deadline of the next rotation',
    says: 'Printed when the deadline has been drawn.',
  },
  'kubelet.log.waitingForRotation': {
    title: 'Log: waiting for the next rotation',
    says: 'Printed with the time that is left until the deadline.',
  },
  'kubelet.log.templateMismatch': {
    title: 'Log: the certificate is not what is wanted',
    says: 'Printed when the certificate in use lacks something that would be asked for now.',
    fields: {
      commonName: 'common name',
      dnsNames: 'DNS names',
      ipAddresses: 'IP addresses',
      organizations: 'organizations',
    },
  },
  'kubelet.log.requestFailed': {
    title: 'Log: the request failed',
    says: 'Printed when the API server does not take the request.',
  },
  'kubelet.log.notSigned': {
    title: 'Log: the request was not signed',
    says: 'Printed when the wait ended without a certificate.',
  },
  'kubelet.log.notStored': {
    title: 'Log: the pair was not stored',
    says: 'Printed when the new key and certificate cannot be written to the disk.',
  },
  'kubelet.log.backoffSpent': {
    title: 'Log: all attempts are spent',
    says: 'Printed when the last of the spaced attempts has failed; the manager then goes on at a fixed pace.',
  },
  'kubelet.log.requestCreated': {
    title: 'Log: request created',
    says: 'Printed with the name of the request that a certificate manager has just made.',
  },
  'kubelet.log.approvedNotIssued': {
    title: 'Log: approved, not yet issued',
    says: 'Printed while the request is approved and status.certificate is still empty.',
  },
  'kubelet.log.issued': {
    title: 'Log: issued',
    says: 'Printed when status.certificate is there.',
  },
  'kubelet.log.loadingPairFile': {
    title: 'Log: a pair is loaded from one file',
    says: 'Printed when the store reads a .pem with certificate and key.',
  },
  'kubelet.log.loadingPair': {
    title: 'Log: a pair is loaded from two files',
    says: 'Printed when the store reads a certificate and a key that are apart.',
  },
};
