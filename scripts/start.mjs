/** `npm start`: builds the site and serves it. A port may be given: `npm start -- 8080`. */
import './node-version.mjs';

const { buildSite, mountOf } = await import('./build/site.ts');
const { listenNear } = await import('./server/free-port.ts');
const { createSiteServer } = await import('./server/site-server.ts');

const port = Number(process.argv[2] ?? 4321);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`${process.argv[2]} is no port: give a number from 1 to 65535.`);
  process.exit(1);
}

await buildSite();
const base = mountOf(process.env.SITE_URL);
const server = createSiteServer({ root: 'dist', base });
const actual = await listenNear(server, port, (taken) =>
  console.log(`Port ${taken} is taken, trying ${taken + 1}.`),
);
console.log(`\nThe site is at http://localhost:${actual}${base}\nStop it with Ctrl+C.`);
