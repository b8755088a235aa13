import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type App, csvOf, openReport, painted, sampleReport, settled } from '../support/app.ts';

const csv = csvOf(sampleReport);
let app: App;

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.page.keyboard.press('Escape');
  await app.electron.evaluate(({ clipboard: board }) => board.clear());
});

const cell = (row: number, column: string) => app.page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);
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
