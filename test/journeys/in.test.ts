import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  choose,
  chooseInMenu,
  closeAll,
  columnTexts,
  complete,
  drop,
  dropItems,
  fixture,
  messages,
  openApp,
  profileOf,
  scratchFolder,
  tabs,
} from '../support/app.ts';
import { within } from '../support/waiting.ts';

const { env } = process;
const folder = scratchFolder('in');
const report = fixture(folder, 'reports/v3.csv');
const other = fixture(folder, 'reports/v2.csv');
const third = fixture(folder, 'reports/nau-1.csv');

/** The tab in front shows the rows of its file. */
async function expectRows(page: Page, usernames: readonly string[]) {
  expect((await columnTexts(page, 'username')).slice(0, usernames.length)).toEqual(usernames);
}
const reportStartsWith = ['omar-h', 'li_wei', 'Вера.П'];

describe('a window that shows nothing yet', () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openApp();
    page = app.page;
    await page.waitForSelector('.start');
  });
  afterEach(() => closeAll(page));
  afterAll(() => app?.close());

  it('opens a file that is dropped on it', async () => {
    await drop(page, [report]);
    await complete(page);
    expect(await tabs(page)).toEqual([{ label: 'v3.csv', active: true }]);
    await expectRows(page, reportStartsWith);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe(
      'v3.csv – Proctorsheet',
    );
  });

  it('opens two files dropped at once as two tabs', async () => {
    await drop(page, [report, other]);
    await complete(page, 2);
    expect((await tabs(page)).map((tab) => tab.label)).toEqual(['v3.csv', 'v2.csv']);
  });

  it('opens what is chosen by File ▸ Open…', async () => {
    await choose(app, [report, other]);
    await chooseInMenu(app, 'File', 'Open…');
    await complete(page, 2);
    expect((await tabs(page)).map((tab) => tab.label)).toEqual(['v3.csv', 'v2.csv']);
  });

  it('opens what is chosen by its button, and by Ctrl+O', async () => {
    await choose(app, [report]);
    await page.getByRole('button', { name: 'Open…' }).click();
    await complete(page);
    await choose(app, [other]);
    await page.keyboard.press('ControlOrMeta+o');
    await complete(page, 2);
    expect((await tabs(page)).map((tab) => tab.label)).toEqual(['v3.csv', 'v2.csv']);
  });

  it('stays as it is when the dialog is closed without choosing', async () => {
    await choose(app, []);
    await chooseInMenu(app, 'File', 'Open…');
    await page.evaluate(() => new Promise((shown) => setTimeout(shown, 200)));
    expect(await page.isVisible('.start')).toBe(true);
    expect(await messages(page)).toEqual([]);
  });

  it('opens the sample report by its button, and says that it is one', async () => {
    await page.getByRole('button', { name: 'Open the sample report' }).click();
    await complete(page);
    expect(await tabs(page)).toHaveLength(1);
    expect(await page.textContent('.title-sample')).toBe('Sample with made-up learners');
    expect((await columnTexts(page, 'username')).length).toBeGreaterThan(10);
  });

  it('opens a file that macOS hands over', async () => {
    const refused = await app.electron.evaluate(({ app }, path) => {
      let prevented = false;
      app.emit('open-file', { preventDefault: () => (prevented = true) }, path);
      return prevented;
    }, report);
    await complete(page);
    expect(refused).toBe(true);
    expect(await tabs(page)).toEqual([{ label: 'v3.csv', active: true }]);
  });

  it('brings a file to the front that is open already, also under another name', async () => {
    const link = join(folder, 'link to the first.csv');
    symlinkSync(report, link);
    await drop(page, [report, other]);
    await complete(page, 2);
    for (const path of [report, link]) {
      await page.click('[role="tab"]:has-text("v2.csv")');
      await drop(page, [path]);
      await page.waitForSelector('[role="tab"][aria-selected="true"]:has-text("v3.csv")');
      expect(await tabs(page)).toEqual([
        { label: 'v3.csv', active: true },
        { label: 'v2.csv', active: false },
      ]);
    }
    expect(await page.evaluate(() => performance.getEntriesByName('report:chosen').length)).toBe(2);
  });

  it('opens a file again that was closed', async () => {
    await drop(page, [report]);
    await complete(page);
    await page.keyboard.press('ControlOrMeta+w');
    await page.waitForSelector('.start');
    await drop(page, [report]);
    await complete(page, 2);
    await expectRows(page, reportStartsWith);
  });

  const noFiles = [
    { what: 'text', items: [{ mimeType: 'text/plain', data: 'course_id,exam_name' }], words: 'text, not a file' },
    {
      what: 'a link',
      items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }],
      words: 'a link or a picture of a page, not a file',
    },
    {
      what: 'a picture of a page',
      items: [
        { mimeType: 'text/html', data: '<img src="https://example.com/a.png">' },
        { mimeType: 'text/uri-list', data: 'https://example.com/a.png' },
      ],
      words: 'a link or a picture of a page, not a file',
    },
  ];
  it.for(noFiles)('answers $what that is dropped with a sentence, and stays', async ({ items, words }) => {
    await dropItems(page, items);
    await page.waitForSelector('.toast');
    const [sentence, ...more] = await messages(page);
    expect(sentence).toContain('That cannot be opened');
    expect(sentence).toContain(words);
    expect(sentence).toContain('Drop the downloaded .csv file itself.');
    expect(more).toEqual([]);
    expect(page.url()).toBe('app://proctorsheet/index.html');
    expect(app.electron.windows()).toHaveLength(1);
    expect(await page.isVisible('.start')).toBe(true);
  });

  it('answers a picture that a page gives away as a file of no place with a sentence', async () => {
    // No drag of the driver carries such a file, so here the event is made in the page.
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['not of any disk'], 'picture.png', { type: 'image/png' }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    });
    await page.waitForSelector('.toast');
    expect((await messages(page))[0]).toContain('That cannot be opened');
    expect(await tabs(page)).toEqual([]);
  });
});

describe('the command line', () => {
  it('opens files by every kind of name, each in a tab, in the order given', async () => {
    const names = [
      'with two  spaces.csv',
      '#1 & 50%.csv',
      '100%25 sure.csv',
      'the teacher\'s "own" $HOME.csv',
      'résumé 🎓 Вера.csv',
      'address %20.csv',
    ];
    const behind = ['--leading.csv', '--help.csv', '-.csv'];
    const paths = [...names, ...behind].map((name) => fixture(folder, 'reports/one-row.csv', name));
    const address = pathToFileURL(paths[5]!).href;
    const app = await openApp([report, ...names.slice(0, 5), address, '--', ...behind], { cwd: folder });
    await complete(app.page, 1 + names.length + behind.length);
    expect((await tabs(app.page)).map((tab) => tab.label)).toEqual(['v3.csv', ...names, ...behind]);
    expect(app.complaints).toEqual([]);
    await app.close();
  });
});

describe('a second start of the app', () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp(['nowhere.csv', report], { cwd: folder });
    await complete(app.page);
  });
  afterAll(() => app?.close());

  it('finds one whose command line named a file that is missing: it says which, and has opened the others', async () => {
    await app.page.waitForSelector('.toast');
    expect(await messages(app.page)).toEqual([expect.stringContaining('“nowhere.csv” was not found')]);
    expect((await tabs(app.page)).map((tab) => tab.label)).toEqual(['v3.csv']);
  });

  const focused = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window!.isVisible() && window!.isFocused();
    });

  /** Starts it with the same profile, and gives its exit code. */
  async function startAgain(args: readonly string[], cwd: string): Promise<number | null> {
    const second = spawn(env.PROCTORSHEET_EXECUTABLE ?? '', [env.PROCTORSHEET_APP ?? '', ...args], {
      cwd,
      env: { ...env, ...profileOf(app.home) },
      stdio: 'ignore',
    });
    const [code] = (await within(once(second, 'exit'), 'the second instance to end')) as [number | null];
    return code;
  }

  it('hands its file to the first one, which comes to the front, and ends', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.blur());
    await expect.poll(focused).toBe(false);
    expect(await startAgain([other], folder)).toBe(0);
    await complete(app.page, 2);
    expect(await tabs(app.page)).toEqual([
      { label: 'v3.csv', active: false },
      { label: 'v2.csv', active: true },
    ]);
    await expect.poll(focused).toBe(true);
    expect(app.electron.windows()).toHaveLength(1);
  });

  it('means the folder that it is started in, not that of the first one', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    fixture(elsewhere, 'reports/nau-1.csv');
    expect(await startAgain([basename(third)], elsewhere)).toBe(0);
    await complete(app.page, 3);
    expect((await tabs(app.page)).at(-1)).toEqual({ label: 'nau-1.csv', active: true });
  });

  it('only shows the window when it has no file', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    expect(await startAgain([], folder)).toBe(0);
    await expect.poll(focused).toBe(true);
    expect(await tabs(app.page)).toHaveLength(3);
    expect(app.complaints).toEqual([]);
  });
});
