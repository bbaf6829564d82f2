/** The same measures in Chromium, from the sources as a development server gives them out. */
import { chromium } from '@playwright/test';
import { createViteServer } from 'vitest/node';
import { findChromium, versionOf } from '../../tests/browser/support/chromium.ts';
import type { Scale } from './all.ts';
import type {} from './page.ts';
import type { Row } from './measures.ts';

export interface PageMeasures {
  readonly version: string;
  readonly rows: readonly Row[];
  readonly growth: number;
}

/** Throws where no Chromium can be found. */
export async function measureInChromium(scale: Scale): Promise<PageMeasures> {
  const executablePath = await findChromium();
  const server = await createViteServer({
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: 'localhost' },
    optimizeDeps: { include: ['immutable', 'xstate', '@peculiar/x509', '@noble/hashes/sha2.js'] },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}scripts/bench/page.html`);
    await page.waitForFunction(() => document.title === 'ready');
    const measured = await page.evaluate((wanted) => window.measure(wanted), scale);
    return { version: versionOf(executablePath), ...measured };
  } finally {
    await browser.close();
    await server.close();
  }
}
