import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  type App,
  columnTexts,
  complete,
  csvOf,
  dismissMessages,
  fixture,
  given,
  openApp,
  openReport,
  sampleReport,
  saveTo,
  scratchFolder,
  settled,
  sheetHeader,
  unfold,
} from '../support/app.ts';
import { encodings, sourceCells } from '../support/source-cells.ts';

const csv = csvOf(sampleReport);
const folder = scratchFolder('export');
const dialogOf = ({ page }: App) => page.getByRole('dialog', { name: 'Export' });
const cells = (text: string) =>
  Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { newline: '\r\n' }).data.slice(0, -1);

/** Opens the dialog by its key and takes choices in it, by the beginning of their words. */
async function openDialog(app: App, ...choices: readonly string[]) {
  await app.page.keyboard.press('Control+e');
  await dialogOf(app).waitFor();
  for (const choice of choices) await dialogOf(app).getByText(choice).first().click();
}

/** Writes to a place, and resolves to what the app says of it. */
async function write(app: App, path: string): Promise<string> {
  await saveTo(app, path);
  const toasts = app.page.locator('.toast');
  const before = await toasts.count();
  await dialogOf(app).getByRole('button', { name: 'Save as…' }).click();
  await toasts.nth(before).waitFor();
  return toasts.nth(before).innerText();
}

async function dismissAll(app: App) {
  const { page } = app;
  if (await dialogOf(app).isVisible()) await page.keyboard.press('Escape');
  await dialogOf(app).waitFor({ state: 'detached' });
  await dismissMessages(page);
}

describe('an export of the sample', () => {
  let app: App;
  beforeAll(async () => {
    app = await openReport(sampleReport);
  });
  afterAll(async () => {
    expect(app.complaints).toEqual([]);
    await app.close();
  });
  beforeEach(async () => {
    await dismissAll(app);
    await app.page.locator('#search').fill('');
    await settled(app.page);
  });

  const sum = () => dialogOf(app).locator('.export-sum').innerText();

  test('says before it is written how much it will be, and whose data it is', async () => {
    await app.page.locator('#search').fill('verified');
    await settled(app.page);
    const rows = csv.rows.filter((row) => row.some((cell) => cell.includes('verified'))).length;
    await openDialog(app);
    expect(await sum()).toContain(`${rows} of 212 rows, 17 of 17 columns`);
    expect(await sum()).toContain('2 columns worked out by Proctorsheet');
    expect(await dialogOf(app).innerText()).toMatch(/confidential/);
    await dialogOf(app).getByText('All 212').click();
    expect(await sum()).toContain('212 of 212 rows, 17 of 17 columns');
    await dialogOf(app).getByText('All 17 of the file').click();
    expect(await sum()).not.toContain('worked out');
  });

  test('holds the rows and columns on screen, in their order, and tells the count in its name', async () => {
    await app.page.locator('#search').fill('midterm');
    await settled(app.page);
    for (const _ of ['up', 'down']) await sheetHeader(app.page, 'started_at').locator('.header-title').click();
    await settled(app.page);
    await unfold(app.page, 70);
    const shown = await columnTexts(app.page, 'attempt_code');
    const titles = await app.page
      // The rows' numbers are no column.
      .locator('.ag-header-cell:not([col-id="#"])')
      .evaluateAll((headers) =>
        headers
          .toSorted((a, b) => Number(a.ariaColIndex) - Number(b.ariaColIndex))
          .map((header) => header.getAttribute('col-id') ?? ''),
      );
    const screen = { verdict: await columnTexts(app.page, 'verdict'), email: await columnTexts(app.page, 'email') };
    const session = await app.page.context().newCDPSession(app.page);
    await session.send('Emulation.clearDeviceMetricsOverride');

    await openDialog(app, 'Exactly as in the file');
    const path = join(folder, 'shown.csv');
    const opened = await app.electron.evaluate(({ dialog, shell }) => {
      const seen: { suggested: string | undefined; folderOf: string | undefined } = { suggested: '', folderOf: '' };
      Object.assign(globalThis, { seen });
      shell.showItemInFolder = (target) => {
        seen.folderOf = target;
      };
      return typeof dialog.showSaveDialog;
    });
    expect(opened).toBe('function');
    const said = await write(app, path);
    expect(said).toContain('Exported');
    expect(said).toContain('“shown.csv”');
    expect(said).toContain(`${shown.length} rows`);

    const [header = [], ...rows] = cells(readFileSync(path, 'utf8'));
    const names: Readonly<Record<string, string>> = {
      verdict: 'Verdict',
      'minutes-used': 'Minutes used',
      suspicious_count: 'Suspicious Count',
      suspicious_comments: 'Suspicious Comments',
      rules_violation_count: 'Rules Violation Count',
      rules_violation_comments: 'Rules Violation Comments',
    };
    expect(header).toEqual(titles.map((id) => names[id] ?? id));
    expect(rows.map((row) => row[header.indexOf('email')])).toEqual(screen.email);
    const verdicts = rows.map((row) => row[header.indexOf('Verdict')]!);
    for (const [at, label] of screen.verdict.entries()) {
      if (verdicts[at] !== 'Unknown') expect(label.startsWith(verdicts[at]!)).toBe(true);
    }
    const codes = csv.column('attempt_code');
    for (const name of csv.header) {
      const source = csv.column(name);
      expect(rows.map((row) => row[header.indexOf(name)])).toEqual(shown.map((code) => source[codes.indexOf(code)]));
    }

    await app.page.getByRole('button', { name: 'Show in folder' }).click();
    const folderOf = () =>
      app.electron.evaluate(() => (globalThis as unknown as { seen: { folderOf: string } }).seen.folderOf);
    await expect.poll(folderOf).toBe(path);
    await sheetHeader(app.page, 'started_at').locator('.header-title').click();
  });

  test.each([
    ['with a byte order mark', [], true],
    ['without it', ['UTF-8 without it'], false],
  ] as const)('is UTF-8 %s, with all rows and columns of the file if they are asked for', async (_, choices, mark) => {
    await app.page.locator('#search').fill('verified');
    await settled(app.page);
    await openDialog(app, 'All 212', 'All 17 of the file', 'Exactly as in the file', ...choices);
    const path = join(folder, 'whole.csv');
    await write(app, path);
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeff')).toBe(mark);
    expect(cells(text)).toEqual([csv.header, ...csv.rows]);
  });

  test('is named after the report, with the number of rows if some are left out', async () => {
    const suggested = async () => {
      await app.electron.evaluate(({ dialog }) => {
        dialog.showSaveDialog = async (...args: unknown[]) => {
          Object.assign(globalThis, { suggested: (args.at(-1) as { defaultPath: string }).defaultPath });
          return { canceled: true, filePath: '' };
        };
      });
      await dialogOf(app).getByRole('button', { name: 'Save as…' }).click();
      const name = () => app.electron.evaluate(() => (globalThis as unknown as { suggested?: string }).suggested ?? '');
      await expect.poll(name).not.toBe('');
      const found = basename(await name());
      await app.electron.evaluate(() => Object.assign(globalThis, { suggested: '' }));
      return found;
    };
    const base = basename(sampleReport, '.csv');
    await openDialog(app);
    expect(await suggested()).toBe(`${base} export.csv`);
    // Who thinks better of it is back in the dialog.
    expect(await dialogOf(app).isVisible()).toBe(true);
    await app.page.keyboard.press('Escape');
    await app.page.locator('#search').fill('rejected');
    await settled(app.page);
    await openDialog(app);
    const count = csv.rows.filter((row) => row.some((cell) => cell.includes('rejected'))).length;
    expect(await suggested()).toBe(`${base} filtered ${count}.csv`);
  });

  test('onto a full disk leaves what was there, and nothing beside it', async ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0777', 'tmpfs', disk], { stdio: 'pipe' });
    } catch (error) {
      skip(`a small disk cannot be mounted here: ${(error as Error).message}`);
    }
    onTestFinished(() => void execFileSync('umount', [disk]));
    const path = given(disk, 'earlier.csv', 'earlier\r\n'.repeat(3000));
    await openDialog(app);
    expect(await write(app, path)).toContain('The disk is full');
    expect(readFileSync(path, 'utf8')).toBe('earlier\r\n'.repeat(3000));
    expect(readdirSync(disk)).toEqual(['earlier.csv']);
  });

  test('that is cancelled while it is written leaves what was there, and nothing beside it', async () => {
    const own = join(folder, 'cancelled');
    mkdirSync(own);
    chmodSync(own, 0o777);
    const path = given(own, 'earlier.csv', 'earlier');
    await app.electron.evaluate(async () => {
      const { open } = process.getBuiltinModule('node:fs/promises');
      const handle = await open(process.execPath);
      const files = Object.getPrototypeOf(handle) as { write: (...args: unknown[]) => unknown };
      await handle.close();
      const { write: before } = files;
      const disk = new Promise((resolve) => Object.assign(globalThis, { goOn: resolve }));
      files.write = async function slow(...args) {
        await disk;
        files.write = before;
        return before.apply(this, args);
      };
    });
    await saveTo(app, path);
    await openDialog(app);
    await dialogOf(app).getByRole('button', { name: 'Save as…' }).click();
    await dialogOf(app).getByRole('button', { name: 'Writing…' }).waitFor();
    await expect.poll(() => readdirSync(own).length).toBe(2);
    await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();
    await dialogOf(app).waitFor({ state: 'detached' });
    await app.electron.evaluate(() => (globalThis as unknown as { goOn: () => void }).goOn());
    await expect.poll(() => readdirSync(own)).toEqual(['earlier.csv']);
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect(await app.page.locator('.toast').count()).toBe(0);
    // The next one is written as ever, by Enter on a choice.
    await openDialog(app);
    await app.page.keyboard.press('Enter');
    expect(await app.page.locator('.toast').innerText()).toContain('212 rows');
  });

  test('into a folder that may not be written to leaves what was there', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    const path = given(closed, 'earlier.csv', 'earlier');
    chmodSync(closed, 0o555);
    onTestFinished(() => chmodSync(closed, 0o777));
    await openDialog(app);
    expect(await write(app, path)).toContain('No permission to write there');
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect(readdirSync(closed)).toEqual(['earlier.csv']);
    // The choices are not lost: another place may be chosen at once, and Esc still closes the dialog.
    expect(await dialogOf(app).isVisible()).toBe(true);
    await app.page.getByRole('button', { name: 'Dismiss: No permission to write there' }).click();
    await dialogOf(app).getByRole('button', { name: 'Save as…' }).focus();
    await app.page.keyboard.press('Escape');
    await dialogOf(app).waitFor({ state: 'detached' });
  });
});

describe('an export of any report', () => {
  // The others are written from the same bytes in test/shared/table/export-fixtures.test.ts; only Chromium decodes these.
  const names = [
    ...Object.keys(encodings),
    'bom.csv',
    'formulas.csv',
    'quote-out-of-place.csv',
    'ragged.csv',
    'v3.csv',
  ];
  const sources = scratchFolder('sources');
  const paths = names.map((name) => fixture(sources, `reports/${name}`));
  let app: App;
  beforeAll(async () => {
    app = await openApp(paths);
    await complete(app.page, paths.length);
  });
  afterAll(async () => {
    expect(app.complaints).toEqual([]);
    await app.close();
  });
  beforeEach(() => dismissAll(app));

  const show = (name: string) => app.page.getByRole('tab', { name, exact: true }).click();

  /** As the mouse would, but all in one go: there are many reports. */
  const press = (...words: readonly string[]) =>
    app.page.evaluate((labels) => {
      const dialog = document.querySelector<HTMLElement>('[role=dialog]')!;
      for (const label of labels) {
        const found = [...dialog.querySelectorAll<HTMLElement>('label, button')];
        found.find((element) => element.textContent.includes(label))!.click();
      }
    }, words);

  test.each(names)('exactly as it stands, read again, has the cells of %s', async (name) => {
    await show(name);
    const path = join(folder, `exact-${name}`);
    await saveTo(app, path);
    await app.page.keyboard.press('Control+e');
    await dialogOf(app).waitFor();
    await press('of the file, in its order', 'Exactly as in the file');
    await press('Save as…');
    await app.page.locator('.toast', { hasText: 'Exported' }).waitFor();
    await dialogOf(app).waitFor({ state: 'detached' });
    expect(cells(readFileSync(path, 'utf8'))).toEqual(sourceCells(join(sources, name)));
  });

  test('for spreadsheets has an apostrophe before all that could run as a formula, and before nothing else', async () => {
    await show('formulas.csv');
    await openDialog(app, 'of the file, in its order');
    const path = join(folder, 'safe.csv');
    await write(app, path);
    const source = sourceCells(join(sources, 'formulas.csv')).flat();
    const written = cells(readFileSync(path, 'utf8')).flat();
    const guarded = source.filter((cell, at) => cell !== written[at]);
    expect(guarded).toHaveLength(22);
    for (const [at, cell] of source.entries()) if (cell !== written[at]) expect(written[at]).toBe(`'${cell}`);
    expect(guarded.filter((cell) => !/[-=+@＝＋－＠]/.test(cell))).toEqual([]);
    const comments = csvOf(join(sources, 'formulas.csv')).column('Suspicious Comments').filter(Boolean);
    const unchanged = comments.filter((cell) => written.includes(cell) && !guarded.includes(cell));
    expect(unchanged).toEqual(["'quoted by hand'", '"=1+1"', '|x']);
  });

  test.each([
    ['the open report itself', () => join(sources, 'v3.csv')],
    ['a symbolic link to it', () => linked('symbolic.csv', symlinkSync)],
    ['a hard link to it', () => linked('hard.csv', linkSync)],
  ])('is never written onto %s', async (_, target) => {
    const before = readFileSync(join(sources, 'v3.csv'));
    await show('bom.csv');
    await openDialog(app);
    const said = await write(app, target());
    expect(said).toContain('That file is an open report');
    expect(said).toContain('Nothing was written');
    expect(readFileSync(join(sources, 'v3.csv')).equals(before)).toBe(true);
    expect(readdirSync(sources).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  function linked(name: string, link: typeof linkSync): string {
    const path = join(folder, name);
    link(join(sources, 'v3.csv'), path);
    return path;
  }
});
