import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { axeFindings, expect, focused, test } from './support/test.ts';

const LAB = '/en/lab/first-boot/';
const STEPS = 16;

const lab = (page: Page): Locator => page.locator('[data-lab]');
const next = (page: Page): Locator => page.getByRole('button', { name: /^Next:/ });

async function open(page: Page, address = LAB): Promise<void> {
  await page.goto(address);
  await expect(lab(page)).toHaveAttribute('data-lab-status', 'ready');
}

async function goLive(page: Page): Promise<void> {
  await page.getByText('Run it with my own keys').click();
  await expect(lab(page)).toHaveAttribute('data-lab-mode', 'live');
  await expect(lab(page)).toHaveAttribute('data-lab-status', 'ready');
}

async function stepToTheEnd(page: Page): Promise<string[]> {
  const seen = [await lab(page).getAttribute('data-lab-step')];
  for (let step = 1; step < STEPS; step += 1) {
    const before = seen.at(-1)!;
    await next(page).click();
    await expect(lab(page)).not.toHaveAttribute('data-lab-step', before);
    await expect(lab(page)).toHaveAttribute('data-lab-status', 'ready');
    seen.push(await lab(page).getAttribute('data-lab-step'));
  }
  return seen.map((step) => step ?? '');
}

const run = (command: string, folder: string): string =>
  execFileSync('bash', ['-c', `${command} 2>&1`], { cwd: folder, encoding: 'utf8' });

async function inspect(page: Page, file: RegExp): Promise<void> {
  const choice = page.locator('select[data-things]');
  const wanted = choice.locator('option').filter({ hasText: file }).first();
  await choice.selectOption({ label: (await wanted.innerText()).trim() });
}

/** Saves everything that the inspector offers, and gives the command that it shows for it. */
async function saveAll(page: Page, folder: string): Promise<string> {
  const buttons = page.locator('.inspector').getByRole('button', { name: /^Download / });
  for (const button of await buttons.all()) {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    writeFileSync(join(folder, download.suggestedFilename()), readFileSync(await download.path()));
  }
  return page.locator('[data-verify]').innerText();
}

for (const release of ['1.8', '1.11', '1.36']) {
  test(`runs live to its end at ${release}, and OpenSSL accepts what was made`, async ({
    page,
  }) => {
    await open(page, `${LAB}?release=${release}`);
    await goLive(page);
    const seen = await stepToTheEnd(page);
    expect(new Set(seen).size).toBe(STEPS);
    expect(seen.at(-1)).toBe('node-registered');
    await expect(lab(page)).toHaveAttribute('data-lab-release', release);

    const folder = mkdtempSync(join(tmpdir(), 'kubelet-tls-lab-'));
    await page.getByText('Inspector', { exact: true }).click();
    await inspect(page, /^PKCS#10 request in/);
    const checkRequest = await saveAll(page, folder);
    expect(checkRequest).toMatch(/^openssl req .*-verify/);
    expect(run(checkRequest, folder)).toContain('verify OK');
    await inspect(page, /^kubelet-client/);
    const checkCertificate = await saveAll(page, folder);
    expect(checkCertificate).toMatch(/^openssl verify .*-attime \d+/);
    expect(checkCertificate).toContain('-purpose sslclient');
    expect(run(checkCertificate, folder)).toMatch(/: OK$/m);
  });
}

test('needs neither engine nor keys for the recorded run', async ({ page }) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.url());
  });
  await open(page);
  await stepToTheEnd(page);
  const before = scripts.length;
  await goLive(page);
  expect(scripts.length).toBeGreaterThan(before);
});

test('steps by keyboard only', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 60 && !/^button Next:/.test(await focused(page)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'token-and-bindings');
  await page.keyboard.press('ArrowRight');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'node-provisioned');
  await page.keyboard.press('ArrowLeft');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'token-and-bindings');
  await page.keyboard.press('End');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'node-registered');
  await page.keyboard.press('Home');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'control-plane');
});

test('a link leads to its step, Back of the browser to the one before a jump', async ({ page }) => {
  await open(page, `${LAB}?release=1.11#csr-pending`);
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'csr-pending');
  await expect(lab(page)).toHaveAttribute('data-lab-release', '1.11');
  await page.getByRole('combobox', { name: 'Kubernetes' }).selectOption({ label: '1.27' });
  await expect(lab(page)).toHaveAttribute('data-lab-release', '1.27');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'csr-pending');
  await page.goBack();
  await expect(lab(page)).toHaveAttribute('data-lab-release', '1.11');
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'csr-pending');
});

for (const [variant, step, text] of [
  ['no-binding', 'creation-authorized', 'is forbidden'],
  ['wrong-token', 'token-authenticated', 'Unauthorized'],
] as const) {
  test(`shows the refusal of ${variant} with its exact text`, async ({ page }) => {
    await open(page, `${LAB}?variant=${variant}#${step}`);
    await expect(lab(page)).toHaveAttribute('data-lab-step', step);
    await expect(lab(page)).toContainText(text);
  });
}

test('a person approves by hand, as a branch of the run', async ({ page }) => {
  await open(page, `${LAB}?variant=approve-by-hand#csr-pending`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(lab(page)).toHaveAttribute('data-lab-mode', 'live');
  await expect(lab(page)).toHaveAttribute('data-lab-status', 'ready');
  await expect(lab(page)).not.toHaveAttribute('data-lab-branch', '');
});

for (const [what, address, words] of [
  ['release', '?release=9.99', 'which is no release'],
  ['step', '#no-such-step', 'which this scenario does not have'],
  ['variant', '?variant=nonsense', 'which this scenario does not have'],
  ['parameter', '?colour=red', 'which means nothing here'],
  ['mode', '?mode=sideways', 'recorded or live'],
] as const) {
  test(`an unknown ${what} in the link gets a sentence, and the lab works`, async ({ page }) => {
    await open(page, `${LAB}${address}`);
    await expect(page.getByText(words, { exact: false }).first()).toBeVisible();
    await next(page).click();
    await expect(lab(page)).toHaveAttribute('data-lab-step', 'token-and-bindings');
  });
}

test('says why there is no live run without WebCrypto', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }),
  );
  await page.goto(`${LAB}?mode=live`);
  await expect(
    page.getByText('This page cannot make keys', { exact: false }).first(),
  ).toBeVisible();
  await expect(lab(page)).toHaveAttribute('data-lab-mode', 'recorded');
  await next(page).click();
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'token-and-bindings');
});

test('works where the browser refuses storage', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await open(page);
  await next(page).click();
  await expect(lab(page)).toHaveAttribute('data-lab-step', 'token-and-bindings');
});

test('keeps its place while it is stepped through', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  const button = next(page);
  const before = await button.boundingBox();
  for (let step = 1; step < STEPS - 1; step += 1) {
    await page.keyboard.press('Escape');
    await button.click();
    const box = await next(page).boundingBox();
    expect([box?.x, box?.width, (box?.y ?? 0) + (box?.height ?? 0)]).toEqual([
      before?.x,
      before?.width,
      (before?.y ?? 0) + (before?.height ?? 0),
    ]);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const address of [
    LAB,
    `${LAB}#csr-pending`,
    `${LAB}?variant=no-binding#creation-authorized`,
  ]) {
    test(`has no finding of axe at ${address} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, address);
      expect(await axeFindings(page)).toEqual([]);
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole walk reads as an ordered list', async ({ page }) => {
    await page.goto(LAB);
    const steps = page
      .locator('ol section[id], ol > li[id], section[id] ')
      .filter({ hasText: /\w/ });
    expect(await steps.count()).toBeGreaterThanOrEqual(STEPS);
    for (const id of ['control-plane', 'csr-pending', 'node-registered'])
      await expect(page.locator(`#${id}`)).toBeVisible();
    await expect(page.locator('body')).toContainText(
      'is forbidden: User "system:bootstrap:07401b"',
    );
    await expect(page.locator('body')).toContainText('Unauthorized');
  });
});
