export type Theme = 'light' | 'dark';

const root = (): HTMLElement => document.documentElement;

const systemTheme = (): Theme =>
  matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const shownTheme = (): Theme => (root().dataset.theme === 'dark' ? 'dark' : 'light');

/** Remembers a choice; `undefined` forgets it. Storage may be refused, and then the choice holds for this page. */
function remember(choice: Theme | undefined): void {
  try {
    if (choice === undefined) localStorage.removeItem('theme');
    else localStorage.setItem('theme', choice);
  } catch {
    // Nothing to tell: the page already looks as asked.
  }
}

/** Turns to the other theme. Where that is the system's own, the page follows the system again. */
export function toggleTheme(): void {
  const next: Theme = shownTheme() === 'dark' ? 'light' : 'dark';
  const choice = next === systemTheme() ? undefined : next;
  if (choice === undefined) delete root().dataset.themeChoice;
  else root().dataset.themeChoice = choice;
  root().dataset.theme = next;
  remember(choice);
}

/** Calls back with the theme now and whenever it changes, whoever changed it. */
export function watchTheme(onTheme: (theme: Theme) => void): void {
  onTheme(shownTheme());
  new MutationObserver(() => onTheme(shownTheme())).observe(root(), {
    attributeFilter: ['data-theme'],
  });
}
