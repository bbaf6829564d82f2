import type { Page } from '@playwright/test';

/** Adds up from the first picture on how far the layout of a page shifts by itself. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(window, 'shifted', 0);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const value = Reflect.get(entry, 'hadRecentInput') ? 0 : Reflect.get(entry, 'value');
        Reflect.set(window, 'shifted', Reflect.get(window, 'shifted') + value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Cumulative layout shift so far. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate(() => Reflect.get(window, 'shifted') as number);
