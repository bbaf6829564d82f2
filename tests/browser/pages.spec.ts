import { axeFindings, expect, test } from './support/test.ts';
import { shifted, watchShifts } from './support/shifts.ts';

/** One page of each template; the others of its kind come with `npm run test:all`. */
const pages = [
  ['home', '/en/'],
  ['how it is true', '/en/about/'],
  ['what is left out', '/en/reference/simplifications/'],
  ['sources', '/en/about/sources/', '@all'],
  ['privacy', '/en/about/privacy/', '@all'],
  ['nothing here', '/en/no-such-page/'],
  ['home, not yet in Chinese', '/zh-cn/', '@all'],
] as const;

for (const [name, path, ...tag] of pages) {
  test(`${name}: still, accessible, and fit for a narrow screen`, { tag }, async ({ page }) => {
    await watchShifts(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(200);
    expect(await shifted(page), 'layout shift').toBeLessThan(0.01);
    expect(await axeFindings(page), 'in light').toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
    expect(await axeFindings(page), 'in dark, 320 px wide').toEqual([]);

    await expect(page.locator('h1')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(page.locator('.sl-skip-link')).toBeFocused();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe(`#${await page.locator('h1').getAttribute('id')}`);
  });
}

test('the address of nothing answers with the status 404, the root leads home', async ({
  page,
}) => {
  const response = await page.goto('/en/no-such-page/');
  expect(response?.status()).toBe(404);
  await page.goto('/');
  await page.waitForURL('**/en/');
});
