import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { headersOf, parseHeadersFile, type HeaderRule } from './headers-file.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pem': 'application/x-pem-file',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

const isText = (type: string): boolean => /^text\/|json|xml|wasm/.test(type);

export interface SiteOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** Where the site is mounted, `/` or `/sub/`. */
  readonly base?: string;
}

interface Found {
  readonly file: string;
  readonly status: 200 | 404;
}

type Answer = Found | { readonly redirect: string };

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** What a static host answers for a path: the file, the folder's index, a slash that is missing, or the 404 page. */
function find(root: string, base: string, path: string): Answer {
  const missing: Answer = { file: join(root, '404.html'), status: 404 };
  if (!path.startsWith(base)) return `${path}/` === base ? { redirect: base } : missing;
  const file = normalize(join(root, path.slice(base.length)));
  // `..` in an address must not lead out of the site.
  if (file !== root && !file.startsWith(root + sep) && file !== root + sep) return missing;
  if (isFile(file)) return { file, status: 200 };
  const index = join(file, 'index.html');
  if (!isFile(index)) return missing;
  return path.endsWith('/') ? { file: index, status: 200 } : { redirect: `${path}/` };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { file, status }: Found,
  headers: Record<string, string>,
): void {
  const type = types[extname(file)] ?? 'application/octet-stream';
  const zipped = isText(type) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    ...(zipped ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
    ...headers,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A reader who leaves in the middle closes the connection, which is no error of ours.
  const done = () => undefined;
  if (zipped) pipeline(createReadStream(file), createGzip(), response, done);
  else pipeline(createReadStream(file), response, done);
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** A server of the built site that honours its `_headers`. It is not listening yet. */
export function createSiteServer({ root: folder, base = '/' }: SiteOptions): Server {
  const root = normalize(folder).replace(/[\\/]$/, '');
  const headersFile = join(root, '_headers');
  const rules: HeaderRule[] = existsSync(headersFile)
    ? parseHeadersFile(readFileSync(headersFile, 'utf8'))
    : [];
  return createServer((request, response) => {
    const path = pathOf(request);
    if (path === undefined) {
      response.writeHead(400).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const found = find(root, base, path);
    if ('redirect' in found) response.writeHead(301, { Location: encodeURI(found.redirect) }).end();
    else if (isFile(found.file)) send(request, response, found, headersOf(rules, path));
    else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
  });
}

/**
 * Listens on a port, any free one where it is 0, and resolves with the port that it is. On every address: `localhost`
 * is 127.0.0.1 to some programs and ::1 to others, and a port that is taken on either counts as taken.
 */
export const listen = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
