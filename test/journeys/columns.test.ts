import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, chooseInMenu, given, openReport, painted, scratchFolder, sheetHeader } from '../support/app.ts';

const header =
  'course_id,provider,track,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,' +
  'started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,' +
  'Rules Violation Comments';
const comment = 'Looked away:\nat the door,\nat the ceiling,\nat the floor,\nat the phone';
const rightToLeft = 'امتحان نصف الفصل';
const longName = `A final exam with a name that is far wider than its column is as shipped ${'and more '.repeat(40)}`;
const exams = ['Midterm', rightToLeft, 'Spoof\u202egpj.exe', 'Tab\there', longName];
const lines = exams.map(
  (exam, index) =>
    `course-v1:Org+Course+2021,software_secure,verified,${exam},name-${index},` +
    `a.rather.long.address.of.somebody.${index}@students.example.org,CODE-${index},60,False,` +
    `2021-04-01 10:00:00+00:00,2021-04-01 11:00:00+00:00,verified,Suspicious,5,"${comment}",0,`,
);
const path = given(scratchFolder('columns'), 'columns.csv', `${[header, ...lines].join('\r\n')}\r\n`);

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openReport(path);
  page = app.page;
});
afterAll(() => app.close());

/** Columns on screen from left to right, without the rows' numbers; those that stay at the left with a star. */
async function columns(of = page): Promise<string[]> {
  await painted(of);
  const found = await of.$$eval('.ag-header-cell[col-id]:not([col-id="#"])', (cells) =>
    cells.map((cell) => ({
      id: cell.getAttribute('col-id'),
      pinned: cell.closest('.ag-grid-pinned-left-cells') !== null,
      left: cell.getBoundingClientRect().left,
    })),
  );
  return found.sort((a, b) => a.left - b.left).map(({ id, pinned }) => (pinned ? `${id}*` : `${id}`));
}

const menu = (...labels: string[]) => chooseInMenu(app, 'View', ...labels);
const rowHeight = () => page.$eval('.ag-row[row-index="0"]', (row) => Math.round(row.getBoundingClientRect().height));
const widthOf = (column: string) =>
  sheetHeader(page, column).evaluate((cell) => Math.round(cell.getBoundingClientRect().width));
const cell = (row: number, column: string) => page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`);
const item = (title: string) => page.locator('.columns-item').filter({ has: page.getByText(title, { exact: true }) });

async function resize(width: number, height: number) {
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
  await painted(page);
}

describe('the chooser of columns', () => {
  test('hides, shows, moves and pins by keyboard and mouse, and says how many are hidden', async () => {
    await expect
      .poll(async () => (await columns()).slice(0, 5))
      .toEqual(['verdict*', 'username*', 'email*', 'exam_name', 'status']);
    await page.keyboard.press('Control+Shift+k');
    await page.waitForSelector('.columns-list');
    await page.getByLabel('Search the columns').fill('mail');
    expect(await page.locator('.columns-item').allInnerTexts()).toEqual(['Email']);
    await item('Email').getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Search the columns').fill('');
    await expect
      .poll(async () => (await columns()).slice(0, 4))
      .toEqual(['verdict*', 'username*', 'exam_name', 'status']);
    expect(await page.locator('#choose-columns').innerText()).toContain('1 hidden');

    // Up by its button, then by keys; the keyboard stays where it is.
    await item('Status').getByRole('button', { name: /up$/ }).click();
    await expect.poll(async () => (await columns()).slice(2, 4)).toEqual(['status', 'exam_name']);
    await item('Status').getByRole('checkbox').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(async () => (await columns()).slice(2, 4)).toEqual(['exam_name', 'status']);
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(async () => (await columns()).slice(2, 4)).toEqual(['status', 'exam_name']);
    expect(await page.evaluate(() => document.activeElement?.closest('.columns-item')?.textContent)).toContain(
      'Status',
    );

    await item('Exam').getByRole('button', { name: /^Pin/ }).click();
    await item('Username').getByRole('button', { name: /^Let/ }).click();
    await expect
      .poll(async () => (await columns()).slice(0, 4))
      .toEqual(['verdict*', 'exam_name*', 'username', 'status']);
    await item('Status').locator('.columns-grip').dragTo(item('Username'));
    await expect
      .poll(async () => (await columns()).slice(0, 4))
      .toEqual(['verdict*', 'exam_name*', 'status', 'username']);
    expect(await page.locator('.toast').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('.columns-list').count()).toBe(0);
  });

  test('lets pinned columns go where the window is narrow, and takes them back', async () => {
    const before = (await columns()).slice(0, 3);
    await resize(640, 600);
    await expect.poll(async () => (await columns()).slice(0, 3)).toEqual(['verdict*', 'exam_name', 'status']);
    await resize(1280, 800);
    await expect.poll(async () => (await columns()).slice(0, 3)).toEqual(before);
  });
});

describe('rows', () => {
  test('have 1, 2 or 4 lines, in which text breaks as in the file', async () => {
    const comments = cell(0, 'suspicious_comments').locator('.cell-text');
    expect(await rowHeight()).toBe(28);
    // The comment is far to the right.
    await resize(3000, 800);
    const sign = () =>
      comments
        .locator('.line-break')
        .first()
        .evaluate((mark) => getComputedStyle(mark, '::before').content);
    expect(await sign()).toBe('"↵"');
    const height = () => comments.evaluate((text) => Math.round(text.getBoundingClientRect().height));
    await menu('Rows', 'Rows of 4 lines');
    await expect.poll(rowHeight).toBe(82);
    expect(await sign()).toBe('none');
    expect(await height()).toBe(72);
    await menu('Rows', 'Rows of 2 lines');
    await expect.poll(rowHeight).toBe(46);
    expect(await height()).toBe(36);
    expect(await comments.evaluate((text) => text.textContent)).toBe(comment);
    await menu('Rows', 'Rows of 1 line');
    await expect.poll(rowHeight).toBe(28);
  });

  test('are compact, and larger apart from the window', async () => {
    await menu('Rows', 'Rows: compact');
    await expect.poll(rowHeight).toBe(22);
    await menu('Rows', 'Rows: comfortable');
    await expect.poll(rowHeight).toBe(28);
    const button = () => page.locator('#choose-columns').evaluate((one) => one.getBoundingClientRect().height);
    const [narrow, height] = [await widthOf('status'), await button()];
    for (let step = 0; step < 3; step += 1) await menu('Rows', 'Sheet: larger');
    await page.waitForFunction(() => document.querySelector('.ag-row')!.getBoundingClientRect().height > 40);
    expect(await rowHeight()).toBe(42);
    expect(await cell(0, 'status').evaluate((text) => getComputedStyle(text).fontSize)).toBe('19.5px');
    expect(await widthOf('status')).toBe(Math.round(narrow * 1.5));
    expect(await button()).toBe(height);
    await menu('Rows', 'Sheet: smaller');
    await menu('Rows', 'Sheet: actual size');
    await expect.poll(async () => [await rowHeight(), await widthOf('status')]).toEqual([28, narrow]);
  });

  test('are larger and smaller by Ctrl+wheel and by keys, and the window is not', async () => {
    const zoomed = async (height: number) => expect.poll(rowHeight).toBe(height);
    const button = () => page.locator('#choose-columns').evaluate((one) => one.getBoundingClientRect().height);
    const before = await button();
    await cell(0, 'status').hover();
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 3; notch += 1) {
      await page.mouse.wheel(0, -100);
      await painted(page);
    }
    await zoomed(42);
    await page.mouse.wheel(0, 100);
    await page.keyboard.up('Control');
    await zoomed(36);
    await page.keyboard.press('Control+Alt+-');
    await zoomed(31);
    await page.keyboard.press('Control+Alt+=');
    await zoomed(36);
    await page.keyboard.press('Control+Alt+0');
    await zoomed(28);
    expect(await button()).toBe(before);
  });

  test('say their number in the file, whatever the order, unless it is hidden', async () => {
    const numbers = page.locator('.ag-header-cell[col-id="#"]');
    const left = async (of: ReturnType<typeof sheetHeader>) => (await of.boundingBox())!.x;
    expect(await left(numbers)).toBeLessThan(await left(sheetHeader(page, 'verdict')));
    expect(await cell(4, '#').innerText()).toBe('5');
    await sheetHeader(page, 'username').locator('.header-title').click();
    await sheetHeader(page, 'username').locator('.header-title').click();
    await page.waitForFunction(
      () => document.querySelector('.ag-row[row-index="0"] [col-id="#"]')?.textContent === '5',
    );
    await sheetHeader(page, 'username').locator('.header-title').click();
    await menu('Rows', 'Row numbers: hidden');
    await numbers.waitFor({ state: 'detached' });
    await menu('Rows', 'Row numbers: shown');
    await numbers.waitFor();
    await painted(page);
    expect(await left(numbers)).toBeLessThan(await left(sheetHeader(page, 'verdict')));
  });
});

describe('columns are fitted', () => {
  const isCut = (row: number, column: string) =>
    cell(row, column)
      .locator('.cell-text')
      .evaluate((text) => text.scrollWidth > text.clientWidth);

  test('to what they hold, and never wider than 480 pixels', async () => {
    await page.locator('#choose-columns').click();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.columns-list').count()).toBe(0);
    expect(await isCut(0, 'email')).toBe(true);
    await menu('Fit the columns to their content');
    await expect.poll(() => isCut(0, 'email')).toBe(false);
    await painted(page);
    expect(await widthOf('exam_name')).toBe(480);
    for (const column of ['username', 'attempt_code', 'course_id']) {
      expect([column, await isCut(0, column)]).toEqual([column, false]);
      expect(await widthOf(column)).toBeLessThan(300);
    }
    const titles = await page.$$eval(
      '.header-title',
      (all) => all.filter((one) => one.scrollWidth > one.clientWidth).length,
    );
    expect(titles).toBe(0);
  });

  test('one by one by a double click on the edge of its header', async () => {
    const fitted = await widthOf('email');
    const edge = sheetHeader(page, 'email').locator('.ag-header-cell-resize');
    const place = (await edge.boundingBox())!;
    await page.mouse.move(place.x + place.width / 2, place.y + 5);
    await page.mouse.down();
    await page.mouse.move(place.x - 100, place.y + 5, { steps: 4 });
    await page.mouse.up();
    await painted(page);
    expect(await widthOf('email')).toBeLessThan(fitted - 60);
    await edge.dblclick();
    await expect.poll(() => widthOf('email')).toBe(fitted);
  });
});

describe('what cannot be seen', () => {
  test('is marked in cells and in the attempt, and a name written from the right stays so', async () => {
    const mark = cell(2, 'exam_name').locator('.invisible');
    expect(await mark.getAttribute('aria-label')).toBe('right-to-left override (U+202E)');
    expect(await mark.evaluate((one) => getComputedStyle(one, '::before').content)).toBe('"RLO"');
    // The characters themselves stay, for whoever copies them.
    expect(await cell(2, 'exam_name').textContent()).toBe('Spoof\u202egpj.exe');
    expect(await cell(3, 'exam_name').locator('.invisible').getAttribute('data-sign')).toBe('␉');
    const direction = (row: number) =>
      cell(row, 'exam_name')
        .locator('bdi')
        .first()
        .evaluate((one) => getComputedStyle(one).direction);
    expect([await direction(1), await direction(2)]).toEqual(['rtl', 'ltr']);
    await cell(2, 'exam_name').dblclick();
    const field = page.locator('.field-row', { hasText: 'exam_name' }).locator('.verbatim');
    expect(await field.locator('.invisible').getAttribute('data-sign')).toBe('RLO');
    expect(await field.textContent()).toBe('Spoof\u202egpj.exe');
    await page.keyboard.press('Escape');
  });
});

test('how the sheet looks is remembered, and can be reset', async () => {
  await menu('Rows', 'Rows of 2 lines');
  await menu('Rows', 'Row numbers: hidden');
  await page.locator('#choose-columns').click();
  await item('Provider').getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  const before = await columns();
  expect(before).not.toContain('provider');
  await painted(page);
  expect(app.complaints).toEqual([]);
  await app.close();

  app = await openReport(path, { home: app.home });
  page = app.page;
  await resize(3000, 800);
  expect(await columns()).toEqual(before);
  expect(await rowHeight()).toBe(46);
  expect(await widthOf('exam_name')).toBe(480);
  await menu('Reset the columns');
  await expect.poll(columns).toContain('provider');
  const numbers = page.locator('.ag-header-cell[col-id="#"]');
  expect(await numbers.count()).toBe(0);
  await menu('Rows', 'Row numbers: shown');
  await numbers.waitFor();
  await menu('Rows', 'Rows of 1 line');
  await expect
    .poll(async () => (await columns()).slice(0, 5))
    .toEqual(['verdict*', 'username*', 'email*', 'exam_name', 'status']);
  await expect.poll(async () => [await widthOf('email'), await rowHeight()]).toEqual([190, 28]);
  expect(app.complaints).toEqual([]);
});
