/** A pass is over, but the object changed while it ran: the queue hands it over again at once. */
import type { Fact, FactBody } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { syncApprover } from './approver/controller.ts';
import { errandOf } from './identity.ts';
import { syncSigner } from './signer/controller.ts';
import { syncOf, type CertificateController } from './syncs.ts';

interface Ended {
  readonly controller: CertificateController;
  readonly csr: string;
}

/** The pass that a fact ends, if it ends one. */
function endedBy(fact: Fact): Ended | undefined {
  switch (fact.type) {
    case 'approver.ignored':
    case 'approver.gaveUp':
      return { controller: 'approver', csr: fact.csr };
    case 'signer.ignored':
      return { controller: 'signer', csr: fact.csr };
    case 'timer.set':
      if (fact.purpose.name === 'approver.retry')
        return { controller: 'approver', csr: fact.purpose.of };
      return fact.purpose.name === 'signer.retry'
        ? { controller: 'signer', csr: fact.purpose.of }
        : undefined;
    case 'response.received': {
      const errand = errandOf(fact.exchange);
      if (errand?.controller !== 'approver' && errand?.controller !== 'signer') return undefined;
      return { controller: errand.controller, csr: errand.of };
    }
    default:
      return undefined;
  }
}

export function resumed(state: ClusterState, fact: Fact): readonly FactBody[] {
  const ended = endedBy(fact);
  if (!ended || syncOf(state, ended.controller, ended.csr)?.stage !== 'over') return [];
  const csr = state.controllerManager.csrs.get(ended.csr);
  if (!csr) return [];
  return ended.controller === 'approver'
    ? syncApprover(state, fact, csr)
    : syncSigner(state, fact, csr);
}
