/** What a language has to say. A language is complete when it compiles. */
import type { Fact, FactOf, FactType } from '../cluster/model/facts.ts';
import type { LabelKey } from './en/labels.ts';

export type { LabelKey } from './en/labels.ts';

/** One sentence for each type of fact. */
export type FactSentences = { readonly [T in FactType]: (fact: Fact<FactOf<T>>) => string };

export interface Messages {
  /** BCP 47. */
  readonly language: string;
  readonly facts: FactSentences;
  /** Short words and phrases, with `{name}` where a value goes. */
  readonly labels: Readonly<Record<LabelKey, string>>;
  /** What a person would have to change for a refusal to go the other way; undefined for facts that refuse nothing. */
  whatWouldChangeIt(fact: Fact): string | undefined;
}

/** The sentence of a fact. */
export function sentence(messages: Messages, fact: Fact): string {
  const say = messages.facts[fact.type] as (fact: Fact) => string;
  return say(fact);
}

export type LabelParams = Readonly<Record<string, string | number>>;

/** A template with its values put in; a name without a value stays as it stands. */
export function filled(template: string, params: LabelParams = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** The text of a label as a view gives it. */
export function labelText(
  messages: Messages,
  { key, params }: { readonly key: LabelKey; readonly params: LabelParams },
): string {
  return filled(messages.labels[key], params).trim();
}
