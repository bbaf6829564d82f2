/** One lab: its player, its dock, its keys, and the root element in the page that carries where it is. */
import { filled, type LabelKey, type LabelParams } from '../messages/messages.ts';
import { browserAddressBar } from '../player/address-bar.ts';
import { loadEngine } from '../player/engine.ts';
import { lazyLive } from '../player/live.ts';
import { Player } from '../player/player.ts';
import { loadRecording } from '../player/recorded-runs.ts';
import type { Recording, ToldStep } from '../player/recording.ts';
import { remember, remembered } from '../player/remembered.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { href } from '../site/href.ts';
import { wordsFrom, type Words } from '../site/words.ts';
import type { Label } from '../views/projection.ts';
import { Dock, PANELS, type PanelName } from './dock.svelte.ts';
import { keyContext } from './key-context.ts';
import { commandOf, type Command } from './keys.ts';
import type { Lab, StepWords, VariantWords } from './lab-context.ts';
import { Walk } from './walk.ts';

/** What the page hands to its lab. */
export interface LabData {
  readonly scenario: ScenarioOutline;
  /** The opening run, as far as its first step: what the server prints. */
  readonly opening: Recording;
  /** The language of the page, its sentences and the short words of the views. */
  readonly language: string;
  readonly words: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly title: string;
  readonly chapters: Readonly<Record<string, string>>;
  readonly steps: readonly StepWords[];
  readonly variants: readonly VariantWords[];
  /** By release, the oldest left out: the first step that goes otherwise than in the release before, null where none does. */
  readonly firstDifferences: Lab['firstDifferences'];
}

const isPanel = (command: Command): command is PanelName & Command =>
  PANELS.some((panel) => panel === command);

export class Bench implements Lab {
  readonly player: Player;
  readonly dock: Dock;
  readonly t: Words;
  readonly labels: Readonly<Record<string, string>>;
  readonly chapters: Readonly<Record<string, string>>;
  readonly steps: readonly StepWords[];
  readonly variants: readonly VariantWords[];
  readonly firstDifferences: LabData['firstDifferences'];
  readonly #language: string;
  /** Words of the views. A state or an event that they lack is shown by its own name. */
  readonly say = (key: LabelKey, params: LabelParams = {}): string =>
    filled(this.labels[key] ?? key, params).trim();
  readonly label = ({ key, params }: Label): string => this.say(key as LabelKey, params);
  ready = $state(false);
  /** Whether letters and digits act as keys. */
  letters = $state(true);
  /** Whether the sheet of keys lies open. */
  sheet = $state(false);
  timeOpen = $state(false);
  walk: Walk | undefined = $state.raw();
  readonly openTime = (open: boolean): void => {
    this.timeOpen = open;
  };

  constructor(data: LabData) {
    const { scenario, opening, language, words, labels, chapters, steps, variants } = data;
    this.t = wordsFrom(words);
    this.labels = labels;
    this.chapters = chapters;
    this.steps = steps;
    this.variants = variants;
    this.firstDifferences = data.firstDifferences;
    this.#language = language;
    this.player = new Player({
      scenario,
      opening,
      load: (name) => loadRecording(scenario.id, name, href),
      live: lazyLive(
        () => import('./live.ts'),
        ({ liveMaker }) => liveMaker(scenario.id, loadEngine),
      ),
      addressBar: browserAddressBar(),
    });
    this.dock = new Dock(undefined, () => this.#refused());
  }

  get told(): ToldStep['words'][string] | undefined {
    return this.player.run.told?.[this.player.span.id]?.words[this.#language];
  }

  /** Takes the lab into use in the page; gives the way to leave it. */
  enter(root: HTMLElement): () => void {
    this.walk = new Walk(root, this.player, this.#language);
    const stop = this.player.start();
    this.dock.recall();
    this.letters = remembered('letters') !== 'off';
    this.ready = true;
    const onKey = (event: KeyboardEvent): void => this.#onKey(event);
    root.addEventListener('keydown', onKey);
    return () => {
      root.removeEventListener('keydown', onKey);
      stop();
    };
  }

  setLetters(on: boolean): void {
    this.letters = on;
    if (!remember('letters', on ? 'on' : 'off')) this.#refused();
  }

  #refused(): void {
    this.player.tell({ key: 'lab.storage' });
  }

  #onKey(event: KeyboardEvent): void {
    const command = commandOf(event, keyContext(event.target, this.letters));
    if (command === undefined) return;
    event.preventDefault();
    this.#obey(command);
  }

  #obey(command: Command): void {
    if (isPanel(command)) return this.dock.toggle(command);
    switch (command) {
      case 'next':
        return this.player.next();
      case 'back':
        return this.player.back();
      case 'first':
        return this.player.restart();
      case 'last':
        return this.player.jumpToEnd();
      case 'play':
        return this.player.togglePlay();
      case 'release':
        return this.walk?.root.querySelector<HTMLElement>('[data-release-switch]')?.focus();
      case 'time':
        return this.openTime(!this.timeOpen);
      case 'keys':
        this.sheet = true;
    }
  }
}
