import { expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';
import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';

const IDS = firstBoot.steps.map(({ id }) => id);

test('the first view is the recorded run at the newest release, and says so', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.isAt({ release: '1.36', step: IDS[0]!, mode: 'recorded', branch: 'trunk' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First boot');
  await expect(page.getByText('Recorded run, real keys')).toBeVisible();
});

for (const release of firstBoot.releases) {
  test(`the recorded run of ${release} is stepped to its end and back`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(`?release=${release}`);
    expect(await lab.stepToTheEnd()).toEqual(IDS);
    for (const id of IDS.toReversed().slice(1)) {
      await lab.back.click();
      await lab.isAt({ step: id });
    }
    await expect(lab.back).toBeDisabled();
  });
}

test('the words of the step, and only these, are shown', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  const headings = page.locator('.walk h2:visible');
  await expect(headings).toHaveText(['The request waits']);
  await lab.next.click();
  await expect(headings).toHaveText(['The approver asks for permission']);
  await expect(
    page.locator('.walk section:visible').locator('.prose').getByText('SubjectAccessReview'),
  ).toBeVisible();
});

test('the button names what will happen', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  await expect(lab.next).toHaveText('Next: the approver asks “may it?”');
});

test('Play goes on by itself, Pause stops it, Restart goes back to the start', async ({ page }) => {
  const lab = new LabPage(page);
  await page.clock.install();
  await lab.open();
  await page.getByRole('button', { name: 'Play' }).click();
  await lab.isAt({ step: IDS[1]! });
  await page.clock.runFor(3300);
  await lab.isAt({ step: IDS[2]! });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.clock.runFor(20_000);
  await lab.isAt({ step: IDS[2]! });
  await page.getByRole('button', { name: 'Restart' }).click();
  await lab.isAt({ step: IDS[0]! });
});

test('the row of steps leads to any of them', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('link', { name: 'Step 13: The signer holds the CA key' }).click();
  await lab.isAt({ step: 'certificate-signed' });
  await expect(page.locator('[aria-current=step]')).toHaveText('13');
});

test('the release switch keeps the step and changes the words', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#csr-sent');
  const words = page.locator('.walk section:visible .prose');
  await expect(words.getByText('v1beta1', { exact: true })).toBeHidden();
  await page.locator('[data-release-switch]').selectOption('1.8');
  await lab.isAt({ release: '1.8', step: 'csr-sent', mode: 'recorded' });
  await expect(words.getByText('v1beta1', { exact: true })).toBeVisible();
  await lab.back.click();
  await lab.isAt({ release: '1.8', step: 'server-checked' });
});

test('a missing binding is refused in the words of the release', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('#creation-authorized');
  await page.getByLabel('Which run').selectOption('no-binding');
  await lab.isAt({ variant: 'no-binding', step: 'creation-authorized' });
  const text = page.locator('[data-verbatim]');
  await expect(text).toHaveText(
    'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope',
  );
  await expect(page.locator('[data-gate=authorization]')).toHaveAttribute('data-state', 'refused');
  await expect(page.locator('[data-gate=storage]')).toHaveAttribute('data-state', 'notReached');
  await expect(page.getByRole('heading', { name: 'What would change it' })).toBeVisible();
  await page.locator('[data-release-switch]').selectOption('1.8');
  await expect(text).toContainText('cannot create certificatesigningrequests.certificates.k8s.io');
});

test('a wrong token is refused at authentication', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=wrong-token#node-registered');
  await lab.isAt({ step: 'token-authenticated' });
  await expect(page.locator('[data-verbatim]')).toHaveText('Unauthorized');
  await expect(page.locator('[data-gate=authentication]')).toHaveAttribute('data-state', 'refused');
});

test('each step is announced in one sentence', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#token-authenticated');
  const said = page.locator('[data-lab] > .bench > [aria-live=polite]').first();
  await expect(said).toHaveText('Step 7 of 16, Kubernetes 1.36: The token says who asks');
  await lab.next.click();
  await expect(said).toHaveText(
    'Step 8 of 16, Kubernetes 1.36: Known, but not allowed; refused at Authorization, 403 Forbidden',
  );
});
