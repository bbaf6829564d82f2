import { expect, test } from '../support/test.ts';
import { firstBoot } from '../../../src/scenarios/first-boot/index.ts';
import { stepsOf } from '../../../src/scenarios/model.ts';
import { LabPage } from './lab-page.ts';

const idsAt = (release: (typeof firstBoot.releases)[number]): string[] =>
  stepsOf(firstBoot, release).map(({ id }) => id);
const IDS = idsAt(firstBoot.defaultRelease);

/** The oldest that the scenario has, and the one that the page opens with; the others with `npm run test:all`. */
const alwaysStepped = [firstBoot.releases[0], firstBoot.defaultRelease];

for (const release of firstBoot.releases) {
  const tag = alwaysStepped.includes(release) ? [] : ['@all'];
  test(
    `the recorded run of ${release} is stepped to its end and back`,
    { tag },
    async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open(`?release=${release}`);
      await lab.isAt({ release, step: IDS[0]!, mode: 'recorded', branch: 'trunk' });
      await expect(page.getByText('Recorded run, real keys')).toBeVisible();
      const ids = idsAt(release);
      expect(await lab.stepToTheEnd()).toEqual(ids);
      for (const id of ids.toReversed().slice(1)) {
        await lab.back.click();
        await lab.isAt({ step: id });
      }
      await expect(lab.back).toBeDisabled();
    },
  );
}

test('the words of the step, and only these, are shown, and the button names what will happen', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  const headings = page.locator('.walk h2:visible');
  await expect(headings).toHaveText(['The request waits']);
  await expect(lab.next).toHaveText('Next: the approver asks “may it?”');
  await lab.next.click();
  await expect(headings).toHaveText(['The approver asks for permission']);
  await expect(
    page.locator('.walk section:visible').locator('.prose').getByText('SubjectAccessReview'),
  ).toBeVisible();
});

test('Play goes on by itself, Pause stops it, Restart goes back, the row leads anywhere', async ({
  page,
}) => {
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
  await page.getByRole('link', { name: /The signer holds the CA key$/ }).click();
  await lab.isAt({ step: 'certificate-signed' });
  await expect(page.locator('[aria-current=step]')).toHaveText(
    String(IDS.indexOf('certificate-signed') + 1),
  );
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

test('a missing binding and a wrong token are refused in the words of the release', async ({
  page,
}) => {
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
  await page.getByLabel('Which run').selectOption('wrong-token');
  await lab.isAt({ step: 'token-authenticated' });
  await expect(text).toHaveText('Unauthorized');
  await expect(page.locator('[data-gate=authentication]')).toHaveAttribute('data-state', 'refused');
});

test('each step is announced in one sentence', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#token-authenticated');
  const said = page.locator('[data-lab] > .bench > [aria-live=polite]').first();
  const total = firstBoot.steps.length;
  await expect(said).toHaveText(`Step 7 of ${total}, Kubernetes 1.36: The token says who asks`);
  await lab.next.click();
  await expect(said).toHaveText(
    `Step 8 of ${total}, Kubernetes 1.36: Known, but not allowed; refused at Authorization, 403 Forbidden`,
  );
});
