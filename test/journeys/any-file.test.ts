import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, copyFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type App,
  choose,
  chooseInMenu,
  closeAll,
  columnTexts,
  complete,
  countWords,
  dismissMessages,
  drop,
  fixture,
  given,
  holdReaders,
  messages,
  openApp,
  painted,
  saveTo,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';
import { sampleText } from '../support/sample.ts';

/** What only the real app can show of test/shared/table/matrix.test.ts: the words, the ways and the window meanwhile. */

const folder = scratchFolder('any-file');
const posix = process.platform !== 'win32';
const notes = (page: Page) => page.locator('.status-notes').innerText();

/** All by which a person, or another program, could notice that a file was touched. */
function printOf(path: string) {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return { ino, size, mtimeNs, hash: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

describe('any file', () => {
  let app: App;
  let page: Page;
  const sources = new Map<string, ReturnType<typeof printOf>>();
  const source = (path: string, name?: string) => {
    const target = fixture(folder, path, name);
    sources.set(target, printOf(target));
    return target;
  };
  beforeAll(async () => {
    app = await openApp();
    page = app.page;
    await page.waitForSelector('.start');
  });
  beforeEach(async () => {
    if (await page.$('[role="dialog"]')) await page.keyboard.press('Escape');
    if (await page.$('.tab-close')) await closeAll(page);
    await page.evaluate(() => performance.clearMarks());
  });
  afterAll(() => app?.close());

  async function open(path: string) {
    await choose(app, [path]);
    await chooseInMenu(app, 'File', 'Open…');
  }

  it('in an encoding that nothing tells is guessed, which is said, and can be read in another', async () => {
    await open(source('reports/koi8-r.csv'));
    await complete(page);
    expect(await notes(page)).toContain('KOI8-R, guessed');
    expect((await columnTexts(page, 'exam_name'))[0]).toBe('Итоговый экзамен');

    await chooseInMenu(app, 'File', 'Reopen with encoding…');
    const choiceOf = (title: string) => page.locator('label', { hasText: title });
    expect(await choiceOf('Cyrillic (KOI8-R)').innerText()).toContain('Итоговый экзамен');
    expect(await choiceOf('Cyrillic (Windows)').innerText()).toContain('йФПЗПЧЩК ЬЛЪБНЕО');
    expect(await choiceOf('Unicode (UTF-8)').innerText()).toContain('Does not fit');
    await choiceOf('Cyrillic (Windows)').click();
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await complete(page, 2);
    await settled(page);
    expect((await columnTexts(page, 'exam_name'))[0]).toBe('йФПЗПЧЩК ЬЛЪБНЕО');
    expect(await notes(page)).toContain('WINDOWS-1251');
    expect(await notes(page)).not.toContain('guessed');
    expect(await tabs(page)).toEqual([{ label: 'koi8-r.csv', active: true }]);

    // And back, from the status bar.
    await page.locator('.status-quiet').click();
    await page.locator('label', { hasText: 'As Proctorsheet finds out' }).click();
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await complete(page, 3);
    await settled(page);
    expect((await columnTexts(page, 'exam_name'))[0]).toBe('Итоговый экзамен');
  });

  it('packed with gzip is unpacked, whatever its name says', async () => {
    await open(source('packed/gzip-inside.csv'));
    await complete(page);
    expect(await notes(page)).toContain('unpacked from gzip');
    expect(await countWords(page)).toBe('10 of 10 attempts');
  });

  it('packed with gzip in several members is read whole', async () => {
    const text = readFileSync(fixture(folder, 'reports/v3.csv'));
    const half = text.indexOf('\n', text.length >> 1) + 1;
    const members = [text.subarray(0, half), text.subarray(half)].map((part) => gzipSync(part));
    await open(given(folder, 'members.csv.gz', Buffer.concat([...members, Buffer.alloc(512)])));
    await complete(page);
    expect(await notes(page)).toContain('unpacked from gzip');
    expect(await countWords(page)).toBe('10 of 10 attempts');
  });

  it('packed with gzip that would become huge is refused, and the window answers meanwhile', async () => {
    const bomb = given(folder, 'bomb.csv.gz', gzipSync(Buffer.alloc(300 * 2 ** 20), { level: 9 }));
    await page.evaluate(() => {
      const turns = { taken: 0 };
      Object.assign(globalThis, { turns });
      const take = () => {
        if (document.querySelector('.failure-words')) return;
        if (document.querySelector('.tab-close')) turns.taken += 1;
        setTimeout(take, 16);
      };
      take();
    });
    await open(bomb);
    await page.waitForSelector('.failure-words', { timeout: 30_000 });
    expect(await page.locator('.failure-words').innerText()).toContain('unpacked it is more than 268 MB');
    // Unpacked in the window, it would have come to the first and no other.
    const { taken } = await page.evaluate(() => (globalThis as unknown as { turns: { taken: number } }).turns);
    expect(taken).toBeGreaterThan(1);
  });

  it('that is another table is opened as one, without verdicts, and is exported as it is', async () => {
    const path = source('wrong/not-the-report.csv');
    await open(path);
    await page.getByRole('button', { name: 'Open as a plain table' }).click();
    await complete(page);
    expect(await tabs(page)).toEqual([{ label: 'not-the-report.csv', active: true }]);
    expect(await countWords(page)).toBe('2 of 2 rows');
    expect(await page.locator('.ag-header-cell[col-id="verdict"]').count()).toBe(0);
    expect(await page.locator('.status-verdicts').count()).toBe(0);
    expect(await columnTexts(page, 'other:Username')).toEqual(['learner_1', 'learner_2']);
    expect(await page.locator('.title-words').innerText()).toContain('not the report');

    await page.locator('.ag-row [col-id="other:Grade"]').first().dblclick();
    await page.waitForSelector('.pane');
    expect(await page.locator('.pane').innerText()).not.toMatch(/verdict|Learner sees|Who acts/i);

    const target = join(folder, 'plain export.csv');
    await saveTo(app, target);
    await chooseInMenu(app, 'File', 'Export…');
    await page.locator('label', { hasText: 'of the file, in its order' }).click();
    await page.locator('label', { hasText: 'UTF-8 without it' }).click();
    await page.getByRole('button', { name: 'Save as…' }).click();
    await page.waitForSelector('.toast-words');
    expect(readFileSync(target, 'utf8')).toBe(readFileSync(path, 'utf8'));
    await dismissMessages(page);
  });

  it('with problems lists each with its line, and leads to its row', async () => {
    await open(source('reports/truncated.csv'));
    await complete(page);
    expect(await page.locator('.status-note').innerText()).toBe('May be cut off · 2 problems');
    await page.locator('.status-note').click();
    const lines = page.locator('.problem');
    await expect.poll(() => lines.first().innerText()).toContain('line 11');
    expect(await lines.last().innerText()).toMatch(/Cut off\s+The last row stops after \d+ cells of 17/);
    await lines.last().click();
    await page.waitForSelector('[role="dialog"]', { state: 'detached' });
    const focused = '.ag-row[row-index="8"] .ag-cell-focus';
    await page.waitForSelector(focused);
    expect(await page.evaluate((cell) => document.querySelector(cell) === document.activeElement, focused)).toBe(true);
    expect(await page.$('.pane')).toBeNull();

    // The row that is cut off is marked beside its verdict, and Findings says so too.
    const verdict = page.locator('.ag-row[row-index="8"] [col-id="verdict"]');
    expect(await verdict.innerText()).toMatch(/^Practice · unknown: ver\s+fewer cells than the header$/);
    expect(await page.locator('.badge-short').count()).toBe(1);
    await page.keyboard.press('Control+4');
    await page.locator('.findings-file', { hasText: 'May be cut off · 2 problems in the text of the file.' }).waitFor();
    await page.getByRole('button', { name: 'See the problems…' }).click();
    await lines.first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hide the overview panel' }).click();

    // A row that the search hides is shown in the pane; the search stays.
    await page.getByRole('searchbox').fill('li_wei');
    await settled(page);
    await chooseInMenu(app, 'View', 'Problems in the file…');
    await lines.last().click();
    await page.waitForSelector('.pane');
    expect(await page.locator('.pane').innerText()).toContain('Not among the rows shown');
    expect(await page.locator('.pane').innerText()).toContain('This row has fewer cells than the header');
    expect(await page.getByRole('searchbox').inputValue()).toBe('li_wei');
  });

  it('with a hundred thousand problems lists them all, and draws only those on screen', async () => {
    const text = sampleText({ rows: 1, seed: 7, version: 'V3' });
    const header = text.slice(0, text.indexOf('\r\n') + 2);
    await open(given(folder, 'short rows.csv', `${header}${'a,b\r\n'.repeat(99_998)}a,b\na,b\n`));
    await complete(page);
    expect(await page.locator('.status-note').innerText()).toBe('100,001 problems');
    await page.locator('.status-note').click();
    const list = page.getByRole('listbox', { name: 'Problems' });
    const entries = page.locator('.problem');
    await expect.poll(() => entries.first().innerText()).toMatch(/line 2\s+Short row/);
    await list.focus();
    await page.keyboard.press('End');
    await expect.poll(() => entries.last().innerText()).toMatch(/line 100,001\s+Short row/);
    expect(await entries.count()).toBeLessThan(60);
    await page.getByLabel('Kind').selectOption('line-end');
    await expect.poll(() => entries.allInnerTexts()).toHaveLength(1);
    await expect.poll(() => entries.first().innerText()).toMatch(/lines 100,000–100,001\s+Line end\s+2 lines in a row/);
    await list.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.ag-row[row-index="99998"] .ag-cell-focus');
    // It comes back to where it was left.
    await page.locator('.status-note').click();
    expect(await page.getByLabel('Kind').inputValue()).toBe('line-end');
    await page.keyboard.press('Escape');
  });

  it('without problems says so', async () => {
    await open(source('reports/v3.csv'));
    await complete(page);
    expect(await page.locator('.status-note').count()).toBe(0);
    await chooseInMenu(app, 'View', 'Problems in the file…');
    expect(await page.locator('[role="dialog"]').innerText()).toContain('None: every line was read');
    await page.keyboard.press('Escape');
  });

  it('without rows is an explained empty grid', async () => {
    await open(source('reports/header-only.csv'));
    await complete(page);
    expect(await page.locator('.nothing').innerText()).toContain('The report holds no attempts');
    expect(await page.locator('.ag-header-cell').count()).toBeGreaterThan(5);
  });

  it.runIf(posix)('may have any name', async () => {
    const names = [
      'with space.csv',
      '100% #1 ?.csv',
      '😀 tëst.csv',
      'two\nlines.csv',
      '--help.csv',
      '-.csv',
      "it's “q”.csv",
    ];
    const paths = names.map((name) => source('reports/one-row.csv', name));
    await choose(app, paths);
    await chooseInMenu(app, 'File', 'Open…');
    await complete(page, names.length);
    expect((await tabs(page)).map(({ label }) => label)).toEqual(names);
    // Dropped, each is the file that is open already: it comes to the front, and nothing is read or refused.
    for (const [at, path] of paths.entries()) {
      await drop(page, [path]);
      await expect.poll(async () => (await tabs(page)).findIndex(({ active }) => active)).toBe(at);
    }
    expect((await tabs(page)).map(({ label }) => label)).toEqual(names);
    expect(await page.evaluate(() => performance.getEntriesByName('report:chosen').length)).toBe(names.length);
    expect(await messages(page)).toEqual([]);
  });

  describe.runIf(posix)('that changes while it is read', () => {
    const large = join(folder, 'large.csv');
    function writeLarge() {
      writeFileSync(large, sampleText({ rows: 5_000, seed: 7, version: 'V3' }));
      chmodSync(large, 0o666);
    }
    it.each<[what: string, change: () => void]>([
      ['grows', () => appendFileSync(large, 'x')],
      [
        'is replaced',
        () => {
          copyFileSync(large, `${large}.new`);
          renameSync(`${large}.new`, large);
        },
      ],
    ])('and %s is refused, since it may be incomplete', async (_, change) => {
      writeLarge();
      const held = await holdReaders(app);
      await drop(page, [large]);
      await page.waitForFunction(() => performance.getEntriesByName('report:first-rows').length > 0);
      change();
      await held.goOn();
      await page.waitForSelector('.failure-words');
      expect(await page.locator('.failure-words').innerText()).toContain('changed while it was being read');
    });
  });

  it('is as it was, to the last bit and date', async () => {
    await painted(page);
    for (const [path, before] of sources) expect(printOf(path), path).toEqual(before);
    expect(app.complaints).toEqual([]);
  });
});
