import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  columnTexts,
  complete,
  drop,
  fixture,
  holdReaders,
  messages,
  openApp,
  openReport,
  readersOf,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';
import { sampleText } from '../support/sample.ts';

/**
 * What happens between a file and its last row. A local disk is too quick to see much of it, so where the test needs
 * time, it stops the reader process by a signal: to the app that is a disk or a share that no longer answers.
 */

const folder = scratchFolder('loading');
const small = fixture(folder, 'reports/v3.csv');
const large = join(folder, 'large.csv');
const rowsOnce = 5_000;
const times = 160;
const rows = rowsOnce * times;

/** A report of 200 MB: the same rows over and over, which is quick to write. */
function writeLarge() {
  const text = sampleText({ rows: rowsOnce, seed: 7, version: 'V3' });
  const body = text.slice(text.indexOf('\r\n') + 2);
  writeFileSync(large, text);
  for (let time = 1; time < times; time += 1) appendFileSync(large, body);
  chmodSync(large, 0o666);
}

/** All by which a person, or another program, could notice that a file was touched. */
function printOf(path: string) {
  const { ino, size, mtimeNs, ctimeNs, mode, nlink } = statSync(path, { bigint: true });
  return {
    hash: createHash('sha256').update(readFileSync(path)).digest('hex'),
    ino,
    size,
    mtimeNs,
    ctimeNs,
    mode,
    nlink,
  };
}

describe.skipIf(process.platform === 'win32')('a report on its way', () => {
  let app: App;
  let page: Page;
  let before: readonly ReturnType<typeof printOf>[];
  beforeAll(async () => {
    writeLarge();
    before = [small, large].map(printOf);
    app = await openReport(small);
    page = app.page;
  });
  afterAll(async () => {
    await app?.close();
    rmSync(large, { force: true });
  });

  const readers = () => readersOf(app);
  const signal = (pids: readonly number[], name: NodeJS.Signals) => {
    for (const pid of pids) process.kill(pid, name);
  };

  /** Presses Cancel, and waits until the report that was open before is back on screen. */
  async function cancel() {
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForSelector('[role="tab"][aria-selected="true"]:has-text("v3.csv")');
    await page.waitForSelector('.ag-row [col-id="username"]:has-text("omar-h")');
  }

  async function expectOnlySmall() {
    expect(await tabs(page)).toEqual([{ label: 'v3.csv', active: true }]);
    expect((await columnTexts(page, 'username')).slice(0, 2)).toEqual(['omar-h', 'li_wei']);
    expect(await messages(page)).toEqual([]);
  }

  /** From now on the page believes in a machine so slow that 10 ms have passed whenever somebody looks at the clock. */
  const slowDown = () =>
    page.evaluate(() => {
      const { now } = Date;
      let behind = 0;
      Date.now = () => {
        behind += 10;
        return now() + behind;
      };
    });

  /** Ended, though nobody may have asked yet how. */
  const gone = (pid: number) =>
    !existsSync(`/proc/${pid}`) || /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

  it('can be cancelled in the middle; until then it can be looked at, and the report before it be used', async () => {
    await page.evaluate(() => performance.clearMarks());
    const held = await holdReaders(app);
    let stopped: readonly number[] = [];
    try {
      await drop(page, [large]);
      await page.waitForFunction(() => performance.getEntriesByName('report:first-rows').length > 0);
      expect(await tabs(page)).toEqual([
        { label: 'v3.csv', active: false },
        { label: 'large.csv, opening', active: true },
      ]);
      expect((await columnTexts(page, 'username')).filter(Boolean).length).toBeGreaterThan(10);
      expect(await page.textContent('.status-count')).toMatch(/^[\d,]+ rows so far…$/);
      await page.click('[role="tab"]:has-text("v3.csv")');
      await page.getByRole('searchbox').fill('li_wei');
      await settled(page);
      expect([...new Set(await columnTexts(page, 'username'))]).toEqual(['li_wei']);
      await page.getByRole('searchbox').fill('');
      await settled(page);
      await page.click('[role="tab"]:has-text("large.csv")');

      await cancel();
      await expectOnlySmall();
      expect(await page.evaluate(() => performance.getEntriesByName('report:complete').length)).toBe(0);
    } finally {
      stopped = await held.goOn();
    }
    await expect.poll(() => stopped.filter(gone).length).toBeGreaterThan(0);
  });

  it('can be cancelled before the disk has given a single byte', async () => {
    await expect.poll(readers).toHaveLength(1);
    const stopped = await readers();
    signal(stopped, 'SIGSTOP');
    try {
      await drop(page, [large]);
      await page.waitForSelector('[role="tab"][aria-selected="true"]:has-text("large.csv")');
      expect(await page.textContent('.status-count')).toBe('Opening…');
      await cancel();
      await expectOnlySmall();
      // Killed where it stands still: from a disk that never answers it could not come back either.
      await expect.poll(() => stopped.every(gone)).toBe(true);
    } finally {
      const left = stopped.filter((pid) => !gone(pid));
      signal(left, 'SIGCONT');
    }
  });

  it('shows its first rows long before the last is read, and then all of them', async () => {
    await slowDown();
    await page.evaluate(() => {
      performance.clearMarks();
      // What every frame showed between the first row and the last.
      const frames: string[][] = [];
      (window as unknown as { frames: string[][] }).frames = frames;
      const afterFrame = new MessageChannel();
      afterFrame.port1.onmessage = () => {
        if (performance.getEntriesByName('report:complete').length > 0) return;
        if (document.querySelector('.loading')) {
          const cells = document.querySelectorAll('.ag-row [col-id="username"]');
          frames.push([...cells].map((cell) => cell.textContent ?? ''));
        }
        requestAnimationFrame(() => afterFrame.port2.postMessage(undefined));
      };
      afterFrame.port2.postMessage(undefined);
    });
    await drop(page, [large]);
    await complete(page);
    const { frames, first, last } = await page.evaluate(() => ({
      frames: (window as unknown as { frames: string[][] }).frames.filter((cells) => cells.length > 0),
      first: performance.getEntriesByName('report:first-rows')[0]!.startTime,
      last: performance.getEntriesByName('report:complete')[0]!.startTime,
    }));
    expect(first).toBeLessThan(last);
    expect(frames.length).toBeGreaterThan(2);

    expect(frames.filter((cells) => cells.includes(''))).toEqual([]);
    expect(frames[0]!.length).toBeGreaterThan(10);
    // The rows that were there first are the rows that stay.
    expect((await columnTexts(page, 'username')).slice(0, 10)).toEqual(frames[0]!.slice(0, 10));
    expect(await page.textContent('.status-count')).toContain(rows.toLocaleString('en'));
    expect((await tabs(page)).map((tab) => tab.label)).toEqual(['v3.csv', 'large.csv']);
  });

  // The disk answers, so nothing waits for it; where it does not, see reading.test.ts of main.
  it('is drawn in two parts where the grid was ready, and does not keep the app from ending, and by itself', async () => {
    const other = await openApp();
    await other.page.locator('.warm-sheet .ag-row').first().waitFor({ state: 'attached' });
    await other.page.evaluate(() => {
      const parts = new MutationObserver(() => {
        if (document.querySelector('.sheet-place > .upper-rows')) document.body.dataset.parts = 'seen';
      });
      parts.observe(document.body, { subtree: true, childList: true });
    });
    await holdReaders(other);
    await drop(other.page, [large]);
    await other.page.waitForFunction(() => performance.getEntriesByName('report:first-rows').length > 0);
    expect(await other.page.getAttribute('body', 'data-parts')).toBe('seen');
    const left = () =>
      other.page.$$eval('.sheet .ag-row', (drawn) => drawn.filter((row) => row.getClientRects().length === 0).length);
    await expect.poll(left).toBe(0);
    expect((await columnTexts(other.page, 'username')).filter(Boolean).length).toBeGreaterThan(10);
    const stopped = await readersOf(other);
    const ended = once(other.electron.process(), 'exit');
    await other.electron.evaluate(({ app }) => void setTimeout(() => app.quit()));
    expect(await ended).toEqual([0, null]);
    signal(
      stopped.filter((pid) => !gone(pid)),
      'SIGCONT',
    );
    await expect.poll(() => stopped.every(gone)).toBe(true);
  });

  it('leaves no cell in sight blank after a jump', async () => {
    const frames = await page.evaluate(async () => {
      const body = document.querySelector('.sheet .ag-grid-viewport')!;
      const shown: { top: string; texts: string[] }[] = [];
      for (const share of [0.5, 0.1, 0.9, 0]) {
        body.scrollTop = share * (body.scrollHeight - body.clientHeight);
        await new Promise(requestAnimationFrame);
        await new Promise((painted) => setTimeout(painted));
        const cells = [...document.querySelectorAll('.sheet .ag-row [col-id="username"]')];
        const row = cells[0]?.closest('.ag-row')?.getAttribute('row-index') ?? '';
        shown.push({ top: row, texts: cells.map((cell) => cell.textContent ?? '') });
      }
      return shown;
    });
    expect(new Set(frames.map(({ top }) => top)).size).toBe(4);
    for (const { texts } of frames) {
      expect(texts.length).toBeGreaterThan(10);
      expect(texts).not.toContain('');
    }
  });

  it('leaves every source as it was, to the last bit and date', () => {
    expect([small, large].map(printOf)).toEqual(before);
    expect(app.complaints).toEqual([]);
  });
});
