/** The part of the state that kube-controller-manager owns: its CA, its tokens, what its informers saw, its queues. */
import { signsItsOldCopy } from '../../releases/approver.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { ApiObject, CertificateSigningRequest } from '../model/objects.ts';
import type { WatchEvent } from '../model/requests.ts';
import { PersistentMap, type ClusterState } from '../model/state.ts';
import type { ControllerManagerState, Sync } from '../model/state/controllers.ts';
import { isUndecided } from './approver/approval.ts';
import { controllerManagerId, errandOf } from './identity.ts';
import { informerKey } from './informers.ts';
import { looksKey } from './node-lifecycle/controller.ts';
import { refusalsKey, syncKey, type CertificateController } from './syncs.ts';

type Owned = ControllerManagerState;

const change = (state: ClusterState, owned: Owned): ClusterState =>
  owned === state.controllerManager ? state : { ...state, controllerManager: owned };

const syncsOf = (owned: Owned): PersistentMap<string, Sync> =>
  owned.syncs ?? PersistentMap<string, Sync>();

function certificateIssued(owned: Owned, fact: FactOf<'certificate.issued'>): Owned {
  if (fact.role !== 'ca' || fact.key === undefined) return owned;
  return {
    ...owned,
    ca: { pem: fact.pem, key: fact.key, certificate: fact.certificate },
    trustedRoots: [fact.pem],
  };
}

/** `system:serviceaccount:kube-system:certificate-controller` and the bare name mean the same. */
function tokenIssued(
  owned: Owned,
  { serviceAccount, token }: FactOf<'serviceAccountToken.issued'>,
): Owned {
  const name = serviceAccount.slice(serviceAccount.lastIndexOf(':') + 1);
  return { ...owned, tokens: { ...owned.tokens, [name]: token } };
}

/** A pass under way works on a copy: the change makes it due once more. */
function stale(syncs: PersistentMap<string, Sync>, csr: string): PersistentMap<string, Sync> {
  let result = syncs;
  for (const controller of ['approver', 'signer'] as const) {
    const sync = result.get(syncKey(controller, csr));
    if (sync?.stage === 'running')
      result = result.set(syncKey(controller, csr), { ...sync, stage: 'stale' });
  }
  return result;
}

function csrSeen(owned: Owned, csr: CertificateSigningRequest): Owned {
  const { name, resourceVersion } = csr.metadata;
  if (
    resourceVersion !== undefined &&
    owned.csrs.get(name)?.metadata.resourceVersion === resourceVersion
  )
    return owned;
  const forgotten = isUndecided(csr)
    ? owned.failures
    : owned.failures.delete(syncKey('approver', name));
  const failures = csr.status.certificate ? forgotten.delete(syncKey('signer', name)) : forgotten;
  return {
    ...owned,
    csrs: owned.csrs.set(name, csr),
    syncs: stale(syncsOf(owned), name),
    failures,
  };
}

function csrGone(owned: Owned, name: string): Owned {
  const keys = [syncKey('approver', name), syncKey('signer', name)];
  return {
    ...owned,
    csrs: owned.csrs.delete(name),
    syncs: syncsOf(owned).deleteAll(keys),
    failures: owned.failures.deleteAll([...keys, refusalsKey(name)]),
    issuedUntil: (owned.issuedUntil ?? PersistentMap()).delete(name),
  };
}

function seen(owned: Owned, event: WatchEvent): Owned {
  const { object } = event;
  const gone = event.type === 'DELETED';
  if (object.kind === 'CertificateSigningRequest') {
    return gone ? csrGone(owned, object.metadata.name) : csrSeen(owned, object);
  }
  if (object.kind !== 'Secret') return owned;
  const { name } = object.metadata;
  return { ...owned, secrets: gone ? owned.secrets.delete(name) : owned.secrets.set(name, object) };
}

/** A list replaces what the informer knew. */
function listed(owned: Owned, informer: string, items: readonly ApiObject[]): Owned {
  const names = new Set(items.map((item) => item.metadata.name));
  const known = informer === 'secrets' ? owned.secrets : owned.csrs;
  const vanished = [...known.values()].filter((object) => !names.has(object.metadata.name));
  const events: readonly WatchEvent[] = [
    ...vanished.map((object): WatchEvent => ({ type: 'DELETED', object })),
    ...items.map((object): WatchEvent => ({ type: 'ADDED', object })),
  ];
  return events.reduce(seen, owned);
}

/** The pass goes on with what it sent, not with what came of it. */
function withOldCopy(state: ClusterState, owned: Owned, exchange: string): Owned {
  const request = state.exchanges.get(exchange)?.request;
  const sent = request?.kind === 'resource' ? request.body : undefined;
  const goesOn = signsItsOldCopy.at(state.spec.controlPlane.release);
  return goesOn && sent?.kind === 'CertificateSigningRequest'
    ? { ...owned, csrs: owned.csrs.set(sent.metadata.name, sent) }
    : owned;
}

function answered(state: ClusterState, owned: Owned, exchange: string): Owned {
  const errand = errandOf(exchange);
  const answer = state.exchanges.get(exchange)?.answer;
  if (errand?.controller === 'informer' && answer?.kind === 'list') {
    const failures = owned.failures.delete(informerKey(errand.of));
    return { ...listed(owned, errand.of, answer.items), failures };
  }
  const succeeded = answer?.kind === 'object';
  if (errand?.controller === 'nodelifecycle') return looked(owned, errand.of, succeeded);
  if (errand?.controller === 'csrcleaner' && answer?.kind === 'status' && answer.code >= 400)
    return oneMore(owned, refusalsKey(errand.of));
  if (errand?.controller === 'approver' && errand.step === 'approve' && succeeded)
    return over(withOldCopy(state, owned, exchange), 'approver', errand.of);
  if (errand?.controller === 'signer' && succeeded) return over(owned, 'signer', errand.of);
  return owned;
}

function begun(owned: Owned, controller: CertificateController, name: string): Owned {
  const csr = owned.csrs.get(name);
  if (!csr) return owned;
  return {
    ...owned,
    syncs: syncsOf(owned).set(syncKey(controller, name), {
      csr,
      recognizers: [],
      stage: 'running',
    }),
  };
}

function ended(owned: Owned, controller: CertificateController, name: string): Owned {
  const key = syncKey(controller, name);
  const sync = syncsOf(owned).get(key);
  if (!sync) return owned;
  const syncs =
    sync.stage === 'running'
      ? syncsOf(owned).delete(key)
      : syncsOf(owned).set(key, { ...sync, stage: 'over' });
  return { ...owned, syncs };
}

/** Ended without an error: the queue forgets earlier failures. */
function over(owned: Owned, controller: CertificateController, name: string): Owned {
  return {
    ...ended(owned, controller, name),
    failures: owned.failures.delete(syncKey(controller, name)),
  };
}

function oneMore(owned: Owned, key: string, count = 1): Owned {
  return { ...owned, failures: owned.failures.set(key, (owned.failures.get(key) ?? 0) + count) };
}

/** A look at a silent node that came to nothing is counted; one that did what it was for ends the count. */
function looked(owned: Owned, node: string, succeeded: boolean): Owned {
  const key = looksKey(node);
  if (!succeeded) return oneMore(owned, key);
  return owned.failures.has(key) ? { ...owned, failures: owned.failures.delete(key) } : owned;
}

function unanswered(owned: Owned, exchange: string): Owned {
  const errand = errandOf(exchange);
  return errand?.controller === 'nodelifecycle' ? looked(owned, errand.of, false) : owned;
}

function retryDue(owned: Owned, purpose: FactOf<'timer.set'>['purpose']): Owned {
  if (purpose.name === 'informer.list') return oneMore(owned, informerKey(purpose.of));
  const controller =
    purpose.name === 'approver.retry'
      ? 'approver'
      : purpose.name === 'signer.retry'
        ? 'signer'
        : undefined;
  if (!controller) return owned;
  return oneMore(ended(owned, controller, purpose.of), syncKey(controller, purpose.of));
}

function recognized(owned: Owned, { csr, recognizers }: FactOf<'approver.recognized'>): Owned {
  const key = syncKey('approver', csr);
  const sync = syncsOf(owned).get(key);
  return sync ? { ...owned, syncs: syncsOf(owned).set(key, { ...sync, recognizers }) } : owned;
}

function certificateRead(owned: Owned, fact: FactOf<'crypto.completed'>): Owned {
  if (fact.purpose.name !== 'csrcleaner.read' || fact.outcome.kind !== 'readCertificate')
    return owned;
  const { result } = fact.outcome;
  const end = result.ok ? (result.certificates[0]?.notAfter ?? 'unreadable') : 'unreadable';
  return {
    ...owned,
    issuedUntil: (owned.issuedUntil ?? PersistentMap()).set(fact.purpose.of, end),
  };
}

function evolveOwn(state: ClusterState, owned: Owned, fact: Fact): Owned {
  switch (fact.type) {
    case 'crypto.asked':
      if (fact.purpose.name === 'approver.read') return begun(owned, 'approver', fact.purpose.of);
      return fact.purpose.name === 'signer.read' ? begun(owned, 'signer', fact.purpose.of) : owned;
    case 'crypto.completed':
      return certificateRead(owned, fact);
    case 'watch.received':
      return seen(owned, fact.event);
    case 'response.received':
      return answered(state, owned, fact.exchange);
    case 'request.failed':
      return unanswered(owned, fact.exchange);
    case 'approver.recognized':
      return recognized(owned, fact);
    case 'approver.ignored':
      return over(owned, 'approver', fact.csr);
    case 'approver.gaveUp':
      return ended(owned, 'approver', fact.csr);
    case 'signer.ignored':
      return over(owned, 'signer', fact.csr);
    case 'timer.set':
      return retryDue(owned, fact.purpose);
    default:
      return owned;
  }
}

/** What a fact does to kube-controller-manager's state. */
export function evolve(state: ClusterState, fact: Fact): ClusterState {
  const owned = state.controllerManager;
  if (fact.type === 'certificate.issued') return change(state, certificateIssued(owned, fact));
  if (fact.type === 'serviceAccountToken.issued') return change(state, tokenIssued(owned, fact));
  return fact.by === controllerManagerId(state)
    ? change(state, evolveOwn(state, owned, fact))
    : state;
}
