/** The measures in a page: Playwright calls them by these names. */
import { measureAll, type Scale } from './all.ts';

declare global {
  interface Window {
    measure: (scale: Scale) => ReturnType<typeof measureAll>;
  }
}

window.measure = measureAll;
document.title = 'ready';
