import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** What a page did that no page of this site may do. */
export interface Conduct {
  /** Errors of scripts, unhandled rejections, and what the console calls an error. */
  readonly errors: string[];
  readonly policyViolations: string[];
  /** Requests to any other origin. */
  readonly foreignRequests: string[];
}

interface Fixtures {
  /** Watches the page from its first request; every test ends by asking that it did nothing forbidden. */
  readonly conduct: Conduct;
}

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run through playwright.config.ts`);
  return value;
};

/** The site under a folder, as on a host that mounts it there. */
export const subSiteUrl = (): string => env('TEST_SUB_SITE_URL');

/** Chrome reports a page's own 404 status as a console error; the page is there all the same. */
const isOwnStatus = (text: string): boolean => /status of 404/.test(text);

const isForeign = (url: string, origin: string): boolean =>
  /^(https?|wss?):/.test(url) && new URL(url).origin !== origin;

/** `test` for this site: the page's base is the built site, and every page is watched. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies off this pattern.
  baseURL: async ({}, use) => use(env('TEST_SITE_URL')),
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, executablePath: env('CHROMIUM_PATH'), args: ['--no-sandbox'] }),
  conduct: [
    async ({ page, baseURL }, use) => {
      const conduct: Conduct = { errors: [], policyViolations: [], foreignRequests: [] };
      const { origin } = new URL(baseURL ?? '');
      page.on('pageerror', (error) => conduct.errors.push(error.message));
      page.on('console', (message) => {
        const text = message.text();
        if (/Content.Security.Policy/i.test(text)) conduct.policyViolations.push(text);
        else if (message.type() === 'error' && !isOwnStatus(text)) conduct.errors.push(text);
      });
      page.on('request', (request) => {
        if (isForeign(request.url(), origin)) conduct.foreignRequests.push(request.url());
      });
      await use(conduct);
      expect(conduct).toEqual({ errors: [], policyViolations: [], foreignRequests: [] });
    },
    { auto: true },
  ],
});

export { expect };

interface AxeScope {
  /** Selector of the part that is looked at; the whole page where absent. */
  readonly part?: string;
  /** `contrast`: in the other scheme nothing but the colours is another. */
  readonly only?: 'contrast';
}

/** Rules of axe that the page breaks now, with what breaks them. */
export async function axeFindings(page: Page, { part, only }: AxeScope = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (part !== undefined) axe.include(part);
  if (only === 'contrast') axe.withRules(['color-contrast']);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

/** What has the focus, as a person would say it: role and name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} ${name.replace(/\s+/g, ' ').trim()}`.trim();
  });
