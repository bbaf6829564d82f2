import { expect, test as base } from '../support/test.ts';
import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';
import { LabPage } from './lab-page.ts';

const STEPS = firstBoot.steps.length;

/** Chrome itself reports what could not be loaded; the page has said so in words, and nothing else may go wrong. */
const test = base.extend({
  conduct: async ({ conduct }, use) => {
    await use(conduct);
    const own = conduct.errors.filter((text) => /^Failed to load resource/.test(text));
    for (const text of own) conduct.errors.splice(conduct.errors.indexOf(text), 1);
  },
});

test('without JavaScript the whole walk reads, with the refusals’ own words', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/en/lab/first-boot/#csr-pending');
  const steps = page.getByRole('list', { name: 'The steps' }).locator('> li');
  await expect(steps).toHaveCount(STEPS);
  await expect(steps.nth(9).getByRole('heading', { name: 'The request waits' })).toBeVisible();
  await expect(page.locator('blockquote')).toHaveText([
    /^401 Unauthorized\s+Unauthorized$/,
    /^403 Forbidden\s+certificatesigningrequests\.certificates\.k8s\.io is forbidden: User "system:bootstrap:07401b" cannot create/,
  ]);
  for (const words of await page.locator('.walk .prose > p, .walk aside > p').allInnerTexts()) {
    expect(words.trim()).toMatch(/[.?:”]$|^It can also go like this/);
  }
  await expect(page.locator('figure')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await context.close();
});

for (const script of ['Bench', 'enter']) {
  test(`the lab’s script ${script} does not come: the walk reads, and a sentence says so`, async ({
    page,
  }) => {
    await page.route(new RegExp(`/_astro/${script}\\b.*\\.js`), (route) => route.abort());
    await page.goto('/en/lab/first-boot/');
    const lab = new LabPage(page);
    await lab.isAt({ status: 'failed' });
    await expect(page.getByRole('alert').filter({ hasText: 'script did not load' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'The steps' }).locator('> li:visible')).toHaveCount(
      STEPS,
    );
  });
}

const BROKEN = [
  ['is not reached', 'lab.recording.unreachable', undefined],
  ['is not there', 'lab.recording.missing', { status: 404, body: 'nothing here' }],
  ['is cut short', 'lab.recording.unreadable', { status: 200, body: '{"log":[{"type"' }],
  ['is something else', 'lab.recording.unreadable', { status: 200, body: '{"hello":1}' }],
] as const;

test('a recording that does not come leaves the first picture, the words and a way to try again', async ({
  page,
}) => {
  const lab = new LabPage(page);
  for (const [what, key, answer] of BROKEN) {
    await page.goto('about:blank');
    await page.route('**/recordings/**', (route) =>
      answer ? route.fulfill({ ...answer, contentType: 'application/json' }) : route.abort(),
    );
    await page.goto('/en/lab/first-boot/#csr-sent');
    await lab.isAt({ status: 'failed' });
    await expect(lab.notice(key), what).toBeVisible();
    await expect(page.locator('.walk section:visible')).toBeVisible();
    await page.unroute('**/recordings/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await lab.isAt({ status: 'ready', step: 'csr-sent' });
    await expect(lab.notice(key)).toHaveCount(0);
  }
});

test('another release that does not come leaves the one that is shown', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-sent');
  await page.route('**/recordings/first-boot/1.8.json', (route) => route.abort());
  await page.locator('[data-release-switch]').selectOption('1.8');
  await lab.isAt({ status: 'failed', release: '1.36', step: 'csr-sent' });
  await expect(page.locator('[data-release-switch]')).toHaveValue('1.36');
  await lab.next.click();
  await lab.isAt({ step: 'token-authenticated' });
});

test('the engine does not come: the recorded run stays, and Try again goes live', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('#csr-sent');
  await page.route(/\/_astro\/(simulation|live|pki)\./, (route) => route.abort());
  await page.locator('[data-go-live]').click();
  await lab.isAt({ status: 'failed', mode: 'recorded', step: 'csr-sent' });
  await expect(lab.notice('lab.live.chunk')).toBeVisible();
  await page.unroute(/\/_astro\/(simulation|live|pki)\./);
  await page.getByRole('button', { name: 'Try again' }).click();
  await lab.isAt({ status: 'ready', mode: 'live', step: 'csr-sent' });
});

test('a panel that does not come says so; the others work', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#certificate-stored');
  await page.route(/\/_astro\/Disk\./, (route) => route.abort());
  const panel = await lab.panel('disk');
  await expect(panel.getByRole('alert')).toContainText('This panel did not load');
  await lab.panel('logs');
  await expect(page.locator('[data-log=kubelet] p').first()).toBeVisible();
  await page.unroute(/\/_astro\/Disk\./);
  await lab.panel('disk');
  await expect(page.locator('[data-disk=node-1]')).toContainText('kubelet-client-current.pem');
});

test('without WebCrypto the reason stands where the control was, and the recorded run works', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
  });
  const lab = new LabPage(page);
  await page.goto('/en/lab/first-boot/?mode=live#csr-sent');
  await lab.isAt({ status: 'failed', mode: 'recorded', step: 'csr-sent' });
  await expect(lab.notice('lab.live.noCrypto')).toBeVisible();
  await lab.open('?variant=approve-by-hand#access-reviewed');
  await expect(page.locator('[data-go-live]')).toHaveCount(0);
  await expect(page.getByText('This page cannot make keys:').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
  await lab.stepToTheEnd();
  await lab.isAt({ step: firstBoot.steps.at(-1)!.id });
});

test('storage that is refused is told once something would be kept', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  const lab = new LabPage(page);
  await lab.open('#csr-sent');
  await expect(lab.notice('lab.storage')).toBeVisible();
  await lab.panel('logs');
  await lab.next.click();
  await expect(page.locator('[data-dock]')).toHaveAttribute('data-dock', 'logs');
});
