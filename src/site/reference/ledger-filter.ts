/** Which boundaries a reader asked for. An empty string asks for nothing. */
export interface LedgerQuery {
  readonly q: string;
  readonly component: string;
  readonly release: string;
  readonly basis: string;
}

const fields = ['q', 'component', 'release', 'basis'] as const;

/** The words of a search, each of which has to be found. */
const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The ledger's filter: a form whose state is the address, over rows that are all in the page. */
export class LedgerFilter extends HTMLElement {
  #texts = new Map<Element, string>();

  connectedCallback(): void {
    const form = this.#form();
    form.hidden = false;
    this.#fill(new URLSearchParams(location.search));
    form.addEventListener('input', () => this.#changed());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#changed();
    });
    // The fields are emptied after the event.
    form.addEventListener('reset', () => setTimeout(() => this.#changed()));
    addEventListener('popstate', () => {
      this.#fill(new URLSearchParams(location.search));
      this.#show();
    });
    this.#show();
  }

  #form(): HTMLFormElement {
    const form = this.querySelector('form');
    if (form === null) throw new Error('ledger-filter lacks its form');
    return form;
  }

  #fill(parameters: URLSearchParams): void {
    for (const name of fields) {
      const field = this.#form().elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = parameters.get(name) ?? '';
      }
    }
  }

  #query(): LedgerQuery {
    const data = new FormData(this.#form());
    const value = (name: string): string => String(data.get(name) ?? '').trim();
    return {
      q: value('q'),
      component: value('component'),
      release: value('release'),
      basis: value('basis'),
    };
  }

  #changed(): void {
    const query = this.#query();
    const parameters = new URLSearchParams();
    for (const name of fields) if (query[name] !== '') parameters.set(name, query[name]);
    const search = parameters.size === 0 ? '' : `?${parameters}`;
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
    this.#show();
  }

  /** What a search looks through: the heading and, of each boundary, its value and source. */
  #textOf(element: Element): string {
    const known = this.#texts.get(element);
    if (known !== undefined) return known;
    const text = (element.textContent ?? '').toLowerCase();
    this.#texts.set(element, text);
    return text;
  }

  #showEntry(entry: HTMLElement, query: LedgerQuery): number {
    const words = wordsIn(query.q);
    const header = this.#textOf(entry.querySelector('header') ?? entry);
    const inComponent = query.component === '' || entry.dataset.component === query.component;
    let shown = 0;
    for (const row of entry.querySelectorAll<HTMLElement>('[data-boundary]')) {
      const fits =
        inComponent &&
        (query.release === '' || row.dataset.since === query.release) &&
        (query.basis === '' || row.dataset.basis === query.basis) &&
        words.every((word) => header.includes(word) || this.#textOf(row).includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    entry.hidden = shown === 0;
    return shown;
  }

  #show(): void {
    const query = this.#query();
    let shown = 0;
    for (const entry of document.querySelectorAll<HTMLElement>('[data-entry]')) {
      shown += this.#showEntry(entry, query);
    }
    // A heading over nothing is no help.
    for (const group of document.querySelectorAll<HTMLElement>('[data-group]')) {
      group.hidden = group.querySelector('[data-entry]:not([hidden])') === null;
    }
    const status = this.querySelector('[role="status"]');
    if (status !== null) {
      const sentence = (shown === 0 ? this.dataset.nothing : this.dataset.found) ?? '';
      status.textContent = sentence.replace('{count}', String(shown));
    }
  }
}
