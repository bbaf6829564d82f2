/**
 * What a page says about the steps of a run beside its pictures: sentences, names, the newest log line. It is worked out
 * where a run is made, so that a page that only shows one carries neither the sentences nor the folds behind them.
 */
import type { Fact, Log } from '../../cluster/model/facts.ts';
import { lineText, logsView } from '../logs/index.ts';
import { liveNamesView, stepFacts, type LiveNames, type StepPlace } from './index.ts';

/** The two sentences of a language about a step. */
export interface ToldWords {
  /** The fact that the step is about; the refusal where it was refused. */
  readonly fact: string;
  /** What would make the refusal go the other way. */
  readonly change?: string;
}

export interface ToldStep {
  /** Names as they are at the end of the step. */
  readonly names: LiveNames;
  /** The newest line of any component's log. */
  readonly tail?: string;
  /** By language. */
  readonly words: Readonly<Record<string, ToldWords>>;
}

/** By step id. */
export type Told = Readonly<Record<string, ToldStep>>;

/** How a language speaks of a fact. */
export interface Teller {
  readonly language: string;
  sentence(fact: Fact): string;
  whatWouldChangeIt(fact: Fact): string | undefined;
}

function toldWords(log: Log, step: StepPlace, teller: Teller): ToldWords {
  const { main, refusal } = stepFacts(log, step);
  const about = step.outcome === 'diverged' ? (refusal ?? main) : main;
  const change = refusal && teller.whatWouldChangeIt(refusal);
  return {
    fact: about ? teller.sentence(about) : '',
    ...(change === undefined ? {} : { change }),
  };
}

/** Tells each step of a run, in one pass over its log. Steps stand in the order in which they end. */
export function tell(log: Log, steps: readonly StepPlace[], tellers: readonly Teller[]): Told {
  let names = liveNamesView.initial;
  let logs = logsView.initial;
  let shown = 0;
  const told = steps.map((step): [string, ToldStep] => {
    for (const fact of log.slice(shown, step.end)) {
      names = liveNamesView.apply(names, fact);
      logs = logsView.apply(logs, fact);
    }
    shown = step.end;
    const tail = logs.lines.findLast(({ kind }) => kind !== 'kubectl');
    const words = tellers.map((teller) => [teller.language, toldWords(log, step, teller)]);
    return [
      step.id,
      {
        names,
        ...(tail ? { tail: lineText(tail) } : {}),
        words: Object.fromEntries(words) as ToldStep['words'],
      },
    ];
  });
  return Object.fromEntries(told);
}
