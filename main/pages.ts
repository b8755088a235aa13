/**
 * The window's own files, served as `app://proctorsheet/…` from a fixed list: nothing else of the disk can be asked
 * for. Every answer carries the whole policy, worker scripts too, because a worker does not inherit its page's.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export const scheme = 'app';
export const origin = `${scheme}://proctorsheet`;
export const startPage = `${origin}/index.html`;
/** The bytes of a report that is being read (see reading.ts): `report://read-1/`. */
export const reportScheme = 'report';
export const reportAddress = (port: string): string => `${reportScheme}://${port}/`;
/** Stands in index.html wherever the nonce of this load belongs. */
export const noncePlaceholder = '__STYLE_NONCE__';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The one script that may compile WebAssembly: the table worker, for its kernel (shared/table/kernel.ts). */
const tableWorker = /^\/assets\/worker-[\w-]+\.js$/;

/** And the one that may fetch the bytes of a report, and nothing else. */
const receiver = /^\/assets\/receive-worker-[\w-]+\.js$/;

/** `data:` images are AG Grid's icons, which its theme carries in its style sheet. */
export function contentSecurityPolicy(path: string, nonce?: string): string {
  return [
    "default-src 'none'",
    `script-src 'self'${tableWorker.test(path) ? " 'wasm-unsafe-eval'" : ''}`,
    "worker-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${receiver.test(path) ? `${reportScheme}:` : "'self'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function headers(path: string, type: string, nonce?: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(path, nonce),
    'X-Content-Type-Options': 'nosniff',
    // Together they isolate the page, which is what allows columns to be shared with the worker.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** Every file under a folder, by the path that the page asks for. */
export function listPages(folder: string): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (types[extname(entry.name)]) pages.set(path, join(folder, path));
    }
  };
  visit('');
  return pages;
}

const notFound = (): Response => new Response('Not found.', { status: 404, headers: headers('', 'text/plain') });

/** @param dev lists the folder again at every load of the page, since a build in the background renames files. */
export function makePageServer(folder: string, dev: boolean): (request: Request) => Promise<Response> {
  let pages = listPages(folder);
  return async (request) => {
    const { href, pathname } = new URL(request.url);
    if (request.method !== 'GET' || !href.startsWith(`${origin}/`)) return notFound();
    if (dev && pathname === '/index.html') pages = listPages(folder);
    const path = pages.get(pathname);
    const type = path && types[extname(path)];
    if (!path || !type) return notFound();
    const body = await readFile(path);
    if (extname(path) !== '.html') return new Response(body, { headers: headers(pathname, type) });
    const nonce = randomBytes(16).toString('base64');
    return new Response(body.toString('utf8').replaceAll(noncePlaceholder, nonce), {
      headers: headers(pathname, type, nonce),
    });
  };
}
