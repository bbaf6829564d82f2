import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

test('a link leads to its run and step, a live one with its seed and its acts', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?release=1.11&variant=no-binding#server-checked');
  await lab.isAt({ release: '1.11', variant: 'no-binding', step: 'server-checked' });
  await expect(page.locator('.notice')).toHaveCount(0);
  await lab.open(
    '?release=1.19&variant=approve-by-hand&mode=live&seed=mine&intents=deny@access-reviewed#csr-approved',
  );
  await lab.isAt({ mode: 'live', status: 'ready', branch: 'branch-1', step: 'csr-approved' });
  await expect(page.locator('[data-shelf=CertificateSigningRequest]')).toContainText('Denied');
});

test('stepping changes the address in place, a jump can be gone back from', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const before = await page.evaluate(() => history.length);
  await lab.next.click();
  await lab.next.click();
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(new URL(page.url()).hash).toBe('#node-provisioned');
  await page.getByRole('link', { name: /^Step 10:/ }).click();
  await lab.isAt({ step: 'csr-pending' });
  await page.locator('[data-release-switch]').selectOption('1.8');
  await lab.isAt({ release: '1.8', step: 'csr-pending', status: 'ready' });
  await page.goBack();
  await lab.isAt({ release: '1.36', step: 'csr-pending' });
  await page.goBack();
  await lab.isAt({ release: '1.36', step: 'node-provisioned' });
  await page.goForward();
  await lab.isAt({ step: 'csr-pending' });
});

test('the releases that change the run are marked, and a link leads to where', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?release=1.23#csr-sent');
  const list = page.locator('[data-release-switch]');
  await expect(list.locator('option[value="1.23"]')).toHaveText('1.23');
  await expect(list.locator('option[value="1.27"]')).toHaveText('1.27 ≠');
  await expect(page.getByText('Every step goes as in 1.22')).toBeAttached();
  await list.selectOption('1.27');
  await lab.isAt({ release: '1.27', step: 'csr-sent' });
  await page.getByRole('link', { name: /^≠ 1\.26 at step \d+: / }).click();
  await lab.isAt({ release: '1.27', step: 'token-and-bindings' });
});

test('a kubelet newer than its control plane is shown where it exists, elsewhere the reason', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?release=1.24&variant=newer-kubelet#certificate-signed');
  await expect(page.locator('[data-kubelet-release]')).toHaveText('kubelet 1.27');
  await expect(page.locator('.varied[data-shown]')).toHaveText(
    'Approved, and refused by the signer',
  );
  const terminal = await lab.panel('terminal');
  await expect(terminal).toContainText('kubernetes.io/kube-apiserver-client-kubelet');
  await expect(terminal).toContainText('approved');
  await page.locator('[data-release-switch]').selectOption('1.25');
  await lab.isAt({ release: '1.25', variant: '', status: 'ready' });
  await expect(lab.notice('lab.absent.usagesKnown')).toContainText('From 1.25 on');
  await expect(page.locator('[data-kubelet-release]')).toHaveCount(0);
});

test('the link of what is shown is copied, and leads there', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open('?release=1.27&variant=wrong-token#kubelet-starts');
  await lab.next.click();
  await page.getByRole('button', { name: 'Copy: link to this step' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?release=1\.27&variant=wrong-token#server-checked$/);
  const other = new LabPage(await context.newPage());
  await other.page.goto(link);
  await other.isAt({ release: '1.27', variant: 'wrong-token', step: 'server-checked' });
});

/** What an old or wrong link leads to, and the notice that says so. */
const WRONG = [
  ['?release=2.0', 'lab.link.release', { release: '1.36', step: 'control-plane' }],
  ['?variant=earthquake#csr-sent', 'lab.link.variant', { variant: '', step: 'csr-sent' }],
  ['#csr-dreamt', 'lab.link.step', { step: 'control-plane' }],
  ['?mode=dream', 'lab.link.mode', { mode: 'recorded' }],
  ['?speed=9#csr-sent', 'lab.link.parameter', { step: 'csr-sent' }],
  ['?intents=explode@csr-sent', 'lab.link.intents', { mode: 'recorded' }],
  ['?variant=no-binding#node-registered', 'lab.step.notReached', { step: 'creation-authorized' }],
] as const;

test('an old or wrong link says so and leads on', async ({ page }) => {
  const lab = new LabPage(page);
  for (const [address, key, where] of WRONG) {
    // A page of its own each time: another fragment alone would not load one.
    await page.goto('about:blank');
    await lab.open(address);
    await lab.isAt(where);
    await expect(lab.notice(key), address).toBeVisible();
    await lab.notice(key).getByRole('button', { name: 'Dismiss' }).click();
    await expect(lab.notice(key)).toHaveCount(0);
  }
});

test('the list of labs leads to each, and a lab that does not exist to a page with ways on', async ({
  page,
}) => {
  await page.goto('/en/lab/');
  await page.getByRole('link', { name: 'First boot' }).click();
  await new LabPage(page).isAt({ status: 'ready' });
  const answer = await page.goto('/en/lab/second-boot/');
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: /^The lab/ }).click();
  await new LabPage(page).isAt({ status: 'ready' });
});
