import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type App, countWords, csvOf, openReport, sampleReport, settled, sheetHeader } from '../support/app.ts';

const csv = csvOf(sampleReport);
let app: App;

/** Whether a row holds a word in any cell that has a value, or in its verdict, which these words are chosen not to. */
const holds = (row: readonly string[], word: string) =>
  row.some((text) => text.trim() !== 'None' && text.toLowerCase().includes(word.toLowerCase()));

const field = () => app.page.locator('#search');
const pane = () => app.page.locator('.pane');

async function search(words: string) {
  await field().fill(words);
  await settled(app.page);
}

/** What has the keyboard. */
const focusedId = () => app.page.evaluate(() => document.activeElement?.id ?? '');
const inGrid = () => app.page.evaluate(() => document.activeElement?.closest('.ag-cell') !== null);

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());
beforeEach(async () => {
  while ((await app.page.locator('[role=dialog], .pane').count()) > 0) await app.page.keyboard.press('Escape');
  if ((await field().inputValue()) !== '') await search('');
});

describe('the search', () => {
  test('has the keyboard after Ctrl+F, with its words chosen to be typed over', async () => {
    await search('midterm');
    await app.page.locator('.ag-row[row-index="0"] .ag-cell').first().click();
    expect(await focusedId()).toBe('');
    await app.page.keyboard.press('Control+f');
    expect(await focusedId()).toBe('search');
    await app.page.keyboard.type('Retake');
    expect(await field().inputValue()).toBe('Retake');
  });

  test.each([
    ['a name', 'noor'],
    ['an address', 'UNI.EXAMPLE'],
    ['an exam in another script', 'аттестация'],
    ['a comment', 'second monitor'],
    ['the end of an attempt code', csv.column('attempt_code')[17]!.slice(-9)],
    ['a column that is far to the right', 'executive-education'],
    ['words that stand in different cells', 'masters final clean'],
  ])('finds %s, whatever column it stands in', async (_, words) => {
    await search(words);
    const rows = csv.rows.filter((row) => words.split(' ').every((word) => holds(row, word)));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(212);
    expect(await countWords(app.page)).toBe(`${rows.length} of 212 attempts`);
    const emails = rows.map((row) => row[csv.header.indexOf('email')]);
    // The row that had the focus is kept in sight, so the first to be seen need not be the first that was found.
    const seen = await app.page.$$eval('.ag-row [col-id="email"]', (cells) =>
      cells.map((cell) => [Number(cell.closest('.ag-row')?.getAttribute('row-index')), cell.textContent] as const),
    );
    expect(seen.map(([, text]) => text)).toEqual(seen.map(([index]) => emails[index]));
    expect(seen.length).toBeGreaterThanOrEqual(Math.min(emails.length, 15));
  });

  test('marks what it has found where it stands', async () => {
    await search('noor FINAL');
    const marks = await app.page.locator('.ag-row mark').allInnerTexts();
    expect(new Set(marks.map((text) => text.toLowerCase()))).toEqual(new Set(['noor', 'final']));
    const rows = Number.parseInt(await countWords(app.page), 10);
    expect(marks.length).toBeGreaterThanOrEqual(rows * 2);
    await search('');
    expect(await app.page.locator('.ag-row mark').count()).toBe(0);
  });

  test('does not find None, which is no value', async () => {
    expect(csv.rows.filter((row) => row.includes('None')).length).toBeGreaterThan(90);
    await search('None');
    const rows = csv.rows.filter((row) => holds(row, 'None'));
    expect(await countWords(app.page)).toBe(`${rows.length} of 212 attempts`);
    expect(rows.length).toBeLessThan(20);
  });

  test('answers whether a learner passed: the name, Enter, and the attempt stands there', async () => {
    const names = csv.column('username');
    const once = names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
    const row = names.findIndex((name, at) => once.includes(name) && at > 40);
    await app.page.keyboard.press('Control+f');
    await app.page.keyboard.type(names[row]!);
    // At once, before the rows of the search are known.
    await app.page.keyboard.press('Enter');
    await pane().waitFor();
    expect(await pane().getByRole('heading', { level: 2 }).innerText()).toBe(names[row]);
    expect(await pane().innerText()).toContain(csv.column('attempt_code')[row]!);
    expect(await countWords(app.page)).toBe('1 of 212 attempts');
    // And the next learner, whose attempt has the keyboard too.
    await app.page.keyboard.press('Control+f');
    await app.page.keyboard.type(once[0]!);
    await app.page.keyboard.press('Enter');
    await expect.poll(() => pane().getByRole('heading', { level: 2 }).innerText()).toBe(once[0]);
    expect(await focusedId()).toBe('pane-title');
  });

  test('that finds nothing says so and offers the way back', async () => {
    await search('nobody has such a name');
    await app.page.getByText('No attempt fits the search and the filters').waitFor();
    await field().press('Enter');
    expect(await pane().count()).toBe(0);
    await app.page.locator('.nothing').getByRole('button', { name: 'Clear all' }).click();
    await settled(app.page);
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
  });
});

describe('Esc', () => {
  test('closes one layer at a time: the popover, the attempt, the search, and then leaves the field', async () => {
    await search('final');
    await field().press('Enter');
    await pane().waitFor();
    await sheetHeader(app.page, 'exam_name').locator('.header-filter').click();
    const popover = app.page.getByRole('dialog', { name: 'Filter' });
    await popover.waitFor();

    await app.page.keyboard.press('Escape');
    await popover.waitFor({ state: 'hidden' });
    expect(await pane().count()).toBe(1);

    await app.page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    expect(await field().inputValue()).toBe('final');

    await app.page.keyboard.press('Escape');
    await settled(app.page);
    expect(await field().inputValue()).toBe('');
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
  });

  test('pressed in the field closes the attempt, clears the words, and gives the keyboard to the sheet', async () => {
    await search('final');
    await field().press('Enter');
    await pane().waitFor();
    await app.page.keyboard.press('Control+f');
    await app.page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    expect([await focusedId(), await field().inputValue()]).toEqual(['search', 'final']);
    await app.page.keyboard.press('Escape');
    await settled(app.page);
    expect([await focusedId(), await field().inputValue()]).toEqual(['search', '']);
    await app.page.keyboard.press('Escape');
    expect(await inGrid()).toBe(true);
  });

  test('closes a dialog and nothing that lies under it', async () => {
    await search('final');
    await field().press('Enter');
    await pane().waitFor();
    await app.page.keyboard.press('F1');
    await app.page.getByRole('dialog', { name: 'Help' }).waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog', { name: 'Help' }).waitFor({ state: 'detached' });
    expect(await pane().count()).toBe(1);
    expect(await field().inputValue()).toBe('final');
  });
});

test('nothing was complained about', () => {
  expect(app.complaints).toEqual([]);
});
