import { expect, type Download, type Locator, type Page } from '@playwright/test';

/** What the lab's root says of itself, by the end of the attribute's name. */
export type Where = Readonly<
  Partial<Record<'release' | 'step' | 'mode' | 'status' | 'branch' | 'variant', string>>
>;

/** The lab as a reader, or whoever drives it, meets it. */
export class LabPage {
  readonly page: Page;
  readonly root: Locator;
  readonly next: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('[data-lab]');
    this.next = page.locator('[data-next]');
    this.back = page.locator('[data-back]');
  }

  /** Opens the lab at `?…#…` and waits until it can be used. */
  async open(address = ''): Promise<void> {
    await this.page.goto(`/en/lab/first-boot/${address}`);
    await this.isAt({ status: 'ready' });
  }

  async isAt(where: Where): Promise<void> {
    for (const [name, value] of Object.entries(where)) {
      await expect(this.root).toHaveAttribute(`data-lab-${name}`, value);
    }
  }

  step(): Promise<string | null> {
    return this.root.getAttribute('data-lab-step');
  }

  /** Presses Next until it leads no further, and gives the steps that it came to. */
  async stepToTheEnd(): Promise<string[]> {
    const steps = [(await this.step()) ?? ''];
    while (await this.next.isEnabled()) {
      if ((await this.nextMakesABranch()) || steps.length > 40) break;
      await this.next.click();
      steps.push((await this.step()) ?? '');
    }
    return steps;
  }

  /** Where a run was refused, the button mends it, and that is no step. */
  async nextMakesABranch(): Promise<boolean> {
    return !(await this.next.innerText()).startsWith('Next: ');
  }

  async goLive(): Promise<void> {
    await this.page.locator('[data-go-live]').click();
    await this.isAt({ mode: 'live', status: 'ready' });
  }

  /** Opens a panel of the dock by its tab. */
  async panel(name: string): Promise<Locator> {
    const tab = this.page.locator(`#tab-${name}`);
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    const panel = this.page.locator('#lab-panel');
    await expect(panel).toBeVisible();
    return panel;
  }

  /** Opens the inspector on the thing of that title. */
  async inspect(title: string): Promise<void> {
    await this.panel('inspector');
    await this.page.locator('[data-things]').selectOption({ label: title });
  }

  async download(fileName: string): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.page.locator(`[data-download="${fileName}"]`).click();
    return await download;
  }

  notice(key: string): Locator {
    return this.page.locator(`[data-notice="${key}"]`);
  }
}
