import { firstBoot } from './first-boot/index.ts';
import type { Scenario } from './model.ts';

export const SCENARIOS: readonly Scenario[] = [firstBoot];

export function scenarioById(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}
