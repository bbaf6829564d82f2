import { expect, test } from '../support/test.ts';
import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';
import { LabPage } from './lab-page.ts';

const IDS = firstBoot.steps.map(({ id }) => id);

test('a whole run, live and with an act, by keyboard alone', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=approve-by-hand');
  const tabTo = async (name: string): Promise<void> => {
    for (let press = 0; press < 80; press += 1) {
      await page.keyboard.press('Tab');
      const reached = await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent?.trim(),
      );
      if (reached?.startsWith(name)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await tabTo('Run it with my own keys');
  await page.keyboard.press('Enter');
  await lab.isAt({ mode: 'live', status: 'ready' });
  await tabTo('Next: ');
  for (const id of IDS.slice(1, 11)) {
    await page.keyboard.press('ArrowRight');
    await lab.isAt({ step: id });
  }
  await page.keyboard.press('ArrowLeft');
  await lab.isAt({ step: 'csr-pending' });
  await page.keyboard.press('End');
  await lab.isAt({ step: IDS.at(-1)! });
  await page.keyboard.press('Home');
  await lab.isAt({ step: IDS[0]! });
  await page.keyboard.press('PageDown');
  await lab.isAt({ step: IDS[1]! });
  await page.keyboard.press('PageUp');
  await lab.isAt({ step: IDS[0]! });
});

test('digits open panels, the same again closes, and ? shows the sheet', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  const dock = page.locator('[data-dock]');
  await expect(dock).toHaveAttribute('data-dock', 'closed');
  await lab.next.focus();
  for (const [key, panel] of Object.entries({
    1: 'inspector',
    2: 'terminal',
    3: 'logs',
    4: 'disk',
    5: 'chart',
    6: 'sequence',
  })) {
    await page.keyboard.press(key);
    await expect(dock).toHaveAttribute('data-dock', panel);
  }
  await page.keyboard.press('6');
  await expect(dock).toHaveAttribute('data-dock', 'closed');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  await sheet.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await lab.next.focus();
  await page.keyboard.press('1');
  await expect(dock).toHaveAttribute('data-dock', 'closed');
  await page.keyboard.press('ArrowRight');
  await lab.isAt({ step: 'access-reviewed' });
});

test('r leads to the release switch, p plays and pauses', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.next.focus();
  await page.keyboard.press('p');
  await lab.isAt({ step: IDS[1]! });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.locator('[data-release-switch]')).toBeFocused();
});

test('keys belong to fields, to other places of the page and to the browser', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-sent');
  await page.locator('[data-release-switch]').focus();
  await page.keyboard.press('3');
  await expect(page.locator('[data-dock]')).toHaveAttribute('data-dock', 'closed');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('ArrowRight');
  await lab.isAt({ step: 'csr-sent' });
  await lab.next.focus();
  await page.keyboard.press('Control+ArrowRight');
  await lab.isAt({ step: 'csr-sent' });
});

test('focus stays on Next through a refusal', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#token-authenticated');
  await lab.next.focus();
  await page.keyboard.press('Enter');
  await lab.isAt({ step: 'creation-authorized' });
  await expect(lab.next).toBeFocused();
  await expect(lab.next).toHaveText('Bind the role, send again');
});

test('the things on the stage are one tab stop, and arrows lead through them', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  const things = page.locator('[data-thing]');
  expect(await things.count()).toBeGreaterThan(5);
  await expect(page.locator('[data-thing][tabindex="0"]')).toHaveCount(1);
  await page.locator('[data-thing][tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(things.nth(1)).toBeFocused();
  await expect(page.locator('[data-thing][tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await expect(things.nth(0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-dock]')).not.toHaveAttribute('data-dock', 'closed');
});
