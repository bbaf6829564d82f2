/**
 * `kubectl get csr`, then `kubectl certificate approve|deny NAME`: the reader's look at the list stands for the first
 * request, and tells which name the role means.
 */
import {
  conflictRetries,
  kubectlCsrVersion,
  noResourcesBeforeError,
} from '../../releases/kubectl.ts';
import { servedCsrVersions } from '../../releases/csr-api.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { rfc3339 } from '../model/instant.ts';
import type { CsrRole, Intent } from '../model/intents.ts';
import type { ApiObject, CertificateSigningRequest } from '../model/objects.ts';
import type { ApiAnswer, ResourceRequest } from '../model/requests.ts';
import { hostClock, type ClusterState } from '../model/state.ts';
import type { KubectlCommand } from '../model/state/kubectl.ts';
import { candidatesFor, csrInRole } from './csr-role.ts';
import { csrTable } from './csr-table.ts';
import { decide } from './decision.ts';
import { called, kubectlId, kubectlRelease, type Step } from './identity.ts';
import { answerError, success, toStderr, toStdout } from './output.ts';

export type CertificateIntent = Extract<Intent, { type: 'kubectl.certificate' }>;

/**
 * kubectl's own version, or from 1.19 v1beta1 where the server has no other.
 * SIMPLIFIED: the requests by which kubectl discovers what a server serves are left out; it knows.
 */
function csrVersion(state: ClusterState): string {
  const own = kubectlCsrVersion.at(kubectlRelease(state));
  const known = own === 'v1' ? (['v1', 'v1beta1'] as const) : [own];
  const served = servedCsrVersions.at(state.spec.controlPlane.release);
  return known.find((version) => served.includes(version)) ?? own;
}

function request(
  state: ClusterState,
  verb: 'list' | 'get' | 'update',
  name?: string,
): ResourceRequest {
  return {
    kind: 'resource',
    verb,
    apiGroup: 'certificates.k8s.io',
    apiVersion: csrVersion(state),
    resource: 'certificatesigningrequests',
    ...(name === undefined ? {} : { name }),
  };
}

export function listRequests(
  state: ClusterState,
  fact: Fact,
  command: string,
): readonly FactBody[] {
  return [
    called(state, fact, { command, step: 'certificate.list', index: 0 }, request(state, 'list')),
  ];
}

function noSuchCsr(state: ClusterState, role: CsrRole): FactBody {
  const which = role.ordinal === undefined ? '' : ` number ${role.ordinal}`;
  return {
    type: 'intent.refused',
    by: kubectlId(state),
    reason: `node ${role.node} has made no CertificateSigningRequest${which} for a ${role.purpose} certificate`,
    subject: role.node,
  };
}

/** The list is here: the requests whose purpose fits are read, since only the PKCS#10 tells the node. */
function listed(
  state: ClusterState,
  fact: Fact,
  command: string,
  role: CsrRole,
  answer: ApiAnswer,
): readonly FactBody[] {
  const candidates = answer.kind === 'list' ? candidatesFor(answer.items, role) : [];
  if (candidates.length === 0) return [noSuchCsr(state, role)];
  const reading = candidates.map((csr): FactBody => ({
    type: 'crypto.asked',
    by: kubectlId(state),
    effect: idAfter(fact, `kubectl/read/${csr.metadata.name}`),
    purpose: { name: 'kubectl.read', of: `${command}/${csr.metadata.name}` },
    ask: { kind: 'readCsr', pem: csr.spec.request },
  }));
  return [table(state, answer), ...reading];
}

/** What the reader's look at the list shows. */
function table(state: ClusterState, answer: ApiAnswer): FactBody {
  const isCsr = (object: ApiObject): object is CertificateSigningRequest =>
    object.kind === 'CertificateSigningRequest';
  const csrs = answer.kind === 'list' ? answer.items.filter(isCsr) : [];
  const now = hostClock(state, state.spec.workstation.host);
  return toStdout(kubectlId(state), csrTable(csrs, now, kubectlRelease(state)).join('\n'));
}

/** One more request was read; with the last of them, the one that is meant is fetched by its name. */
export function requestRead(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
  command: string,
  { intent, list, commonNames }: KubectlCommand,
): readonly FactBody[] {
  const answer = list === undefined ? undefined : state.exchanges.get(list)?.answer;
  if (intent.type !== 'kubectl.certificate' || answer?.kind !== 'list') return [];
  const candidates = candidatesFor(answer.items, intent.csr);
  if (candidates.some((csr) => !(csr.metadata.name in commonNames))) return [];
  // All readings of one instant are in the state before the first of them is reacted to.
  if (fact.purpose.of !== `${command}/${candidates.at(-1)?.metadata.name ?? ''}`) return [];
  const csr = csrInRole(candidates, commonNames, intent.csr);
  return csr ? [fetched(state, fact, command, csr.metadata.name)] : [noSuchCsr(state, intent.csr)];
}

function fetched(state: ClusterState, fact: Fact, command: string, name: string): FactBody {
  return called(
    state,
    fact,
    { command, step: 'certificate.get', index: 0 },
    request(state, 'get', name),
  );
}

/** What follows from the answer to one step of `certificate approve|deny`. */
export function certificateAnswered(
  state: ClusterState,
  fact: Fact,
  step: Step,
  { intent, conflicts }: KubectlCommand,
  answer: ApiAnswer | undefined,
): readonly FactBody[] {
  if (intent.type !== 'kubectl.certificate' || !answer) return [];
  const release = kubectlRelease(state);
  const retries =
    answer.kind === 'status' && answer.code === 409 && conflicts <= conflictRetries.at(release);
  const name = nameAsked(state, fact);
  if (step.step === 'certificate.approval' && retries && name !== undefined)
    return [fetched(state, fact, step.command, name)];
  const error = answerError(answer, release);
  if (error !== undefined) return failure(state, error);
  if (step.step === 'certificate.list')
    return listed(state, fact, step.command, intent.csr, answer);
  if (answer.kind !== 'object' || answer.object.kind !== 'CertificateSigningRequest') return [];
  return step.step === 'certificate.get'
    ? decided(state, fact, step.command, intent, answer.object)
    : [done(state, intent, answer.object)];
}

function nameAsked(state: ClusterState, fact: Fact): string | undefined {
  const asked =
    fact.type === 'response.received' ? state.exchanges.get(fact.exchange)?.request : undefined;
  return asked?.kind === 'resource' ? asked.name : undefined;
}

function failure(state: ClusterState, error: string): readonly FactBody[] {
  const by = kubectlId(state);
  const first = noResourcesBeforeError.at(kubectlRelease(state))
    ? [toStdout(by, 'No resources found')]
    : [];
  return [...first, toStderr(by, error)];
}

function decided(
  state: ClusterState,
  fact: Fact,
  command: string,
  intent: CertificateIntent,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const now = rfc3339(hostClock(state, state.spec.workstation.host));
  const decision = decide(csr, intent.verb, now, kubectlRelease(state));
  switch (decision.kind) {
    case 'send': {
      const put: ResourceRequest = {
        ...request(state, 'update', csr.metadata.name),
        subresource: 'approval',
        body: decision.csr,
      };
      return [called(state, fact, { command, step: 'certificate.approval', index: 0 }, put)];
    }
    case 'already':
      return [done(state, intent, csr)];
    case 'refused':
      return [toStderr(kubectlId(state), decision.error)];
  }
}

function done(
  state: ClusterState,
  { verb }: CertificateIntent,
  csr: CertificateSigningRequest,
): FactBody {
  const release = kubectlRelease(state);
  return toStdout(
    kubectlId(state),
    success(csr, verb === 'approve' ? 'approved' : 'denied', release),
  );
}
