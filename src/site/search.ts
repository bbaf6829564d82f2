/** What this page uses of Pagefind's index, which the build writes next to the pages. */
interface Pagefind {
  debouncedSearch(term: string): Promise<{ results: readonly PagefindResult[] } | null>;
}

interface PagefindResult {
  data(): Promise<PagefindPage>;
}

interface PagefindPage {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  /** HTML: text with `<mark>` around what was found. */
  readonly excerpt: string;
}

const shownResults = 8;

function entryOf(page: PagefindPage): HTMLLIElement {
  const title = document.createElement('strong');
  title.textContent = page.meta.title ?? page.url;
  const excerpt = document.createElement('p');
  excerpt.innerHTML = page.excerpt;
  const link = document.createElement('a');
  link.href = page.url;
  link.append(title, excerpt);
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
}

/** The search of the header: nothing of its index is loaded before it is opened. */
export class SiteSearch extends HTMLElement {
  #index: Promise<Pagefind> | undefined;

  connectedCallback(): void {
    const open = this.#part('.open', HTMLButtonElement);
    open.hidden = false;
    open.addEventListener('click', () => this.#show());
    document.addEventListener('keydown', (event) => this.#onKey(event));
    this.#part('input', HTMLInputElement).addEventListener('input', () => void this.#search());
  }

  #part<Part extends Element>(selector: string, type: new () => Part): Part {
    const part = this.querySelector(selector);
    if (!(part instanceof type)) throw new Error(`site-search lacks ${selector}`);
    return part;
  }

  #show(): void {
    this.#part('dialog', HTMLDialogElement).showModal();
    this.#part('input', HTMLInputElement).select();
    void this.#load().catch(() => this.#say(this.dataset.unavailable));
  }

  /** `/` opens the search, except where a slash is being typed or the page has taken the key for itself. */
  #onKey(event: KeyboardEvent): void {
    const typing =
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, [contenteditable], dialog') !== null;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== '/' || typing || modified || event.defaultPrevented) return;
    event.preventDefault();
    this.#show();
  }

  #load(): Promise<Pagefind> {
    const bundle = new URL(`${this.dataset.bundle}pagefind.js`, location.href).href;
    this.#index ??= import(/* @vite-ignore */ bundle) as Promise<Pagefind>;
    // A load that failed is tried again with the next key.
    this.#index.catch(() => (this.#index = undefined));
    return this.#index;
  }

  #say(sentence = '', values: Readonly<Record<string, string>> = {}): void {
    this.#part('.status', HTMLElement).textContent = sentence.replace(
      /\{(\w+)\}/g,
      (whole, name: string) => values[name] ?? whole,
    );
  }

  async #search(): Promise<void> {
    const term = this.#part('input', HTMLInputElement).value.trim();
    const list = this.#part('ol', HTMLOListElement);
    if (term === '') {
      list.replaceChildren();
      return this.#say();
    }
    this.#say(this.dataset.searching);
    try {
      const index = await this.#load();
      // `null` means that a later key press has taken over.
      const found = await index.debouncedSearch(term);
      if (found === null) return;
      const pages = await Promise.all(
        found.results.slice(0, shownResults).map((hit) => hit.data()),
      );
      list.replaceChildren(...pages.map(entryOf));
      const sentence = pages.length > 0 ? this.dataset.found : this.dataset.nothing;
      this.#say(sentence, { count: String(found.results.length), term });
    } catch {
      this.#say(this.dataset.unavailable);
    }
  }
}
