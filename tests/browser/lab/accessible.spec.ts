import type { Page } from '@playwright/test';
import { axeFindings, expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

/** Each state of the lab, in light and dark: colours change without the page being loaded again. */
const STATES = [
  ['the first view', ''],
  ['a refusal', '?variant=no-binding#creation-authorized'],
  ['a wrong link', '?release=9#nowhere'],
] as const;

const PANELS = ['inspector', 'terminal', 'logs', 'disk', 'chart', 'sequence'] as const;

/** All rules in light; in dark the colours. */
async function findings(page: Page, part?: string): Promise<string[]> {
  const scope = part === undefined ? {} : { part };
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await axeFindings(page, scope);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  return [...light, ...(await axeFindings(page, { ...scope, only: 'contrast' }))];
}

// The height for which the bench is made: below it, the transport lies over what is scrolled beneath.
test.use({ viewport: { width: 1280, height: 800 } });
// On a machine that is busy a look of axe takes seconds.
test.describe.configure({ timeout: 240_000 });

test('axe finds nothing in any state of the lab', async ({ page }) => {
  const lab = new LabPage(page);
  for (const [name, address] of STATES) {
    await page.goto('about:blank');
    await lab.open(address);
    expect(await findings(page), name).toEqual([]);
  }
});

test('axe finds nothing in any panel', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#certificate-stored');
  for (const panel of PANELS) {
    await lab.panel(panel);
    await expect(page.getByText('Loading …')).toHaveCount(0);
    expect(await findings(page, '[data-dock]'), panel).toEqual([]);
  }
  await lab.panel('inspector');
  await page.locator('[data-things]').selectOption('request');
  expect(await findings(page, '[data-dock]'), 'the gates').toEqual([]);
});

test('axe finds nothing on a phone, with a branch and a sheet open', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = new LabPage(page);
  await lab.open('?variant=approve-by-hand#access-reviewed');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await lab.isAt({ branch: 'branch-1', status: 'ready' });
  await lab.notice('lab.act.printed').getByRole('button', { name: 'Dismiss' }).click();
  await lab.panel('logs');
  await expect(page.getByText('Loading …')).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);
});
