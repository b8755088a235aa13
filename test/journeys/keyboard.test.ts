import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type App,
  choose,
  chooseInMenu,
  complete,
  countWords,
  csvOf,
  fixture,
  openApp,
  painted,
  sampleReport,
  saveTo,
  scratchFolder,
  settled,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
let app: App;

beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** What has the focus, in words: its own name, or its text. */
const focused = () =>
  app.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.id ?? (element?.textContent || '');
  });
const focusedText = () => app.page.evaluate(() => document.activeElement?.textContent ?? '');

/** The cell or header of the grid that has the focus. */
const place = () =>
  app.page.evaluate(() => {
    const cell = document.activeElement?.closest('[col-id]');
    const row = cell?.closest('[role="row"]')?.getAttribute('aria-rowindex');
    return cell ? `${cell.getAttribute('col-id')} ${Number(row) - 1}` : '';
  });

/** Whether the focus can be seen, and is marked where it is. */
const isFocusSeen = () =>
  app.page.evaluate(() => {
    const element = document.activeElement!;
    const { left, top, width, height } = element.getBoundingClientRect();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    return element !== document.body && element.matches(':focus-visible') && element.contains(onTop);
  });

/** Presses Tab until something has the focus, as a person does who looks for it. */
async function tabTo(isThere: () => Promise<boolean>, key = 'Tab') {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await isThere()) return;
    await app.page.keyboard.press(key);
    await painted(app.page);
  }
  throw new Error(`30 × ${key} did not lead there; the focus is on ${await focused()}`);
}

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await app.page.keyboard.press(key);
  await painted(app.page);
};
const pane = () => app.page.locator('.pane');

test('the sample is opened from the start screen, and its first cell has the keyboard', async () => {
  await tabTo(async () => (await focusedText()) === 'Open the sample report');
  expect(await isFocusSeen()).toBe(true);
  await press('Enter');
  await complete(app.page);
  expect(await countWords(app.page)).toBe('212 of 212 attempts');
  await expect.poll(place).toBe('verdict 1');
  expect(await isFocusSeen()).toBe(true);
  await press('ArrowDown');
  expect(await place()).toBe('verdict 2');
});

test('Tab leads into the grid, and arrows, Home, End, Page Up and Page Down go through it', async () => {
  await press('Control+f');
  await tabTo(async () => (await place()) !== '');
  if ((await place()).endsWith(' 0')) await press('ArrowDown');
  await press('Control+Home');
  expect(await place()).toBe('verdict 1');
  expect(await isFocusSeen()).toBe(true);
  await press('ArrowDown', 'ArrowDown', 'ArrowRight');
  expect(await place()).toBe('username 3');
  await press('ArrowUp', 'ArrowLeft');
  expect(await place()).toBe('verdict 2');
  await press('End');
  const last = (await place()).split(' ')[0];
  expect(await place()).toBe(`${last} 2`);
  expect(last).not.toBe('verdict');
  expect(await isFocusSeen()).toBe(true);
  await press('Home');
  expect(await place()).toBe('verdict 2');
  await press('PageDown');
  const below = Number((await place()).split(' ')[1]);
  expect(below).toBeGreaterThan(15);
  expect(await isFocusSeen()).toBe(true);
  await press('PageUp');
  expect(Number((await place()).split(' ')[1])).toBeLessThan(below);
  await press('Control+End');
  expect(await place()).toBe(`${last} 212`);
  expect(await isFocusSeen()).toBe(true);
  await press('Control+Home');
  expect(await place()).toBe('verdict 1');
});

test('Enter shows the attempt, J and K go on to others, and Esc leads back to the row that was last shown', async () => {
  await press('ArrowDown', 'Enter');
  await pane().waitFor();
  const code = (row: number) => csv.column('attempt_code')[row]!;
  const shows = (row: number) => expect.poll(() => pane().innerText()).toContain(code(row));
  await shows(1);
  expect(await app.page.evaluate(() => document.activeElement?.closest('.pane') !== null)).toBe(true);
  await press('j');
  await shows(2);
  await press('j', 'k', 'k');
  await shows(1);
  await press('j');
  await shows(2);
  await press('Escape');
  await pane().waitFor({ state: 'detached' });
  await expect.poll(place).toMatch(/ 3$/);
  await press('ArrowDown');
  expect(await place()).toMatch(/ 4$/);
});

test('a header is reached by the arrows, sorts with Enter, and opens its filter with Alt+Down', async () => {
  await press('Control+Home', 'ArrowUp');
  await tabTo(async () => (await place()) === 'status 0', 'ArrowRight');
  await press('Enter');
  await settled(app.page);
  expect(await app.page.locator('.ag-header-cell[col-id="status"]').getAttribute('aria-sort')).toBe('ascending');
  expect(await place()).toBe('status 0');
  await press('Alt+ArrowDown');
  const popover = app.page.getByRole('dialog', { name: 'Filter' });
  await popover.waitFor();
  await popover.getByRole('checkbox').first().waitFor();
  await tabTo(async () => (await focusedText()) === 'None');
  await press('Enter');
  const isOn = (name: string) =>
    app.page.evaluate(
      (wanted) => document.activeElement?.closest('.filter-value')?.querySelector('bdi')?.textContent === wanted,
      name,
    );
  await tabTo(() => isOn('rejected'));
  await press('Space');
  await settled(app.page);
  const rejected = csv.column('status').filter((status) => status === 'rejected').length;
  expect(await countWords(app.page)).toBe(`${rejected} of 212 attempts`);
  await press('Escape');
  await popover.waitFor({ state: 'detached' });
  await expect.poll(place).toBe('status 0');
});

test('Ctrl+F searches among them, Down leads to what was found, and Ctrl+E exports it', async () => {
  await press('Control+f');
  expect(await focused()).toBe('Search in all columns');
  await app.page.keyboard.type('final');
  await settled(app.page);
  const found = csv.rows.filter((row) => row.includes('rejected') && row.some((cell) => /final/i.test(cell)));
  expect(await countWords(app.page)).toBe(`${found.length} of 212 attempts`);
  await press('ArrowDown');
  expect(await place()).toMatch(/ 1$/);

  const path = join(scratchFolder('keyboard'), 'rejected.csv');
  await saveTo(app, path);
  await press('Control+e');
  const dialog = app.page.getByRole('dialog', { name: 'Export' });
  await dialog.waitFor();
  expect(await app.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  await tabTo(() =>
    app.page.evaluate(
      () => document.activeElement?.closest('[role=radiogroup]')?.textContent?.startsWith('Values') ?? false,
    ),
  );
  await press('ArrowDown');
  await tabTo(async () => (await focusedText()).includes('Save as…'));
  await press('Enter');
  await app.page.locator('.toast', { hasText: 'Exported' }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  const codes = found.map((row) => row[csv.header.indexOf('attempt_code')]);
  expect(data.map((row) => row.attempt_code)).toEqual(codes);
  expect(data.map((row) => row['Suspicious Comments'])).toEqual(
    found.map((row) => row[csv.header.indexOf('Suspicious Comments')]),
  );
  await expect.poll(place).toMatch(/ 1$/);
});

test('Ctrl+2 leads into the overview panel, and the sheet has the keyboard when the panel goes', async () => {
  const left = await place();
  for (const [key, tab] of [
    ['Control+2', 'Needs you'],
    ['Control+4', 'Findings'],
  ] as const) {
    await press(key);
    await expect.poll(focusedText).toBe(tab);
    expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-selected'))).toBe('true');
  }
  await press('Control+b');
  await expect.poll(place).toBe(left);
});

test('Ctrl+O leads into the report that is opened, and Ctrl+Tab back to the cell of the one before', async () => {
  await press('Control+Shift+l');
  await settled(app.page);
  await press('ArrowDown', 'ArrowDown', 'ArrowRight');
  const left = await place();
  await choose(app, [fixture(scratchFolder('keyboard'), 'reports/right-to-left.csv')]);
  await press('Control+o');
  await complete(app.page, 2);
  await expect.poll(place).toBe('verdict 1');
  await press('Control+Tab');
  await expect.poll(place).toBe(left);
});

test('what is in front keeps the keyboard: a dialog over a report that opens, and the tabs while one goes through them', async () => {
  await press('Control+Tab');
  await expect.poll(place).toBe('verdict 1');
  await tabTo(async () => app.page.evaluate(() => document.activeElement?.closest('[role=tab]') !== null), 'Shift+Tab');
  await press('ArrowLeft');
  await expect
    .poll(() => app.page.locator('.tabs [role=tab][aria-selected=true]').getAttribute('aria-label'))
    .toMatch(/^edX/);
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  await press('F1');
  await app.page.getByRole('dialog', { name: 'Help' }).waitFor();
  await choose(app, [fixture(scratchFolder('keyboard'), 'reports/ragged.csv')]);
  await chooseInMenu(app, 'File', 'Open…');
  await complete(app.page, 3);
  await painted(app.page);
  expect(await focused()).toBe('Search the help');
  await press('Escape');
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  for (const left of [2, 1]) {
    await press('Control+w');
    await expect.poll(() => app.page.locator('.tabs [role=tab]').count()).toBe(left);
  }
});

test('what a resting pointer asked to know is out of the way of the keyboard, until it moves', async () => {
  const tooltip = app.page.locator('.ag-tooltip');
  await app.page.locator('.ag-row[row-index="2"] [col-id="verdict"]').hover();
  await tooltip.waitFor();
  await press('Shift');
  await tooltip.waitFor({ state: 'hidden' });
  await app.page.mouse.move(0, 0);
  await app.page.locator('.ag-row[row-index="3"] [col-id="verdict"]').hover();
  await expect.poll(() => tooltip.locator('visible=true').count()).toBe(1);
  await app.page.mouse.move(0, 0);
});

test('Ctrl+Shift+L shows all again, Ctrl+W closes the report, and the start screen has the keyboard', async () => {
  await press('Control+Shift+l');
  await settled(app.page);
  expect(await countWords(app.page)).toBe('212 of 212 attempts');
  await press('Control+w');
  await app.page.getByRole('heading', { name: 'Proctorsheet' }).waitFor();
  await tabTo(async () => (await focusedText()) === 'Open…');
  expect(app.complaints).toEqual([]);
});
