import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';
import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

test('nothing is wider than the screen, and 1280 × 800 shows the whole bench', async ({ page }) => {
  const lab = new LabPage(page);
  for (const address of ['', '?variant=no-binding#creation-authorized', '#node-registered']) {
    await page.goto('about:blank');
    await lab.open(address);
    for (const width of [320, 390, 900, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(width);
    }
  }
  for (const part of ['.lab-stage', '.lab-dock', '.lab-acts', '.lab-transport']) {
    const box = await page.locator(part).boundingBox();
    expect(box!.y + box!.height, part).toBeLessThanOrEqual(800.5);
  }
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('on paper stand the figure, its caption and the whole walk; the controls vanish', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#creation-authorized');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('figcaption')).toHaveText(
    'Kubernetes 1.36, run: Without the first binding. Step 8: Known, but not allowed',
  );
  await expect(page.locator('.walk > li:visible')).toHaveCount(firstBoot.steps.length);
  await expect(page.locator('[data-verbatim]')).toBeVisible();
  await expect(page.locator('button:not([data-thing]):visible')).toHaveCount(0);
  await expect(page.locator('select:visible')).toHaveCount(0);
});

test('in forced colours the refusal is told by the system’s own highlight', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#creation-authorized');
  const ground = (selector: string): Promise<string> =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground('[data-gate=authorization]')).not.toBe(await ground('[data-gate=storage]'));
  expect(await ground('[data-next]')).toBe(await ground('[data-gate=authorization]'));
});

test('under reduced motion nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = new LabPage(page);
  await lab.open('#server-checked');
  await lab.next.click();
  expect(
    await page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0).length,
    ),
  ).toBe(0);
});
