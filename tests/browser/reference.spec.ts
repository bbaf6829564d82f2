import type { Page } from '@playwright/test';
import { axeFindings, expect, focused, test } from './support/test.ts';

const templates = [
  ['the index', '/en/reference/'],
  ['the list of releases', '/en/reference/releases/'],
  ['a release', '/en/reference/releases/1.14/'],
  ['two neighbours', '/en/reference/compare/1.13/1.14/'],
  ['any two releases', '/en/reference/compare/?from=1.11&to=1.12'],
  ['the ledger', '/en/reference/facts/?component=approver'],
  ['what is copied', '/en/reference/myths/'],
] as const;

for (const [name, path] of templates) {
  test(`${name}: accessible, and fit for a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    expect(await axeFindings(page), 'in light').toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    expect(await axeFindings(page, { only: 'contrast' }), 'in dark').toEqual([]);
  });
}

const shownRows = '[data-boundary]:visible';

test('the ledger is filtered by the keyboard alone, and its address carries the filter', async ({
  page,
}) => {
  await page.goto('/en/reference/facts/');
  const status = page.locator('ledger-filter [role=status]');
  const all = await page.locator('[data-boundary]').count();
  await expect(status).toHaveText(`Boundaries shown: ${all}`);

  await page.getByLabel('Words, a flag, a log line').focus();
  await page.keyboard.type('certDirDefault');
  await expect(status).toHaveText('Boundaries shown: 2');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toContain('select');
  await page.keyboard.type('1.9');
  await expect(status).toHaveText('Boundaries shown: 1');
  expect(new URL(page.url()).search).toBe('?q=certDirDefault&release=1.9');
  await expect(page.locator(shownRows)).toHaveAttribute('id', 'kubelet.flags.certDirDefault-1.9');

  await page.reload();
  await expect(status).toHaveText('Boundaries shown: 1');
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await expect(status).toHaveText(`Boundaries shown: ${all}`);
  expect(new URL(page.url()).search).toBe('');
});

test('a filter that nothing fits says so', async ({ page }) => {
  await page.goto('/en/reference/facts/?q=no-such-word-anywhere');
  await expect(page.locator('ledger-filter [role=status]')).toContainText('No boundary fits');
  await expect(page.locator(shownRows)).toHaveCount(0);
});

test('any two releases are compared in the page, and the address names them', async ({ page }) => {
  await page.goto('/en/reference/compare/?from=1.8&to=1.9');
  const rows = page.locator('[data-compare-row]').filter({ visible: true });
  const certDir = rows.filter({ hasText: '--cert-dir, default' });
  await expect(certDir).toContainText('/var/run/kubernetes');
  await expect(certDir).toContainText('/var/lib/kubelet/pki');

  await page.locator('select[name=to]').selectOption('1.36');
  expect(new URL(page.url()).search).toBe('?from=1.8&to=1.36');
  // What went there and back is no difference.
  await expect(rows.filter({ hasText: 'The key after a failed bootstrap' })).toHaveCount(0);

  await page.locator('select[name=to]').selectOption('1.8');
  await expect(rows).toHaveCount(0);
  await expect(page.locator('compare-any [role=status]')).toContainText('Nothing');
});

/** Each row that is shown, as its heading and what is marked in it. */
const rowsWithMarks = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('article.change:not([hidden])')]
      .map((row) =>
        [row.querySelector('h3, h4, h5'), ...row.querySelectorAll('mark')]
          .map((part) => part?.textContent.replace(/\s+/g, ' ').trim())
          .join(' | '),
      )
      .sort(),
  );

test('the page of any two shows the same rows as that of neighbours, and marks the same', async ({
  page,
}) => {
  for (const [older, newer] of [
    ['1.13', '1.14'],
    ['1.7', '1.8'],
  ]) {
    await page.goto(`/en/reference/compare/${older}/${newer}/`);
    const fixed = await rowsWithMarks(page);
    expect(fixed.filter((row) => row.includes(' | ')).length).toBeGreaterThan(10);
    await page.goto(`/en/reference/compare/?from=${older}&to=${newer}`);
    expect(await rowsWithMarks(page)).toEqual(fixed);
  }
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the ledger shows every boundary and no filter', async ({ page }) => {
    await page.goto('/en/reference/facts/');
    await expect(page.locator('ledger-filter form')).toBeHidden();
    expect(await page.locator(shownRows).count()).toBeGreaterThan(600);
  });

  test('the comparison leads to the pages of neighbours', async ({ page }) => {
    await page.goto('/en/reference/compare/');
    await expect(page.locator('compare-any')).toBeHidden();
    await page.getByRole('link', { name: '1.26 and 1.27' }).click();
    await expect(page.locator('h1')).toHaveText('What changed between 1.26 and 1.27');
  });
});
