import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  chooseInMenu,
  columnTexts,
  complete,
  drop,
  fixture,
  openApp,
  readersOf,
  scratchFolder,
  settled,
} from '../support/app.ts';

/**
 * What the window may not do, tried from inside it: the tests stand where a script would stand that a report smuggled
 * in. Answers that can only come from outside the page (the sandbox of its process) are asked of the system.
 */

const { env } = process;
const folder = scratchFolder('lockdown');
const report = fixture(folder, 'reports/v3.csv');
const startPage = 'app://proctorsheet/index.html';

/**
 * Each way in which text becomes code, tried in a page or a worker. Not at once: the debugger's own evaluation is
 * exempt from the policy, and what it calls directly is too, but not what runs after it.
 */
function codeFromText(): Promise<string[]> {
  const ways: Record<string, () => unknown> = {
    // biome-ignore lint/security/noGlobalEval: this is what is tried
    eval: () => globalThis.eval('1'),
    Function: () => new Function('return 1')(),
    'indirect Function': () => (async () => 0).constructor('return 1')(),
  };
  const came: string[] = [];
  return new Promise((resolve) => {
    setTimeout(() => {
      for (const [name, way] of Object.entries(ways)) {
        try {
          came.push(`${name}: ran (${way()})`);
        } catch (error) {
          came.push(`${name}: ${(error as Error).name}`);
        }
      }
      (globalThis as { ranAsText?: boolean }).ranAsText = false;
      try {
        setTimeout('globalThis.ranAsText = true' as unknown as () => void);
      } catch {
        // Also an answer.
      }
      setTimeout(() => {
        came.push(`setTimeout: ${(globalThis as { ranAsText?: boolean }).ranAsText ? 'ran' : 'refused'}`);
        resolve(came);
      }, 50);
    });
  });
}
const allRefused = ['eval: EvalError', 'Function: EvalError', 'indirect Function: EvalError', 'setTimeout: refused'];

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await page.waitForSelector('.start');
});
afterAll(() => app?.close());

/** The first test, since those after it make the page complain. */
it('breaks none of its own rules when a report is opened, searched, sorted, filtered, read and put away', async () => {
  await drop(page, [report]);
  await complete(page);
  await page.getByRole('searchbox').fill('example.org');
  await settled(page);
  await page.click('.ag-header-cell[col-id="username"]');
  await settled(page);
  await page.click('.ag-row[row-index="0"] [col-id="username"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.report-pane');
  await page.keyboard.press('Escape');
  await page.click('.status-verdicts button');
  await settled(page);
  expect((await columnTexts(page, 'username')).length).toBeGreaterThan(0);
  await page.hover('.ag-row[row-index="0"] [col-id="exam_name"]');
  for (const item of ['Theme: dark', 'Theme: light', 'Times in local time', 'Theme: as the system', 'Times in UTC']) {
    await chooseInMenu(app, 'View', item);
  }
  await chooseInMenu(app, 'File', 'Export…');
  await page.waitForSelector('[role="dialog"]');
  await page.keyboard.press('Escape');
  await chooseInMenu(app, 'Help', 'Keyboard');
  await page.waitForSelector('[role="dialog"]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  expect(app.complaints).toEqual([]);
});

describe('the page', () => {
  it('is isolated from every other origin, with nothing of Node in it', async () => {
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    const found = await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
    expect(await page.evaluate(() => Object.keys((window as unknown as { viewer: object }).viewer).sort())).toEqual([
      'ask',
      'grant',
      'on',
      'platform',
    ]);
  });

  it('cannot change its own doorway', async () => {
    const replaced = await page.evaluate(() => {
      const { viewer } = window as unknown as { viewer: { ask: unknown } };
      const { ask } = viewer;
      try {
        (window as unknown as { viewer: unknown }).viewer = { ask: 'mine' };
      } catch {
        // Refused loudly or quietly.
      }
      try {
        viewer.ask = 'mine';
      } catch {
        // The same.
      }
      return (window as unknown as { viewer: { ask: unknown } }).viewer.ask !== ask;
    });
    expect(replaced).toBe(false);
  });

  it('makes no code out of text', async () => {
    expect(await page.evaluate(codeFromText)).toEqual(allRefused);
  });

  it('runs its workers under the same policy', async () => {
    const named = (name: string) => expect.stringMatching(`^app://proctorsheet/assets/${name}-[\\w-]+\\.js$`);
    const urls = () => page.workers().map((worker) => worker.url());
    await expect.poll(urls).toEqual([named('worker'), named('receive-worker')]);
    const workers = page.workers();
    for (const worker of workers) expect(await worker.evaluate(codeFromText)).toEqual(allRefused);
    const fetched = await workers[0]!.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'answered',
        (error: Error) => error.name,
      ),
    );
    expect(fetched).toBe('TypeError');
  });

  it('compiles WebAssembly in the table worker alone', async () => {
    const tries = () => {
      try {
        new WebAssembly.Module(new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
        return 'compiled';
      } catch (error) {
        return (error as Error).name;
      }
    };
    expect(await page.evaluate(tries)).toBe('CompileError');
    expect(await Promise.all(page.workers().map((worker) => worker.evaluate(tries)))).toEqual([
      'compiled',
      'CompileError',
    ]);
  });

  // The reader stands still, so that the address is not used up: it is served from when the file is asked for.
  it.skipIf(process.platform === 'win32')(
    'may not fetch the bytes of a report, which its receiver may, once',
    async () => {
      const tries = (address: string) =>
        fetch(address).then(
          ({ status }) => status,
          (error: Error) => error.name,
        );
      await expect.poll(() => readersOf(app)).toHaveLength(1);
      const [reader] = await readersOf(app);
      process.kill(reader!, 'SIGSTOP');
      const address = 'report://read-2/';
      try {
        await drop(page, [fixture(folder, 'reports/one-row.csv')]);
        await page.waitForSelector('[role="tab"][aria-selected="true"]:has-text("one-row.csv")');
        const others = page.workers().filter((worker) => !worker.url().includes('receive-'));
        expect(await page.evaluate(tries, address)).toBe('TypeError');
        expect(await Promise.all(others.map((other) => other.evaluate(tries, address)))).toEqual(['TypeError']);
      } finally {
        process.kill(reader!, 'SIGCONT');
      }
      await complete(page, 2);
      expect(await columnTexts(page, 'username')).toHaveLength(1);
      const receiver = () => page.workers().find((worker) => worker.url().includes('receive-'));
      await expect.poll(receiver).toBeTruthy();
      for (const used of [address, 'report://read-9/', startPage, 'https://example.com/']) {
        expect(await receiver()!.evaluate(tries, used)).toBe('TypeError');
      }
    },
  );

  it('starts no worker and no script of its own making', async () => {
    const came = await page.evaluate(async () => {
      const tried: Record<string, string> = {};
      const blob = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      const addresses = { blob, data: 'data:text/javascript,postMessage(1)', web: 'https://example.com/a.js' };
      for (const [name, address] of Object.entries(addresses)) {
        tried[`worker ${name}`] = await new Promise<string>((resolve) => {
          try {
            const worker = new Worker(address);
            worker.onmessage = () => resolve('ran');
            worker.onerror = () => resolve('refused');
          } catch {
            resolve('refused');
          }
          setTimeout(() => resolve('silent'), 10_000);
        });
        tried[`script ${name}`] = await new Promise<string>((resolve) => {
          const script = document.createElement('script');
          script.src = address;
          script.onload = () => resolve('ran');
          script.onerror = () => resolve('refused');
          document.head.append(script);
          setTimeout(() => resolve('silent'), 10_000);
        });
      }
      return tried;
    });
    expect([...new Set(Object.values(came))]).toEqual(['refused']);
    expect(Object.keys(came)).toHaveLength(6);
  });

  it('takes no script, handler or style that stands in its text', async () => {
    const taken = await page.evaluate(async () => {
      const holder = window as unknown as { smuggled: string[] };
      holder.smuggled = [];
      const script = document.createElement('script');
      script.textContent = 'window.smuggled.push("script")';
      document.body.append(script);
      const place = document.createElement('div');
      place.innerHTML =
        '<img src="data:," onerror="smuggled.push(\'handler\')"><a href="javascript:smuggled.push(\'link\')">x</a>' +
        '<p class="marked-by-attribute" style="color: rgb(1, 2, 3)">x</p><p class="marked-by-sheet">x</p>';
      document.body.append(place);
      place.querySelector('a')!.click();
      const style = document.createElement('style');
      style.textContent = '.marked-by-sheet { color: rgb(1, 2, 3) }';
      document.head.append(style);
      await new Promise((done) => setTimeout(done, 200));
      for (const name of ['attribute', 'sheet']) {
        const marked = place.querySelector(`.marked-by-${name}`)!;
        if (getComputedStyle(marked).color === 'rgb(1, 2, 3)') holder.smuggled.push(`style by ${name}`);
      }
      for (const added of [script, place, style]) added.remove();
      return holder.smuggled;
    });
    expect(taken).toEqual([]);
  });

  it('goes nowhere and opens nothing', async () => {
    const opened = await page.evaluate(async () => {
      const away = 'https://example.com/';
      const opened = [window.open(away), window.open('about:blank'), window.open('app://proctorsheet/index.html')];
      for (const target of ['_blank', '_top', '_self', 'other']) {
        const link = document.createElement('a');
        Object.assign(link, { href: away, target });
        document.body.append(link);
        link.click();
        link.remove();
      }
      const download = document.createElement('a');
      Object.assign(download, { href: 'data:text/plain,x', download: 'smuggled.txt' });
      document.body.append(download);
      download.click();
      download.remove();
      const form = document.createElement('form');
      Object.assign(form, { action: away, method: 'post' });
      document.body.append(form);
      form.submit();
      form.remove();
      window.location.href = away;
      window.location.assign('file:///etc/passwd');
      await new Promise((done) => setTimeout(done, 300));
      return opened.filter((other) => other !== null).length;
    });
    expect(opened).toBe(0);
    expect(page.url()).toBe(startPage);
    expect(app.electron.windows()).toHaveLength(1);
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    expect(await page.isVisible('.ag-root')).toBe(true);
  });

  it('holds no other page inside it', async () => {
    const frames = await page.evaluate(async (own) => {
      for (const src of ['https://example.com/', own, 'data:text/html,<h1>x</h1>', 'file:///etc/passwd']) {
        for (const name of ['iframe', 'webview', 'object', 'embed']) {
          const frame = document.createElement(name);
          frame.setAttribute(name === 'object' ? 'data' : 'src', src);
          frame.className = 'smuggled';
          document.body.append(frame);
        }
      }
      await new Promise((done) => setTimeout(done, 300));
      const webview = document.querySelector('webview')!;
      const texts = [...document.querySelectorAll('iframe')].map((frame) => {
        try {
          return frame.contentDocument?.body?.textContent ?? '';
        } catch {
          return '';
        }
      });
      const answer = { texts: texts.join(''), webview: 'loadURL' in webview };
      for (const frame of document.querySelectorAll('.smuggled')) frame.remove();
      return answer;
    }, startPage);
    expect(frames).toEqual({ texts: '', webview: false });
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });
});

describe('what the page is served', () => {
  it('carries the whole policy with every file, also with those that are not there', async () => {
    const root = join(env.PROCTORSHEET_APP ?? '', 'renderer');
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
    expect(files.map((file) => file.split('.').pop())).toEqual(expect.arrayContaining(['html', 'js', 'css']));
    const policies = await page.evaluate(
      (paths) =>
        Promise.all(
          paths.map(async (path) => {
            const { status, headers } = await fetch(`app://proctorsheet${path}`);
            return { path, status, policy: headers.get('content-security-policy') ?? '' };
          }),
        ),
      [...files, '/nothing.js'],
    );
    expect(policies.filter(({ policy }) => !policy.startsWith("default-src 'none'; "))).toEqual([]);
    // The table worker compiles its kernel.
    const compiling = policies.filter(({ policy }) => policy.includes("'wasm-unsafe-eval'"));
    expect(compiling.map(({ path }) => path)).toEqual([expect.stringMatching(/^\/assets\/worker-/)]);
    const others = policies.map(({ policy }) => policy.replace(" 'wasm-unsafe-eval'", ''));
    expect(others.filter((policy) => /unsafe-|https?:|\*/.test(policy))).toEqual([]);
    expect(policies.filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual(['/nothing.js']);
  });

  it('is nothing but its own files', async () => {
    const statuses = await page.evaluate(
      (paths) => Promise.all(paths.map((path) => fetch(path).then(({ status }) => status))),
      ['/../main.cjs', '/%2e%2e/main.cjs', '/..%2fmain.cjs', '//etc/passwd', '/', '/assets', '/assets/'].map(
        (path) => `app://proctorsheet${path}`,
      ),
    );
    expect([...new Set(statuses)]).toEqual([404]);
    const elsewhere = await page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map((address) =>
            fetch(address).then(
              () => `${address} answered`,
              () => 'refused',
            ),
          ),
        ),
      ['app://other/index.html', 'file:///etc/passwd', 'https://example.com/', 'http://127.0.0.1:1/', 'data:,x'],
    );
    expect([...new Set(elsewhere)]).toEqual(['refused']);
  });
});

describe('the process of the page', () => {
  it.runIf(process.platform === 'linux')('is in the sandbox of the kernel', async () => {
    const pids = await app.electron.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter((metric) => metric.type === 'Tab')
        .map((metric) => metric.pid),
    );
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\t2$/m);
      expect(status).toMatch(/^NoNewPrivs:\t1$/m);
      expect(status).toMatch(/^CapEff:\t0+$/m);
    }
  });
});
