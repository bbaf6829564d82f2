/** What the reader's browser keeps of their choices on this site: which panel is open, whether single keys act. */

const PREFIX = 'lab.';

/** What was kept under a name; `refused` where the browser does not let the page look. */
export function remembered(name: string): string | undefined | 'refused' {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return 'refused';
  }
}

/** Keeps a choice. False where the browser refuses: it then holds until the page is left. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}
