import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type App,
  choose,
  chooseInMenu,
  complete,
  countWords,
  fixture,
  openApp,
  painted,
  scratchFolder,
  settled,
  sheetHeader,
} from '../support/app.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let app: App;

/** What axe calls serious or critical, each with the elements it is about. */
async function violations(rules?: readonly string[]): Promise<string[]> {
  await painted(app.page);
  // Not by a script element, which the page refuses; what a debugger evaluates is no part of the page.
  if (!(await app.page.evaluate(() => 'axe' in globalThis))) await app.page.evaluate(`(() => { ${axeSource} })()`);
  const found = await app.page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: { run(page: object, options: object): Promise<AxeResults> } };
      // Rows are alike: the first of those in sight stand for all.
      const rows = [...document.querySelectorAll('.ag-row')].filter((row) => Number(row.getAttribute('row-index')) > 7);
      const page = rows.length > 0 ? { include: document, exclude: rows } : document;
      return (await axe.run(page, { ...options, resultTypes: ['violations'] })).violations.map(
        ({ id, impact, nodes }) => ({
          impact,
          words: nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
        }),
      );
    },
    rules ? { runOnly: [...rules] } : {},
  );
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ words }) => words);
}

let shownTheme: 'light' | 'dark' = 'light';

/** Looks at what is shown now, in both themes: first in that of the look before, so that each is drawn once. */
async function expectNone() {
  const other = shownTheme === 'light' ? 'dark' : 'light';
  for (const theme of [shownTheme, other] as const) {
    await app.electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    const query = `(prefers-color-scheme: ${theme})`;
    await app.page.waitForFunction((wanted) => matchMedia(wanted).matches, query);
    // All that a theme changes is colours.
    const found = await violations(theme === other ? ['color-contrast', 'link-in-text-block'] : undefined);
    expect({ theme, found }).toEqual({ theme, found: [] });
  }
  shownTheme = other;
}

beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('axe can see something that is wrong', async () => {
  await app.page.getByRole('heading', { name: 'Proctorsheet' }).waitFor();
  await app.page.evaluate(() => {
    const image = document.createElement('img');
    image.id = 'wrong';
    document.querySelector('main')!.append(image);
  });
  expect(await violations()).toEqual([expect.stringContaining('image-alt: #wrong')]);
  await app.page.evaluate(() => document.querySelector('#wrong')!.remove());
});

test('the start screen has no serious fault', expectNone);

test('the grid has none, and says its name, its size and what its columns are', async () => {
  await app.page.getByRole('button', { name: 'Open the sample report' }).click();
  await complete(app.page);
  await sheetHeader(app.page, 'status').locator('.header-title').click();
  await settled(app.page);
  await expectNone();
  const grid = app.page.getByRole('grid');
  expect(await grid.getAttribute('aria-label')).toMatch(/attempts/i);
  expect(await grid.getAttribute('aria-rowcount')).toBe('213');
  expect(await grid.getAttribute('aria-colcount')).toBe('20');
  expect(await app.page.getByRole('columnheader', { name: /^Verdict/ }).count()).toBe(1);
  expect(await app.page.getByRole('tab', { selected: true }).count()).toBe(1);
});

test('selected cells and their menu have none', async () => {
  await app.page.locator('.ag-row[row-index="1"] .ag-cell[col-id="email"]').click();
  for (const key of ['Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight']) await app.page.keyboard.press(key);
  await expectNone();
  expect(await app.page.locator('.ag-cell[aria-selected="true"]').count()).toBe(6);
  await app.page.keyboard.press('Shift+F10');
  await app.page.getByRole('menu').waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('menu').waitFor({ state: 'detached' });
  await app.page.keyboard.press('Escape');
});

test('the menu of a column has none, and what is found has none', async () => {
  await sheetHeader(app.page, 'email').click({ button: 'right' });
  await app.page.getByRole('menu', { name: 'The column' }).waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('F3');
  await app.page.locator('#find').fill('example');
  await app.page.locator('.sheet mark').first().waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the longest verdict is whole, and gives way where a narrow window would let the username go', async () => {
  const width = async (to: number) => {
    await app.electron.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]!.setContentSize(wanted, 800),
      to,
    );
    await app.page.waitForFunction((wanted) => innerWidth === wanted, to);
  };
  const longest = app.page.locator('.sheet [col-id="verdict"]', { hasText: 'timed out, may be reset' }).first();
  const isCut = () => longest.locator('.badge-text').evaluate((text) => text.scrollWidth > text.clientWidth);
  await app.page.locator('#search').fill('timed_out');
  await settled(app.page);
  await width(1280);
  expect(await isCut()).toBe(false);
  await width(640);
  await expect.poll(isCut).toBe(true);
  expect(await app.page.locator('.ag-grid-pinned-left-cells .ag-header-cell[col-id="username"]').count()).toBe(1);
  await width(1280);
  await expect.poll(isCut).toBe(false);
  await app.page.locator('#search').fill('');
  await settled(app.page);
});

test('verdicts that a small window has no room for are behind a button, and have none', async () => {
  const size = (width: number, height: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setContentSize(to.width, to.height),
      { width, height },
    );
  await size(900, 600);
  const rest = app.page.locator('.status-rest');
  await rest.waitFor();
  expect(await app.page.locator('.status-bar').evaluate((bar) => bar.clientHeight)).toBeLessThan(36);
  await rest.click();
  const popover = app.page.getByRole('dialog', { name: 'More verdicts' });
  await popover.waitFor();
  await expectNone();
  await popover.getByRole('button', { name: /^Practice/ }).click();
  await settled(app.page);
  expect(await countWords(app.page)).toBe('29 of 212 attempts');
  await popover.waitFor({ state: 'detached' });
  // The keyboard stands on what was chosen.
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.textContent)).toBe('Practice 29');
  await app.page.keyboard.press('Control+Shift+L');
  await settled(app.page);
  await size(1280, 800);
});

test('a filter has none', async () => {
  await sheetHeader(app.page, 'exam_name').locator('.header-filter').click();
  await app.page.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox').first().waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the attempt has none', async () => {
  await app.page.locator('#search').fill('Remote desktop program');
  await settled(app.page);
  await app.page.locator('#search').press('Enter');
  await app.page.locator('.pane .incident').first().waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the learner and the sheet to be saved of them have none', async () => {
  await app.page.mouse.move(0, 0);
  await app.page.locator('#search').fill('Remote desktop program');
  await settled(app.page);
  await app.page.locator('#search').press('Enter');
  await app.page.locator('#pane-title').press('l');
  await app.page.locator('.pane .time-line').waitFor();
  // A tooltip of the sheet that fades is no part of it.
  await app.page.locator('.ag-tooltip').waitFor({ state: 'detached' });
  await expectNone();
  await app.page.getByRole('button', { name: 'Save as PDF…' }).click();
  await app.page.locator('.case-sheet').waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await app.page.locator('#search').press('Escape');
});

test('the tour has none', async () => {
  await chooseInMenu(app, 'Help', 'Take the tour');
  await app.page.locator('.tour-card').waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the help has none, in any kind of section', async () => {
  await app.page.keyboard.press('F1');
  for (const section of ['Getting started', 'Statuses', 'Keyboard']) {
    await app.page.locator('.help-section', { hasText: section }).click();
    await expectNone();
  }
  await app.page.keyboard.press('Escape');
});

test('what needs you and what is odd have none', async () => {
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+2');
  await app.page.locator('.work-title').first().click();
  await settled(app.page);
  await app.page.locator('.work-open').first().focus();
  await expectNone();
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+4');
  await app.page.locator('.finding-head').first().click();
  await settled(app.page);
  await expectNone();
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+b');
});

test('the ledger of incidents and its categories have none', async () => {
  await app.page.locator('#search').fill('');
  await app.page.keyboard.press('Control+3');
  const ledger = app.page.locator('.ledger');
  await ledger.locator('.ledger-is-category').nth(1).click();
  await settled(app.page);
  await expectNone();
  await ledger.getByText('Incidents', { exact: true }).click();
  await ledger.locator('.ledger-is-entry').first().click();
  await settled(app.page);
  await expectNone();
  await ledger.getByRole('button', { name: 'Categories…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Incident categories' });
  await dialog.getByLabel(/^Words/).fill('room\n(a');
  await dialog.getByText('How a line is written').click();
  await expectNone();
  await dialog.getByLabel(/^Words/).fill('room');
  await dialog.locator('.categories-samples').waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard them' }).click();
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+B');
  await settled(app.page);
});

test('the overview has none, as charts and as tables', async () => {
  await app.page.keyboard.press('Control+1');
  const exams = app.page.locator('.chart[data-chart="exams"]');
  await exams.locator('.chart-canvas[data-drawn]').waitFor();
  await app.page.getByRole('button', { name: /Decided/ }).click();
  await settled(app.page);
  await expectNone();
  for (const id of ['exams', 'share']) {
    await app.page.locator(`.chart[data-chart="${id}"]`).getByRole('button', { name: 'Show as table' }).click();
  }
  await exams.getByRole('table').waitFor();
  await expectNone();
  await app.page.keyboard.press('Control+Shift+L');
  await app.page.keyboard.press('Control+B');
  await settled(app.page);
});

test('the dialogs have none', async () => {
  await app.page.keyboard.press('Control+e');
  await app.page.getByRole('dialog', { name: 'Export' }).waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Control+,');
  await app.page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await chooseInMenu(app, 'Help', 'About Proctorsheet');
  await app.page.locator('.licences summary').first().click();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the problems and the encodings of a file have none', async () => {
  await choose(app, [fixture(scratchFolder('accessibility'), 'reports/ragged.csv')]);
  await app.page.keyboard.press('Control+o');
  await complete(app.page, 2);
  await app.page.locator('.status-note').click();
  await app.page.getByRole('dialog', { name: 'Problems in the file' }).waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await app.page.locator('.status-quiet').click();
  await app.page.getByRole('dialog', { name: 'Reopen with encoding' }).waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
});

test('the status bar stays one line while cells are selected, and loses none of its numbers', async () => {
  const look = async (width: number, height: number, factor: number) => {
    await app.electron.evaluate(
      ({ BrowserWindow }, to) => {
        const window = BrowserWindow.getAllWindows()[0]!;
        window.setContentSize(to.width, to.height);
        window.webContents.setZoomFactor(to.factor);
      },
      { width, height, factor },
    );
    await app.page.waitForFunction((wanted) => Math.abs(innerWidth - wanted) <= 1, width / factor);
    await painted(app.page);
  };
  const bar = app.page.locator('.status-bar');
  await app.page.locator('.ag-row[row-index="0"] .ag-cell[col-id="verdict"]').click();
  await app.page.keyboard.press('Control+a');
  await app.page.locator('.status-selection li').first().waitFor();
  for (const [width, height, factor, lines] of [
    [1280, 800, 1, 1],
    [900, 600, 1, 1],
    [900, 600, 2, 2],
    [1280, 800, 2, 1],
  ] as const) {
    await look(width, height, factor);
    const seen = () =>
      bar.evaluate((element) => ({
        lines: Math.round(element.clientHeight / 28),
        outside: [...element.querySelectorAll<HTMLElement>('button:not(.status-folded *)')].filter(
          (button) => button.getBoundingClientRect().right > innerWidth,
        ).length,
        over: element.scrollWidth > element.clientWidth,
      }));
    await expect
      .poll(seen, { message: `${width} × ${height} at ${factor}` })
      .toEqual({ lines, outside: 0, over: false });
  }
  await bar.getByRole('button', { name: 'More about the selected cells' }).press('Enter');
  const more = app.page.getByRole('dialog', { name: 'The selected cells' });
  await more.getByText('Distinct').waitFor();
  await expectNone();
  await app.page.keyboard.press('Escape');
  await more.waitFor({ state: 'detached' });
  await look(1280, 800, 1);
});

test('a file that is not the report is told without one', async () => {
  await choose(app, [fixture(scratchFolder('accessibility'), 'wrong/sign-in-page.csv')]);
  await app.page.keyboard.press('Control+o');
  await app.page.getByRole('heading', { name: 'This is a web page, not the report' }).waitFor();
  await expectNone();
  expect(app.complaints).toEqual([]);
});
