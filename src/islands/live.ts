/** All that a live run needs besides the engine, in one file that the page requests with the first of them. */
import { en } from '../messages/en.ts';
import { sentence } from '../messages/index.ts';
import { LiveRuns } from '../player/live-runs.ts';
import type { Engine } from '../player/engine.ts';
import type { LiveMaker } from '../player/live.ts';
import { scenarioById } from '../scenarios/index.ts';
import { tell } from '../views/walk/told.ts';

const teller = {
  language: en.language,
  sentence: (fact: Parameters<typeof sentence>[1]) => sentence(en, fact),
  whatWouldChangeIt: en.whatWouldChangeIt,
};

/**
 * Makes live runs of a scenario, with the engine that `load` brings.
 * @throws RangeError where there is no such scenario
 */
export function liveMaker(id: string, load: () => Promise<Engine>): LiveMaker {
  const scenario = scenarioById(id);
  if (!scenario) throw new RangeError(`there is no scenario ${id}`);
  return new LiveRuns(scenario, ({ log, steps }) => tell(log, steps, [teller]), load);
}
