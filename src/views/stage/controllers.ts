/** kube-controller-manager as the stage shows it: what approver and signer do with which request. */
import type { Fact } from '../../cluster/model/facts.ts';
import { componentKind } from '../../cluster/model/requests.ts';
import type { ApproverWork, SignerWork, StageControllers, StageExchange } from './model.ts';

function approver(
  controllers: StageControllers,
  work: ApproverWork,
  csr: string,
  seq: number,
): StageControllers {
  return { ...controllers, approver: { work, csr, seq } };
}

function signer(
  controllers: StageControllers,
  work: SignerWork,
  csr: string,
  seq: number,
): StageControllers {
  return { ...controllers, signer: { work, csr, seq } };
}

/** A watch event tells both controllers of a request; one that they know already is no news. */
function heard(controllers: StageControllers, csr: string, seq: number): StageControllers {
  const first =
    controllers.approver.csr === csr ? controllers : approver(controllers, 'sees', csr, seq);
  return first.signer.csr === csr ? first : signer(first, 'sees', csr, seq);
}

/** What has been achieved for a request is not forgotten when the controller leaves it alone afterwards. */
const isDone = (part: { readonly work: string; readonly csr?: string }, csr: string): boolean =>
  part.csr === csr && ['approved', 'signed', 'refused'].includes(part.work);

function requestOfManager(
  controllers: StageControllers,
  exchange: StageExchange | undefined,
  fact: Fact,
): StageControllers {
  if (!exchange || componentKind(exchange.from) !== 'kube-controller-manager') return controllers;
  const { csr } = controllers.approver;
  if (
    fact.type === 'request.sent' &&
    exchange.target === 'subjectaccessreviews' &&
    csr !== undefined
  )
    return approver(controllers, 'asking', csr, fact.seq);
  if (fact.type !== 'object.stored' || fact.object.kind !== 'CertificateSigningRequest')
    return controllers;
  return exchange.target.endsWith('/approval')
    ? approver(controllers, 'approved', fact.object.metadata.name, fact.seq)
    : controllers;
}

/** `exchange` is the one that the fact belongs to. */
export function controllersAfter(
  controllers: StageControllers,
  fact: Fact,
  exchange: StageExchange | undefined,
): StageControllers {
  const { seq } = fact;
  switch (fact.type) {
    case 'process.started':
    case 'process.exited': {
      if (fact.by !== controllers.component) return controllers;
      return { ...controllers, running: fact.type === 'process.started' };
    }
    case 'watch.received': {
      const isCsr = fact.event.object.kind === 'CertificateSigningRequest';
      if (!isCsr || fact.by !== controllers.component || fact.event.type === 'DELETED')
        return controllers;
      return heard(controllers, fact.event.object.metadata.name, seq);
    }
    case 'approver.recognized':
      return approver(controllers, 'recognized', fact.csr, seq);
    case 'approver.answered':
      return fact.allowed ? approver(controllers, 'allowed', fact.csr, seq) : controllers;
    case 'approver.gaveUp':
      return approver(controllers, 'gaveUp', fact.csr, seq);
    case 'approver.ignored':
      return isDone(controllers.approver, fact.csr)
        ? controllers
        : approver(controllers, 'ignored', fact.csr, seq);
    case 'signer.decided':
      return signer(controllers, 'decided', fact.csr, seq);
    case 'signer.refused':
      return signer(controllers, 'refused', fact.csr, seq);
    case 'signer.ignored':
      return isDone(controllers.signer, fact.csr)
        ? controllers
        : signer(controllers, 'ignored', fact.csr, seq);
    case 'certificate.issued': {
      const { csr } = controllers.signer;
      return fact.by === controllers.component && csr !== undefined
        ? signer(controllers, 'signed', csr, seq)
        : controllers;
    }
    default:
      return requestOfManager(controllers, exchange, fact);
  }
}
