/** What a kubelet asks for, and how it waits for the answer. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletRequests: TimelineMessages = {
  'kubelet.request.versions': {
    title: 'API version of the kubelet’s requests',
    says: 'Versions of certificates.k8s.io that the kubelet tries, in this order.',
  },
  'kubelet.request.sendsUsages': {
    title: 'Request names its usages',
    says: 'Whether spec.usages is part of the request.',
  },
  'kubelet.request.keyEncipherment': {
    title: 'Usage “key encipherment” is asked for',
    says: 'The kubelet asks for digital signature, and for this usage besides, with these keys.',
    values: { everyKey: 'with every key', rsaKey: 'with RSA keys only, so not with its own' },
  },
  'kubelet.request.sendsSignerName': {
    title: 'Request names its signer',
    says: 'Whether spec.signerName is part of the request.',
  },
  'kubelet.request.lifetime': {
    title: 'Request asks for a lifetime',
    says: 'Whether the kubelet sets spec.expirationSeconds; what others may do with the field is a line of its own.',
  },
  'kubelet.request.keyAlgorithm': {
    title: 'Key of the kubelet’s certificates',
    says: 'The key that the kubelet makes for its first request and for every rotation.',
    values: { 'ecdsa-p256': 'ECDSA on the curve P-256' },
  },
  'kubelet.wait.beginsWith': {
    title: 'How the wait for a certificate begins',
    says: 'Whether a kubelet lists its request before it watches it.',
    values: { watch: 'with a watch', list: 'with a list, then a watch' },
  },
  'kubelet.wait.certificate': {
    title: 'Wait of the certificate manager',
    says: 'How long a kubelet that rotates waits for one request to be signed.',
    fields: {
      kind: 'form',
      timeout: 'in all',
      backoff: 'steps',
      duration: 'first step',
      factor: 'each longer by the factor',
      jitter: 'and by up to the share',
      steps: 'number of steps',
    },
    values: { timeout: 'one wait', steps: 'waits that grow' },
    unit: 'milliseconds',
  },
  'kubelet.wait.managerEnd': {
    title: 'When a wait ends without a certificate',
    says: 'What the certificate manager makes of a wait that brought nothing.',
    values: {
      asRequest: 'as if the request itself had failed',
      checkedAgain: 'the same request is waited for again',
      final: 'it was not signed; the next attempt makes a new request',
    },
  },
  'kubelet.wait.deniedText': {
    title: 'Words for a denied request',
    says: 'The error with which the wait ends when the request carries the condition Denied.',
  },
  'kubelet.wait.failedEndsWait': {
    title: 'Condition Failed ends the wait',
    says: 'Whether the kubelet stops waiting when the signer has said Failed.',
  },
  'kubelet.wait.deletedEndsWait': {
    title: 'A deleted request ends the wait',
    says: 'Whether the kubelet stops waiting when somebody deletes the object.',
  },
  'kubelet.wait.changedUidEndsWait': {
    title: 'A replaced request ends the wait',
    says: 'Whether the kubelet notices that an object of the same name is another one, by its UID.',
  },
  'kubelet.wait.errorPrefix': {
    title: 'What stands before the error of a wait',
    says: 'The beginning of the error of a wait that ended without a certificate.',
    values: { '': 'nothing' },
  },
  'kubelet.wait.closedWatchText': {
    title: 'Words for a watch that was closed',
    says: 'The error when the watch ends without a verdict; none where the watch is begun again instead.',
  },
  'kubelet.wait.beginsWatchAgain': {
    title: 'A closed watch is begun again',
    says: 'Whether a list or a watch that fails is tried again within the same wait.',
  },
  'kubelet.wait.timeoutText': {
    title: 'Words for a wait that took too long',
    says: 'The error when the time of a wait is over.',
  },
};
