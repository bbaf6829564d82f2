/** From a request that was seen to its decision: read it, look at the Node, approve or deny. */
import { conditionStatus } from '../../releases/approver.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { rfc3339 } from '../model/instant.ts';
import type { CertificateSigningRequest, CsrCondition } from '../model/objects.ts';
import { hostClock, type ClusterState } from '../model/state.ts';
import type { SeenRequest } from '../model/state/serving-approver.ts';
import { approverId, called, csrRequest } from './identity.ts';
import { printed } from './log.ts';
import { addressProblem, askingNode, identityProblem } from './verdict.ts';

export const READ = 'servingApprover.read';

/** A request without a decision: its PKCS#10 is read first. */
export function begun(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const { name } = csr.metadata;
  return [
    {
      type: 'crypto.asked',
      by: approverId(state),
      effect: idAfter(fact, `servingApprover/read/${name}`),
      purpose: { name: READ, of: name },
      ask: { kind: 'readCsr', pem: csr.spec.request },
    },
  ];
}

/** It was read: whoever asks for what a node may not ask for is denied; then the Node is looked at. */
export function requestRead(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const seen = state.servingApprover?.seen.get(fact.purpose.of);
  if (!seen) return [];
  if (!seen.request) return [printed(state, 'E', `${fact.purpose.of}: the request does not parse`)];
  const problem = identityProblem(seen.csr, seen.request);
  if (problem !== undefined) return denied(state, fact, seen.csr, problem);
  const node = askingNode(seen.csr) ?? '';
  if (state.spec.controlPlane.servingApprover?.policy === 'none')
    return approved(state, fact, seen.csr, `${node} asks for itself.`);
  return [
    called(state, fact, 'node', fact.purpose.of, {
      kind: 'resource',
      verb: 'get',
      apiGroup: '',
      apiVersion: 'v1',
      resource: 'nodes',
      name: node,
    }),
  ];
}

/** The Node is here: the names asked for must be its own. Without a Node the request stays Pending. */
export function nodeAnswered(
  state: ClusterState,
  fact: Fact,
  seen: SeenRequest,
  exchange: string,
): readonly FactBody[] {
  const answer = state.exchanges.get(exchange)?.answer;
  const { name } = seen.csr.metadata;
  if (answer?.kind !== 'object' || answer.object.kind !== 'Node' || !seen.request) {
    const why = answer?.kind === 'status' ? answer.status.message : 'no answer';
    return [printed(state, 'E', `${name} stays pending: ${why}`)];
  }
  const problem = addressProblem(answer.object, seen.request);
  if (problem !== undefined) return denied(state, fact, seen.csr, problem);
  const node = answer.object.metadata.name;
  return approved(state, fact, seen.csr, `All names and addresses are those of ${node}.`);
}

const approved = (
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
  message: string,
): readonly FactBody[] =>
  decided(state, fact, csr, { type: 'Approved', reason: 'ServingApproverApproved', message });

const denied = (
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
  message: string,
): readonly FactBody[] =>
  decided(state, fact, csr, { type: 'Denied', reason: 'ServingApproverDenied', message });

function decided(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
  condition: CsrCondition,
): readonly FactBody[] {
  const { host, release } = state.spec.controlPlane;
  const { name } = csr.metadata;
  const complete: CsrCondition = {
    ...condition,
    ...(conditionStatus.at(release) === 'absent' ? {} : { status: 'True' }),
    lastUpdateTime: rfc3339(hostClock(state, host)),
  };
  const conditions = [...(csr.status.conditions ?? []), complete];
  const body = { ...csr, status: { ...csr.status, conditions } };
  const verb = condition.type === 'Approved' ? 'approving' : 'denying';
  return [
    printed(state, 'I', `${verb} ${name}: ${condition.message ?? ''}`),
    called(
      state,
      fact,
      'decide',
      name,
      csrRequest(state, { verb: 'update', subresource: 'approval', name, body }),
    ),
  ];
}
