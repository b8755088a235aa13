import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type App,
  chooseInMenu,
  complete,
  drop,
  fixture,
  messages,
  openApp,
  openReport,
  painted,
  sampleReport,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';
import { ranAfter } from '../support/ran-after.ts';
import { within } from '../support/waiting.ts';

const folder = scratchFolder('desktop');
// Names that occur nowhere else, so that they can be looked for in what the app leaves behind.
const first = fixture(folder, 'reports/v3.csv', 'aardvark-4711.csv');
const second = fixture(folder, 'reports/v2.csv', 'beaver-4712.csv');

/** Every file below a folder that holds one of the words, in its bytes or in its name. */
function holding(below: string, words: readonly string[]): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const found = (bytes: Buffer) =>
      words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
    return found(Buffer.from(entry.name)) || (entry.isFile() && found(readFileSync(path))) ? [path] : [];
  });
}

const recentMenu = (app: App) =>
  app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File');
    const recents = file?.submenu?.items.find(({ label }) => label === 'Open Recent');
    return recents?.submenu?.items.map(({ label, type }) => (type === 'separator' ? '–' : label)) ?? [];
  });
const recentNames = (page: Page) => page.locator('.start-recent-name').allInnerTexts();
const title = (app: App) => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());
const bounds = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());

/** Runs code in the page by way of main: the driver gives up a page that has crashed. */
const run = (app: App, code: string): Promise<unknown> =>
  app.electron.evaluate(
    ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(text),
    code,
  );

/** Ends the page's process as a fault of it would, and waits for the page that is loaded instead. */
async function crash(app: App) {
  await app.electron.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    await loaded;
  });
}

/** Closes the window as a person does, and gives the code that the process ends with. */
/** What the app ends with: a code, or the signal that ended it. */
async function closeWindow(app: App): Promise<number | string> {
  const ended = once(app.electron.process(), 'exit');
  await app.electron.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close());
  });
  const [code, signal] = (await within(ended, 'the app to end')) as [number | null, string];
  return code ?? signal;
}

async function tabTo(page: Page, isThere: () => Promise<boolean>) {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
    await painted(page);
  }
  throw new Error('30 × Tab did not lead there');
}
const focusedIs = (page: Page, selector: string, text = '') =>
  page.evaluate(
    ([one, words]) => {
      const focused = document.activeElement?.closest(one!);
      return focused !== null && focused !== undefined && (focused.textContent ?? '').includes(words!);
    },
    [selector, text],
  );

describe('reports opened before', () => {
  const home = scratchFolder('recents');
  const words = ['aardvark-4711', 'beaver-4712'];
  const people = ['omar-h', 'omar@example.org', 'li@example.com'];
  let app: App;

  test('are in the menu with their folder, the sample is not; closing the window ends the process with 0', async () => {
    app = await openApp([first, second, '--sample'], { home });
    await complete(app.page, 3);
    expect((await tabs(app.page)).length).toBe(3);
    const entries = [`aardvark-4711.csv – ${folder}`, `beaver-4712.csv – ${folder}`];
    await expect.poll(async () => (await recentMenu(app)).slice(0, 2).sort()).toEqual(entries);
    expect((await recentMenu(app)).slice(2)).toEqual(['–', 'Clear recent reports']);
    expect(app.complaints).toEqual([]);
    expect(await closeWindow(app)).toBe(0);
    expect(holding(home, words).map((path) => path.replace(/^.*\//, ''))).toEqual(['recents.json']);
    expect(holding(home, people)).toEqual([]);
  });

  test('are on the start screen by name and day, and open from there; the page knows no folder', async () => {
    app = await openApp([], { home });
    const { page } = app;
    await page.waitForSelector('.start-recent');
    expect((await recentNames(page)).sort()).toEqual(['aardvark-4711.csv', 'beaver-4712.csv']);
    expect(await page.locator('.start-recent').first().innerText()).toMatch(/opened today$/);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(folder);
    await page.getByRole('button', { name: 'aardvark-4711.csv opened today' }).click();
    await complete(page);
    expect(await tabs(page)).toEqual([{ label: 'aardvark-4711.csv', active: true }]);
    await expect.poll(async () => (await recentMenu(app))[0]).toBe(`aardvark-4711.csv – ${folder}`);
    expect(await title(app)).toBe('aardvark-4711.csv – Proctorsheet');
  });

  test('open from the menu, and the title follows the tab in front', async () => {
    await chooseInMenu(app, 'File', 'Open Recent', `beaver-4712.csv – ${folder}`);
    await complete(app.page, 2);
    await expect.poll(() => title(app)).toBe('beaver-4712.csv – Proctorsheet');
    await app.page.keyboard.press('Control+Tab');
    await expect.poll(() => title(app)).toBe('aardvark-4711.csv – Proctorsheet');
    await app.page.keyboard.press('ControlOrMeta+w');
    await app.page.keyboard.press('ControlOrMeta+w');
    await app.page.waitForSelector('.start-recent');
    await expect.poll(() => title(app)).toBe('Proctorsheet');
  });

  test('that are gone are said to be missing, and leave the list', async () => {
    renameSync(second, `${second}.away`);
    await app.page.getByRole('button', { name: 'beaver-4712.csv opened today' }).click();
    await app.page.waitForSelector('.toast');
    expect(await messages(app.page)).toEqual([expect.stringContaining('“beaver-4712.csv” was not found')]);
    renameSync(`${second}.away`, second);
    await expect.poll(() => recentNames(app.page)).not.toContain('beaver-4712.csv');
    expect((await recentMenu(app)).join()).not.toContain('beaver');
  });

  test('are forgotten when the list is cleared', async () => {
    await chooseInMenu(app, 'File', 'Open Recent', 'Clear recent reports');
    await expect.poll(() => recentNames(app.page)).toEqual([]);
    expect((await recentMenu(app))[0]).toBe('No reports yet');
    await expect.poll(() => holding(home, words)).toEqual([]);
  });

  test('are forgotten for good by a setting: nothing on disk names one, neither before nor after the end', async () => {
    const { page } = app;
    await chooseInMenu(app, 'File', 'Open the sample report');
    await complete(page, 3);
    await page.getByRole('button', { name: 'Open a report' }).focus();
    await app.electron.evaluate(({ app }, path) => void app.emit('open-file', { preventDefault() {} }, path), first);
    await complete(page, 4);
    await expect.poll(() => holding(home, words).length).toBe(1);
    await page.keyboard.press('ControlOrMeta+,');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.getByText('Don’t remember files').click();
    await expect.poll(() => holding(home, words)).toEqual([]);
    await page.keyboard.press('Escape');
    await app.electron.evaluate(({ app }, path) => void app.emit('open-file', { preventDefault() {} }, path), second);
    await complete(page, 5);
    expect(await recentMenu(app)).toEqual(['No reports yet', '–', 'Clear recent reports']);
    expect(app.complaints).toEqual([]);
    expect(await closeWindow(app)).toBe(0);
    expect(holding(home, words)).toEqual([]);
    expect(holding(home, people)).toEqual([]);
    app = await openApp([first], { home });
    await complete(app.page);
    expect(await closeWindow(app)).toBe(0);
    expect(holding(home, words)).toEqual([]);
  });
});

describe('the settings', () => {
  let app: App;
  beforeAll(async () => {
    app = await openReport(second);
  });
  afterAll(() => app?.close());
  const settings = () =>
    app.page.evaluate(async () => {
      const answer = await window.viewer.ask('settings');
      return answer.ok ? answer.value.settings : undefined;
    });
  const dialog = () => app.page.getByRole('dialog', { name: 'Settings' });

  test('are reached, changed and left by the keyboard alone, and hold at once', async () => {
    const { page } = app;
    await page.locator('#search').focus();
    await page.keyboard.press('ControlOrMeta+,');
    await dialog().waitFor();
    await tabTo(page, () => focusedIs(page, 'label', 'As the system'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    await tabTo(page, () => focusedIs(page, 'label', 'UTC'));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, () => focusedIs(page, 'button:not([aria-label])', 'Larger'));
    await page.keyboard.press('Enter');
    await tabTo(page, () => focusedIs(page, 'label', 'Don’t remember files'));
    await page.keyboard.press('Space');
    await expect.poll(settings).toMatchObject({ theme: 'dark', time: 'local', rememberFiles: false, columns: [] });
    expect((await settings())?.zoomLevel).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => focusedIs(page, '#search')).toBe(true);
  });

  test('say who decides second reviews, and the verdicts of an open report follow at once', async () => {
    const { page } = app;
    const verdicts = () => page.locator('.ag-row [col-id="verdict"]').allInnerTexts();
    const needsYou = async () => (await verdicts()).filter((text) => text.startsWith('Needs you')).length;
    await page.keyboard.press('ControlOrMeta+0');
    const before = await needsYou();
    await chooseInMenu(app, 'File', 'Settings…');
    await dialog().waitFor();
    await page.getByText('The course team (Proctortrack and others)').click();
    await expect.poll(needsYou).toBeGreaterThan(before);
    await page.getByText('Not known', { exact: true }).click();
    await expect.poll(needsYou).toBe(before);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(app.complaints).toEqual([]);
  });

  test('are not all: About lists what the app is made with, and the text of every licence', async () => {
    const { page } = app;
    await chooseInMenu(app, 'Help', 'About Proctorsheet');
    await page.waitForSelector('.licences li');
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
    expect(await page.getByRole('dialog').innerText()).toContain(version);
    const names = (await page.locator('.licences summary').allInnerTexts()).join('\n');
    // One of the window, one of its worker, one of main.
    for (const name of ['react-dom', 'papaparse', 'valibot', 'ag-grid-community', 'zustand'])
      expect(names).toContain(name);
    const texts = await page.locator('.licence-text').allTextContents();
    expect(texts.filter((text) => text.length < 300)).toEqual([]);
    await page.locator('.licences summary', { hasText: 'papaparse' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copyright (c) 2015 Matthew Holt').waitFor();
    await page.keyboard.press('Escape');
    expect(app.complaints).toEqual([]);
  });
});

describe('the window', () => {
  const home = scratchFolder('place');
  const placed = { x: 90, y: 70, width: 900, height: 640 };
  let app: App;

  test('is shown where Chromium never tells that it has been drawn', async () => {
    const { code, said } = await ranAfter(`
      const { app } = require('electron');
      app.on('browser-window-created', (_event, window) => {
        const { once } = window;
        window.once = (name, ...rest) => (name === 'ready-to-show' ? window : once.call(window, name, ...rest));
        window.on('show', () => (process.stdout.write('it is shown'), app.quit()));
      });
    `);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('it is shown') });
  });

  test('says so where a part of it could not be loaded, and comes back with what was dropped on it once it can', async () => {
    app = await openApp([], { home });
    const { page } = app;
    const refuse = (word: string) =>
      app.electron.evaluate(({ BrowserWindow }, refused) => {
        const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
        session.webRequest.onBeforeRequest(({ url }, answer) =>
          answer({ cancel: refused !== '' && url.includes(refused) }),
        );
      }, word);
    await page.waitForSelector('.start');
    await refuse('/Reports-');
    await page.reload();
    await page.getByRole('heading', { name: 'The window is not complete' }).waitFor();
    await drop(page, [first]);
    // Main hears of it a moment later.
    const kept = async () => {
      const answer = await page.evaluate(() => window.viewer.ask('kept'));
      return answer.ok ? (answer.value ?? '') : '';
    };
    await expect.poll(kept).toContain('aardvark-4711.csv');
    expect(await page.getByRole('alert').innerText()).toContain('Your files are untouched.');
    await refuse('');
    await page.getByRole('button', { name: 'Load the window again' }).click();
    await page.waitForSelector('.status-count:has-text("attempts")');
    expect(await tabs(page)).toEqual([{ label: 'aardvark-4711.csv', active: true }]);
  });

  test('opens where it was closed', async () => {
    await app.electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setBounds(to), placed);
    await expect.poll(() => bounds(app)).toEqual(placed);
    expect(await closeWindow(app)).toBe(0);
    app = await openApp([], { home });
    await app.page.waitForSelector('.start');
    expect(await bounds(app)).toEqual(placed);
  });

  test('opens in sight where the screen it was on has gone', async () => {
    const file = join(await app.electron.evaluate(({ app }) => app.getPath('userData')), 'window.json');
    await app.close();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ bounds: placed });
    writeFileSync(file, JSON.stringify({ bounds: { ...placed, x: 5000, y: -3000 }, maximized: false }));
    app = await openApp([first, sampleReport], { home });
    await complete(app.page, 2);
    const screen = await app.electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const { x, y } = await bounds(app);
    expect(x >= screen.x && x < screen.x + screen.width && y >= screen.y && y < screen.y + screen.height).toBe(true);
  });

  test('comes back after a crash with the same reports, filters, rows, pane and tab', async () => {
    const { page } = app;
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800));
    await page.waitForFunction(() => innerWidth === 1280);
    await page.getByRole('tab', { name: 'proctored_exam_results' }).click();
    await page.locator('#search').fill('a');
    await settled(page);
    await page.locator('.ag-header-cell[col-id="username"]').click();
    await settled(page);
    await page.locator('.ag-row[row-index="5"] [col-id="username"]').dblclick();
    await page.locator('.pane').waitFor();
    await page.locator('.sheet .ag-grid-viewport').evaluate((element) => element.scrollTo(150, element.scrollTop));
    await page.waitForFunction(() => document.querySelector('.sheet .ag-grid-viewport')?.scrollLeft === 150);
    const look = `JSON.stringify({
      left: document.querySelector('.sheet .ag-grid-viewport')?.scrollLeft,
      tabs: [...document.querySelectorAll('[role=tab]')].map((tab) => [tab.title, tab.ariaSelected]),
      search: document.querySelector('#search')?.value,
      count: document.querySelector('.status-count')?.textContent,
      pane: document.querySelector('#pane-title')?.textContent,
      sort: document.querySelector('.ag-header-cell[col-id=username]')?.ariaSort,
      rows: [...document.querySelectorAll('.ag-row')]
        .filter((row) => row.querySelector('[col-id=username]'))
        .map((row) => [Number(row.getAttribute('row-index')), row.querySelector('[col-id=username]').textContent])
        .sort((a, b) => a[0] - b[0]).slice(0, 10),
    })`;
    const seen = async () => JSON.parse(String(await run(app, look)));
    const before = await seen();
    expect(before).toMatchObject({ left: 150, search: 'a', pane: expect.any(String), sort: 'ascending' });
    expect(before.rows.length).toBe(10);
    const told = `window.viewer.ask('kept').then(({ value }) => JSON.parse(value).reports[1].scrolled?.left)`;
    await expect.poll(() => run(app, told)).toBe(150);
    await crash(app);
    await expect.poll(seen).toEqual(before);
    expect(await run(app, `document.querySelector('.toast').innerText`)).toContain('The window is back');

    // What stopped it twice within a minute may be the report itself.
    await app.electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    });
    await crash(app);
    const tabsAndStart = async () => {
      const { tabs } = await seen();
      return { tabs, start: await run(app, `document.querySelector('.start') !== null`) };
    };
    await expect.poll(tabsAndStart).toEqual({ tabs: [], start: true });
    expect(await closeWindow(app)).toBe(0);
  });
});
