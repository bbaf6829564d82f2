/** What would change a refusal. Each answer names the rule's input, never the verdict: that is the cluster's. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';

/** Words in which the bootstrap token authenticator says why (plugin/pkg/auth/authenticator/token/bootstrap). */
const TOKEN_REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /^No secret/,
    'Create the Secret bootstrap-token-<id> in kube-system, or use the id of a token that exists.',
  ],
  [/token-secret/, "Put the Secret's own token-secret into the bootstrap kubeconfig."],
  [/token-id/, 'Give the Secret the token-id that its name ends in.'],
  [/[Ee]xpir/, 'Create a new token, or set the expiration of the Secret to a later time.'],
  [/usage-bootstrap-authentication/, 'Set usage-bootstrap-authentication to "true" in the Secret.'],
  [
    /auth-extra-groups/,
    'Mend auth-extra-groups: each group must begin with system:bootstrappers:.',
  ],
  [/type/, 'Give the Secret the type bootstrap.kubernetes.io/token.'],
  [/deleted/, 'Create a new token: the Secret of this one is being deleted.'],
];

function knownCredential({ tried }: FactOf<'request.notAuthenticated'>): string {
  const token = tried.find(({ authenticator }) => authenticator === 'bootstrapToken');
  const found = TOKEN_REMEDIES.find(([pattern]) => pattern.test(token?.reason ?? ''));
  if (found) return found[1];
  const certificate = tried.find(({ authenticator }) => authenticator === 'x509');
  return certificate?.outcome === 'error'
    ? 'Show a certificate that the client CA has signed and that is valid now.'
    : 'Show a credential that one of the authenticators knows.';
}

const BOOTSTRAP_CREATE = /User "system:bootstrap:[^"]*" cannot create .*certificatesigningrequests/;

function rule({ message }: FactOf<'request.notAuthorized'>): string {
  if (BOOTSTRAP_CREATE.test(message))
    return 'Bind the ClusterRole system:node-bootstrapper to a group of the token, for instance system:bootstrappers. No release binds it by default.';
  if (message.includes('system:anonymous'))
    return 'Send a credential: the request came without one and counts as anonymous.';
  return 'Bind a role with this verb and resource to the user or to one of its groups.';
}

const CONNECTION_REMEDIES: Readonly<Record<string, string>> = {
  unreachable: 'Start the server, or dial the address at which it listens.',
  unknownAuthority: "Put the CA that signed the server's certificate into the kubeconfig.",
  expired: 'Renew the certificate, or set the clock right.',
  notYetValid: 'Set the clock right: the certificate is not valid yet.',
  wrongName: "Dial a name or address that stands in the server's certificate.",
  wrongUsage: 'Use a certificate whose extended key usage fits the side that shows it.',
  notACa: 'Sign the certificate with a CA: its issuer is none.',
  signature: 'Use a certificate that the trusted CA itself has signed.',
  serverSignature: 'Give the server the private key that belongs to its certificate.',
  clientSignature: 'Give the client the private key that belongs to its certificate.',
};

function decidedOtherwise({ chart, to }: FactOf<'lifecycle.moved'>): string | undefined {
  if (chart !== 'certificateSigningRequest') return undefined;
  if (to === 'denied')
    return 'Nothing changes a denied request: a new one has to be made and approved.';
  return to === 'failed' ? 'A new request is needed: a failed one is never signed.' : undefined;
}

export function whatWouldChangeIt(fact: Fact): string | undefined {
  switch (fact.type) {
    case 'request.notAuthenticated':
      return knownCredential(fact);
    case 'request.notAuthorized':
      return rule(fact);
    case 'request.notAdmitted':
      return 'Send what the admission plugin allows, as a user whom it lets do this.';
    case 'request.notValid':
      return 'Send the object with the named fields mended.';
    case 'connection.refused':
      return CONNECTION_REMEDIES[fact.reason] ?? 'Mend what the error names, then dial again.';
    case 'approver.gaveUp':
      return 'Bind the ClusterRole for this kind of request to the requester, or approve it by hand.';
    case 'signer.refused':
      return 'Ask for what this signer signs: subject, names and usages must match its rules.';
    case 'process.exited':
      return fact.code === 0 ? undefined : 'Mend what the last log line names, and start it again.';
    case 'lifecycle.moved':
      return decidedOtherwise(fact);
    default:
      return undefined;
  }
}
