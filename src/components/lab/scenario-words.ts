/** Titles of scenarios and their chapters, by id. A scenario without words does not build. */
import type { WordKey } from '../../site/words.ts';

export interface ScenarioWords {
  readonly title: WordKey;
  readonly description: WordKey;
  readonly lead: WordKey;
  /** In the order in which they come. */
  readonly chapters: Readonly<Record<string, WordKey>>;
}

const SCENARIO_WORDS: Readonly<Record<string, ScenarioWords>> = {
  'first-boot': {
    title: 'lab.firstBoot.title',
    description: 'lab.firstBoot.description',
    lead: 'lab.firstBoot.lead',
    chapters: {
      trust: 'lab.firstBoot.chapter.trust',
      request: 'lab.firstBoot.chapter.request',
      approval: 'lab.firstBoot.chapter.approval',
      identity: 'lab.firstBoot.chapter.identity',
      day: 'lab.firstBoot.chapter.day',
      serve: 'lab.firstBoot.chapter.serve',
      renew: 'lab.firstBoot.chapter.renew',
    },
  },
  'power-off': {
    title: 'lab.powerOff.title',
    description: 'lab.powerOff.description',
    lead: 'lab.powerOff.lead',
    chapters: {
      before: 'lab.powerOff.chapter.before',
      off: 'lab.powerOff.chapter.off',
      back: 'lab.powerOff.chapter.back',
      again: 'lab.powerOff.chapter.again',
    },
  },
};

/** @throws Error where the scenario has no title in the words of the site */
export function scenarioWords(id: string): ScenarioWords {
  const words = SCENARIO_WORDS[id];
  if (!words)
    throw new Error(`the scenario ${id} has no words in src/components/lab/scenario-words.ts`);
  return words;
}
