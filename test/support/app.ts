/**
 * The real app in the real Electron, as a person with a fresh profile meets it. What it is started with comes from
 * build/journey-stage.ts through the environment.
 */
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const { env } = process;

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
  readonly env?: Readonly<Record<string, string>>;
}

export async function openApp(args: readonly string[] = [], options: AppOptions = {}): Promise<App> {
  const home = options.home ?? scratchFolder('home');
  const electron = await _electron.launch({
    executablePath: env.PROCTORSHEET_EXECUTABLE ?? '',
    args: [env.PROCTORSHEET_APP ?? '', ...args],
    chromiumSandbox: true,
    env: { ...(env as Record<string, string>), PROCTORSHEET_HOME: home, ...options.env },
    timeout: 30_000,
  });
  const page = await electron.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { electron, page, complaints, home, close: () => electron.close() };
}

/** The app with a report completely open. */
export async function openReport(path: string, options: AppOptions = {}): Promise<App> {
  const app = await openApp([path], options);
  await complete(app.page);
  return app;
}

/** Waits until the last chosen report is complete and on screen. */
export async function complete(page: Page, count = 1): Promise<void> {
  await page.waitForFunction((wanted) => performance.getEntriesByName('report:complete').length >= wanted, count, {
    timeout: 20_000,
  });
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

/** Drops files on the window, as the file manager does. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  // A file input is how a test gives a page real files; the drop event then carries them on.
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped';
    input.hidden = true;
    document.body.append(input);
  });
  await page.setInputFiles('#dropped', [...paths]);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped')!;
    const transfer = new DataTransfer();
    for (const file of input.files ?? []) transfer.items.add(file);
    const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
    const target = document.querySelector('#root')!.firstElementChild ?? document.body;
    target.dispatchEvent(new DragEvent('dragenter', options));
    target.dispatchEvent(new DragEvent('dragover', options));
    target.dispatchEvent(new DragEvent('drop', options));
    input.remove();
  });
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

/** Waits for the rows of the newest view. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-asking="true"]') === null, undefined, {
    timeout: 10_000,
  });
}
