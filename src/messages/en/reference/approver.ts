/** kube-controller-manager's approver. */
import type { TimelineMessages } from '../../reference.ts';

export const approver: TimelineMessages = {
  'approver.kind': {
    title: 'Who decides what is approved',
    says: 'On what grounds the controller manager approves a request by itself.',
    values: {
      group: 'a flag that names one group of users',
      subjectAccessReview: 'a SubjectAccessReview, so RBAC',
    },
  },
  'approver.group.usages': {
    title: 'Group approver looks at usages',
    says: 'Whether the approver by group compares spec.usages, which the API did not have before.',
  },
  'approver.recognizers.selfnodeserver': {
    title: 'Serving certificates are approved',
    says: 'Whether the approver knows requests for kubelet serving certificates (selfnodeserver).',
    values: {
      none: 'no: a person or an approver of your own',
      gate: 'behind the gate RotateKubeletServerCertificate',
    },
  },
  'approver.recognizers.uriSubjectAltNames': {
    title: 'URI in the subjectAltName',
    says: 'What a URI in a request does to being recognised as a kubelet’s.',
    values: { ignored: 'nothing', refused: 'the request is not recognised' },
  },
  'approver.recognizers.signerName': {
    title: 'signerName must be the kubelet’s signer',
    says: 'Whether spec.signerName must be kubernetes.io/kube-apiserver-client-kubelet.',
  },
  'approver.usages.comparison': {
    title: 'How usages are compared',
    says: 'When the usages of a request count as those of a kubelet client.',
    values: {
      length: 'as many as wanted, and each a wanted one',
      set: 'as sets',
    },
  },
  'approver.usages.keyEncipherment': {
    title: 'Usage “key encipherment”',
    says: 'Whether the approver asks for it in a kubelet’s request.',
    values: { required: 'required', optional: 'may be left out' },
  },
  'approver.subjectAccessReview.version': {
    title: 'version in the review’s attributes',
    says: 'What the SubjectAccessReview says about the version of the resource.',
    values: { '': 'empty' },
  },
  'approver.subjectAccessReview.uid': {
    title: 'Review carries the requester’s UID',
    says: 'Whether spec.uid of the request is handed on to the SubjectAccessReview.',
  },
  'approver.subjectAccessReview.apiVersion': {
    title: 'API version of the approver’s review',
    says: 'The version of authorization.k8s.io in which the approver asks.',
  },
  'approver.condition.status': {
    title: 'status of the condition Approved',
    says: 'Whether the condition that the approver writes has a status.',
    values: { absent: 'has none' },
  },
  'approver.group.signsItsOldCopy': {
    title: 'The approving pass signs an old copy',
    says: 'Whether the pass goes on with a version older than its own approval, so that its certificate is refused with 409 and made again.',
  },
  'approver.notAllowed': {
    title: 'Recognised, and not allowed',
    says: 'What follows when the approver knows a request and no review allows it.',
    values: {
      error: 'an error; it is tried again',
      ignorable: 'an error that is only logged; it is tried again',
    },
  },
};
