import type { LifecycleFact } from '../cluster/model/facts/lifecycle.ts';
import type { CertificateSigningRequest } from '../cluster/model/objects.ts';
import { certificateSigningRequestChart } from './certificate-signing-request.ts';
import { advance, start, type ChartPosition } from './run.ts';

export type CertificateSigningRequestState =
  'pending' | 'approved' | 'issued' | 'denied' | 'failed' | 'deleted';

/** A `lifecycle.moved` fact but for `type`, `by`, `chart` and `id`, which the caller adds. */
export type LifecyclePieces = Pick<LifecycleFact, 'from' | 'to' | 'event' | 'context'>;

type Evidence =
  | 'approvedConditionAdded'
  | 'deniedConditionAdded'
  | 'failedConditionAdded'
  | 'certificateAdded'
  | 'objectDeleted';

const CONDITION_OF: Partial<Record<Evidence, string>> = {
  approvedConditionAdded: 'Approved',
  deniedConditionAdded: 'Denied',
  failedConditionAdded: 'Failed',
};

/** What the stored object shows, in the order in which it can have come about. */
function evidence(object: CertificateSigningRequest): readonly Evidence[] {
  const has = (type: string): boolean =>
    object.status.conditions?.some((condition) => condition.type === type) ?? false;
  return [
    ...(has('Approved') ? (['approvedConditionAdded'] as const) : []),
    ...(object.status.certificate ? (['certificateAdded'] as const) : []),
    ...(has('Denied') ? (['deniedConditionAdded'] as const) : []),
    ...(has('Failed') ? (['failedConditionAdded'] as const) : []),
  ];
}

/** Who asked, and for what; absent fields stay absent, since a context is JSON. */
function askedBy({ spec }: CertificateSigningRequest): LifecyclePieces['context'] {
  return {
    ...(spec.username === undefined ? {} : { requestor: spec.username }),
    ...(spec.signerName === undefined ? {} : { signerName: spec.signerName }),
  };
}

/** What the reader sees beside the chart: who asked, for what, and the words of the condition that decided. */
function contextAfter(
  object: CertificateSigningRequest,
  event: Evidence,
): LifecyclePieces['context'] {
  const condition = object.status.conditions?.find(({ type }) => type === CONDITION_OF[event]);
  return {
    ...askedBy(object),
    ...(condition?.reason === undefined ? {} : { reason: condition.reason }),
    ...(condition?.message === undefined ? {} : { message: condition.message }),
  };
}

function created(object: CertificateSigningRequest): LifecyclePieces {
  return {
    from: null,
    to: start(certificateSigningRequestChart).value,
    event: 'created',
    context: askedBy(object),
  };
}

/**
 * The moves that a change of the stored object means, oldest first; empty where it means none.
 * `previous` is undefined for an object that was just created; `current` is the stored object, or `deleted`.
 * Two moves come of one change only where a client of an old release writes condition and certificate at once.
 */
export function certificateSigningRequestMoved(
  previous: CertificateSigningRequestState | undefined,
  current: CertificateSigningRequest | 'deleted',
): readonly LifecyclePieces[] {
  if (current === 'deleted')
    return previous === undefined ? [] : steps(previous, ['objectDeleted'], () => ({}));
  const first = previous === undefined ? [created(current)] : [];
  const from = previous ?? 'pending';
  return [...first, ...steps(from, evidence(current), (event) => contextAfter(current, event))];
}

function steps(
  from: string,
  events: readonly Evidence[],
  contextOf: (event: Evidence) => LifecyclePieces['context'],
): readonly LifecyclePieces[] {
  const moves: LifecyclePieces[] = [];
  let position: ChartPosition = { value: from, context: {} };
  for (const event of events) {
    const next = advance(certificateSigningRequestChart, position, { type: event });
    if (next.moved)
      moves.push({ from: position.value, to: next.value, event, context: contextOf(event) });
    position = next;
  }
  return moves;
}
