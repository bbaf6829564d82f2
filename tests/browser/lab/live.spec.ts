import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Recording } from '../../../src/player/recording.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';
import { stepsOf } from '../../../src/scenarios/model.ts';
import { masked } from '../../../src/recordings/masked.ts';
import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

const idsAt = (release: Release): string[] => stepsOf(firstBoot, release).map(({ id }) => id);
const LAST = firstBoot.steps.at(-1)!.id;

const exported = async (lab: LabPage): Promise<Recording> => {
  await lab.panel('logs');
  const download = lab.page.waitForEvent('download');
  await lab.page.getByRole('button', { name: 'Export the log as JSON' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Recording;
};

/** Saves a download in a folder of its own and gives the folder. */
const saved = async (lab: LabPage, folder: string, ...files: string[]): Promise<void> => {
  for (const file of files) await (await lab.download(file)).saveAs(join(folder, file));
};

const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'lab-'));

/** Runs the command that the page shows, in the folder with the downloads, and gives what it prints. */
async function verify(page: Page, folder: string): Promise<string> {
  const command = await page.locator('[data-verify]').innerText();
  expect(command).toMatch(/^openssl /);
  return execFileSync('sh', ['-c', `${command} 2>&1`], { cwd: folder, encoding: 'utf8' });
}

/** One of each era; those of the same kind come with `npm run test:all`. */
const eras = [
  ['1.8'],
  ['1.11'],
  ['1.36'],
  ['1.4', '@all'],
  ['1.19', '@all'],
  ['1.27', '@all'],
] as const;

for (const [release, ...tag] of eras) {
  test(
    `${release} is stepped live to its end, and OpenSSL accepts what was made`,
    { tag },
    async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open(`?release=${release}`);
      await lab.goLive();
      await lab.isAt({ step: firstBoot.steps[0]!.id, release });
      await expect(page.getByText('Live: keys made in this tab')).toBeVisible();
      expect(await lab.stepToTheEnd()).toEqual(idsAt(release));

      const folder = freshFolder();
      const csr = await page.locator('[data-things] option', { hasText: 'PKCS#10' }).count();
      expect(csr).toBe(0);
      await lab.panel('inspector');
      await page
        .locator('[data-things]')
        .selectOption({ index: await optionOf(page, /^PKCS#10 request/) });
      await saved(lab, folder, 'kubelet-client.csr');
      expect(
        execFileSync('openssl', ['req', '-in', 'kubelet-client.csr', '-noout', '-subject'], {
          cwd: folder,
          encoding: 'utf8',
        }),
      ).toContain('O = system:nodes, CN = system:node:node-1');
      expect(await verify(page, folder)).toContain('verify OK');

      await lab.inspect('kubelet-client.pem');
      await saved(lab, folder, 'kubelet-client.pem', 'ca.crt');
      const command = await page.locator('[data-verify]').innerText();
      expect(command).toMatch(/^openssl verify -attime \d+ .*-purpose sslclient/);
      expect(await verify(page, folder)).toBe('kubelet-client.pem: OK\n');
    },
  );
}

/** Place of the option with that text in the inspector's list. */
async function optionOf(page: Page, text: RegExp): Promise<number> {
  const all = page.locator('[data-things] option');
  // The panel comes when it is first opened.
  await expect(all.filter({ hasText: text }).first()).toBeAttached();
  const options = await all.allInnerTexts();
  return options.findIndex((option) => text.test(option));
}

test('two live runs have other keys and, but for them, one log', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.goLive();
  const first = await exported(lab);
  const other = new LabPage(await context.newPage());
  await other.open();
  await other.goLive();
  const second = await exported(other);
  expect(masked(second.log)).toEqual(masked(first.log));
  const keys = ({ log }: Recording): string[] =>
    log.flatMap((fact) => (fact.type === 'key.generated' ? [fact.publicKey.spki] : []));
  expect(keys(first).length).toBeGreaterThan(2);
  expect(keys(first).filter((key) => keys(second).includes(key))).toEqual([]);
  expect(JSON.stringify(first)).not.toMatch(/PRIVATE KEY-----/);
});

test('nothing of the engine is requested before the first live run', async ({ page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#kubelet-starts');
  await lab.stepToTheEnd();
  await page.locator('[data-release-switch]').selectOption('1.8');
  await lab.isAt({ release: '1.8', status: 'ready' });
  const live = /\/_astro\/(simulation|pki|live)\./;
  expect(requested.filter((path) => live.test(path))).toEqual([]);
  await lab.goLive();
  expect(requested.filter((path) => live.test(path))).toHaveLength(3);
});

test('going live keeps the step and the variant, and so does the way back', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=approve-by-hand&release=1.19#csr-approved');
  await lab.goLive();
  await lab.isAt({ step: 'csr-approved', variant: 'approve-by-hand', release: '1.19' });
  await page.getByRole('button', { name: 'Show the recorded run' }).click();
  await lab.isAt({ mode: 'recorded', step: 'csr-approved', status: 'ready' });
  await page.goBack();
  await lab.isAt({ mode: 'live', step: 'csr-approved', status: 'ready' });
});

test('a request that waits is denied by hand: a branch, and the trunk stays', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=approve-by-hand#access-reviewed');
  await page.getByRole('button', { name: 'Deny', exact: true }).click();
  await lab.isAt({ mode: 'live', branch: 'branch-1', step: 'csr-approved', status: 'ready' });
  await expect(lab.notice('lab.act.printed')).toContainText(/kubectl printed: .* denied/);
  await expect(page.locator('.walk section:visible .varied:visible')).toHaveText(
    'This run stops here',
  );
  await expect(page.locator('[data-shelf=CertificateSigningRequest]')).toContainText('Denied');
  await page.locator('[data-branches]').selectOption('trunk');
  await lab.isAt({ branch: 'trunk', mode: 'live', status: 'ready' });
  await lab.stepToTheEnd();
  await lab.isAt({ step: LAST });
  await page.locator('[data-branches]').selectOption('branch-1');
  await lab.isAt({ branch: 'branch-1', step: 'csr-approved' });
});

test('an approver is faster than a person, and kubectl says so', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#access-reviewed');
  await page.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(lab.notice('lab.act.printed')).toContainText('is already Approved');
  await lab.next.click();
  await expect(lab.notice('lab.act.printed')).toBeHidden();
});

test('a binding taken away stops the next run through the corridor', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#node-provisioned');
  await page.locator('[data-act=delete]').click();
  await lab.isAt({ branch: 'branch-1', step: 'kubelet-starts', status: 'ready' });
  await lab.stepToTheEnd();
  await lab.isAt({ step: 'creation-authorized' });
  await expect(page.locator('[data-gate=authorization]')).toHaveAttribute('data-state', 'refused');
});

for (const [variant, step, ...tag] of [
  ['no-binding', 'creation-authorized'],
  ['wrong-token', 'token-authenticated', '@all'],
] as const) {
  test(`${variant} is mended, and the node becomes a member`, { tag }, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(`?variant=${variant}#${step}`);
    await lab.next.click();
    await lab.isAt({ mode: 'live', branch: 'branch-1', step, status: 'ready' });
    await lab.stepToTheEnd();
    await lab.isAt({ step: LAST });
  });
}

test('the last five branches stay reachable', { tag: '@all' }, async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#token-and-bindings');
  for (let made = 1; made <= 6; made += 1) {
    await page.locator('[data-act=delete], [data-act=create]').click();
    await lab.isAt({ branch: `branch-${made}`, status: 'ready' });
  }
  const offered = page.locator('[data-branches] option');
  await expect(offered).toHaveCount(6);
  await expect(offered.first()).toHaveText('Trunk');
  await expect(offered.nth(1)).toContainText('Branch 2:');
});

test('a private key is a gap in a recorded run, and is shown in a live one', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#certificate-stored');
  await lab.panel('disk');
  await expect(page.locator('[data-key-gap]')).toHaveText(
    'EC PRIVATE KEY: no log holds a private key',
  );
  await lab.goLive();
  await page.getByRole('button', { name: 'Show the one made in this tab' }).click();
  await expect(page.locator('[data-private-key]')).toContainText('BEGIN EC PRIVATE KEY');
});
