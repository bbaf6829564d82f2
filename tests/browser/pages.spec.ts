import { axeFindings, expect, test } from './support/test.ts';

const pages = [
  ['home', '/en/'],
  ['how it is true', '/en/about/'],
  ['what is left out', '/en/about/left-out/'],
  ['sources', '/en/about/sources/'],
  ['privacy', '/en/about/privacy/'],
  ['nothing here', '/en/no-such-page/'],
  ['home, not yet in Chinese', '/zh-cn/'],
] as const;

for (const [name, path] of pages) {
  test.describe(name, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`has no finding of axe in ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        expect(await axeFindings(page)).toEqual([]);
      });
    }

    test('fits a narrow screen, without a finding of axe', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(path);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
      expect(await axeFindings(page)).toEqual([]);
    });

    test('has one heading of the first level, which the skip link leads to', async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('h1')).toHaveCount(1);
      await page.keyboard.press('Tab');
      await expect(page.locator('.sl-skip-link')).toBeFocused();
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe(`#${await page.locator('h1').getAttribute('id')}`);
    });

    test('shifts nothing while it loads', async ({ page }) => {
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(200);
      const shifts: unknown = await page.evaluate(() => Reflect.get(window, 'shifts'));
      const sum = (shifts as number[]).reduce((total, shift) => total + shift, 0);
      expect(sum).toBeLessThan(0.01);
    });
  });
}

test('the address of nothing answers with the status 404', async ({ page }) => {
  const response = await page.goto('/en/no-such-page/');
  expect(response?.status()).toBe(404);
});

test('the root leads to the English home page', async ({ page }) => {
  await page.goto('/');
  await page.waitForURL('**/en/');
});
