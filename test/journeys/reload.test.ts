import { appendFileSync, chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  countWords,
  fixture,
  given,
  messages,
  openReport,
  painted,
  readersOf,
  sampleReport,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';
import { sampleText } from '../support/sample.ts';

const folder = scratchFolder('reload');
const path = given(folder, basename(sampleReport), readFileSync(sampleReport));
const [header, ...lines] = readFileSync(path, 'utf8').split('\r\n') as [string, ...string[]];
/** Attempts that are newer than all others, so that they stand before them. */
const newer = (count: number) =>
  Array.from({ length: count }, (_, at) => lines[at]!.replace(/[0-9A-F]{8}-[0-9A-F]{4}/i, `NEW${at}-0000`));
let app: App;
let page: Page;
beforeAll(async () => {
  app = await openReport(path);
  page = app.page;
});
afterAll(() => app.close());

/** Puts another file in its place, as a download does. */
function replace(text: string) {
  writeFileSync(join(folder, 'new'), text);
  chmodSync(join(folder, 'new'), 0o666);
  renameSync(join(folder, 'new'), path);
}

const bar = () => page.locator('.source-bar');
const viewport = () => page.locator('.sheet .ag-grid-viewport');
const left = () => viewport().evaluate((element) => element.scrollLeft);

/** What is selected, the row that has the focus, and the first row in sight: by what stands there. */
const place = () =>
  page.evaluate(() => {
    const textOf = (element: Element | null | undefined, column: string) =>
      element?.closest('.ag-row')?.querySelector(`[col-id="${column}"]`)?.textContent ?? '';
    const below = document.querySelector('.ag-header')!.getBoundingClientRect().bottom;
    const top = [...document.querySelectorAll('.ag-row')]
      .filter((row) => row.getBoundingClientRect().bottom > below + 1)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
    return {
      selected: [...document.querySelectorAll('.ag-cell[aria-selected="true"]')].map((cell) => cell.textContent).sort(),
      top: textOf(top, 'email'),
      left: document.querySelector('.sheet .ag-grid-viewport')!.scrollLeft,
    };
  });

/** Whether the keyboard is in a cell of the sheet. */
const hasKeyboard = () => page.evaluate(() => document.activeElement?.closest('.sheet') != null);

test('another file in its place is noticed, and read when the person asks: the view, the cells and the place stay', async () => {
  await page.locator('#search').fill('example');
  await settled(page);
  const all = await countWords(page);
  await page.locator('.ag-row[row-index="40"]').waitFor({ state: 'detached' });
  await viewport().evaluate((element) => element.scrollTo(0, 40 * 28));
  await page.locator('.ag-row[row-index="44"] [col-id="email"]').click();
  for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight']) await page.keyboard.press(key);
  await viewport().evaluate((element) => element.scrollTo(200, element.scrollTop));
  await expect.poll(left).toBe(200);
  await painted(page);
  const before = await place();
  expect(before.selected).toHaveLength(6);
  const shown = Number(/^\d+/.exec(all)![0]);

  replace([header, ...newer(5), ...lines].join('\r\n'));
  await bar().waitFor();
  expect(await bar().innerText()).toContain('The file has changed on disk since it was opened.');
  expect(await bar().evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  expect(await countWords(page)).toBe(all);
  expect(await place()).toEqual(before);

  await bar().getByRole('button', { name: 'Reload' }).click();
  await complete(page, 2);
  await settled(page);
  expect(await tabs(page)).toEqual([{ label: basename(path), active: true }]);
  const found = newer(5).filter((line) => line.includes('example')).length;
  expect(found).toBeGreaterThan(0);
  expect(await countWords(page)).toBe(`${shown + found} of 217 attempts`);
  await expect.poll(place).toEqual(before);
  expect(await bar().count()).toBe(0);
});

test('a file that grows is noticed, and F5 reads it; the attempt in the pane stays', async () => {
  await page.locator('#search').fill('');
  await settled(page);
  await page.locator('.ag-row [col-id="email"]').nth(3).dblclick();
  const code = () => page.locator('.pane .field-row', { hasText: 'attempt_code' }).locator('dd.verbatim').innerText();
  await page.locator('.pane').waitFor();
  const shown = await code();
  appendFileSync(path, `${newer(2).join('\r\n').replaceAll('NEW', 'OLD')}\r\n`);
  await bar().waitFor();
  await page.keyboard.press('F5');
  await complete(page, 3);
  await expect.poll(() => countWords(page)).toBe('219 of 219 attempts');
  expect(await code()).toBe(shown);
  await page.keyboard.press('Escape');
});

test('a report that comes to the front again is where it was left', async () => {
  await page.locator('.ag-row[row-index="40"]').waitFor({ state: 'detached' });
  // The reload of the test before may still be about to scroll to where it was.
  const scrolled = async () => {
    await viewport().evaluate((element) => element.scrollTo(120, 100 * 28));
    await painted(page);
    return left();
  };
  await expect.poll(scrolled).toBe(120);
  await page.locator('.ag-row[row-index="104"] [col-id="email"]').click();
  await page.keyboard.press('Shift+ArrowDown');
  await painted(page);
  const before = await place();
  await choose(app, [fixture(folder, 'reports/v3.csv')]);
  await page.keyboard.press('Control+o');
  await complete(page, 4);
  await page.getByRole('tab', { name: basename(path) }).click();
  await expect.poll(place).toEqual(before);
  await page.getByRole('tab', { name: 'v3.csv' }).click();
  await page.getByRole('button', { name: 'Close v3.csv' }).click();
  await expect.poll(place).toEqual(before);
});

test('a report is read again once, however often one asks meanwhile, and its cells stay selected', async () => {
  const large = given(folder, 'large.csv', sampleText({ rows: 20_000, seed: 5, version: 'V3' }));
  await choose(app, [large]);
  await page.keyboard.press('Control+o');
  await complete(page, 5);
  await page.locator('.ag-header-cell[col-id="email"] .header-title').click();
  await settled(page);
  await viewport().evaluate((element) => element.scrollTo(0, 300 * 28));
  await page.locator('.ag-row[row-index="304"] [col-id="email"]').click();
  await page.keyboard.press('Shift+ArrowDown');
  await painted(page);
  const before = await place();
  expect(before.selected).toHaveLength(2);
  appendFileSync(large, 'cut,off');
  await bar().waitFor();
  const readings = () => page.evaluate(() => performance.getEntriesByName('report:chosen').length);
  const asked = await readings();
  // A disk that does not answer yet: to the app that is a reader that stands still. The next one waits soon.
  await expect.poll(() => readersOf(app)).toHaveLength(1);
  const readers = await readersOf(app);
  for (const pid of readers) process.kill(pid, 'SIGSTOP');
  await page.keyboard.press('F5');
  await page.keyboard.press('F5');
  await page.getByRole('tab', { name: 'large.csv, opening', selected: true }).waitFor();
  await page.keyboard.press('F5');
  for (const pid of readers) process.kill(pid, 'SIGCONT');
  await complete(page, 6);
  expect((await readings()) - asked).toBe(1);
  await settled(page);
  await expect.poll(place).toEqual(before);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('col-id'))).toBe('email');
  expect((await tabs(page)).map(({ label }) => label)).toEqual([basename(path), 'large.csv']);
  await page.keyboard.press('Control+w');
});

test('a file that is no report any more takes nothing away', async () => {
  replace('Bad Gateway');
  await bar().waitFor();
  await page.keyboard.press('Control+r');
  await page.locator('.toast').waitFor();
  expect(await tabs(page)).toEqual([{ label: basename(path), active: true }]);
  expect(await countWords(page)).toBe('219 of 219 attempts');
  await page
    .getByRole('button', { name: /^Dismiss: / })
    .last()
    .click();
});

test('a file that is gone is said to be, and the report stays; it can be there again', async () => {
  renameSync(path, `${path}.away`);
  await bar().getByText('no longer where it was opened from').waitFor();
  await bar()
    .getByRole('button', { name: /^Dismiss/ })
    .press('Enter');
  await bar().waitFor({ state: 'detached' });
  expect(await hasKeyboard()).toBe(true);
  expect(await countWords(page)).toBe('219 of 219 attempts');
  await page.keyboard.press('Control+r');
  await page.locator('.toast').first().waitFor();
  expect((await messages(page)).at(-1)).toContain('was not found');
  expect(await countWords(page)).toBe('219 of 219 attempts');
  renameSync(`${path}.away`, path);
  replace([header, ...lines].join('\r\n'));
  await bar().getByText('has changed on disk').waitFor();
  await bar().getByRole('button', { name: 'Reload' }).press('Enter');
  await expect.poll(() => countWords(page)).toBe('212 of 212 attempts');
  // What was said of the reading that failed is true no longer.
  expect(await messages(page)).toEqual([]);
  await expect.poll(hasKeyboard).toBe(true);
  expect(app.complaints).toEqual([]);
});
