import { firstBoot } from './first-boot/index.ts';
import { powerOff } from './power-off/index.ts';
import type { Scenario } from './model.ts';

export const SCENARIOS: readonly Scenario[] = [firstBoot, powerOff];

export function scenarioById(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}
