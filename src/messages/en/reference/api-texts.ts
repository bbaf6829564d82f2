/** Forms and words of kube-apiserver's answers, and its way to the kubelet. */
import type { TimelineMessages } from '../../reference.ts';

export const apiTexts: TimelineMessages = {
  'apiserver.texts.unauthorizedForm': {
    title: 'Body of a 401',
    says: 'What is sent to somebody whom no authenticator knows.',
    values: { text: 'the word Unauthorized alone', status: 'a Status object' },
  },
  'apiserver.texts.forbiddenForm': {
    title: 'Body of a 403',
    says: 'What is sent to somebody who may not.',
    values: {
      uri: 'the word Forbidden and the request URI',
      sentence: 'a plain sentence with user and resource',
      status: 'a Status object with that sentence',
      statusWithApiGroup: 'a Status object that names resource and API group apart',
    },
  },
  'apiserver.texts.refusalsAreSanitized': {
    title: '&, < and > are written as HTML entities',
    says: 'Whether a refusal in plain text escapes these characters.',
  },
  'apiserver.texts.rbacApiVersion': {
    title: 'Preferred version of RBAC objects',
    says: 'The version in which roles and bindings are served by default.',
  },
  'apiserver.texts.aggregatesAreDeduplicated': {
    title: 'The same error is told once',
    says: 'Whether a list of errors leaves repetitions out.',
  },
  'apiserver.texts.badValueForm': {
    title: 'How a bad value is shown',
    says: 'The form of a value that is neither text nor number in the answer that refuses it.',
    values: { go: 'as Go writes it', json: 'as JSON, bytes in base64' },
  },
  'apiserver.texts.tooLongWords': {
    title: 'Words for a text that is too long',
    says: 'The beginning of what is said about the limit.',
  },
  'apiserver.texts.emptyBytesAreNil': {
    title: 'An empty text for bytes counts as missing',
    says: 'Whether decoding makes no value at all of it, or zero bytes.',
  },
  'apiserver.log.notAStatus': {
    title: 'Log: an error that is no Status',
    says: 'Printed when the API server has to answer with an error that it did not expect.',
  },
  'apiserver.kubeletClient.addressTypes': {
    title: 'Which address of a Node is dialled',
    says: 'Default of --kubelet-preferred-address-types; none where the node’s name itself is dialled.',
  },
  'apiserver.kubeletClient.hostnameLabel': {
    title: 'Label stands in for a missing Hostname',
    says: 'Whether kubernetes.io/hostname is dialled where the Node reports no Hostname address.',
  },
  'apiserver.exec.failure': {
    title: 'Words for a kubelet that cannot be reached (exec)',
    says: 'How the API server tells kubectl exec that the connection to the kubelet failed.',
    values: {
      bare: 'the bare cause',
      dialingBackend: 'with “error dialing backend: ” before the cause',
    },
  },
  'apiserver.exec.translatesWebSocket': {
    title: 'exec over WebSocket is translated',
    says: 'Whether the API server takes exec over WebSocket and speaks SPDY to the kubelet.',
  },
};
