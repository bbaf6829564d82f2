import { freshBuild } from '../../../scripts/build/fresh.ts';
import { createSiteServer, listen } from '../../../scripts/server/site-server.ts';
import { findChromium, versionOf } from './chromium.ts';

/** The workers inherit the environment of this process, which is how they learn the addresses and the browser. */
const serve = async (root: string, base: string): Promise<{ url: string; close: () => void }> => {
  const server = createSiteServer({ root, base });
  const port = await listen(server);
  return { url: `http://localhost:${port}${base}`, close: () => server.close() };
};

/** Finds Chromium, builds the site at `/` and at `/sub/`, and serves both until the tests are over. */
export default async function setup(): Promise<() => void> {
  const chromium = await findChromium();
  console.log(versionOf(chromium));
  process.env.CHROMIUM_PATH = chromium;
  const root = await serve(await freshBuild('root'), '/');
  const sub = await serve(
    await freshBuild('sub', { siteUrl: 'http://localhost:4321/sub/' }),
    '/sub/',
  );
  process.env.TEST_SITE_URL = root.url;
  process.env.TEST_SUB_SITE_URL = sub.url;
  return () => {
    root.close();
    sub.close();
  };
}
