/**
 * The real app in the real Electron, as a person with a fresh profile meets it. What it is started with comes from
 * build/journey-stage.ts through the environment.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { SettingsChange } from '../../shared/settings.ts';
import { boundEvaluation, closed, drawn, within } from './waiting.ts';

const { env } = process;

// Journeys run side by side, each worker on a display of its own: windows on one take the focus from each other.
const displays = (env.PROCTORSHEET_DISPLAYS ?? '').split(' ').filter(Boolean);
const ownDisplay = displays[(Number(env.VITEST_POOL_ID ?? 1) - 1) % displays.length];
if (ownDisplay) env.DISPLAY = ownDisplay;

/** A folder that both the test and the app may write to. */
export function scratchFolder(name: string): string {
  const folder = join(
    env.PROCTORSHEET_SCRATCH ?? '',
    `${name}-${process.pid}-${Math.random().toString(36).slice(2, 8)}`,
  );
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  return folder;
}

/** Puts a file where the app can read it, and returns its path. */
export function given(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, 0o666);
  return path;
}

/** A copy of a fixture, so that no journey can touch the original. */
export function fixture(folder: string, path: string, name = basename(path)): string {
  const target = join(folder, name);
  cpSync(join(import.meta.dirname, '..', 'fixtures', path), target);
  chmodSync(target, 0o666);
  return target;
}

export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Anything the page wrote to its console as an error, or threw. */
  readonly complaints: string[];
  readonly home: string;
  close(): Promise<void>;
}

export interface AppOptions {
  /** A profile to share with another app, for example to be its second instance. */
  readonly home?: string;
  /** What the person has chosen before; see `usualSettings`. */
  readonly settings?: SettingsChange;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that the app is started in; names on its command line are relative to it. */
  readonly cwd?: string;
}

/** The panel beside the grid is closed, so that a journey about the grid has the window's whole width. */
const usualSettings = { insight: 'closed' } as const;

/** What the app finds in its environment where its HOME is this folder. */
export function profileOf(home: string): { PROCTORSHEET_HOME: string; PROCTORSHEET_USER_DATA: string } {
  return { PROCTORSHEET_HOME: home, PROCTORSHEET_USER_DATA: join(home, 'profile') };
}

/** Settings as an earlier run left them. A profile that has some keeps them, unless others are asked for. */
export function giveSettings(home: string, settings: SettingsChange | undefined) {
  const folder = profileOf(home).PROCTORSHEET_USER_DATA;
  if (!settings && existsSync(join(folder, 'settings.json'))) return;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  given(folder, 'settings.json', JSON.stringify({ ...usualSettings, ...settings }));
}

/**
 * The built app, in a folder from which it becomes ready only when the driver says so. Otherwise its window may be made
 * while the driver attaches itself, and then now and then waits for a debugger for ever. And a test can be told when the
 * bytes of a file are about to be fetched.
 */
// The driver calls this function by its name, once it is attached to every page to come.
const heldFolder = appAfter(`
    const { app } = require('electron');
    app.on('session-created', ({ protocol }) => {
      const register = protocol.registerFileProtocol.bind(protocol);
      protocol.registerFileProtocol = (scheme, handler) =>
        register(scheme, (request, answer) => {
          globalThis.aboutToFetch?.();
          handler(request, answer);
        });
    });
    const ready = app.whenReady();
    const told = new Promise((go) => { globalThis.__playwright_run = go; });
    app.whenReady = () => told.then(() => ready);`);

/** A folder from which this script is run in the main process, and then the built app. */
export function appAfter(script: string): string {
  const built = env.PROCTORSHEET_APP ?? '';
  const folder = scratchFolder('app');
  const about = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
  given(folder, 'package.json', JSON.stringify({ ...about, main: 'main.cjs', type: 'commonjs' }));
  given(folder, 'main.cjs', `${script}\nrequire(${JSON.stringify(join(built, about.main))});\n`);
  return folder;
}

/** Without a graphics card Chromium draws by itself in the end; with this it does so at once, not after two crashes. */
export const switches: readonly string[] = ['--disable-gpu'];

async function launch(args: readonly string[], home: string, options: AppOptions) {
  const electron = await _electron.launch({
    executablePath: env.PROCTORSHEET_EXECUTABLE ?? '',
    args: [heldFolder, ...switches, ...args],
    chromiumSandbox: true,
    colorScheme: null,
    env: { ...(env as Record<string, string>), ...profileOf(home), ...options.env },
    ...(options.cwd && { cwd: options.cwd }),
    timeout: 30_000,
  });
  const page = await electron.firstWindow();
  boundEvaluation(electron, 'main');
  boundEvaluation(page, 'the window');
  // Until then the menu hears no key.
  await electron.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    if (!window.isVisible()) await new Promise<void>((resolve) => window.once('show', () => resolve()));
  });
  return { electron, page };
}

export async function openApp(args: readonly string[] = [], options: AppOptions = {}): Promise<App> {
  const home = options.home ?? scratchFolder('home');
  giveSettings(home, options.settings);
  const { electron, page } = await launch(args, home, options);
  // As long as `expect.poll` waits (vitest.config.ts).
  page.setDefaultTimeout(10_000);
  // Nothing is worth waiting for until it stands still.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { electron, page, complaints, home, close: () => closed(electron) };
}

/** The app with a report completely open. */
export async function openReport(path: string, options: AppOptions = {}): Promise<App> {
  const app = await openApp([path], options);
  await complete(app.page);
  return app;
}

/** Waits until the last chosen report is complete and on screen; where that does not come, says what the window shows. */
export async function complete(page: Page, count = 1): Promise<void> {
  const isComplete = (wanted: number) => performance.getEntriesByName('report:complete').length >= wanted;
  try {
    await drawn(page, (timeout) => page.waitForFunction(isComplete, count, { timeout, polling: 50 }));
  } catch (error) {
    const shown = await page
      .evaluate(() => {
        const marks = performance.getEntriesByType('mark').map(({ name }) => name);
        return `${marks.join(', ')}; ${document.visibilityState}; ${document.body.innerText.slice(0, 300)}`;
      })
      .catch(String);
    throw new Error(`${(error as Error).message}\n${shown}`);
  }
}

/** The reader processes: the one that reads and the one that waits for the next file. Not on Windows, they can be stopped. */
export function readersOf({ electron }: App): Promise<number[]> {
  return electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter((process) => process.name === 'Proctorsheet reader')
      .map((process) => process.pid),
  );
}

interface Held {
  readonly stopped: number[];
}

/**
 * From now on a reader stands still, by a signal, as soon as its file's bytes are being fetched: to the app that is a disk
 * or a share that no longer answers. Ends with `goOn`, which gives the readers that stood still.
 */
export async function holdReaders(app: App): Promise<{ goOn(): Promise<readonly number[]> }> {
  await app.electron.evaluate(({ app }) => {
    const held: Held = { stopped: [] };
    Object.assign(globalThis, held, {
      aboutToFetch() {
        for (const { name, pid } of app.getAppMetrics()) {
          if (name !== 'Proctorsheet reader') continue;
          process.kill(pid, 'SIGSTOP');
          held.stopped.push(pid);
        }
      },
    });
  });
  return {
    async goOn() {
      const stopped = await app.electron.evaluate(() => {
        Object.assign(globalThis, { aboutToFetch: undefined });
        return (globalThis as unknown as Held).stopped;
      });
      for (const pid of stopped) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGCONT');
      return stopped;
    },
  };
}

/** Answers the system's save dialog with this path. */
export async function saveTo(app: App, path: string | undefined): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: filePath === undefined, filePath: filePath ?? '' });
  }, path);
}

/** Answers the system's open dialog with these paths. */
export async function choose(app: App, paths: readonly string[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** Opens one more report in a window that shows some already, and waits until it is complete and in front. */
export async function openBeside(app: App, path: string): Promise<void> {
  const isComplete = () => app.page.evaluate(() => performance.getEntriesByName('report:complete').length);
  const before = await isComplete();
  await choose(app, [path]);
  await app.page.keyboard.press('ControlOrMeta+o');
  await complete(app.page, before + 1);
}

/** Drops files on the middle of the window, as the file manager does: a drag from outside, not an event that a page made. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  await drag(page, { items: [], files: [...paths] });
}

/** Drops something that is no file: text, a link, a picture of a page. */
export async function dropItems(page: Page, items: readonly { mimeType: string; data: string }[]): Promise<void> {
  await drag(page, { items: [...items] });
}

async function drag(page: Page, dragged: { items: { mimeType: string; data: string }[]; files?: string[] }) {
  const { x, y } = await page.evaluate(() => ({ x: window.innerWidth / 2, y: window.innerHeight / 2 }));
  const session = await page.context().newCDPSession(page);
  // Copy, link and move: what a browser offers.
  const data = { dragOperationsMask: 19, ...dragged };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await session.detach();
}

/** Chooses an item of the menu by its labels, as `File`, `Open…`. */
export async function chooseInMenu(app: App, ...labels: readonly string[]): Promise<void> {
  await app.electron.evaluate(({ Menu }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const [depth, label] of path.entries()) {
      const item = items.find((other) => other.label.replace('&', '') === label);
      if (!item?.enabled) throw new Error(`the menu has no ${path.join(' ▸ ')} to choose`);
      if (depth === path.length - 1) item.click();
      else items = item.submenu?.items ?? [];
    }
  }, labels);
}

export interface Tab {
  /** As it is read out: the file's name, and `, opening` or `, not opened` where that is so. */
  readonly label: string;
  readonly active: boolean;
}

export async function tabs(page: Page): Promise<Tab[]> {
  return page.$$eval('.tabs [role="tab"]', (found) =>
    found.map((tab) => ({
      label: tab.getAttribute('aria-label') ?? '',
      active: tab.getAttribute('aria-selected') === 'true',
    })),
  );
}

/** Back to the start screen, without messages and as if nothing had been opened yet. */
export async function closeAll(page: Page): Promise<void> {
  for (const button of await page.$$('.tab-close')) await button.click();
  await dismissMessages(page);
  await page.waitForSelector('.start');
  await page.evaluate(() => performance.clearMarks());
}

/** Puts away what is said at the foot of the window: all at once, since some of it goes by itself. */
export async function dismissMessages(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.toast [aria-label^="Dismiss"]')) button.click();
  });
  await page.locator('.toast').first().waitFor({ state: 'detached' });
}

/** The sentences of the messages at the foot of the window. */
export async function messages(page: Page): Promise<string[]> {
  return page.$$eval('.toast-words', (found) => found.map((toast) => (toast as HTMLElement).innerText));
}

/** The text of a column's cells on screen, from the top; pinned columns as well. */
export async function columnTexts(page: Page, column: string): Promise<string[]> {
  const cells = await page.$$eval(`.ag-row [col-id="${column}"]`, (found) =>
    found.map((cell) => ({
      row: Number(cell.closest('.ag-row')?.getAttribute('row-index')),
      text: cell.textContent ?? '',
    })),
  );
  return cells.sort((a, b) => a.row - b.row).map((cell) => cell.text);
}

/** Waits until the rows of the newest view have been painted. */
export async function settled(page: Page): Promise<void> {
  const isSettled = () => {
    const at = (name: string) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return document.querySelector('[data-asking="true"]') === null && at('view:shown') >= at('view:asked');
  };
  await drawn(page, (timeout) => page.waitForFunction(isSettled, undefined, { timeout, polling: 50 }));
  await painted(page);
}

/** Waits until what has been done by now is on screen. */
export async function painted(page: Page): Promise<void> {
  const twoFrames = () =>
    page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
    );
  await drawn(page, (limitMs) => within(twoFrames(), 'two frames of the window', limitMs));
}

const sampleFolder = join(import.meta.dirname, '..', '..', 'resources', 'sample');

/** The sample that is shipped, 212 attempts of every kind: a copy, which the app can read wherever the checkout lies. */
export const sampleReport = copyOfSample();

function copyOfSample(): string {
  const name = readdirSync(sampleFolder).find((file) => file.endsWith('.csv'))!;
  const target = join(scratchFolder('sample'), name);
  cpSync(join(sampleFolder, name), target);
  chmodSync(target, 0o666);
  return target;
}

/** A CSV file as another program reads it, to compare the app with. */
export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The cells of a column; of a repeated name, the first. */
  column(name: string): string[];
}

export function csvOf(path: string): Csv {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const [header = [], ...rows] = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data;
  return { header, rows, column: (name) => rows.map((row) => row[header.indexOf(name)] ?? '') };
}

/** Gives the page room for every row and column, so that the whole sheet can be read at once. */
export async function unfold(page: Page, rows = 212): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const metrics = { width: 3600, height: 320 + rows * 28, deviceScaleFactor: 0.1, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await session.detach();
  await page.waitForFunction((width) => innerWidth === width, metrics.width, { polling: 50 });
  const all = Number(await page.locator('.sheet [role=grid]').getAttribute('aria-rowcount')) - 1;
  // The grid draws what has come into sight in its own time.
  const areDrawn = (count: number) =>
    document.querySelectorAll('.sheet .ag-row [col-id="attempt_code"]').length >= count;
  await drawn(page, (timeout) => page.waitForFunction(areDrawn, Math.min(rows, all), { timeout, polling: 50 }));
  await painted(page);
}

/** The rows of an unfolded sheet in their order on screen, as places in the file. */
export async function shownRows(page: Page, csv: Csv): Promise<number[]> {
  const codes = csv.column('attempt_code');
  return (await columnTexts(page, 'attempt_code')).map((code) => codes.indexOf(code));
}

export const sheetHeader = (page: Page, column: string) => page.locator(`.ag-header-cell[col-id="${column}"]`);

/** The words at the foot of the window: "188 of 212 attempts". */
export const countWords = (page: Page) => page.locator('.status-count').innerText();
