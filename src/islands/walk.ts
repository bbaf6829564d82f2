/**
 * The words of the steps, which stand in the page and belong to it: the lab points at the one that is shown, hides what
 * other releases say, and puts in the names of its own run.
 */
import type { Player } from '../player/player.ts';
import { hasWords } from '../player/release-words.ts';
import type { Recording } from '../player/recording.ts';
import { variantShown } from './step-title.ts';

/** Shown for a name that the run has not come to. */
const UNKNOWN = '…';

export class Walk {
  /** The lab's root element, which carries where it is for whoever drives it. */
  readonly root: HTMLElement;
  readonly #player: Player;
  readonly #language: string;

  constructor(root: HTMLElement, player: Player, language: string) {
    this.root = root;
    root.dataset.labEntered = '';
    root.querySelector('.walk')?.setAttribute('data-pointed', '');
    this.#player = player;
    this.#language = language;
  }

  /** Names, sentences and release-dependent words of every step, as the run has them. */
  showRun(run: Recording): void {
    for (const words of this.root.querySelectorAll<HTMLElement>('release-words')) {
      words.hidden = !hasWords(run.release, words.dataset.release ?? '');
    }
    if (!this.#player.whole) return;
    for (const [step, { names, words }] of Object.entries(run.told ?? {})) {
      const section = this.root.querySelector<HTMLElement>(`section[data-step="${step}"]`);
      for (const place of section?.querySelectorAll<HTMLElement>('[data-live]') ?? []) {
        place.textContent = names[place.dataset.live ?? ''] ?? UNKNOWN;
      }
      const fact = section?.querySelector('[data-fact]');
      if (fact) fact.textContent = words[this.#language]?.fact ?? '';
    }
  }

  /** Which step is shown, and which words of it. */
  showPlace(): void {
    const player = this.#player;
    const { place, span, status, branch } = player;
    Object.assign(this.root.dataset, {
      labScenario: player.scenario.id,
      labRelease: place.release,
      labStep: span.id,
      labMode: place.mode,
      labStatus: status,
      labBranch: branch,
      labVariant: place.variant ?? '',
    });
    this.root.toggleAttribute('aria-busy', status === 'working');
    const stopped = span.outcome === 'diverged';
    for (const section of this.root.querySelectorAll<HTMLElement>('section[data-step]')) {
      const current = section.dataset.step === span.id;
      section.toggleAttribute('data-current', current);
      section.toggleAttribute('data-stopped', current && stopped);
      const own = current ? variantShown(player) : undefined;
      section.toggleAttribute('data-varied', own !== undefined);
      for (const part of section.querySelectorAll<HTMLElement>('[data-variant]')) {
        part.toggleAttribute('data-shown', part.dataset.variant === own);
      }
    }
  }
}
