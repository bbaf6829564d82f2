/** The gates of one request's corridor, and what each verdict does to them. */
import type {
  AdmissionVerdict,
  AuthenticatorVerdict,
  AuthorizerVerdict,
} from '../../cluster/model/facts/apiserver.ts';
import type { Fact } from '../../cluster/model/facts.ts';
import type { ApiAnswer } from '../../cluster/model/requests.ts';
import { isRefusedAnswer } from '../answer-text.ts';
import { label } from '../projection.ts';
import { GATES, type Consulted, type Gate, type GateName, type GateNoteKey } from './model.ts';

type Corridor = readonly Gate[];

/** All gates before the request comes to them. */
export const closedCorridor: Corridor = GATES.map((name) => ({
  name,
  state: 'ahead',
  consulted: [],
  details: [],
}));

export function changeGate(corridor: Corridor, name: GateName, change: Partial<Gate>): Corridor {
  return corridor.map((gate) => (gate.name === name ? { ...gate, ...change } : gate));
}

const gateAt = (corridor: Corridor, name: GateName): Gate | undefined =>
  corridor.find((gate) => gate.name === name);

function judged(
  corridor: Corridor,
  name: GateName,
  state: 'passed' | 'refused',
  note: GateNoteKey,
  seq: number,
  more: Partial<Pick<Gate, 'consulted' | 'details'>> = {},
): Corridor {
  return changeGate(corridor, name, { state, note: label(note), seq, ...more });
}

const OPINION = { authenticated: 'yes', noOpinion: 'noOpinion', error: 'no' } as const;
const PERMISSION = { allowed: 'yes', noOpinion: 'noOpinion', denied: 'no' } as const;
const ADMISSION = { admitted: 'yes', notConcerned: 'noOpinion', refused: 'no' } as const;

const authenticators = (tried: readonly AuthenticatorVerdict[]): readonly Consulted[] =>
  tried.map(({ authenticator, outcome, reason }) => ({
    who: authenticator,
    outcome: OPINION[outcome],
    reason,
  }));

const authorizers = (asked: readonly AuthorizerVerdict[]): readonly Consulted[] =>
  asked.map(({ authorizer, outcome, reason, binding, role }) => ({
    who: authorizer,
    outcome: PERMISSION[outcome],
    reason,
    ...(binding === undefined ? {} : { binding }),
    ...(role === undefined ? {} : { role }),
  }));

const plugins = (verdicts: readonly AdmissionVerdict[]): readonly Consulted[] =>
  verdicts.map(({ plugin, outcome, reason }) => ({
    who: plugin,
    outcome: ADMISSION[outcome],
    reason,
  }));

const KNOWN_BY: Readonly<Record<AuthenticatorVerdict['authenticator'], GateNoteKey>> = {
  x509: 'note.certificate',
  tokenFile: 'note.tokenFile',
  serviceAccount: 'note.serviceAccount',
  bootstrapToken: 'note.token',
  tokenReview: 'note.tokenReview',
  anonymous: 'note.anonymous',
};

const ALLOWED_BY: Readonly<Record<AuthorizerVerdict['authorizer'], GateNoteKey>> = {
  Node: 'note.node',
  RBAC: 'note.rbac',
  AlwaysAllow: 'note.alwaysAllow',
  systemMasters: 'note.superuser',
  Webhook: 'note.accessReview',
};

function knownBy(tried: readonly AuthenticatorVerdict[]): GateNoteKey {
  const found = tried.find(({ outcome }) => outcome === 'authenticated');
  return found ? KNOWN_BY[found.authenticator] : 'note.unknown';
}

function allowedBy(asked: readonly AuthorizerVerdict[]): GateNoteKey {
  const found = asked.find(({ outcome }) => outcome === 'allowed');
  return found ? ALLOWED_BY[found.authorizer] : 'note.noRule';
}

/** Mutating and validating admission are two facts and one gate. */
function admitted(corridor: Corridor, verdicts: readonly AdmissionVerdict[]): readonly Consulted[] {
  return [...(gateAt(corridor, 'admission')?.consulted ?? []), ...plugins(verdicts)];
}

/** The corridor after a verdict of the API server; unchanged by any other fact. */
export function afterVerdict(corridor: Corridor, fact: Fact): Corridor {
  const { seq } = fact;
  switch (fact.type) {
    case 'request.authenticated':
    case 'request.notAuthenticated': {
      const state = fact.type === 'request.authenticated' ? 'passed' : 'refused';
      const consulted = authenticators(fact.tried);
      return judged(corridor, 'authentication', state, knownBy(fact.tried), seq, { consulted });
    }
    case 'request.authorized':
    case 'request.notAuthorized': {
      const state = fact.type === 'request.authorized' ? 'passed' : 'refused';
      const consulted = authorizers(fact.asked);
      const details = fact.type === 'request.notAuthorized' ? [fact.message] : [];
      const note = allowedBy(fact.asked);
      return judged(corridor, 'authorization', state, note, seq, { consulted, details });
    }
    case 'request.admitted': {
      const consulted = admitted(corridor, fact.plugins);
      return judged(corridor, 'admission', 'passed', 'note.admitted', seq, { consulted });
    }
    case 'request.notAdmitted': {
      const consulted = admitted(corridor, fact.plugins);
      return judged(corridor, 'admission', 'refused', 'note.notAdmitted', seq, { consulted });
    }
    case 'request.validated':
      return judged(corridor, 'validation', 'passed', 'note.valid', seq, {
        details: fact.serverSet,
      });
    case 'request.notValid':
      return judged(corridor, 'validation', 'refused', 'note.invalid', seq, {
        details: fact.errors,
      });
    case 'object.stored':
      return judged(corridor, 'storage', 'passed', 'note.stored', seq, { details: [fact.key] });
    case 'object.deleted':
      return judged(corridor, 'storage', 'passed', 'note.deleted', seq, { details: [fact.key] });
    default:
      return corridor;
  }
}

/** 404 and 409 come from the store: nothing was wrong with the request itself. */
function fromTheStore(corridor: Corridor, code: number, seq: number): Corridor {
  const errors = gateAt(corridor, 'validation')?.details ?? [];
  const note = code === 404 ? 'note.notFound' : 'note.exists';
  const notInvalid = changeGate(corridor, 'validation', {
    state: 'notAsked',
    note: label('note.notAsked'),
    details: [],
  });
  return judged(notInvalid, 'storage', 'passed', note, seq, { details: errors });
}

const isRead = (answer: ApiAnswer, verb: string): boolean =>
  answer.code < 300 && answer.kind !== 'text' && ['get', 'list', 'watch'].includes(verb);

/** The corridor once the answer is on its way: gates that were not asked stay closed, and say why. */
export function afterAnswer(
  corridor: Corridor,
  answer: ApiAnswer,
  verb: string,
  seq: number,
): Corridor {
  const stored =
    answer.code === 404 || answer.code === 409
      ? fromTheStore(corridor, answer.code, seq)
      : isRead(answer, verb)
        ? judged(corridor, 'storage', 'passed', 'note.read', seq)
        : corridor;
  return closeRest(stored, isRefusedAnswer(answer) ? 'notReached' : 'notAsked');
}

/** All gates that are still ahead stay closed. */
export function closeRest(corridor: Corridor, state: 'notReached' | 'notAsked'): Corridor {
  if (corridor.every((gate) => gate.state !== 'ahead')) return corridor;
  const note = state === 'notReached' ? 'note.notReached' : 'note.notAsked';
  return corridor.map((gate) =>
    gate.state === 'ahead' ? { ...gate, state, note: label(note) } : gate,
  );
}
