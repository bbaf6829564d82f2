import { freshBuild } from '../../scripts/build/fresh.ts';

/** Vitest's global set-up of the site tests: the site as built at the root of a host, and in a folder of one. */
export default async function setup(): Promise<void> {
  await freshBuild('root');
  await freshBuild('sub', { siteUrl: 'http://localhost:4321/sub/' });
}
