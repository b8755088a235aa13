import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  countWords,
  csvOf,
  given,
  openReport,
  painted,
  sampleReport,
  scratchFolder,
  settled,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
let app: App;

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.page.keyboard.press('Escape');
  await app.electron.evaluate(({ clipboard: board }) => board.clear());
  await cellsTop();
});

async function cellsTop() {
  await app.page.locator('.ag-grid-viewport').evaluate((viewport) => viewport.scrollTo(0, 0));
  await painted(app.page);
}

const cell = (row: number, column: string) =>
  app.page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await app.page.keyboard.press(key);
  await painted(app.page);
};
/** What is on the clipboard, as a spreadsheet takes it. */
const pasted = async (): Promise<string[][]> => {
  const text = await app.electron.evaluate(({ clipboard: board }) => board.readText());
  return Papa.parse<string[]>(text, { delimiter: '\t', newline: '\n' }).data;
};
const statusBar = () => app.page.locator('.status-selection').innerText();
const notes = async () => (await statusBar()).replace(/\s+/g, ' ').trim();
const selected = () =>
  app.page.$$eval('.cell-selected', (found) =>
    found.map((one) => `${one.closest('.ag-row')?.getAttribute('row-index')} ${one.getAttribute('col-id')}`).sort(),
  );

const focusedColumn = () =>
  app.page.evaluate(() => document.activeElement?.closest('.ag-cell')?.getAttribute('col-id'));

/** A column of the sheet as the file has it, by the header of the file. */
const fileCells = (rows: readonly number[], headers: readonly string[]) =>
  rows.map((row) => headers.map((name) => csv.column(name)[row]!));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

async function dragFrom(row: number, column: string, toRow: number, toColumn: string) {
  await cell(row, column).hover();
  await app.page.mouse.down();
  await cell(toRow, toColumn).hover();
  await app.page.mouse.up();
  await painted(app.page);
}

describe('with the mouse', () => {
  test('a drag selects what it passes, and Ctrl+C copies it cell for cell', async () => {
    await dragFrom(2, 'username', 5, 'exam_name');
    expect(await selected()).toEqual(
      range(2, 5)
        .flatMap((row) => ['email', 'exam_name', 'username'].map((column) => `${row} ${column}`))
        .sort(),
    );
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(2, 5), ['username', 'email', 'exam_name']));
    expect(await notes()).toContain('Copied 12 cells.');
  });

  test('a drag beyond the edge goes on through rows that were not drawn', async () => {
    const height = await app.page.evaluate(() => innerHeight);
    await app.page.locator('.sheet .ag-grid-viewport').evaluate((viewport) => {
      viewport.scrollTop = 150 * document.querySelector('.sheet .ag-row')!.clientHeight;
    });
    const { x, y } = (await cell(153, 'email').boundingBox())!;
    expect(await cell(211, 'email').count()).toBe(0);
    await app.page.mouse.move(x + 20, y + 10);
    await app.page.mouse.down();
    await app.page.mouse.move(x + 20, height - 4);
    await app.page.locator('.ag-row[row-index="211"]').waitFor();
    await app.page.mouse.move(x + 20, height - 3);
    await expect.poll(notes).toContain('Selected 59 cells');
    await app.page.mouse.up();
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(153, 211), ['email']));
    // The cell that it began with still has the keyboard.
    await press('Escape', 'Control+c');
    expect(await pasted()).toEqual(fileCells([153], ['email']));
    await press('Control+Home');
  });

  test('Shift+click reaches from the cell that has the focus, and opens nothing', async () => {
    await cell(6, 'exam_name').click();
    await cell(4, 'username').click({ modifiers: ['Shift'] });
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(4, 6), ['username', 'email', 'exam_name']));
    await cell(7, 'email').click({ modifiers: ['Shift'] });
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells([6, 7], ['email', 'exam_name']));
    await cell(1, 'email').click();
    expect(await selected()).toEqual([]);
  });
});

describe('by the heads of rows and columns', () => {
  const number = (row: number) => cell(row, '#');
  const header = (column: string) => app.page.locator(`.ag-header-cell[col-id="${column}"]`);
  const emails = async (headers: readonly string[]) => {
    await press('Control+Shift+c');
    const [head, ...body] = await pasted();
    return body.map((row) => headers.map((name) => row[head!.indexOf(name)]));
  };

  test('a click on a number selects the row, a drag and Shift several, and the keyboard goes on from there', async () => {
    await number(3).click();
    expect(await emails(['email'])).toEqual(fileCells([3], ['email']));
    expect(await number(3).getAttribute('class')).toContain('row-number-selected');
    await number(5).click({ modifiers: ['Shift'] });
    expect(await emails(['email', 'status'])).toEqual(fileCells(range(3, 5), ['email', 'status']));
    await press('Shift+ArrowDown');
    expect(await emails(['email'])).toEqual(fileCells(range(3, 6), ['email']));
    await dragFrom(8, '#', 6, '#');
    expect(await emails(['email'])).toEqual(fileCells(range(6, 8), ['email']));
    // What was pressed has not the focus: no key leads to a number.
    expect(await focusedColumn()).toBe('verdict');
    await press('Escape', 'Home');
    expect(await focusedColumn()).toBe('verdict');
    await press('ArrowLeft');
    expect(await focusedColumn()).toBe('verdict');
  });

  test('the menu of a number is one of its row', async () => {
    await number(4).click({ button: 'right' });
    await app.page.locator('[role="menu"]').getByText('Narrow to selection (1 row)').waitFor();
    await press('Escape');
    expect(await emails(['email'])).toEqual(fileCells([4], ['email']));
  });

  test('Ctrl+Click on headers selects columns, and does not sort; a drag and Shift go on', async () => {
    await header('email').click({ modifiers: ['Control'] });
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(0, 211), ['email']));
    expect(await header('email').getAttribute('class')).toContain('header-selected');
    expect(await header('email').getAttribute('aria-sort')).toBe('none');
    await header('exam_name').click({ modifiers: ['Control', 'Shift'] });
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(0, 211), ['email', 'exam_name']));
    await app.page.keyboard.down('Control');
    await header('username').hover();
    await app.page.mouse.down();
    await header('email').hover();
    await app.page.mouse.up();
    await app.page.keyboard.up('Control');
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(0, 211), ['username', 'email']));
  });

  test('a plain click on a header still sorts', async () => {
    await header('email').locator('.header-title').click();
    await settled(app.page);
    expect(await header('email').getAttribute('aria-sort')).toBe('ascending');
    expect(await selected()).toEqual([]);
    for (let click = 0; click < 2; click += 1) await header('email').locator('.header-title').click();
    await settled(app.page);
  });

  test('the corner selects everything', async () => {
    await header('#').click();
    await expect.poll(notes).toMatch(/^Selected [\d,]+ cells/);
    expect(await emails(['attempt_code'])).toEqual(fileCells(range(0, 211), ['attempt_code']));
  });

  test('the keyboard selects the column of a header, and asks for its menu', async () => {
    await cell(0, 'email').click();
    await press('ArrowUp', 'Control+Space', 'Control+c');
    expect(await pasted()).toEqual(fileCells(range(0, 211), ['email']));
    expect(await focusedColumn()).toBe('email');
    await press('Escape', 'ArrowUp', 'Shift+F10');
    const menu = app.page.getByRole('menu', { name: 'The column' });
    await menu.waitFor();
    await press('ArrowDown', 'Enter');
    await settled(app.page);
    expect(await header('email').getAttribute('aria-sort')).toBe('descending');
    await header('email').click({ button: 'right' });
    await menu.getByText('Do not sort by it').click();
    await settled(app.page);
    expect(await header('email').getAttribute('aria-sort')).toBe('none');
    await header('email').click({ button: 'right' });
    await menu.getByText('Filter…').click();
    await app.page.getByRole('dialog', { name: 'Filter' }).waitFor();
    await press('Escape');
    await app.page.getByRole('dialog', { name: 'Filter' }).waitFor({ state: 'detached' });
  });
});

describe('narrowed to a selection', () => {
  test('only its rows stay, whatever the order, as a filter that is taken back by its chip', async () => {
    const header = app.page.locator('.ag-header-cell[col-id="email"] .header-title');
    await header.click();
    await settled(app.page);
    // The row that had the focus is kept in sight.
    await cellsTop();
    await dragFrom(2, 'username', 5, 'email');
    await press('Control+c');
    const picked = await pasted();
    await cell(3, 'email').click({ button: 'right' });
    await app.page.getByRole('menu').getByText('Narrow to selection (4 rows)').click();
    await expect.poll(() => countWords(app.page)).toBe('4 of 212 attempts');
    expect(await app.page.locator('.chip').innerText()).toBe('Rows: 4 selected rows');
    await cell(0, 'username').click();
    await cell(3, 'email').click({ modifiers: ['Shift'] });
    await press('Control+c');
    expect(await pasted()).toEqual(picked);
    // Once more, with the keyboard, and together with a search.
    await cell(1, 'email').click();
    await press('Shift+ArrowDown', 'Control+Shift+p');
    await app.page.keyboard.type('narrow');
    await press('Enter');
    await expect.poll(() => countWords(app.page)).toBe('2 of 212 attempts');
    await app.page.locator('.chip-remove').click();
    await settled(app.page);
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
    for (let click = 0; click < 2; click += 1) await header.click();
    await settled(app.page);
  });
});

describe('with the keyboard', () => {
  test('Shift with arrows, Page Down, End and Space selects, Esc leaves it', async () => {
    await cell(1, 'email').click();
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowLeft');
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells(range(1, 3), ['username', 'email']));
    await press('Shift+ArrowRight', 'Control+Shift+ArrowDown', 'Control+c');
    expect(await pasted()).toEqual(fileCells(range(1, 211), ['email']));
    expect(await app.page.locator('.ag-row[row-index="211"]').count()).toBe(1);
    await press('Escape');
    expect(await selected()).toEqual([]);
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells([1], ['email']));
    await press('ArrowDown', 'Shift+Space', 'Shift+ArrowDown', 'Control+Shift+c');
    const rows = await pasted();
    expect(rows).toHaveLength(3);
    const code = rows[0]!.indexOf('attempt_code');
    expect(rows.slice(1).map((row) => row[code])).toEqual(csv.column('attempt_code').slice(2, 4));
    // Without Shift the focus goes on from where the selection began.
    await press('ArrowUp');
    expect(await selected()).toEqual([]);
    await press('Control+c');
    expect(await pasted()).toEqual(fileCells([1], ['email']));
  });

  test('Ctrl+A selects what is shown, and its headers and cells are those of the file', async () => {
    await app.page.locator('#search').fill('verified');
    await settled(app.page);
    await cell(0, 'email').click();
    await painted(app.page);
    await press('Control+a', 'Control+Shift+c');
    const [head, ...body] = await pasted();
    expect(head).toEqual(expect.arrayContaining([...csv.header]));
    const shown = body.map((row) => csv.column('attempt_code').indexOf(row[head!.indexOf('attempt_code')]!));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.length).toBeLessThan(212);
    const columns = csv.header.map((name) => head!.indexOf(name));
    expect(body.map((row) => columns.map((at) => row[at]))).toEqual(shown.map((row) => [...csv.rows[row]!]));
    expect(await notes()).toContain(`Copied ${(body.length * head!.length).toLocaleString('en')} cells with headers.`);
    await app.page.locator('#search').fill('');
    await settled(app.page);
    expect(await selected()).toEqual([]);
  });

  test('in a text field both keys stay the field’s own', async () => {
    await cell(1, 'email').click();
    await app.page.locator('#search').fill('some words');
    await settled(app.page);
    await press('Control+a', 'Control+c');
    expect(await selected()).toEqual([]);
    expect(await app.electron.evaluate(({ clipboard: board }) => board.readText())).toBe('some words');
    await app.page.locator('#search').fill('');
    await settled(app.page);
  });
});

test('the menu of the app copies and selects as the keys do', async () => {
  await cell(2, 'email').click();
  await painted(app.page);
  const does = (what: 'copy' | 'selectAll') =>
    app.electron.evaluate(({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]!.webContents[name](), what);
  await does('copy');
  await expect.poll(pasted).toEqual(fileCells([2], ['email']));
  await does('selectAll');
  await expect.poll(async () => (await selected()).length).toBeGreaterThan(100);
});

describe('the status bar', () => {
  test.each([
    ['suspicious_count', 'Suspicious Count'],
    ['allowed_time_limit_mins', 'allowed_time_limit_mins'],
  ])('says what the cells of %s come to', async (column, header) => {
    await cell(1, 'email').click();
    // The column may not be drawn.
    for (let presses = 0; presses < 30 && (await focusedColumn()) !== column; presses += 1) await press('ArrowRight');
    await press('Control+Space');
    const texts = csv.column(header).filter((text) => text.trim() !== '' && text.trim() !== 'None');
    const numbers = texts.map(Number);
    const text = (value: number) => value.toLocaleString('en');
    const words = [
      texts.length === 212 ? 'Selected 212 cells' : `Selected 212 cells, ${text(texts.length)} filled`,
      `Distinct ${text(new Set(texts).size)}`,
      `Min ${text(Math.min(...numbers))}`,
      `Max ${text(Math.max(...numbers))}`,
      `Sum ${text(numbers.reduce((sum, value) => sum + value, 0))}`,
    ];
    await expect.poll(notes).toContain(words.join(' '));
    await press('Escape');
    expect(await notes()).toBe('');
  });
});

describe('the menu of a cell', () => {
  const menu = () => app.page.locator('[role="menu"]');
  const entries = () => menu().locator('.menu-label').allInnerTexts();

  test('opens by a right click, on the selection as well, and copies', async () => {
    await dragFrom(2, 'username', 4, 'email');
    await cell(3, 'email').click({ button: 'right' });
    await expect.poll(entries).toContain('Copy 6 cells');
    await menu().getByText('Copy with headers').click();
    expect(await pasted()).toEqual([['username', 'email'], ...fileCells(range(2, 4), ['username', 'email'])]);
    await menu().waitFor({ state: 'detached' });
    await cell(6, 'exam_name').click({ button: 'right' });
    await expect.poll(selected).toEqual([]);
    await menu().getByText('Copy', { exact: true }).click();
    expect(await pasted()).toEqual(fileCells([6], ['exam_name']));
  });

  test.each(['Shift+F10', 'ContextMenu'])('opens by %s, and Esc gives the focus back to the cell', async (key) => {
    await cell(5, 'email').click();
    await press(key);
    await menu().waitFor();
    expect((await entries())[0]).toBe('Show the attempt');
    await press('Escape');
    await menu().waitFor({ state: 'detached' });
    await expect.poll(focusedColumn).toBe('email');
    await press(key);
    await menu().waitFor();
    const copy = (await entries()).indexOf('Copy');
    await press(...Array.from({ length: copy }, () => 'ArrowDown'), 'Enter');
    await menu().waitFor({ state: 'detached' });
    expect(await pasted()).toEqual(fileCells([5], ['email']));
    await press(key);
    await menu().waitFor();
    await press('Enter');
    await app.page.locator('.pane').waitFor();
    await press('Escape');
    await app.page.locator('.pane').waitFor({ state: 'detached' });
  });
});

test('many cells are copied as exactly as few', async () => {
  const rows = Array.from({ length: 2400 }, (_, at) => [...csv.rows[at % csv.rows.length]!]);
  const path = given(scratchFolder('many'), 'many.csv', Papa.unparse([[...csv.header], ...rows]));
  await choose(app, [path]);
  await press('Control+o');
  await complete(app.page, 2);
  await cell(0, 'email').click();
  await painted(app.page);
  await press('Control+a', 'Control+Shift+c');
  await expect.poll(notes).toMatch(/Copied [\d,]+ cells with headers/);
  const [head, ...body] = await pasted();
  const columns = csv.header.map((name) => head!.indexOf(name));
  expect(body.map((row) => columns.map((at) => row[at]))).toEqual(rows);
});

test('nothing was complained about', () => {
  expect(app.complaints).toEqual([]);
});
