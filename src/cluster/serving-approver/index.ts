/**
 * An approver of kubelet serving certificates that somebody runs beside Kubernetes: a client of kube-apiserver like any
 * other, with a service account of its own. It exists where the specification names it, and can do nothing before an
 * administrator has applied its role (model/serving-approver.ts).
 * SIMPLIFIED: it stands for the several projects of that kind; its rules, messages and log lines are nobody's in
 * particular.
 */
import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { componentId } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import { SERVING_APPROVER } from '../model/serving-approver.ts';
import type { ClusterState } from '../model/state.ts';
import { begun, nodeAnswered, READ, requestRead } from './decisions.ts';
import { evolve } from './evolve.ts';
import { approverId, stepOf } from './identity.ts';
import { LIST, list, listed, listLater } from './informer.ts';
import { printed } from './log.ts';
import { isServingRequest, isUndecided } from './verdict.ts';

/** It starts with the control plane. */
function started(state: ClusterState): readonly FactBody[] {
  const by = approverId(state);
  const { release, servingApprover } = state.spec.controlPlane;
  return [
    {
      type: 'serviceAccountToken.issued',
      by,
      serviceAccount: SERVING_APPROVER,
      token: `sa.${rollHex(state.spec.seed, `token/${SERVING_APPROVER}`, 16)}`,
    },
    {
      type: 'process.started',
      by,
      release,
      commandLine: [SERVING_APPROVER, `--policy=${servingApprover?.policy ?? ''}`],
    },
  ];
}

function watchReceived(
  state: ClusterState,
  fact: Fact<FactOf<'watch.received'>>,
): readonly FactBody[] {
  const { type, object } = fact.event;
  if (type === 'DELETED' || object.kind !== 'CertificateSigningRequest') return [];
  return isServingRequest(object) && isUndecided(object) ? begun(state, fact, object) : [];
}

function answered(
  state: ClusterState,
  fact: Fact<FactOf<'response.received'>>,
): readonly FactBody[] {
  const errand = stepOf(fact.exchange);
  const answer = state.exchanges.get(fact.exchange)?.answer;
  switch (errand?.step) {
    case 'list':
      return listed(state, fact, fact.exchange);
    case 'watch':
      return answer?.kind === 'watching' ? [] : listLater(state);
    case 'node': {
      const seen = state.servingApprover?.seen.get(errand.of);
      return seen ? nodeAnswered(state, fact, seen, fact.exchange) : [];
    }
    case 'decide':
      return answer?.kind === 'status'
        ? [printed(state, 'E', `${errand.of}: ${answer.status.message}`)]
        : [];
    default:
      return [];
  }
}

function reactOwn(state: ClusterState, fact: Fact): readonly FactBody[] {
  switch (fact.type) {
    case 'process.started':
      return [list(state, fact)];
    case 'response.received':
      return answered(state, fact);
    case 'request.failed': {
      const step = stepOf(fact.exchange)?.step;
      return step === 'list' || step === 'watch' ? listLater(state) : [];
    }
    case 'watch.closed':
      return [list(state, fact)];
    case 'watch.received':
      return watchReceived(state, fact);
    case 'crypto.completed':
      return fact.purpose.name === READ ? requestRead(state, fact) : [];
    case 'timer.fired':
      return fact.purpose.name === LIST ? [list(state, fact)] : [];
    default:
      return [];
  }
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  const { servingApprover, host } = state.spec.controlPlane;
  if (!servingApprover) return [];
  if (fact.type === 'process.started' && fact.by === componentId('kube-apiserver', host))
    return started(state);
  return fact.by === approverId(state) ? reactOwn(state, fact) : [];
}

export const servingApprover: Component = { name: 'serving-approver', react, evolve };
