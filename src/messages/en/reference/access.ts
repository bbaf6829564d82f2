/** How kube-apiserver learns who asks, decides what they may, and admits what they send. */
import type { TimelineMessages } from '../../reference.ts';

export const access: TimelineMessages = {
  'apiserver.authentication.bootstrapTokenFlag': {
    title: 'Flag for bootstrap tokens',
    says: 'The flag that turns the bootstrap token authenticator on; without it no bootstrap token is known.',
  },
  'apiserver.authentication.bootstrapTokenDeletionCheck': {
    title: 'A token that is being deleted is refused',
    says: 'Whether the authenticator looks at the deletion timestamp of the Secret.',
  },
  'apiserver.authentication.bootstrapTokenExtraGroups': {
    title: 'auth-extra-groups is read',
    says: 'Whether a bootstrap token’s Secret can give its user further groups.',
  },
  'apiserver.authentication.bootstrapTokenLog': {
    title: 'Log of a bootstrap token that does not do (-v=3)',
    says: 'How much the API server writes down about a Secret that does not authenticate.',
    values: {
      usageOnly: 'only that the usage does not allow it',
      withPresentedSecret: 'every reason, with the secret that was presented',
      withoutSecret: 'every reason, without the secret',
    },
  },
  'apiserver.authentication.bootstrapTokenExpiryLog': {
    title: 'Log of an expired bootstrap token',
    says: 'How the line about an expired token is worded.',
    values: { sentence: 'a sentence of its own', prefixed: 'with the prefix of the other reasons' },
  },
  'apiserver.authentication.anonymous': {
    title: 'Requests without credentials are system:anonymous',
    says: 'Whether there is --anonymous-auth, and its default; where it is off, such a request is answered with 401.',
    values: { none: 'no such flag', offByDefault: 'off by default', onByDefault: 'on by default' },
  },
  'apiserver.authentication.anonymousNeedsAuthorizer': {
    title: 'No anonymous requests where everything is allowed',
    says: 'Whether anonymous requests are turned off while --authorization-mode is AlwaysAllow.',
  },
  'apiserver.authentication.invalidBearerTokenIsError': {
    title: 'An unknown token is not anonymous',
    says: 'Whether a bearer token that nobody accepts ends in 401 instead of passing as system:anonymous.',
  },
  'apiserver.authentication.emptyTokenInFile': {
    title: 'Empty first column in the token file',
    says: 'What --token-auth-file makes of a row without a token.',
    values: { kept: 'a token that nobody can present', skipped: 'skipped, with a warning' },
  },
  'apiserver.authentication.x509CredentialId': {
    title: 'Client certificate gives a credential-id',
    says: 'Whether the user gets the extra authentication.kubernetes.io/credential-id, made from the certificate.',
  },
  'apiserver.authentication.x509Uid': {
    title: 'Client certificate gives a UID',
    says: 'Whether an attribute of the subject can be the user’s UID (gate AllowParsingUserUIDFromCertAuth).',
  },
  'apiserver.authentication.bootstrapGroupPattern': {
    title: 'Pattern of auth-extra-groups',
    says: 'The pattern as the API server prints it; it matches whole names in every release.',
  },
  'apiserver.authorization.node': {
    title: 'Node authorizer exists',
    says: 'Whether --authorization-mode may name Node.',
  },
  'apiserver.authorization.mastersGroup': {
    title: 'system:masters may do everything',
    says: 'Whether the group passes before any authorizer is asked.',
  },
  'apiserver.authorization.rbacAllowedReason': {
    title: 'Reason for a yes of RBAC',
    says: 'What stands before the name of the binding; none where RBAC gives no reason.',
    values: { '': 'nothing: the binding alone' },
  },
  'apiserver.authorization.nodeSecretVerbs': {
    title: 'A node may read its pods’ Secrets by',
    says: 'Verbs with which the Node authorizer lets a node at Secrets and ConfigMaps of its own pods.',
  },
  'apiserver.authorization.nodeNoPathReason': {
    title: 'Reason for an object that is none of the node’s',
    says: 'What the Node authorizer says when nothing ties the node to the object.',
  },
  'apiserver.authorization.nodeReadsOwnNodeOnly': {
    title: 'A node reads only its own Node',
    says: 'Whether a node may no longer read the other Node objects (gate AuthorizeNodeWithSelectors).',
  },
  'apiserver.authorization.nameFromFieldSelector': {
    title: 'List by metadata.name is authorized by name',
    says: 'Whether a list or watch of one object is judged under the name in its field selector.',
  },
  'apiserver.authorization.servedRbacVersions': {
    title: 'API versions of RBAC objects',
    says: 'Versions that serve roles and bindings, the preferred one first.',
  },
  'apiserver.authorization.servedReviewVersions': {
    title: 'API versions of SubjectAccessReview',
    says: 'Versions of authorization.k8s.io that are served, the preferred one first.',
  },
  'apiserver.admission.validatingPhase': {
    title: 'Validating admission is a phase of its own',
    says: 'Whether admission has a second turn, after the registry has validated the object.',
  },
  'apiserver.admission.defaultCertificatePlugins': {
    title: 'Admission plugins on certificates, by default',
    says: 'Plugins about certificate requests that are on without being named.',
  },
  'apiserver.admission.signingLooksAtConditions': {
    title: 'CertificateSigning looks at conditions too',
    says: 'Whether changed conditions, and not only a changed certificate, need permission for the signer.',
  },
  'apiserver.admission.nodeRestriction': {
    title: 'NodeRestriction exists',
    says: 'Whether there is an admission plugin that keeps a node to its own objects.',
  },
  'apiserver.admission.nodeRestrictionWords': {
    title: 'Words of NodeRestriction',
    says: 'How it names the node in what it says to a node that reaches for another one’s Node.',
    values: {
      bare: 'the name without quotes',
      quoted: 'the name in quotes',
      notAllowed: 'the name in quotes, and that it is not allowed',
    },
  },
  'apiserver.admission.nodeRestrictionChecksCsrs': {
    title: 'NodeRestriction looks into node requests',
    says: 'Whether a node’s request to the two kubelet signers must carry the node’s own name.',
  },
  'apiserver.admission.nodeRestrictionChecksLabels': {
    title: 'NodeRestriction guards labels',
    says: 'Whether a node is kept from setting node-restriction.kubernetes.io labels on itself.',
  },
};
