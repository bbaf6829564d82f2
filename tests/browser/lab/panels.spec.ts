import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Recording } from '../../../src/player/recording.ts';
import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

const openssl = (args: readonly string[], input: string): string =>
  execFileSync('openssl', args, { input, encoding: 'utf8' });

test('the inspector prints every certificate and request byte for byte as OpenSSL does', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('#node-registered');
  await lab.panel('inspector');
  const titles = await page.locator('[data-things] option').allInnerTexts();
  const credentials = titles.filter((title) => /^PKCS#10|\.(crt|pem)$/.test(title));
  expect(credentials.length).toBeGreaterThanOrEqual(6);
  for (const title of credentials) {
    await lab.inspect(title);
    const text = await page.locator('[data-shown=fields]').textContent();
    await page.getByRole('button', { name: 'PEM', exact: true }).click();
    const pem = (await page.locator('[data-shown=pem]').textContent()) ?? '';
    const command = title.startsWith('PKCS#10') ? 'req' : 'x509';
    expect(text, title).toBe(openssl([command, '-noout', '-text'], pem));
    await page.getByRole('button', { name: 'Fields' }).click();
  }
});

test('the inspector follows the steps until something is chosen', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  await lab.panel('inspector');
  const yaml = page.locator('[data-shown=yaml]');
  await expect(yaml).toContainText('kind: CertificateSigningRequest');
  const object = parse((await yaml.textContent()) ?? '') as { spec: Record<string, unknown> };
  expect(object.spec).toMatchObject({
    username: 'system:bootstrap:07401b',
    signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
  });
  await lab.inspect('ca.crt');
  await lab.next.click();
  await expect(page.locator('[data-shown=fields]')).toContainText('CA:TRUE');
  await page.getByRole('button', { name: 'Follow the steps' }).click();
  await expect(page.locator('[data-gate-row=authorization]')).toBeVisible();
});

test('a PEM is copied with the command that verifies it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open('#certificate-signed');
  await lab.inspect('ca.crt');
  await page.getByRole('button', { name: 'PEM', exact: true }).click();
  await page.getByRole('button', { name: 'Copy: ca.crt' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await page.locator('[data-shown=pem]').textContent());
  await page.getByRole('button', { name: 'Copy: command' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^openssl verify /);
});

test('the gates say who was asked and by which rule', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#creation-authorized');
  await page.locator('[data-gate=authorization] button').click();
  const row = page.locator('[data-gate-row=authorization]');
  await expect(row).toContainText('RBAC');
  await expect(row).toContainText('clusterroles//system:node-bootstrapper');
  await row.getByRole('button', { name: /kubeadm:kubelet-bootstrap/ }).click();
  await expect(page.locator('[data-shown=yaml]')).toContainText('kind: ClusterRoleBinding');
});

test('the logs are those of the release, and the run is exported as JSON', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?release=1.8#node-registered');
  await lab.panel('logs');
  await expect(page.locator('[data-log=kubelet] p').first()).toHaveText(/^I0302 09:00:0\d\.\d{6} /);
  await page.getByRole('button', { name: 'kube-controller-manager' }).click();
  await expect(page.locator('[data-log=kube-controller-manager]')).toBeVisible();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the log as JSON' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('lab-first-boot-1.8-recorded.json');
  const run = JSON.parse(readFileSync(await download.path(), 'utf8')) as Recording;
  expect(run).toMatchObject({ scenario: 'first-boot', release: '1.8', mode: 'recorded' });
  expect(run.log[0]?.type).toBe('scenario.started');
  expect(run.log.map(({ seq }) => seq)).toEqual([...run.log.keys()]);
});

test('the disk shows modes and the symlink, which leads to certificate and key', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('#certificate-stored');
  await lab.panel('disk');
  const link = page.locator('[data-disk=node-1] p', { hasText: 'kubelet-client-current.pem' });
  await expect(link).toContainText('lrwxrwxrwx');
  await expect(link).toContainText('→ /var/lib/kubelet/pki/kubelet-client-2026-03-02-09-00-');
  await link.getByRole('button').click();
  await expect(page.locator('[data-file]')).toContainText('-----BEGIN CERTIFICATE-----');
  await expect(page.locator('[data-file] [data-key-gap]')).toBeVisible();
  await lab.back.click();
  await expect(link).toHaveCount(0);
});

test('the state chart lights the state of the step', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  await lab.panel('chart');
  const lit = page.locator('[data-lit]');
  await page.getByRole('button', { name: 'CertificateSigningRequest', exact: true }).click();
  await expect(lit).toHaveAttribute('data-lit', 'pending');
  for (const [step, state] of [
    ['csr-approved', 'approved'],
    ['certificate-signed', 'issued'],
  ] as const) {
    while ((await lab.step()) !== step) await lab.next.click();
    await expect(lit).toHaveAttribute('data-lit', state);
    await expect(page.locator('.state.lit .name')).toHaveText(state);
  }
});

test('the sequence shows the message in flight, and who it is from', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-approved');
  await lab.panel('sequence');
  const current = page.locator('[data-arrow][data-current]');
  await expect(current).toContainText('update certificatesigningrequests/approval');
  await expect(page.locator('[data-arrow][data-status=inFlight]').first()).toBeAttached();
  await expect(page.locator('[data-arrow=handshake]').first()).toBeAttached();
  const arrows = await page.locator('[data-arrow]').count();
  await page.getByRole('checkbox', { name: 'watches too' }).check();
  expect(await page.locator('[data-arrow]').count()).toBeGreaterThan(arrows);
});

test('the terminal shows what was typed and what kubectl printed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=approve-by-hand#certificate-signed');
  await lab.panel('terminal');
  const terminal = page.locator('[data-terminal]');
  await expect(terminal).toContainText('$ kubectl get csr');
  await expect(terminal).toContainText(/SIGNERNAME +REQUESTOR +REQUESTEDDURATION +CONDITION/);
  await expect(terminal).toContainText('$ kubectl certificate approve csr-');
  await expect(terminal).toContainText('approved');
});

test('all panels show one cursor: Back and Next change nothing', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#certificate-stored');
  for (const name of ['inspector', 'terminal', 'logs', 'disk', 'chart', 'sequence']) {
    const panel = await lab.panel(name);
    await expect(panel.getByText('Loading …')).toHaveCount(0);
    const before = await panel.innerText();
    await lab.back.click();
    await lab.next.click();
    expect(await panel.innerText(), name).toBe(before);
  }
});
