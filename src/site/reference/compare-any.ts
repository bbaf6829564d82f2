import { markDifferences } from './mark-differences.ts';

/** The boundary in force in a release, among templates in ascending order of `data-since`. */
function inForce(
  boundaries: readonly HTMLTemplateElement[],
  position: number,
  order: readonly string[],
): HTMLTemplateElement | undefined {
  return boundaries.findLast(({ dataset }) => order.indexOf(dataset.since ?? '') <= position);
}

/** What can be read of a value: two that read alike are alike. */
const textOf = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Two releases of a reader's choice, over rows that hold every boundary as a template. */
export class CompareAny extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    const parameters = new URLSearchParams(location.search);
    for (const side of ['from', 'to'] as const) {
      const asked = parameters.get(side);
      if (asked !== null && this.#order().includes(asked)) this.#select(side).value = asked;
    }
    this.addEventListener('change', () => this.#changed());
    this.querySelector('[data-swap]')?.addEventListener('click', () => this.#swap());
    this.#show();
  }

  #select(side: 'from' | 'to'): HTMLSelectElement {
    const select = this.querySelector(`select[name="${side}"]`);
    if (!(select instanceof HTMLSelectElement)) throw new Error(`compare-any lacks ${side}`);
    return select;
  }

  #order(): string[] {
    return [...this.#select('from').options].map(({ value }) => value);
  }

  #changed(): void {
    const parameters = new URLSearchParams({
      from: this.#select('from').value,
      to: this.#select('to').value,
    });
    history.replaceState(history.state, '', `${location.pathname}?${parameters}`);
    this.#show();
  }

  #swap(): void {
    const from = this.#select('from').value;
    this.#select('from').value = this.#select('to').value;
    this.#select('to').value = from;
    this.#changed();
  }

  /** Fills one side of a row; says what it holds, so that two sides can be compared. */
  #fill(row: Element, side: 'from' | 'to', template: HTMLTemplateElement | undefined): string {
    const cell = row.querySelector(`[data-side="${side}"]`);
    const place = cell?.querySelector('[data-value]');
    const label = cell?.querySelector('.release');
    if (!place || !label) return '';
    label.textContent = this.#select(side).value;
    if (template) place.replaceChildren(template.content.cloneNode(true));
    else place.textContent = this.dataset.notThere ?? '';
    return template === undefined ? '' : textOf(template.content);
  }

  #values(row: Element): [Element, Element] {
    const [first, second] = row.querySelectorAll('[data-value]');
    if (!first || !second) throw new Error('compare-any has a row without two values');
    return [first, second];
  }

  #showRow(row: HTMLElement, from: number, to: number, order: readonly string[]): boolean {
    const boundaries = [...row.querySelectorAll<HTMLTemplateElement>('template[data-since]')];
    const before = this.#fill(row, 'from', inForce(boundaries, from, order));
    const after = this.#fill(row, 'to', inForce(boundaries, to, order));
    row.hidden = before === after;
    if (before !== '' && after !== '' && !row.hidden) markDifferences(...this.#values(row));
    const [low, high] = from < to ? [from, to] : [to, from];
    for (const diamond of row.querySelectorAll<SVGElement>('.change[data-since]')) {
      const at = order.indexOf(diamond.dataset.since ?? '');
      diamond.classList.toggle('hollow', at <= low || at > high);
    }
    return !row.hidden;
  }

  #show(): void {
    const order = this.#order();
    const from = order.indexOf(this.#select('from').value);
    const to = order.indexOf(this.#select('to').value);
    const rows = [...document.querySelectorAll<HTMLElement>('[data-compare-row]')];
    const shown = rows.filter((row) => this.#showRow(row, from, to, order)).length;
    for (const group of document.querySelectorAll<HTMLElement>('[data-group]')) {
      group.hidden = group.querySelector('[data-compare-row]:not([hidden])') === null;
    }
    const status = this.querySelector('[role="status"]');
    const sentence = (shown === 0 ? this.dataset.nothing : this.dataset.found) ?? '';
    if (status !== null) status.textContent = sentence.replace('{count}', String(shown));
  }
}
