import type { Page } from '@playwright/test';
import { axeFindings, expect, test } from '../support/test.ts';
import { LabPage } from './lab-page.ts';

const STATES = [
  ['the first view', ''],
  ['a refusal', '?variant=no-binding#creation-authorized'],
  ['a wrong link', '?release=9#nowhere'],
] as const;

const PANELS = ['inspector', 'terminal', 'logs', 'disk', 'chart', 'sequence'] as const;

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, address] of STATES) {
    test(`axe finds nothing in ${scheme}: ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const lab = new LabPage(page);
      await lab.open(address);
      expect(await axeFindings(page)).toEqual([]);
    });
  }

  test(`axe finds nothing in ${scheme}: every panel`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const lab = new LabPage(page);
    await lab.open('#certificate-stored');
    for (const panel of PANELS) {
      await lab.panel(panel);
      await expect(page.getByText('Loading …')).toHaveCount(0);
      expect(await axeFindings(page), panel).toEqual([]);
    }
    await lab.panel('inspector');
    await page.locator('[data-things]').selectOption('request');
    expect(await axeFindings(page), 'the gates').toEqual([]);
  });
}

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

/** Where everything of the bench stands in the document, to a tenth of a pixel. */
const places = (page: Page): Promise<Record<string, number[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [
        ...document.querySelectorAll(
          '[data-actor], [data-gate], [data-shelf], .lab-transport, .lab-dock, [data-next]',
        ),
      ].map((element, index) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [
          `${index} ${element.className}`.replace(
            / (idle|passed|refused|notReached|ahead|fresh|empty|notAsked|stopped)\b/g,
            '',
          ),
          [x, y, width, height].map((value) => Math.round(value * 10) / 10),
        ];
      }),
    ),
  );

for (const [width, height] of [
  [1280, 800],
  [900, 1100],
] as const) {
  test(`nothing shifts over the steps at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const lab = new LabPage(page);
    await lab.open('?variant=no-binding');
    const boxes = async (): Promise<number[][]> => Object.values(await places(page));
    const first = await boxes();
    expect(first.length).toBeGreaterThan(14);
    for (let steps = 0; (await lab.step()) !== 'creation-authorized'; steps += 1) {
      expect(steps).toBeLessThan(20);
      await lab.next.click();
      expect(stageOnly(await boxes(), width), (await lab.step()) ?? '').toEqual(
        stageOnly(first, width),
      );
    }
  });
}

/** Below the stage of one column stand the words, which are as long as they are. */
const stageOnly = (boxes: readonly number[][], width: number): readonly number[][] =>
  width >= 1240 ? boxes : boxes.slice(0, 15);

for (const width of [1280, 390]) {
  test(`the layout shifts neither while loading nor while playing at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      Reflect.set(window, 'shifted', 0);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const value = Reflect.get(entry, 'hadRecentInput') ? 0 : Reflect.get(entry, 'value');
          Reflect.set(window, 'shifted', Reflect.get(window, 'shifted') + value);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const shifted = (): Promise<number> =>
      page.evaluate(() => Reflect.get(window, 'shifted') as number);
    const lab = new LabPage(page);
    await lab.open();
    await page.waitForTimeout(300);
    expect(await shifted(), 'while loading').toBeLessThan(0.01);
    // A press by script is no input: every shift counts, as it does while playing.
    for (let steps = 0; steps < 15; steps += 1) {
      await lab.next.evaluate((button) => (button as HTMLElement).click());
      await page.waitForTimeout(60);
    }
    await lab.isAt({ step: 'node-registered' });
    // What is left is text that changes within its own box.
    expect(await shifted()).toBeLessThan(0.03);
  });
}

for (const width of [1280, 390, 320]) {
  test(`nothing is wider than ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const lab = new LabPage(page);
    for (const address of ['', '?variant=no-binding#creation-authorized', '#node-registered']) {
      await lab.open(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
}

test('the whole bench is seen at 1280 × 800 without scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const lab = new LabPage(page);
  await lab.open('#csr-pending');
  for (const part of ['.lab-stage', '.lab-dock', '.lab-acts', '.lab-transport']) {
    const box = await page.locator(part).boundingBox();
    expect(box!.y + box!.height, part).toBeLessThanOrEqual(800.5);
  }
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('on paper stand the figure, its caption and the whole walk; the controls vanish', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#creation-authorized');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('figcaption')).toHaveText(
    'Kubernetes 1.36, run: Without the first binding. Step 8: Known, but not allowed',
  );
  await expect(page.locator('.walk > li:visible')).toHaveCount(16);
  await expect(page.locator('[data-verbatim]')).toBeVisible();
  await expect(page.locator('button:not([data-thing]):visible')).toHaveCount(0);
  await expect(page.locator('select:visible')).toHaveCount(0);
});

test('in forced colours the refusal is told by the system’s own highlight', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const lab = new LabPage(page);
  await lab.open('?variant=no-binding#creation-authorized');
  const ground = (selector: string): Promise<string> =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground('[data-gate=authorization]')).not.toBe(await ground('[data-gate=storage]'));
  expect(await ground('[data-next]')).toBe(await ground('[data-gate=authorization]'));
});

test('under reduced motion nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = new LabPage(page);
  await lab.open('#server-checked');
  await lab.next.click();
  expect(
    await page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0).length,
    ),
  ).toBe(0);
});
