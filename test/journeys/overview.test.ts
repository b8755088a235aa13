import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type App,
  columnTexts,
  complete,
  countWords,
  dismissMessages,
  giveSettings,
  openReport,
  painted,
  profileOf,
  sampleReport,
  saveTo,
  scratchFolder,
  settled,
  sheetHeader,
  switches,
} from '../support/app.ts';
import { within } from '../support/waiting.ts';

let app: App;
let page: Page;
const folder = scratchFolder('overview');
const charts = [
  'exams',
  'review_status',
  'categories',
  'share',
  'days',
  'hours',
  'waiting',
  'provider',
  'track',
] as const;

const card = (id: string): Locator => page.locator(`.chart[data-chart="${id}"]`);
const tool = (id: string, name: string) => card(id).getByRole('button', { name, exact: true });
const chips = () => page.$$eval('.chip', (found) => found.map((chip) => (chip as HTMLElement).innerText.trim()));
const shown = async () => Number((await countWords(page)).split(' ')[0]);
const clipboard = () => app.electron.evaluate(({ clipboard: board }) => board.readText());

/** Waits until the drawing of a chart is of all attempts, but for the chart's own filter. */
async function drawn(id: string) {
  await card(id).scrollIntoViewIfNeeded();
  await card(id).locator('.chart-canvas[data-drawn="212"]').waitFor();
  await painted(page);
}

/** Goes to a bar of the drawing with the keyboard, and says where it is: the chart shows what has its focus. `left`: where it was. */
async function bar(id: string, after = 0, left = 0): Promise<{ x: number; y: number }> {
  await drawn(id);
  const focused = card(id).locator('.ag-charts-swapchain[tabindex="0"]').first();
  await focused.focus();
  // It goes on where it was left.
  for (let back = left; back > 0; back -= 1) await page.keyboard.press('ArrowLeft');
  for (let step = 0; step <= after; step += 1) {
    for (let tries = 0; tries < 14; tries += 1) {
      if (step + tries > 0) await page.keyboard.press('ArrowRight');
      const box = await card(id).locator('.ag-charts-focus-indicator > div').first().boundingBox();
      if (!box || box.width < 3 || box.height < 3) continue;
      if (step === after) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      break;
    }
  }
  throw new Error(`the chart ${id} shows no bar`);
}

/** Clicks on a bar; the chart tells of it later than of the mouse. */
async function clickBar({ x, y }: { x: number; y: number }) {
  const before = await chips();
  await page.mouse.click(x, y);
  await expect.poll(chips).not.toEqual(before);
  await settled(page);
}

/** The numbers of the bars that are chosen, as the table has them. */
async function chosenInTable(id: string): Promise<number[]> {
  await tool(id, 'Show as table').click();
  await card(id).locator('.chart-filter[aria-pressed="true"]').first().waitFor();
  const numbers = await card(id)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.flatMap((row) => {
        const cells = [...row.querySelectorAll('td .chart-filter[aria-pressed="true"]')];
        if (cells.length > 0) return cells.map((cell) => Number(cell.querySelector('bdi')!.textContent));
        return row.querySelector('th .chart-filter[aria-pressed="true"]')
          ? [Number.parseInt(row.querySelector('td:last-child')!.textContent ?? '', 10)]
          : [];
      }),
    );
  await tool(id, 'Show as chart').click();
  return numbers;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

beforeAll(async () => {
  app = await openReport(sampleReport, { settings: { insight: 'overview' } });
  page = app.page;
  await drawn('exams');
});
afterAll(() => app.close());
beforeEach(async () => {
  await page.keyboard.press('Control+Shift+L');
  await settled(page);
  // The numbers of the panel come after the sheet.
  await page.locator('.overview-words p', { hasText: ': 212 attempts by' }).waitFor();
});

test('the report in words and in three numbers, each of them a filter', async () => {
  const words = await page.locator('.overview-words p').innerText();
  expect(words).toMatch(/: 212 attempts by 68 learners\. Of 157 attempts to review, 97 passed, 10 did not, /);
  expect(words).toMatch(/39 are in review, 20 of them of what may be (a timed exam|timed exams), which nobody reviews/);
  const note = page.locator('.headlines .chart-note');
  expect(await note.innerText()).toMatch(/^Attempts, of 157 to review\. 39 in review, 20 of them /);
  const exams = '7 exams and 2 practice exams';
  expect(words.startsWith(exams), words).toBe(true);
  expect(await page.locator('.title-words').innerText()).toContain(exams);
  await page.getByRole('button', { name: 'Copy this summary' }).click();
  expect(await clipboard()).toBe(words);
  await page.getByRole('button', { name: /Decided/ }).click();
  await settled(page);
  expect([await shown(), await chips()]).toEqual([107, ['Verdict: Passed, Not passed']]);
  await expect.poll(() => page.locator('.overview-words p').innerText()).toContain('107 of 212 attempts');
  expect(await note.innerText()).toMatch(/^Attempts, of 157 to review, before the filter by verdict\./);
  expect(await page.getByRole('button', { name: /^11\s*Needs you/ }).count()).toBe(1);
  await page.getByRole('button', { name: /^11\s*Needs you/ }).click({ modifiers: ['Shift'] });
  await settled(page);
  expect(await shown()).toBe(118);
});

test('a click on a bar of any chart leaves its attempts, the chart marks it, and Esc takes it back', async () => {
  for (const id of charts) {
    await clickBar(await bar(id));
    const count = await shown();
    expect(count, id).toBeGreaterThan(0);
    expect(count, id).toBeLessThan(212);
    expect((await chips()).length, id).toBeGreaterThan(0);
    expect(await chosenInTable(id), id).toEqual([count]);
    await page.keyboard.press('Escape');
    await settled(page);
    expect([await shown(), await chips()], id).toEqual([212, []]);
  }
});

test('Shift+click adds a bar, the others follow, and a chosen bar is taken back', async () => {
  const first = await bar('provider');
  await clickBar(first);
  await page.keyboard.press('Escape');
  await settled(page);
  expect(await shown()).toBe(212);
  await clickBar(first);
  const alone = await shown();
  const second = await bar('provider', 1, 1);
  await page.keyboard.down('Shift');
  await clickBar(second);
  await page.keyboard.up('Shift');
  const both = await chosenInTable('provider');
  expect(both).toHaveLength(2);
  expect([both[0], sum(both)]).toEqual([alone, await shown()]);
  await expect.poll(() => card('track').locator('.chart-canvas').getAttribute('data-drawn')).toBe(`${sum(both)}`);
  await bar('provider', 1, 1);
  await page.keyboard.press('Shift+Enter');
  await settled(page);
  expect([await shown(), await chips()]).toEqual([alone, ['Provider: software_secure']]);
  const again = await bar('provider', 0, 1);
  await clickBar(again);
  expect(await shown()).toBe(212);
});

test('the table has the numbers of the chart and the same filters, by keyboard', async () => {
  await tool('exams', 'Show as table').click();
  const table = card('exams').getByRole('table');
  expect(await table.locator('caption').innerText()).toBe('Verdicts by exam, in attempts');
  const row = table.getByRole('row', { name: /^Final Exam Final Exam/ });
  const total = Number(await row.locator('td').last().innerText());
  await row.getByRole('button', { name: 'Final Exam', exact: true }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  expect([await shown(), await chips()]).toEqual([total, ['Exam: Final Exam']]);
  expect(new Set(await columnTexts(page, 'exam_name'))).toEqual(new Set(['Final Exam']));
  await row.getByRole('button', { name: /^Final Exam, Passed/ }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await chips()).toEqual(['Exam: Final Exam', 'Verdict: Passed']);
  const passed = await shown();
  await table.getByRole('button', { name: 'Not passed', exact: true }).focus();
  await page.keyboard.press('Shift+Enter');
  await settled(page);
  expect(await shown()).toBeGreaterThan(passed);
  expect(await chips()).toEqual(['Exam: Final Exam', 'Verdict: Passed, Not passed']);
  await page.keyboard.press('Escape');
  await settled(page);
  expect([await shown(), await chips()]).toEqual([212, []]);
  await tool('exams', 'Show as chart').click();
});

test('weeks are added one by one, and go one by one', async () => {
  await tool('days', 'Show as table').click();
  const rows = card('days').locator('tbody tr');
  const day = (at: number) => rows.nth(at).getByRole('button').first();
  const counts = await rows
    .locator('td:last-child')
    .evaluateAll((found) => found.map((cell) => Number.parseInt(cell.textContent ?? '', 10)));
  const [first, second, third] = counts.flatMap((count, at) => (count > 0 ? [at] : [])).filter((_, at) => at % 2 === 0);
  const names = await Promise.all([first!, second!, third!].map((at) => day(at).innerText()));
  await day(first!).press('Enter');
  await day(third!).press('Shift+Enter');
  await day(second!).press('Shift+Enter');
  await settled(page);
  expect(await shown()).toBe(counts[first!]! + counts[second!]! + counts[third!]!);
  const words = (some: readonly string[]) => [
    expect.stringMatching(`^Completed: ${some.map((name) => `${name} to \\S+`).join(', ')}$`),
  ];
  expect(await chips()).toEqual(words(names));
  await day(second!).press('Shift+Enter');
  await settled(page);
  expect([await shown(), await chips()]).toEqual([counts[first!]! + counts[third!]!, words([names[0]!, names[2]!])]);
  await page.keyboard.press('Escape');
  await settled(page);
  expect(await shown()).toBe(212);
  await tool('days', 'Show as chart').click();
});

test('a chart is read out by its heading, and the bar that has the focus by its name and number', async () => {
  await bar('exams');
  const figure = card('exams').getByRole('figure');
  expect(await figure.getAttribute('aria-label')).toBe('Verdicts by exam. Bars: 9. Show as table for the numbers.');
  expect(
    await figure
      .getByRole('img', { name: /^Final Exam; Needs you; Attempts; 3 \(fewer than 5\); All attempts; 62$/ })
      .count(),
  ).toBe(1);
});

test('a chip takes a bar back, and says what it is of', async () => {
  await tool('hours', 'Show as table').click();
  await card('hours').locator('tbody tr').nth(12).getByRole('button').click();
  await settled(page);
  expect(await chips()).toEqual(['Submitted at: 12:00–12:59 UTC']);
  await page.getByRole('button', { name: /^Remove Submitted at/ }).click();
  await settled(page);
  expect(await shown()).toBe(212);
  await tool('hours', 'Show as chart').click();
});

test('the numbers can be copied, with what is not drawn', async () => {
  await tool('share', 'Copy the numbers').click();
  const lines = (await clipboard()).split('\n').map((line) => line.split('\t'));
  expect(lines[0]).toEqual(['Share in %', 'Attempts']);
  expect(lines.map(([name]) => name)).toContain('(without a start or an end)');
  expect(sum(lines.slice(1).map(([, count]) => Number(count)))).toBe(212);
});

test('a picture is a PNG with the heading, and never takes the place of a report', async () => {
  const path = join(folder, 'exams.png');
  await saveTo(app, path);
  await tool('exams', 'Save picture…').click();
  await page.locator('.toast', { hasText: 'exams.png' }).waitFor();
  const png = readFileSync(path);
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(720);
  const before = readFileSync(sampleReport);
  await dismissMessages(page);
  await saveTo(app, sampleReport);
  await tool('exams', 'Save picture…').click();
  await page.locator('.toast-failed').waitFor();
  expect(readFileSync(sampleReport).equals(before)).toBe(true);
  await dismissMessages(page);
});

test('a column is charted on top, by verdict as well, and the chart can be removed', async () => {
  await sheetHeader(page, 'status').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Chart this column' }).click();
  await drawn('column:status');
  expect(await page.locator('.chart').first().getAttribute('data-chart')).toBe('column:status');
  await card('column:status').getByRole('combobox').selectOption('verdict');
  await card('column:status').getByRole('button', { name: 'Passed', exact: true }).click();
  await settled(page);
  expect([await shown(), await chips()]).toEqual([97, ['Verdict: Passed']]);
  await tool('column:status', 'Remove this chart').click();
  await card('column:status').waitFor({ state: 'detached' });
  // One of people would be a ranking of them.
  await page.locator('.ag-row[row-index="0"] .ag-cell[col-id="username"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Chart this column' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('the bar of the others is a filter too, says so, and stays with its chart when the file is read again', async () => {
  await page.locator('.overview').getByLabel('Chart a column').selectOption('status');
  await drawn('column:status');
  await tool('column:status', 'Show as table').click();
  const others = card('column:status')
    .locator('tbody tr')
    .filter({ hasText: /\d+ others/ });
  const count = Number(await others.locator('td').last().innerText());
  const press = others.getByRole('button').first();
  await press.click();
  await settled(page);
  expect(await shown()).toBe(count);
  expect(await chips()).toEqual([expect.stringMatching(/^Status: not .+, .+, .+ and 8 more$/)]);
  await expect.poll(() => press.getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('F5');
  await complete(page, 2);
  await settled(page);
  await drawn('column:status');
  expect([await shown(), await chips()]).toEqual([count, [expect.stringMatching(/^Status: not /)]]);
  await tool('column:status', 'Remove this chart').click();
  await page.keyboard.press('Control+Shift+l');
  await settled(page);
});

test('numbers of a column are a histogram, whose bars are filters with a name', async () => {
  await page.locator('.overview').getByLabel('Chart a column').selectOption('minutes-used');
  await clickBar(await bar('column:minutes-used'));
  expect(await chosenInTable('column:minutes-used')).toEqual([await shown()]);
  expect(await chips()).toEqual([expect.stringMatching(/^Range: Minutes used \d+ to under \d+$/)]);
  await tool('column:minutes-used', 'Remove this chart').click();
});

test('a chart may be taken away while it is being drawn', async () => {
  await drawn('exams');
  await tool('exams', 'Show as table').click();
  const taken = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const chart = document.querySelector('.chart[data-chart="exams"]')!;
        new MutationObserver((_, observer) => {
          // Made, and not laid out yet.
          if (!chart.querySelector('.chart-canvas > *')) return;
          observer.disconnect();
          chart.querySelector<HTMLElement>('button[aria-label="Show as table"]')!.click();
          resolve();
        }).observe(chart, { childList: true, subtree: true });
      }),
  );
  await tool('exams', 'Show as chart').click();
  await taken;
  await card('exams').locator('table').waitFor();
  await tool('exams', 'Show as chart').click();
  await drawn('exams');
  expect(await card('exams').locator('.chart-canvas > *').count()).toBe(1);
  expect(app.complaints).toEqual([]);
});

test('a picture of the window has the charts that are in sight', async () => {
  const { env } = process;
  const home = scratchFolder('home');
  giveSettings(home, { insight: 'overview', insightWidth: 45 });
  const file = join(folder, 'window.png');
  const args = [env.PROCTORSHEET_APP ?? '', ...switches, '--sample', `--picture=${file}`];
  const run = spawn(env.PROCTORSHEET_EXECUTABLE ?? '', args, { env: { ...env, ...profileOf(home) }, stdio: 'ignore' });
  expect(await within(once(run, 'exit'), 'the app to end')).toEqual([0, null]);
  const good = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--chart-good'));
  const found = await app.electron.evaluate(
    ({ nativeImage }, { path, colour }) => {
      const pixels = nativeImage.createFromPath(path).toBitmap();
      const [red, green, blue] = Buffer.from(colour.slice(1), 'hex');
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at] === blue && pixels[at + 1] === green && pixels[at + 2] === red) count += 1;
      }
      return count;
    },
    { path: file, colour: good.trim() },
  );
  // Of bars, in the colour of what passed: far more than a legend and the badges have.
  expect(found).toBeGreaterThan(2000);
});

test('nothing broke the rules of the page', () => {
  expect(app.complaints).toEqual([]);
});
