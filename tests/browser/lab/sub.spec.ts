import { expect, subSiteUrl, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

test.use({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies off this pattern.
  baseURL: async ({}, use) => use(subSiteUrl()),
});

test('a lab in a folder of a host finds its recordings, its chunks and its engine', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await page.goto(`${subSiteUrl()}en/lab/first-boot/?release=1.19#csr-pending`);
  await lab.isAt({ status: 'ready', release: '1.19', step: 'csr-pending' });
  await lab.panel('chart');
  await expect(page.locator('[data-lit]')).toBeVisible();
  await lab.goLive();
  expect(await lab.stepToTheEnd()).toContain('certificate-stored');
  expect(new URL(page.url()).pathname).toBe('/sub/en/lab/first-boot/');
});
