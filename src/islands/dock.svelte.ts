import { remember, remembered } from '../player/remembered.ts';

export const PANELS = ['inspector', 'terminal', 'logs', 'disk', 'chart', 'sequence'] as const;

export type PanelName = (typeof PANELS)[number];

const isPanel = (name: string | undefined): name is PanelName =>
  PANELS.some((panel) => panel === name);

const CLOSED = 'closed';

/** The panels below the stage. Only the reader opens, closes and sizes them, and that is remembered. */
export class Dock {
  open: PanelName | undefined = $state();
  full = $state(false);
  /** What the reader chose to look into (`things.ts`); where nothing is chosen, inspector and disk follow the steps. */
  chosen: string | undefined = $state();
  readonly #onRefused: () => void;

  /** @param onRefused called where the browser refuses to remember a choice */
  constructor(open: PanelName | undefined, onRefused: () => void) {
    this.open = open;
    this.#onRefused = onRefused;
  }

  /** Opens what was open when the reader was here last. */
  recall(): void {
    const panel = remembered('panel');
    if (panel === 'refused') this.#onRefused();
    else if (panel === CLOSED) this.open = undefined;
    else if (isPanel(panel)) this.open = panel;
  }

  /** Opens a panel; the same again closes it. */
  toggle(panel: PanelName): void {
    this.#set(this.open === panel ? undefined : panel);
  }

  close(): void {
    this.#set(undefined);
  }

  /** Opens a thing where it is looked into: a file on its disk, anything else in the inspector. */
  inspect(thing: string): void {
    const panel = thing.startsWith('file:') ? 'disk' : 'inspector';
    this.chosen = thing;
    if (this.open !== panel) this.#set(panel);
  }

  #set(panel: PanelName | undefined): void {
    this.open = panel;
    if (panel === undefined) this.full = false;
    if (!remember('panel', panel ?? CLOSED)) this.#onRefused();
  }
}
