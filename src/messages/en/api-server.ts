/** Sentences about a request's way through kube-apiserver. */
import type {
  AuthenticatorVerdict,
  AuthorizerVerdict,
} from '../../cluster/model/facts/apiserver.ts';
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { CertificateSigningRequest, Node, ObjectKey } from '../../cluster/model/objects.ts';
import type { FactSentences } from '../messages.ts';
import { listed, who } from './names.ts';

type ApiServerSentences = Pick<
  FactSentences,
  | 'request.authenticated'
  | 'request.notAuthenticated'
  | 'request.authorized'
  | 'request.notAuthorized'
  | 'request.decoded'
  | 'request.admitted'
  | 'request.notAdmitted'
  | 'request.validated'
  | 'request.notValid'
  | 'object.stored'
  | 'object.deleted'
  | 'rbac.defaultsStored'
>;

const AUTHENTICATORS: Readonly<Record<AuthenticatorVerdict['authenticator'], string>> = {
  x509: 'the client certificate',
  tokenFile: 'the token file',
  serviceAccount: 'the service account token',
  bootstrapToken: 'the bootstrap token',
  tokenReview: 'a token that kube-apiserver reviewed',
  anonymous: 'nothing: anonymous requests are allowed',
};

function authenticated({ user, tried }: Fact<FactOf<'request.authenticated'>>): string {
  const by = tried.find(({ outcome }) => outcome === 'authenticated')?.authenticator;
  return `Authentication passed: the caller is ${user.name}, known by ${by ? AUTHENTICATORS[by] : 'its credential'}.`;
}

const nameIn = (key: ObjectKey): string => key.slice(key.lastIndexOf('/') + 1);

function allowedBy({ authorizer, binding, role }: AuthorizerVerdict): string {
  switch (authorizer) {
    case 'Node':
      return 'the Node authorizer lets a node do this';
    case 'systemMasters':
      return 'the caller is in system:masters, which may do anything';
    case 'Webhook':
      return 'kube-apiserver answered a SubjectAccessReview with yes';
    case 'AlwaysAllow':
      return 'every request is allowed';
    case 'RBAC':
      return binding && role
        ? `the binding ${nameIn(binding)} gives the caller the role ${nameIn(role)}`
        : 'a role of the caller allows it';
  }
}

function authorized({ asked }: Fact<FactOf<'request.authorized'>>): string {
  const verdict = asked.find(({ outcome }) => outcome === 'allowed');
  return `Authorization passed: ${verdict ? allowedBy(verdict) : 'the request is allowed'}.`;
}

function decoded({ csr, defaulted }: Fact<FactOf<'request.decoded'>>): string {
  const also = defaulted.length === 0 ? '' : ` and fills in ${listed(defaulted)}`;
  if (!csr) return `The API server reads the object${also}.`;
  if (!csr.ok) return 'The API server cannot read the PKCS#10 request in the object.';
  const signature = csr.request.signatureValid ? 'is valid' : 'is not valid';
  return `The API server reads the PKCS#10 request, whose signature ${signature}${also}.`;
}

const plugins = (verdicts: readonly { readonly plugin: string; readonly outcome: string }[]) =>
  verdicts.filter(({ outcome }) => outcome === 'admitted').map(({ plugin }) => plugin);

function admitted({ plugins: asked }: Fact<FactOf<'request.admitted'>>): string {
  const concerned = plugins(asked);
  return concerned.length === 0
    ? 'Admission passed: no plugin had to look at this request.'
    : `Admission passed: ${listed(concerned)} let the request through.`;
}

const has = (csr: CertificateSigningRequest, type: string): boolean =>
  csr.status.conditions?.some((condition) => condition.type === type) ?? false;

function csrStored(csr: CertificateSigningRequest): string {
  const { name } = csr.metadata;
  if (csr.status.certificate !== undefined)
    return `The request ${name} now holds the certificate; kubectl shows Approved,Issued.`;
  if (has(csr, 'Denied')) return `The request ${name} is now Denied.`;
  if (has(csr, 'Failed')) return `The request ${name} has Failed: it will not be signed.`;
  if (has(csr, 'Approved'))
    return `The request ${name} is now Approved; it has no certificate yet.`;
  return `The request ${name} now lies in etcd, without any condition; kubectl shows Pending.`;
}

function nodeChanged({ metadata, status }: Node): string {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  const { name } = metadata;
  switch (ready?.status) {
    case 'True':
      return `Node ${name} is Ready.`;
    case undefined:
      return `Node ${name} was changed in etcd.`;
    default:
      return `Node ${name} is NotReady; the reason is ${ready?.reason ?? ''}.`;
  }
}

function stored({ key, change, object }: Fact<FactOf<'object.stored'>>): string {
  if (object.kind === 'CertificateSigningRequest') return csrStored(object);
  if (object.kind === 'Node' && change === 'updated') return nodeChanged(object);
  const verb = change === 'created' ? 'now lies in etcd' : 'was changed in etcd';
  return `${object.kind} ${nameIn(key)} ${verb}.`;
}

function validated({ serverSet }: Fact<FactOf<'request.validated'>>): string {
  return serverSet.includes('spec.username')
    ? 'Validation passed; the API server itself wrote who asks into spec.username and spec.groups.'
    : 'Validation passed: the object is well formed.';
}

export const apiServerSentences = {
  'request.authenticated': authenticated,
  'request.notAuthenticated': ({ by }) =>
    `Authentication failed with 401: no authenticator of ${who(by)} knows the credential, so nobody knows who asks.`,
  'request.authorized': authorized,
  'request.notAuthorized': ({ asked }) =>
    `Authorization failed with 403: ${listed(asked.map(({ authorizer }) => authorizer))} found no rule that allows this caller to do it.`,
  'request.decoded': decoded,
  'request.admitted': admitted,
  'request.notAdmitted': ({ plugins: asked }) =>
    `Admission failed: the plugin ${asked.find(({ outcome }) => outcome === 'refused')?.plugin ?? ''} refused the request.`,
  'request.validated': validated,
  'request.notValid': ({ errors }) =>
    errors.length > 1
      ? `The object is refused for ${errors.length} reasons.`
      : 'The object is refused as it stands.',
  'object.stored': stored,
  'object.deleted': ({ key }) => `${nameIn(key)} is deleted from etcd.`,
  'rbac.defaultsStored': () =>
    'The API server stores the default roles and bindings of its release.',
} satisfies ApiServerSentences;
