import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

const MEGABYTE = 1_000_000;

test(
  'a thousand live steps fit into 100 MB, and Back and Next do not fill it',
  { tag: '@all' },
  async ({ page }) => {
    test.setTimeout(240_000);
    const lab = new LabPage(page);
    await lab.open('?mode=live');
    const session = await page.context().newCDPSession(page);
    const heap = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize / MEGABYTE;
    };
    /** Steps to and fro through the whole run. */
    const walk = (steps: number): Promise<void> =>
      page.evaluate(async (count) => {
        const button = (name: string): HTMLElement =>
          document.querySelector<HTMLElement>(`[data-${name}]`)!;
        let way = 'next';
        for (let step = 0; step < count; step += 1) {
          if (button(way).ariaDisabled === 'true') way = way === 'next' ? 'back' : 'next';
          button(way).click();
          await new Promise((resolve) => setTimeout(resolve));
        }
      }, steps);
    await walk(100);
    const once = await heap();
    await walk(1000);
    const often = await heap();
    console.log(
      `heap: ${once.toFixed(1)} MB after 100 live steps, ${often.toFixed(1)} MB after 1,100`,
    );
    expect(often).toBeLessThan(100);
    expect(often - once).toBeLessThan(2);
  },
);
