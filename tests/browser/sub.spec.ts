import { expect, subSiteUrl, test } from './support/test.ts';

// The same site in a folder of a host: every address has to carry the folder.
// eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies off this pattern.
test.use({ baseURL: async ({}, use) => use(subSiteUrl()) });

test('every file that a page asks for is there', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  for (const path of ['en/', 'en/about/', 'en/about/sources/']) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
  }
  expect(missing).toEqual([]);
});

test('its root leads to its home page, and links stay within it', async ({ page }) => {
  await page.goto('');
  await page.waitForURL(`${subSiteUrl()}en/`);
  await page.getByRole('navigation', { name: 'Main' }).getByText('How it is true').click();
  await page.waitForURL(`${subSiteUrl()}en/about/`);
});

test('its search finds its own pages', async ({ page }) => {
  await page.goto('en/');
  await page.keyboard.press('/');
  await page.keyboard.type('cookies');
  await page.getByRole('dialog').getByRole('link', { name: 'Privacy' }).click();
  await page.waitForURL(`${subSiteUrl()}en/about/privacy/`);
});
