/** The kubelet's Node object, its serving certificate, and its port. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletServer: TimelineMessages = {
  'kubelet.node.addressTypes': {
    title: 'Addresses in the Node’s status',
    says: 'Types of address that a kubelet without a cloud provider reports.',
  },
  'kubelet.node.conditions': {
    title: 'Conditions in the Node’s status',
    says: 'Conditions that the kubelet sets, in this order.',
  },
  'kubelet.serving.addressSource': {
    title: 'Addresses in the serving request',
    says: 'Where the IP addresses and names of the serving certificate’s subjectAltName come from.',
    values: {
      interfaces: '--address, or the host’s interfaces',
      interfacesOrCloud: '--address or the host’s interfaces, or the cloud provider',
      nodeStatus: 'the addresses in the Node’s status, as last set',
      nodeCache: 'the addresses in the kubelet’s copy of its Node',
    },
  },
  'kubelet.serving.needs': {
    title: 'Least that a serving request needs',
    says: 'Without it the kubelet sends no request for a serving certificate.',
    values: {
      nameOrAddress: 'a DNS name or an address',
      address: 'an address, unless the gate AllowDNSOnlyNodeCSR is on',
    },
  },
  'kubelet.server.kubeadm': {
    title: 'Port 10250 in a kubeadm cluster',
    says: 'How kubeadm has the kubelet check its callers.',
    fields: {
      clientCaFile: 'CA for client certificates',
      anonymousAuth: 'anonymous callers',
      tokenWebhook: 'bearer tokens are reviewed',
      authorizationMode: 'authorization',
    },
  },
  'kubelet.server.reviewVersion': {
    title: 'API version of the kubelet’s reviews',
    says: 'The version of authentication.k8s.io and authorization.k8s.io in which the port asks about its callers.',
  },
  'kubelet.server.reviewCache': {
    title: 'How long a review is remembered',
    says: 'Default time for which the answer of a SubjectAccessReview is kept.',
    fields: { allowed: 'allowed', refused: 'refused' },
    unit: 'milliseconds',
  },
  'kubelet.server.pathRules': {
    title: 'Paths with a subresource of their own',
    says: 'Under which subresource of nodes a path is authorized; every other path is nodes/proxy.',
  },
  'kubelet.server.finePaths': {
    title: 'Paths with a finer permission',
    says: 'Paths that are tried under a subresource of their own before nodes/proxy (gate KubeletFineGrainedAuthz).',
  },
  'kubelet.server.forbiddenBody': {
    title: 'Body of a 403 from the port',
    says: 'How the kubelet names what a caller was not allowed.',
    values: {
      subresource: 'with one subresource',
      subresources: 'with all subresources that were tried',
    },
  },
  'kubelet.server.noServingCertificate': {
    title: 'Handshake without a serving certificate',
    says: 'The kubelet’s error while its serving certificate has not been issued.',
  },
  'kubelet.server.internalErrorAlert': {
    title: 'What the caller of such a handshake hears',
    says: 'The error at the other end, made from the alert that Go’s server sends.',
  },
};
