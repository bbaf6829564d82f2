import type { CryptoEffect, CryptoOutcome } from '../crypto.ts';
import type { ComponentId } from '../requests.ts';
import type { Purpose } from './clock.ts';

/**
 * Effects are facts: whatever was asked and is not completed is what the kernel still has to run.
 * `by` is the component that asked, in both; `effect` is unique in a log.
 */
export type CryptoFact =
  | {
      readonly type: 'crypto.asked';
      readonly by: ComponentId;
      readonly effect: string;
      readonly purpose: Purpose;
      readonly ask: CryptoEffect;
    }
  | {
      readonly type: 'crypto.completed';
      readonly by: ComponentId;
      readonly effect: string;
      readonly purpose: Purpose;
      readonly outcome: CryptoOutcome;
    };
