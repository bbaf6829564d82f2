import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listenNear } from '../../scripts/server/free-port.ts';
import { headersOf, parseHeadersFile } from '../../scripts/server/headers-file.ts';
import { createSiteServer, listen } from '../../scripts/server/site-server.ts';

const files: Record<string, string> = {
  '404.html': 'nothing here',
  'en/index.html': '<p>home</p>',
  'app.js': 'export {};',
  'font.woff2': 'wOF2',
  'recordings/a.json': '{}',
  _headers: '# who may read\n/recordings/*\n  Access-Control-Allow-Origin: *\n/*\n  X-Test: yes\n',
};

let root = '';
const servers: Server[] = [];

async function serve(base?: string): Promise<string> {
  const server = createSiteServer(base === undefined ? { root } : { root, base });
  servers.push(server);
  return `http://localhost:${await listen(server)}`;
}

/** The status of a path that is sent as it is; `fetch` would tidy it up. */
const rawStatus = (url: string, path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(root, 'en'));
  mkdirSync(join(root, 'recordings'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  writeFileSync(join(root, '..', 'outside.txt'), 'not for you');
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(join(root, '..', 'outside.txt'));
});

describe('the server of the built site', () => {
  it.each([
    ['/en/', 200, 'text/html; charset=utf-8'],
    ['/app.js', 200, 'text/javascript; charset=utf-8'],
    ['/font.woff2', 200, 'font/woff2'],
    ['/recordings/a.json', 200, 'application/json; charset=utf-8'],
    ['/nothing/', 404, 'text/html; charset=utf-8'],
  ])('answers %s with %d and its type', async (path, status, type) => {
    const response = await fetch((await serve()) + path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('adds the slash that a folder lacks', async () => {
    const response = await fetch(`${await serve()}/en`, { redirect: 'manual' });
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/en/');
  });

  it('shows the 404 page for what is not there', async () => {
    expect(await (await fetch(`${await serve()}/nothing`)).text()).toBe('nothing here');
  });

  it('honours _headers', async () => {
    const url = await serve();
    const open = await fetch(`${url}/recordings/a.json`);
    expect(open.headers.get('access-control-allow-origin')).toBe('*');
    const plain = await fetch(`${url}/en/`);
    expect(plain.headers.get('access-control-allow-origin')).toBeNull();
    expect(plain.headers.get('x-test')).toBe('yes');
  });

  it('serves text gzipped where that is understood', async () => {
    const url = await serve();
    const zipped = await fetch(`${url}/en/`, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.text()).toBe('<p>home</p>');
    const font = await fetch(`${url}/font.woff2`, { headers: { 'accept-encoding': 'gzip' } });
    expect(font.headers.get('content-encoding')).toBeNull();
  });

  it.each(['/../outside.txt', '/en/../../outside.txt', '/%2e%2e/outside.txt', '/..%2foutside.txt'])(
    'does not leave its folder for %s',
    async (path) => {
      expect(await rawStatus(await serve(), path)).toBe(404);
    },
  );

  it('refuses what is no address, and what is no reading', async () => {
    const url = await serve();
    expect(await rawStatus(url, '/%')).toBe(400);
    expect((await fetch(`${url}/en/`, { method: 'POST' })).status).toBe(405);
  });

  it('stands in a folder', async () => {
    const url = await serve('/sub/');
    expect((await fetch(`${url}/sub/en/`)).status).toBe(200);
    expect((await fetch(`${url}/en/`)).status).toBe(404);
    expect((await fetch(`${url}/sub`, { redirect: 'manual' })).headers.get('location')).toBe(
      '/sub/',
    );
  });
});

describe('a port that is taken', () => {
  it.each(['127.0.0.1', '::1', '0.0.0.0'])(
    'on %s is told, and the next free one used',
    async (host) => {
      const holder = createServer();
      servers.push(holder);
      const taken = await new Promise<number>((resolve) => {
        holder.listen(0, host, () => {
          const address = holder.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const server = createSiteServer({ root });
      servers.push(server);
      const told: number[] = [];
      const port = await listenNear(server, taken, (each) => told.push(each));
      expect(told[0]).toBe(taken);
      expect(port).toBe((told.at(-1) ?? 0) + 1);
      expect((await fetch(`http://localhost:${port}/en/`)).status).toBe(200);
    },
  );
});

describe('a _headers file', () => {
  it('lets every rule that matches speak', () => {
    const rules = parseHeadersFile('/*\n  A: 1\n\n/b/*\n  B: x: y\n/c.json\n  C: 3\n');
    expect(headersOf(rules, '/b/d')).toEqual({ A: '1', B: 'x: y' });
    expect(headersOf(rules, '/c.json')).toEqual({ A: '1', C: '3' });
    expect(headersOf(rules, '/cxjson')).toEqual({ A: '1' });
  });
});
