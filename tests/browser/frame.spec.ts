import { axeFindings, expect, focused, test } from './support/test.ts';

test('every control of the header is reached by Tab, in reading order, with a visible focus', async ({
  page,
}) => {
  await page.goto('/en/about/');
  const reached: string[] = [];
  for (let press = 0; press < 7; press += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focused(page));
    const width = await page.evaluate(() =>
      Number.parseFloat(getComputedStyle(document.activeElement ?? document.body).outlineWidth),
    );
    if (press > 0) expect(width, reached.at(-1)).toBeGreaterThanOrEqual(3);
  }
  expect(reached).toEqual([
    'a Skip to the page',
    'a kubelet-tls-lab',
    'a Lab',
    'a Releases',
    'a How it is true',
    'button Search/',
    'button Dark colours',
  ]);
});

test('the theme turns, is remembered, and is forgotten when it is the system’s own', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/en/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const toggle = page.getByRole('button', { name: 'Dark colours' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
  await page.getByRole('button', { name: 'Dark colours' }).click();
  expect(await ground()).toBe(light);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('storage that is refused leaves a page that works', { tag: '@all' }, async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await page.goto('/en/');
  const toggle = page.getByRole('button', { name: 'Dark colours' });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
});

test('the search opens with /, finds a page and goes there', async ({ page }) => {
  await page.goto('/en/');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.type('cookies');
  await dialog.getByRole('link', { name: 'Privacy' }).click();
  await page.waitForURL('**/en/about/privacy/');
});

test('the search says when nothing is found', async ({ page }) => {
  await page.goto('/en/');
  await page.getByRole('button', { name: 'Search' }).click();
  // Letters that no page has: a Latin word is found by its first ones.
  await page.keyboard.type('жжжж');
  await expect(page.getByRole('status')).toHaveText('No page has “жжжж”.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('search and menu have no finding of axe while they are open', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/about/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('button', { name: 'Dark colours' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.keyboard.type('certificate');
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await axeFindings(page, { part: 'dialog', only: 'contrast' })).toEqual([]);
});

test('a narrow screen’s menu is reached, opened, walked and closed by keyboard', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/about/');
  await page.getByRole('button', { name: 'Menu' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('a Lab');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Lab', exact: true })).toBeHidden();
  expect(await focused(page)).toBe('button Menu');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the pages read in full, and nothing is offered that needs it', async ({ page }) => {
    await page.goto('/en/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Open the lab' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Search' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Dark colours' })).toBeHidden();
    await page.goto('/en/about/');
    await expect(page.getByRole('heading', { name: 'What is real' })).toBeVisible();
  });

  test('the system’s dark scheme is respected', async ({ page }) => {
    const ground = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      await page.goto('/en/');
      return page.screenshot({ clip: { x: 2, y: 300, width: 1, height: 1 } });
    };
    expect(await ground('dark')).not.toEqual(await ground('light'));
  });

  test('the menu of a narrow screen opens', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/en/');
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('link', { name: 'How it is true' }).first()).toBeVisible();
  });
});
