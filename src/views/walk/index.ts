import type { Fact, Log } from '../../cluster/model/facts.ts';

export * from './model.ts';
export { liveNamesView } from './live-names.ts';

/** Where a step lies in a log; the player's spans have this shape. */
export interface StepPlace {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly main: number;
  readonly outcome: 'reached' | 'diverged';
  readonly refusal?: number;
}

/** The facts that a step is told by: `src/messages` has a sentence for each. */
export interface StepFacts {
  readonly id: string;
  readonly main?: Fact;
  readonly refusal?: Fact;
  /** What the other side heard of the refusal, with its verbatim text. */
  readonly answer?: Fact;
}

/** The first answer after a refusal that belongs to the same exchange. */
function answerAfter(log: Log, refusal: Fact, end: number): Fact | undefined {
  if (!('exchange' in refusal)) return undefined;
  const { exchange, seq } = refusal;
  return log
    .slice(seq + 1, end)
    .find((fact) => fact.type === 'response.sent' && fact.exchange === exchange);
}

export function stepFacts(log: Log, place: StepPlace): StepFacts {
  const main = log[place.main];
  const refusal = place.refusal === undefined ? undefined : log[place.refusal];
  const answer = refusal && answerAfter(log, refusal, place.end);
  return {
    id: place.id,
    ...(main ? { main } : {}),
    ...(refusal ? { refusal } : {}),
    ...(answer ? { answer } : {}),
  };
}
