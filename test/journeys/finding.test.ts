import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type App,
  columnTexts,
  countWords,
  csvOf,
  fixture,
  given,
  openBeside,
  openReport,
  painted,
  sampleReport,
  saveTo,
  scratchFolder,
  settled,
  sheetHeader,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
const names: readonly string[] = csv.header;
type Row = readonly string[];
const cell = (row: Row, name: string) => row[names.indexOf(name)] ?? '';
const isNone = (text: string) => text.trim() === '' || text.trim() === 'None';
let app: App;

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog', { name: 'Filter' });
const button = (name: string) => dialog().getByRole('button', { name, exact: true });
const chips = () => app.page.locator('.chip-words').allInnerTexts();
const news = () => app.page.locator('.status-bar [role="status"]').first().innerText();
const sheetCell = (position: number, column: string) =>
  app.page.locator(`.sheet .ag-row[row-index="${position}"] [col-id="${column}"]`);

async function openFilter(title: string) {
  await app.page.getByRole('button', { name: 'Filter', exact: true }).click();
  await dialog()
    .locator('.filter-column', { has: app.page.getByText(title, { exact: true }) })
    .click();
}

async function done() {
  await button('Done').click();
  await dialog().waitFor({ state: 'hidden' });
  await settled(app.page);
}

async function clearAll() {
  await app.page.keyboard.press('Control+Shift+L');
  await settled(app.page);
}

/** Few enough rows are all drawn; of more, the first. */
async function expectRows(passes: (row: Row) => boolean) {
  const rows = csv.rows.filter(passes);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(csv.rows.length);
  await expect.poll(() => countWords(app.page)).toBe(`${rows.length} of 212 attempts`);
  await settled(app.page);
  const emails = await columnTexts(app.page, 'email');
  expect(emails.slice(0, 12)).toEqual(rows.slice(0, 12).map((row) => cell(row, 'email')));
}

beforeEach(async () => {
  // What a test that failed has left open.
  for (let open = 0; open < 3 && (await app.page.getByRole('dialog').count()) > 0; open += 1) {
    await app.page.keyboard.press('Escape');
    await painted(app.page);
  }
  await clearAll();
});

/** The cell of the grid that has the focus. */
const place = () =>
  app.page.evaluate(() => {
    const at = document.activeElement?.closest('[col-id]');
    return at ? `${at.getAttribute('col-id')} ${at.closest('[row-index]')?.getAttribute('row-index')}` : '';
  });

describe('text is filtered by', () => {
  const lower = (row: Row, name: string) => cell(row, name).toLowerCase();
  const email = csv.rows[3]![names.indexOf('email')]!;
  type Case = readonly [condition: string, text: string | undefined, passes: (row: Row) => boolean];
  test.each<[title: string, cases: readonly Case[]]>([
    [
      'Email',
      [
        ['contains', 'UNI', (row) => lower(row, 'email').includes('uni')],
        ['lacks', 'Uni.', (row) => !lower(row, 'email').includes('uni.')],
        ['is', email.toUpperCase(), (row) => cell(row, 'email') === email],
        ['is-not', email, (row) => cell(row, 'email') !== email],
        ['starts', 'M', (row) => lower(row, 'email').startsWith('m')],
        ['ends', '.ORG', (row) => lower(row, 'email').endsWith('.org')],
        ['pattern', '^[a-f]\\w*\\.l', (row) => /^[a-f]\w*\.l/i.test(cell(row, 'email'))],
      ],
    ],
    [
      'Suspicious comments',
      [
        ['empty', undefined, (row) => isNone(cell(row, 'Suspicious Comments'))],
        ['filled', undefined, (row) => !isNone(cell(row, 'Suspicious Comments'))],
      ],
    ],
  ])('every condition there is, on %s, while the filter is open', async (title, cases) => {
    await openFilter(title);
    for (const [condition, text, passes] of cases) {
      await dialog().getByLabel('Condition').selectOption(condition);
      if (text !== undefined) await dialog().locator('.condition input').fill(text);
      await expectRows(passes);
      expect((await chips())[0]).toContain(`${title}: `);
    }
    await done();
  });

  test('two conditions, all of them or any', async () => {
    const starts = (row: Row) => lower(row, 'email').startsWith('l');
    const org = (row: Row) => lower(row, 'email').includes('uni');
    await openFilter('Email');
    await dialog().getByLabel('Condition').selectOption('starts');
    await dialog().locator('.condition input').fill('l');
    await button('Add a condition').click();
    await dialog().locator('.condition input').nth(1).fill('uni');
    await expectRows((row) => starts(row) && org(row));
    await dialog().getByText('any', { exact: true }).click();
    await done();
    await expectRows((row) => starts(row) || org(row));
    expect(await chips()).toEqual(['Email: starts with “l” or contains “uni”']);
  });

  test('a broken regular expression is told while it is typed, and asks nothing', async () => {
    await openFilter('Email');
    await dialog().getByLabel('Condition').selectOption('pattern');
    await dialog().locator('.condition input').fill('(a|b');
    await dialog().getByText('A bracket ( is not closed.').waitFor();
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
    await dialog().locator('.condition input').fill('^(a|b)');
    await done();
    await expectRows((row) => /^[ab]/i.test(cell(row, 'email')));
  });
});

test('numbers and times can be missing, and times be the last days before the report', async () => {
  const limit = (row: Row) => cell(row, 'allowed_time_limit_mins');
  await openFilter('Minutes allowed');
  await dialog().getByLabel('At most').fill('60');
  await dialog().getByText('Those without a value as well').click();
  await done();
  await expectRows((row) => isNone(limit(row)) || Number(limit(row)) <= 60);
  await clearAll();
  await openFilter('Started');
  await dialog().getByLabel('Days', { exact: true }).fill('3');
  await button('Set').click();
  expect(await dialog().getByLabel('First day').inputValue()).toBe('2021-04-27');
  await done();
  const day = (row: Row) => cell(row, 'started_at').slice(0, 10);
  await expectRows((row) => day(row) >= '2021-04-27' && day(row) <= '2021-04-30');
  expect(await chips()).toEqual(['Started: last 3 days before the report']);
});

test('values that are found can be ticked together, and say when only some are', async () => {
  await openFilter('Exam');
  await dialog().getByRole('searchbox').fill('final');
  const all = dialog().locator('.filter-matches input');
  await dialog().locator('.filter-matches .checkbox').click();
  await expectRows((row) => !cell(row, 'exam_name').toLowerCase().includes('final'));
  await dialog().locator('.filter-values .checkbox').first().click();
  expect(await all.evaluate((box) => (box as HTMLInputElement).indeterminate)).toBe(true);
  await dialog().getByRole('button', { name: 'Only the values found' }).click();
  await app.page.keyboard.press('Escape');
  await expectRows((row) => cell(row, 'exam_name').toLowerCase().includes('final'));
});

/** Carries a command out by the palette, with the keyboard alone. */
async function byPalette(typed: string, title: string) {
  await app.page.keyboard.press('Control+Shift+P');
  await app.page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await app.page.keyboard.type(typed);
  await expect.poll(() => app.page.locator('.palette-item').allInnerTexts()).toHaveLength(1);
  expect(await app.page.locator('.palette-item').innerText()).toContain(title);
  await app.page.keyboard.press('Enter');
  await app.page.locator('.palette').waitFor({ state: 'hidden' });
}

test('the value of a cell is filtered by or excluded, from the palette', async () => {
  const status = cell(csv.rows[2]!, 'status');
  await sheetCell(2, 'status').click();
  await byPalette('exclude', 'Exclude this value');
  await expectRows((row) => cell(row, 'status') !== status);
  expect(await chips()).toEqual([`Status: not ${status}`]);
  const next = cell(csv.rows.find((row) => cell(row, 'status') !== status)!, 'status');
  await sheetCell(0, 'status').click();
  await byPalette('exclude', 'Exclude this value');
  await expectRows((row) => ![status, next].includes(cell(row, 'status')));
  await clearAll();
  await sheetCell(2, 'status').click();
  await byPalette('filter by this', 'Filter by this value');
  await expectRows((row) => cell(row, 'status') === status);
});

test('the palette shows what applies now with its keys, and Esc closes it', async () => {
  await app.page.keyboard.press('Control+Shift+P');
  const items = app.page.locator('.palette-item');
  await items.first().waitFor();
  const all = await items.allInnerTexts();
  expect(all.some((text) => /^Export…\s+Ctrl\+E$/.test(text))).toBe(true);
  expect(all.some((text) => text.startsWith('Next attempt'))).toBe(false);
  await app.page.keyboard.type('no such command');
  await app.page.getByText('No command like this').waitFor();
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await app.page.locator('.palette').waitFor({ state: 'hidden' });
});

test('F3 goes from cell to cell that holds a text, brings it into sight, and begins again at the end', async () => {
  // What can be told from the file: the text stands in these columns alone.
  const text = 'person';
  const columns = ['Suspicious Comments', 'Rules Violation Comments'];
  const ids = ['suspicious_comments', 'rules_violation_comments'];
  const hits = csv.rows.flatMap((row, at) =>
    columns.flatMap((name, index) => (cell(row, name).toLowerCase().includes(text) ? [`${ids[index]} ${at}`] : [])),
  );
  expect(hits.length).toBeGreaterThan(2);
  expect(csv.rows.flat().filter((other) => other.toLowerCase().includes(text))).toHaveLength(hits.length);
  await sheetCell(0, 'status').click();
  await app.page.keyboard.press('Control+Home');
  await app.page.keyboard.press('F3');
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.id)).toBe('find');
  await app.page.keyboard.type(text);
  const words = () => app.page.locator('.find-count').innerText();
  await expect.poll(words).toBe(`1 of ${hits.length}`);
  expect(await app.page.locator('.sheet .ag-cell-focus mark').first().innerText()).toMatch(/^person$/i);
  expect(await countWords(app.page)).toBe('212 of 212 attempts');
  await app.page.keyboard.press('Enter');
  await expect.poll(words).toBe(`2 of ${hits.length}`);
  expect(await app.page.evaluate(() => document.activeElement?.id)).toBe('find');
  await app.page.keyboard.press('Escape');
  await app.page.locator('.find-bar').waitFor({ state: 'hidden' });
  expect(await app.page.locator('.sheet mark').count()).toBe(0);
  expect(await place()).toBe(hits[1]);
  await app.page.keyboard.press('F3');
  await expect.poll(place).toBe(hits[2]);
  await app.page.keyboard.press('Shift+F3');
  await app.page.keyboard.press('Shift+F3');
  await expect.poll(place).toBe(hits[0]);
  await app.page.keyboard.press('Shift+F3');
  await expect.poll(words).toBe(`${hits.length} of ${hits.length}, begun again`);
  await expect.poll(place).toBe(hits.at(-1));
  const box = (await app.page.locator('.sheet .ag-cell-focus').boundingBox())!;
  const size = await app.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  expect(box.x + box.width / 2).toBeLessThan(size.width);
  expect(box.y + box.height).toBeLessThan(size.height);
  await app.page.getByRole('button', { name: 'Close find' }).click();
});

test('F3 steps through what is searched for, where there is nothing else to find', async () => {
  const { page } = app;
  await openBeside(app, fixture(scratchFolder('other'), 'reports/v3.csv'));
  await page.locator('#search').fill('verified');
  await settled(page);
  await page.keyboard.press('F3');
  await expect.poll(() => page.locator('#find').inputValue()).toBe('verified');
  await expect.poll(() => page.locator('.find-count').innerText()).toMatch(/^1 of \d+$/);
  await page.keyboard.press('F3');
  await expect.poll(() => page.locator('.find-count').innerText()).toMatch(/^2 of \d+$/);
  await page.getByRole('button', { name: 'Close v3.csv' }).click();
  await expect.poll(() => countWords(page)).toContain('of 212');
});

test('F6 goes through the parts of the window, and Shift+F6 back', async () => {
  const part = () =>
    app.page.evaluate(() => {
      const inside = (selector: string) => document.activeElement?.closest(selector) !== null;
      return ['.toolbar', '.sheet', '.pane', '.status-bar'].find(inside) ?? '';
    });
  await app.page.locator('.ag-row [col-id="email"]').first().click();
  await app.page.keyboard.press('Control+Home');
  await app.page.keyboard.press('Enter');
  await app.page.locator('.pane').waitFor();
  await app.page.locator('#search').focus();
  const seen: string[] = [];
  for (const key of ['F6', 'F6', 'F6', 'F6', 'Shift+F6', 'Shift+F6']) {
    await app.page.keyboard.press(key);
    await painted(app.page);
    seen.push(await part());
  }
  expect(seen).toEqual(['.sheet', '.pane', '.status-bar', '.toolbar', '.status-bar', '.pane']);
  await app.page.keyboard.press('Escape');
  await app.page.locator('.pane').waitFor({ state: 'hidden' });
});

test('a filter that is taken back with the keyboard leaves it to the next one, and the last to the search', async () => {
  const focused = () => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await app.page.locator('#search').fill('a');
  await app.page.locator('.status-verdict', { hasText: 'Passed' }).first().click();
  await settled(app.page);
  await app.page.locator('.chip-remove').first().press('Enter');
  await expect.poll(focused).toMatch(/^Remove Verdict: /);
  await app.page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Search in all columns');
  await settled(app.page);
});

test('a message is within reach of F6, and gives the keyboard back', async () => {
  await app.page.locator('.ag-row [col-id="email"]').first().click();
  await app.page.keyboard.press('ArrowDown');
  const column = () =>
    app.page.evaluate(() => document.activeElement?.closest('.ag-cell')?.getAttribute('col-id') ?? '');
  await saveTo(app, join(scratchFolder('finding'), 'rows.csv'));
  await app.page.keyboard.press('Control+e');
  await app.page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Save as…' }).press('Enter');
  const toast = app.page.locator('.toast');
  await toast.waitFor();
  await expect.poll(column).toBe('email');
  const isIn = (part: string) => app.page.evaluate((name) => document.activeElement?.closest(name) !== null, part);
  await app.page.keyboard.press('F6');
  expect(await isIn('.status-bar')).toBe(true);
  await app.page.keyboard.press('F6');
  expect(await isIn('.toast')).toBe(true);
  await toast.getByRole('button', { name: /^Dismiss/ }).press('Enter');
  await toast.waitFor({ state: 'detached' });
  await expect.poll(() => isIn('.status-bar')).toBe(true);
});

test('sorting, filtering and counts are read out', async () => {
  // The cell found last may be far to the right; the next one after the pinned columns brings the sheet back.
  await app.page.locator('.ag-row [col-id="email"]').first().click();
  await app.page.keyboard.press('ArrowRight');
  await sheetHeader(app.page, 'status').locator('.header-title').click();
  await settled(app.page);
  await expect.poll(news).toBe('Sorted by Status, ascending. 212 of 212 attempts.');
  await sheetHeader(app.page, 'status').locator('.header-title').click();
  await settled(app.page);
  await expect.poll(news).toBe('Sorted by Status, descending. 212 of 212 attempts.');
  await openFilter('Email');
  await dialog().locator('.condition input').fill('uni');
  await done();
  const count = csv.rows.filter((row) => cell(row, 'email').includes('uni')).length;
  await expect.poll(news).toBe(`Email: contains “uni”. ${count} of 212 attempts.`);
  await clearAll();
  await expect.poll(news).toBe('No filters. 212 of 212 attempts.');
  await sheetHeader(app.page, 'status').locator('.header-title').click();
  await expect.poll(news).toBe('In the order of the file. 212 of 212 attempts.');
  expect(app.complaints).toEqual([]);
});

test('an expression that would never end can be taken back, is stopped with a sentence, and the window goes on', async () => {
  const line = csv.rows[0]!.map((text, index) => (names[index] === 'exam_name' ? `${'a'.repeat(60)}!` : text));
  const text = [names, line].map((row) => row.map((part) => `"${part.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  const { page } = app;
  await openBeside(app, given(scratchFolder('slow'), 'slow.csv', `${text}\r\n`));
  const writeEndless = async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.locator('.filter-column', { has: page.getByText('Exam', { exact: true }) }).click();
    await page.getByRole('radiogroup', { name: 'By' }).getByText('text').click();
    await page.getByLabel('Condition').selectOption('pattern');
    await page.locator('.condition input').fill('^(a+)+$');
  };
  // From within the page, as soon as it can be seen: the app itself would stop the expression after two seconds.
  const cancelled = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = setInterval(() => {
          const wait = document.querySelector('.sheet-wait');
          const button = wait?.querySelector('button');
          if (!button?.checkVisibility({ visibilityProperty: true }) || !wait!.textContent.includes('Filtering…'))
            return;
          clearInterval(look);
          button.click();
          resolve();
        }, 20);
      }),
  );
  await writeEndless();
  await cancelled;
  await page.keyboard.press('Escape');
  await page.locator('.chip').waitFor({ state: 'detached' });
  await settled(page);
  expect(await countWords(page)).toBe('1 of 1 attempt');
  await writeEndless();
  await page.locator('.field-error', { hasText: 'was stopped after 2 seconds' }).waitFor();
  await page.locator('.condition input').fill('^a+!$');
  await settled(page);
  expect(await countWords(page)).toBe('1 of 1 attempt');
  expect(app.complaints).toEqual([]);
});
