import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, makePageServer, noncePlaceholder, origin } from '../../main/pages.ts';

let folder: string;
let outside: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'pages-'));
  folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'main.js'), 'secret');
  writeFileSync(join(folder, 'index.html'), `<meta content="${noncePlaceholder}"><style nonce="${noncePlaceholder}">`);
  writeFileSync(join(folder, 'assets', 'worker.js'), '1');
  writeFileSync(join(folder, 'assets', 'worker.js.map'), '{}');
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit) => makePageServer(folder, false)(new Request(`${origin}${path}`, init));

describe('the window’s own files', () => {
  test.each(['/index.html', '/assets/worker.js', '/none.js'])('carry the whole policy: %s', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  });

  test('may compile nothing, but for the table worker, and that only WebAssembly', async () => {
    for (const name of [
      'worker-B0_a-1.js',
      'pattern-worker-B0.js',
      'rank-worker-B0.js',
      'receive-worker-B0.js',
      'index-B0.js',
    ]) {
      writeFileSync(join(folder, 'assets', name), '1');
      const policy = (await get(`/assets/${name}`)).headers.get('Content-Security-Policy') ?? '';
      const scripts = /script-src ([^;]*);/.exec(policy)?.[1];
      expect(scripts, name).toBe(name.startsWith('worker-') ? "'self' 'wasm-unsafe-eval'" : "'self'");
    }
  });

  test('may fetch nothing but their own kind, and the receiver nothing but a report', async () => {
    for (const name of ['worker-B0.js', 'receive-worker-B0.js', 'index-receive-worker-B0.js', 'index-B0.js']) {
      writeFileSync(join(folder, 'assets', name), '1');
      const policy = (await get(`/assets/${name}`)).headers.get('Content-Security-Policy') ?? '';
      const sources = /connect-src ([^;]*);/.exec(policy)?.[1];
      expect(sources, name).toBe(name.startsWith('receive-worker-') ? 'report:' : "'self'");
    }
  });

  test('say what they are', async () => {
    expect((await get('/assets/worker.js?v=1')).headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/index.html')).headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  });

  test('have a nonce that is new at every load and stands in the page and in its policy', async () => {
    const serve = makePageServer(folder, false);
    const load = async () => {
      const response = await serve(new Request(`${origin}/index.html`));
      const found = [...(await response.text()).matchAll(/"([^"]+)"/g)].map((match) => match[1]);
      const nonce = found[0] ?? '';
      expect(found).toEqual([nonce, nonce]);
      expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy('/index.html', nonce));
      return nonce;
    };
    const nonces = [await load(), await load()];
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test.each([
    '/',
    '/none.js',
    '/../main.js',
    '/..%2fmain.js',
    '/%2e%2e/main.js',
    '/assets',
    '/assets/worker.js.map',
    '//x',
  ])('are all there is: %s is not found', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('are read by GET, from their own address', async () => {
    expect((await get('/index.html', { method: 'POST' })).status).toBe(404);
    expect((await makePageServer(folder, false)(new Request('app://other/index.html'))).status).toBe(404);
  });

  test('are those that were there at the start', async () => {
    const serve = makePageServer(folder, false);
    writeFileSync(join(folder, 'late.js'), '1');
    expect((await serve(new Request(`${origin}/late.js`))).status).toBe(404);
  });
});
