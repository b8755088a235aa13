import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  csvOf,
  fixture,
  openApp,
  painted,
  sampleReport,
  scratchFolder,
  settled,
  sheetHeader,
} from '../support/app.ts';
import { cameraOf, project } from '../support/camera.ts';

const csv = csvOf(sampleReport);
let app: App;
const { shoot, shootWindow, resize, useTheme, zoom } = cameraOf(() => app);

async function search(words: string) {
  await app.page.locator('#search').fill(words);
  await settled(app.page);
}

/** Scrolls the grid to its left end. */
async function toLeft() {
  await app.page.evaluate(() => {
    for (const part of document.querySelectorAll('.sheet *')) if (part.scrollLeft > 0) part.scrollLeft = 0;
  });
  await painted(app.page);
}

/** Shows an attempt among all the others. */
async function showAttempt(row: number) {
  await search(csv.column('attempt_code')[row]!);
  await app.page.locator('#search').press('Enter');
  await app.page.locator('.pane').waitFor();
  await search('');
  await app.page.locator('.pane .attempt, .pane .text-soft').first().waitFor();
}

const open = async (path: string, count: number) => {
  await choose(app, [path]);
  await app.page.keyboard.press('Control+o');
  await complete(app.page, count);
};

beforeAll(async () => {
  app = await openApp();
  await resize(1280, 800);
  await useTheme('light');
});
afterAll(() => app.close());

test('the start screen', async () => {
  await app.page.getByRole('button', { name: 'Open the sample report' }).waitFor();
  await shoot('start');
  await useTheme('dark');
  await shoot('start-dark');
  await useTheme('light');
});

test('the grid', async () => {
  await app.page.getByRole('button', { name: 'Open the sample report' }).click();
  await complete(app.page);
  await shoot('grid');
  await useTheme('dark');
  await shoot('grid-dark');
  await useTheme('light');
});

test('sorted, searched and filtered', async () => {
  await sheetHeader(app.page, 'exam_name').locator('.header-title').click();
  await sheetHeader(app.page, 'started_at')
    .locator('.header-title')
    .click({ modifiers: ['Shift'] });
  await search('software final');
  await app.page.locator('.status-verdict').nth(1).click();
  await settled(app.page);
  await toLeft();
  await shoot('filtered');
  await sheetHeader(app.page, 'exam_name').locator('.header-filter').click();
  await app.page.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox').first().waitFor();
  await shoot('filter');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Filter', exact: true }).click();
  await app.page.getByRole('dialog', { name: 'Filter' }).waitFor();
  await shoot('filter-columns');
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Control+e');
  await app.page.getByRole('dialog', { name: 'Export' }).waitFor();
  await shoot('export');
  await useTheme('dark');
  await shoot('export-dark');
  await useTheme('light');
  await app.page.keyboard.press('Escape');
  await search('nobody at all');
  await shoot('nothing');
  await app.page.keyboard.press('Control+Shift+l');
  await sheetHeader(app.page, 'verdict').locator('.header-title').click();
  await settled(app.page);
});

test('an attempt with incidents', async () => {
  await showAttempt(83);
  // As if it had been opened from the grid, which then has the focus and stands at its left end.
  await toLeft();
  await app.page.locator('.row-pane [col-id="username"]').first().click();
  await shoot('pane');
  await useTheme('dark');
  await shoot('pane-dark');
  await useTheme('light');
  await app.page
    .locator('.pane-body, .pane')
    .last()
    .evaluate((pane) => {
      const scrolled = [pane, ...pane.querySelectorAll('*'), pane.parentElement!].find(
        (one) => one.scrollHeight > one.clientHeight + 20,
      );
      scrolled?.scrollTo(0, 100_000);
    });
  await shoot('pane-end');
  await app.page.emulateMedia({ forcedColors: 'active' });
  await shoot('forced-colors');
  await app.page.emulateMedia({ forcedColors: 'none' });
});

test('the learner, and the sheet of them', async () => {
  await showAttempt(83);
  await app.page.locator('#pane-title').press('l');
  await app.page.locator('.pane .time-line').waitFor();
  await shoot('learner');
  await app.page.getByRole('button', { name: 'Save as PDF…' }).click();
  await app.page.locator('.case-sheet').waitFor();
  await shoot('case-sheet');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('tab', { name: 'Attempt' }).click();
});

test('a small window, and a large zoom', async () => {
  await resize(900, 600);
  await shoot('small-pane');
  await app.page.keyboard.press('Escape');
  await app.page.locator('.pane').waitFor({ state: 'detached' });
  await shoot('small');
  await resize(1280, 800);
  await zoom(2);
  await shootWindow('zoom-200');
  await showAttempt(83);
  await shootWindow('zoom-200-pane');
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Control+e');
  await app.page.getByRole('dialog', { name: 'Export' }).waitFor();
  await shootWindow('zoom-200-export');
  await app.page.keyboard.press('Escape');
  await zoom(1);
});

test('the overview', async () => {
  const card = (id: string) => app.page.locator(`.chart[data-chart="${id}"]`);
  await app.page.getByRole('button', { name: 'Show the overview panel' }).click();
  await card('exams').locator('.chart-canvas[data-drawn]').waitFor();
  await shoot('overview');
  await shoot('docs', join(project, 'docs', 'proctorsheet.png'));
  await useTheme('dark');
  await shoot('overview-dark');
  await useTheme('light');
  await card('exams').getByRole('button', { name: 'Show as table' }).click();
  await card('exams').getByRole('button', { name: 'Final Exam', exact: true }).click();
  await card('days').scrollIntoViewIfNeeded();
  await card('days').locator('.chart-canvas[data-drawn]').waitFor();
  await settled(app.page);
  await shoot('overview-filtered');
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+B');
  await settled(app.page);
});

test('the help', async () => {
  await app.page.keyboard.press('F1');
  await app.page.getByRole('dialog', { name: 'Help' }).waitFor();
  await shoot('help');
  await app.page.keyboard.press('Escape');
});

test('names from right to left, in a second tab', async () => {
  const folder = scratchFolder('shots');
  await open(fixture(folder, 'reports/right-to-left.csv'), 2);
  await app.page.locator('.ag-row[row-index="1"] [col-id="status"]').dblclick();
  await app.page.locator('.pane .incident').first().waitFor();
  await shoot('right-to-left');
  await open(fixture(folder, 'reports/ragged.csv'), 3);
  await app.page.locator('.status-note').click();
  await shoot('problems');
  await app.page.keyboard.press('Escape');
});

test('a file that is not the report', async () => {
  await choose(app, [fixture(scratchFolder('shots'), 'wrong/sign-in-page.csv')]);
  await app.page.keyboard.press('Control+o');
  await app.page.getByRole('heading', { name: 'This is a web page, not the report' }).waitFor();
  await shoot('failure');
  expect(app.complaints).toEqual([]);
});
