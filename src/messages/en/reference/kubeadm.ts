/** kubeadm, and the kubeconfig files that all components read. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeadm: TimelineMessages = {
  'kubeadm.apiserver.authorizationModes': {
    title: '--authorization-mode in a kubeadm cluster',
    says: 'Authorizers that kubeadm gives kube-apiserver, in this order.',
  },
  'kubeadm.apiserver.admissionPlugins': {
    title: 'Admission plugins about nodes in a kubeadm cluster',
    says: 'Plugins about nodes that kubeadm has kube-apiserver use.',
  },
  'kubeadm.join.credential': {
    title: 'What proves a joining node',
    says: 'Where the credential is kept that kubeadm join presents.',
    values: {
      tokenFile: 'a row of --token-auth-file',
      secret: 'a Secret for the bootstrap token authenticator',
    },
  },
  'kubeadm.join.group': {
    title: 'Group of a joining node',
    says: 'The group to which kubeadm gives the rights for a join.',
  },
  'kubeadm.join.tokenLifetime': {
    title: 'Life of kubeadm init’s token',
    says: 'How long the token is valid that kubeadm init makes; none where it never expires.',
    unit: 'milliseconds',
  },
  'kubeadm.join.approvalRole': {
    title: 'Role by which joins are approved',
    says: 'The ClusterRole that kubeadm binds so that requests of joining nodes are approved.',
    values: {
      none: 'none: a flag names the group',
      own: 'one that kubeadm makes for it',
      default: 'the default role of kube-apiserver',
    },
  },
  'kubeadm.join.renewalBinding': {
    title: 'Binding by which renewals are approved',
    says: 'Whether kubeadm gives the group system:nodes the role by which a node’s own requests are approved.',
  },
  'kubeadm.controllerManager.approveAllGroup': {
    title: 'Group whose requests are all approved (kubeadm)',
    says: 'What kubeadm sets --insecure-experimental-approve-all-kubelet-csrs-for-group to; none where it does not.',
  },
  'kubeadm.controllerManager.controllers': {
    title: '--controllers in a kubeadm cluster',
    says: 'Controllers that kubeadm names; none where there is no such flag.',
  },
  'kubeadm.controllerManager.serviceAccountCredentials': {
    title: 'Controllers with accounts of their own (kubeadm)',
    says: 'Whether each controller calls kube-apiserver as a service account of its own.',
  },
  'kubeconfig.emptyFields': {
    title: 'Empty fields in a written kubeconfig',
    says: 'Fields without content that stand in the file all the same.',
    verbatim: true,
  },
  'kubeconfig.loadError': {
    title: 'First word on a kubeconfig that cannot be read',
    says: 'The beginning of “error loading config file …”.',
    verbatim: true,
  },
  'kubeadm.apiserver.kubeletAddressTypes': {
    title: 'Which address of a Node is dialled (kubeadm)',
    says: 'What kubeadm sets --kubelet-preferred-address-types to; none where it leaves the flag out.',
  },
  'kubeadm.certs.kubeletClientOrganization': {
    title: 'Group of kube-apiserver’s client certificate',
    says: 'The organization in kubeadm’s apiserver-kubelet-client certificate; none where it makes no such certificate.',
  },
  'kubeadm.discovery.caPinning': {
    title: '--discovery-token-ca-cert-hash exists',
    says: 'Whether kubeadm join can be told which CA to expect.',
  },
  'kubeadm.discovery.pinTexts': {
    title: 'Words for a bad CA hash',
    says: 'How kubeadm says that a hash has not the right form.',
    values: { bare: 'what is wrong', named: 'what is wrong, with the hash and the known formats' },
  },
  'kubeadm.discovery.pinsLookedAt': {
    title: 'Which of several CA hashes count',
    says: 'How many of the --discovery-token-ca-cert-hash flags kubeadm join takes into account.',
    values: { first: 'the first only', all: 'all' },
  },
  'kubeadm.discovery.notPinnedText': {
    title: 'Words for a CA that was not expected',
    says: 'How kubeadm says that the cluster’s CA has none of the hashes.',
    values: { one: 'about the one CA', any: 'about every CA in the bundle' },
  },
  'kubeadm.discovery.caBundle': {
    title: 'CA bundle in cluster-info',
    says: 'What kubeadm join accepts as certificate-authority-data.',
    values: {
      single: 'one certificate and nothing after it',
      lenient: 'several; what is no certificate is passed over',
    },
  },
};
