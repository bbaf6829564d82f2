import { createContext } from 'svelte';
import type { LabelKey, LabelParams } from '../messages/index.ts';
import type { Player } from '../player/player.ts';
import type { ToldStep } from '../player/recording.ts';
import type { Release } from '../releases/release.ts';
import type { Words } from '../site/words.ts';
import type { Label } from '../views/projection.ts';
import type { Dock } from './dock.svelte.ts';

/** The words of a step that controls need; its prose stands in the page. */
export interface StepWords {
  readonly id: string;
  readonly chapter: string;
  readonly title: string;
  /** What the button says that leads there. */
  readonly next: string;
}

export interface VariantWords {
  readonly id: string;
  readonly choice: string;
  /** The headline at the step that the variant is about. */
  readonly title: string;
  readonly about: string;
  /** What would mend it, as the label of a button. */
  readonly repair?: string;
}

/** What every part of a lab has at hand. */
export interface Lab {
  readonly player: Player;
  readonly dock: Dock;
  /** Short words and phrases of the views, by key. */
  readonly labels: Readonly<Record<string, string>>;
  /** What is said about the step that is shown. */
  readonly told: ToldStep['words'][string] | undefined;
  /** Sentences of the page. */
  readonly t: Words;
  /** Words of the views. */
  readonly say: (key: LabelKey, params?: LabelParams) => string;
  readonly label: (label: Label) => string;
  readonly steps: readonly StepWords[];
  readonly variants: readonly VariantWords[];
  /** By release, the oldest left out: the first step that goes otherwise than in the release before, null where none does. */
  readonly firstDifferences: Readonly<Partial<Record<Release, string | null>>>;
  /** Titles of the scenario's chapters, by id. */
  readonly chapters: Readonly<Record<string, string>>;
  /** False until the page can be used: the server prints the same picture without anything to press. */
  readonly ready: boolean;
  /** Whether time and the node's power and clock lie open in place of the other acts. */
  readonly timeOpen: boolean;
  readonly openTime: (open: boolean) => void;
}

export const [useLab, provideLab] = createContext<Lab>();
