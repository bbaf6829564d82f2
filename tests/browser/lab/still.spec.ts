import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';
import { shifted, watchShifts } from '../support/shifts.ts';
import { LabPage } from './lab-page.ts';

/** Where everything of the bench stands in the document, to a tenth of a pixel. */
const places = (page: Page): Promise<number[][]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '[data-actor], [data-gate], [data-shelf], .lab-transport, .lab-dock, [data-next]',
      ),
    ].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height].map((value) => Math.round(value * 10) / 10);
    }),
  );

/** Below the stage of one column stand the words, which are as long as they are. */
const stageOnly = (boxes: readonly number[][], width: number): readonly number[][] =>
  width >= 1240 ? boxes : boxes.slice(0, 15);

test('nothing stands elsewhere over the steps', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = new LabPage(page);
  for (const [width, height] of [
    [1280, 800],
    [900, 1100],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('about:blank');
    await lab.open('?variant=no-binding');
    const first = await places(page);
    expect(first.length).toBeGreaterThan(14);
    for (let steps = 0; (await lab.step()) !== 'creation-authorized'; steps += 1) {
      expect(steps).toBeLessThan(20);
      await lab.next.click();
      expect(stageOnly(await places(page), width), `${width} px, ${await lab.step()}`).toEqual(
        stageOnly(first, width),
      );
    }
  }
});

// A machine four times slower draws the page in pieces: each of them has to stand where it stays.
for (const [width, ...tag] of [[1280], [390], [900, '@all']] as [number, ...string[]][]) {
  const title = `the layout shifts neither while loading nor while playing at ${width} px`;
  test(title, { tag }, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await watchShifts(page);
    const lab = new LabPage(page);
    await lab.open();
    await page.waitForTimeout(300);
    expect(await shifted(page), 'while loading').toBeLessThan(0.01);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    // A press by script is no input: every shift counts, as it does while playing.
    for (let steps = 0; await lab.next.isEnabled(); steps += 1) {
      expect(steps).toBeLessThan(60);
      await lab.next.evaluate((button) => (button as HTMLElement).click());
      await page.waitForTimeout(60);
    }
    // What is left is text that changes within its own box.
    expect(await shifted(page), 'over all steps').toBeLessThan(0.03);
  });
}
