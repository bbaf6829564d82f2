/** Rotation: when a kubelet renews, how it tries again, when it gives up; what it keeps on the disk. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletRotation: TimelineMessages = {
  'kubelet.rotation.retry': {
    title: 'Pauses between attempts to rotate',
    says: 'How the certificate manager spaces its attempts, and how often it tries after the last of them.',
    fields: {
      duration: 'first pause',
      factor: 'each longer by the factor',
      jitter: 'and by up to the share',
      steps: 'number of attempts',
      thenEvery: 'then one every',
    },
    unit: 'milliseconds',
  },
  'kubelet.rotation.templateCheck': {
    title: 'What makes a valid certificate rotate at once',
    says: 'Parts of the certificate in use that are compared with what would be asked for now.',
    values: {
      commonName: 'common name',
      subjectAltNames: 'subjectAltNames',
      organizations: 'organizations',
    },
  },
  'kubelet.rotation.expiredAtStart': {
    title: 'An expired certificate on the disk, at start',
    says: 'What the certificate manager makes of it.',
    values: { used: 'it is used', ignored: 'it counts as none' },
  },
  'kubelet.rotation.expiredInMemory': {
    title: 'A certificate that expires while in use',
    says: 'What the kubelet shows to the API server from then on.',
    values: { used: 'the expired certificate', none: 'no certificate' },
  },
  'kubelet.rotation.connectionCheck': {
    title: 'Look at the certificate for old connections',
    says: 'How often the kubelet compares certificates and closes the connections made with an older one.',
    unit: 'milliseconds',
  },
  'kubelet.rotation.firstConnectionCheck': {
    title: 'The same, until the first certificate is there',
    says: 'How often the kubelet looks while it runs on its bootstrap credential.',
    unit: 'milliseconds',
  },
  'kubelet.rotation.exitWithoutCertificate': {
    title: 'Exit without a certificate',
    says: 'How long a kubelet that rotates goes on without any client certificate while the server answers.',
    unit: 'milliseconds',
  },
  'kubelet.rotation.exitIfExpired': {
    title: 'Exit with an expired certificate',
    says: 'Whether a kubelet ends when the certificate that it holds has expired and the server answers.',
  },
  'kubelet.rotation.deadlineDrawn': {
    title: 'When the deadline of a rotation is drawn',
    says: 'The deadline is a random point between 70 and 90 % of the certificate’s life.',
    values: {
      afterRotation: 'at start, and after each rotation',
      eachTurn: 'each time that the loop turns',
    },
  },
  'kubelet.rotation.knowsServerHealth': {
    title: 'Keeps whether the server answers',
    says: 'Whether the manager remembers, after a failed request, that the server was there all the same.',
  },
  'kubelet.rotation.firstJitter': {
    title: 'First random number of a kubelet',
    says: 'Where nothing seeds Go’s math/rand, every kubelet draws the same number first, so that the first deadlines agree.',
    unit: 'share',
  },
  'kubelet.rotation.loopPause': {
    title: 'Pause between turns of the loop',
    says: 'How long after a certificate its deadline is announced.',
    unit: 'milliseconds',
  },
  'kubelet.rotation.firstAttemptBlocks': {
    title: 'First attempt holds up the start',
    says: 'Whether the kubelet waits for the first attempt of its certificate manager.',
  },
  'kubelet.rotation.closesAfterFailedHeartbeats': {
    title: 'Failed heartbeats close connections',
    says: 'Whether a kubelet that rotates drops all its connections after heartbeats have failed in a row.',
  },
  'kubelet.store.certificates': {
    title: 'How much of the answer is stored',
    says: 'What of status.certificate goes into the .pem file.',
    values: { first: 'the first certificate', all: 'all certificates in it' },
  },
  'kubelet.store.pairFileOrder': {
    title: 'Order of blocks in a pair file',
    says: 'The order in which the store accepts certificate and key in one file.',
    values: { certificateThenKey: 'certificate, then key', any: 'any order' },
  },
  'kubelet.store.absoluteSymlink': {
    title: 'Link to the current pair is absolute',
    says: 'Whether the target of -current.pem is made absolute; a relative --cert-dir gave a broken link before.',
  },
  'kubelet.store.syncsPair': {
    title: 'New pair is written through to the disk',
    says: 'Whether the file is synchronised before -current.pem is switched to it.',
  },
  'kubelet.selfSigned.form': {
    title: 'Form of kubelet.crt',
    says: 'What the kubelet makes for its port where nobody gives it a serving certificate.',
    values: {
      single: 'one self-signed certificate with CA:TRUE',
      leafAndCa: 'a leaf, and the CA that signed it, whose key is thrown away',
    },
  },
  'kubelet.selfSigned.backdate': {
    title: 'Self-signed pair is dated back by',
    says: 'How long before its making kubelet.crt begins to be valid.',
    unit: 'milliseconds',
  },
  'kubelet.selfSigned.serial': {
    title: 'Serial numbers of the self-signed pair',
    says: 'How kubelet.crt is numbered.',
    values: { counted: '1 and 2', random: '63 random bits' },
  },
  'kubelet.metrics.certificates': {
    title: 'Metrics on certificates',
    says: 'Gauges and histograms of the kubelet that speak of its certificates.',
    fields: { name: 'name', purpose: 'certificate', what: 'value' },
    values: {
      client: 'client',
      serving: 'serving',
      expiration: 'expiry, Unix seconds',
      ttl: 'seconds left',
      rotationAge: 'age of the certificate that was replaced',
      renewErrors: 'attempts that failed',
      unset: 'registered and never set',
    },
  },
};
