/** What a person does with the real app, and how long it takes until it is painted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { type App, choose, openApp, profileOf, saveTo, scratchFolder } from '../support/app.ts';
import { memoryOf, watchTasks, worstTask } from './measure.ts';
import { viewInNumbers, watchWorker } from './questions.ts';

export type Note = (name: string, value: number) => void;

const sampleButton = (app: App) => app.page.getByRole('button', { name: 'Open the sample report' });

/** Milliseconds between the two newest marks of these names, once the later one has come. */
async function between(app: App, from: string, to: string): Promise<number> {
  const handle = await app.page.waitForFunction(
    ([first, second]) => {
      const start = performance.getEntriesByName(first!).at(-1)?.startTime;
      const end = performance.getEntriesByName(second!).at(-1)?.startTime;
      return start !== undefined && end !== undefined && end > start ? end - start : undefined;
    },
    [from, to],
    { timeout: 120_000, polling: 20 },
  );
  return Number(await handle.jsonValue());
}

/** How long a change of the view takes, from the act to the rows on screen. */
async function view(app: App, act: () => Promise<void>): Promise<number> {
  await app.page.evaluate(() => {
    performance.clearMarks('view:asked');
    performance.clearMarks('view:shown');
  });
  await act();
  return between(app, 'view:asked', 'view:shown');
}

/** Chooses the file on a start screen that has been seen for a moment. */
async function open(app: App, path: string) {
  await seen(app);
  await chosen(app, path);
}

async function seen(app: App) {
  await sampleButton(app).waitFor();
  await app.page.waitForTimeout(1500);
}

async function chosen(app: App, path: string) {
  await choose(app, [path]);
  await app.page.keyboard.press('Control+o');
}

const completed = (app: App) => between(app, 'report:chosen', 'report:complete');

/** Opening, finding and filtering, with the sheet as it is shipped. */
export async function opening(path: string, note: Note) {
  const app = await openApp([]);
  const { page } = app;
  try {
    await sampleButton(app).waitFor();
    await watchTasks(page);
    await seen(app);
    // Here the window makes ready what the first report is shown in.
    note('task, start', await worstTask(page));
    await watchTasks(page);
    await chosen(app, path);
    note('complete', await completed(app));
    note('first rows', await between(app, 'report:chosen', 'report:first-rows'));
    note('task, opening', await worstTask(page));
    const email = page.locator('.ag-header-cell[col-id="email"] .header-title');
    note('first sort by email', await view(app, () => email.click()));
    for (let turn = 0; turn < 2; turn += 1) await view(app, () => email.click());
    await page.getByRole('searchbox').focus();
    const letters: number[] = [];
    for (const letter of 'looking') letters.push(await view(app, () => page.keyboard.type(letter)));
    note('search, first letter', letters[0]!);
    note('search, slowest letter', Math.max(...letters));
    note('search, one letter more', letters.at(-1)!);
    await view(app, () => page.getByRole('button', { name: 'Clear all' }).click());
    const passed = page.locator('.status-verdict', { hasText: 'Passed' }).first();
    note('filter by one value', await view(app, () => passed.click()));
    await page.getByRole('searchbox').focus();
    note('filter and search', await view(app, () => page.keyboard.type('x')));
    note('task, all', await worstTask(page));
    await view(app, () => page.getByRole('button', { name: 'Clear all' }).click());
    await ranked(app);
    await scrolling(app, note, 'as shipped');
  } finally {
    await app.close();
  }
}

const tabs = ['overview', 'needs you', 'incidents', 'findings'];

/** The panel beside the grid: each tab when it is opened first, and after changes of what is shown; charts in sight too. */
export async function panels(path: string, note: Note) {
  const app = await openApp([]);
  const { page } = app;
  /** From the act to the last number and chart that follows from it. */
  const settles = async (act: () => Promise<void>): Promise<number> => {
    const began = await page.evaluate(() => performance.now());
    await act();
    const handle = await page.waitForFunction(
      (from) => {
        const last = ['view:shown', 'panel:shown', 'chart:shown'].flatMap((name) => performance.getEntriesByName(name));
        const newest = Math.max(0, ...last.map(({ startTime }) => startTime));
        return newest > from && performance.now() - newest > 700 ? newest - from : undefined;
      },
      began,
      { timeout: 60_000, polling: 50 },
    );
    return Number(await handle.jsonValue());
  };
  try {
    await watchWorker(page);
    await open(app, path);
    await completed(app);
    await page.waitForTimeout(1500);
    const verdict = (name: string) => page.locator('.status-verdict', { hasText: name }).first();
    for (const [index, tab] of tabs.entries()) {
      await watchTasks(page);
      note(`${tab}, first`, await settles(() => page.keyboard.press(`Control+${index + 1}`)));
      note(`${tab}, task, first`, await worstTask(page));
      await page.locator('.insight [role="tab"][aria-selected="true"]').getByText(new RegExp(tab, 'i')).waitFor();

      await watchTasks(page);
      const times = [
        await settles(() => verdict('Passed').click()),
        await settles(() => page.getByRole('button', { name: 'Clear all' }).click()),
        await settles(() => verdict('Needs you').click()),
        await settles(() => page.getByRole('button', { name: 'Clear all' }).click()),
      ];
      note(`${tab}, after a filter`, Math.max(...times));
      note(`${tab}, task, after a filter`, await worstTask(page));
    }
    note('a view in numbers', await viewInNumbers(page));
  } finally {
    await app.close();
  }
}

/** All columns narrow enough to be on screen at once, so that each header can be clicked. */
const sortedBy = [
  ...['verdict', 'username', 'email', 'exam_name', 'status', 'review_status', 'suspicious_count'],
  ...['rules_violation_count', 'started_at', 'completed_at', 'minutes-used', 'suspicious_comments'],
  ...['rules_violation_comments', 'course_id', 'provider', 'track', 'attempt_code', 'allowed_time_limit_mins'],
  'is_sample_attempt',
];

/** Sorting by each column, scrolling, writing it out; and the memory while it is opened. */
export async function going(path: string, note: Note) {
  const app = await openApp([], { home: scratchFolder('bench') });
  const { page } = app;
  try {
    await sampleButton(app).waitFor();
    const columns = sortedBy.map((id) => ({ id, width: 62, hidden: false }));
    await page.evaluate(async (places) => {
      await window.viewer.ask('change-settings', { columns: places, insight: 'closed' });
    }, columns);
    await page.reload();
    await sampleButton(app).waitFor();
    await page.waitForTimeout(1500);
    const empty = memoryOf(app);
    await open(app, path);
    let peak = 0;
    const look = () => {
      peak = Math.max(peak, memoryOf(app) - empty);
    };
    const clock = setInterval(look, 100);
    await completed(app);
    await ranked(app);
    clearInterval(clock);
    note('memory, peak', peak / 1024);
    await page.waitForTimeout(1500);
    note('memory, at rest', (memoryOf(app) - empty) / 1024);
    for (const id of sortedBy) {
      const header = page.locator(`.ag-header-cell[col-id="${id}"] .header-title`);
      note(`sort by ${id}`, await view(app, () => header.click()));
    }
    await scrolling(app, note, 'every column in sight');
    await writing(app, note);
  } finally {
    await app.close();
  }
}

/** Until the order of the columns has been worked out as well. */
async function ranked({ page }: App) {
  const workers = () => page.workers().filter((worker) => worker.url().includes('rank')).length;
  await page.waitForTimeout(1000);
  while (workers() > 0) await page.waitForTimeout(200);
}

/** 200 px a frame, and 50 jumps: how long the frames were, and in how many of them a row was blank. */
async function scrolling({ page }: App, note: Note, sheet: 'as shipped' | 'every column in sight') {
  const { frames, blanks } = await page.evaluate(async () => {
    const body = document.querySelector<HTMLElement>('.sheet .ag-grid-viewport, .sheet .ag-body-viewport')!;
    // As methods: what is sent to the page has no names of its own.
    const by = {
      frame() {
        return new Promise<number>((resolve) => requestAnimationFrame(resolve));
      },
      painted() {
        return new Promise((resolve) => setTimeout(resolve));
      },
      isBlank() {
        const { top, bottom } = body.getBoundingClientRect();
        let [rows, texts] = [0, 0];
        for (const row of document.querySelectorAll('.sheet .ag-row')) {
          const box = row.getBoundingClientRect();
          if (box.bottom <= top + 1 || box.top >= bottom - 1) continue;
          rows += 1;
          if ((row.textContent ?? '').trim() !== '') texts += 1;
        }
        return rows === 0 || texts < rows ? 1 : 0;
      },
    };
    const frames: number[] = [];
    let blanks = 0;
    body.scrollTop = 0;
    let before = await by.frame();
    for (let step = 0; step < 120; step += 1) {
      body.scrollTop += 200;
      const now = await by.frame();
      frames.push(now - before);
      before = now;
      await by.painted();
      blanks += by.isBlank();
    }
    for (let jump = 0; jump < 50; jump += 1) {
      body.scrollTop = ((jump * 7919) % 997) * (body.scrollHeight / 997);
      await by.frame();
      await by.painted();
      blanks += by.isBlank();
    }
    return { frames, blanks };
  });
  note(`frame, 95 of 100, ${sheet}`, frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)]!);
  note(`frames with a blank row, ${sheet}`, blanks);
}

/** All rows and columns of the file, as they stand in it. */
async function writing(app: App, note: Note) {
  const { page } = app;
  await saveTo(app, join(scratchFolder('out'), 'out.csv'));
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^All \d+ of the file/).click();
  const began = performance.now();
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await page.locator('.toast').first().waitFor({ timeout: 120_000 });
  note('export', performance.now() - began);
}

/** From the start of the process to the start screen, and the same for a window with nothing in it. */
export async function coldStart(note: Note) {
  const home = await usedHome();
  const began = performance.now();
  const app = await openApp([], { home });
  await sampleButton(app).waitFor();
  note('start', performance.now() - began);
  await app.close();

  const start = performance.now();
  const electron = await openEmpty(home);
  note('start, empty window', performance.now() - start);
  await electron.close();
}

let used: string | undefined;

/** A home in which a window has been open: in a new one the fonts of the system are gathered first, which takes 0.1 s. */
async function usedHome(): Promise<string> {
  if (used === undefined) {
    used = scratchFolder('home');
    const electron = await openEmpty(used);
    await electron.close();
  }
  return used;
}

async function openEmpty(home: string) {
  const folder = scratchFolder('empty');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.js' }));
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
    app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<p>empty'));`,
  );
  const electron = await _electron.launch({
    executablePath: process.env.PROCTORSHEET_EXECUTABLE ?? '',
    args: [folder],
    chromiumSandbox: true,
    env: { ...(process.env as Record<string, string>), ...profileOf(home) },
  });
  const page = await electron.firstWindow();
  await page.waitForFunction(() => true);
  await page.locator('p').waitFor();
  return electron;
}
