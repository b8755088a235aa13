import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glossary } from '../../shared/report/glossary.ts';
import { type App, chooseInMenu, complete, openApp, painted, settled, sheetHeader } from '../support/app.ts';

let app: App;

const help = () => app.page.getByRole('dialog', { name: 'Help' });
const section = (name: string) => help().getByRole('button', { name, exact: true });
const entries = () =>
  help()
    .locator('.help-entry')
    .evaluateAll((found) => found.map(({ id }) => id));
const focused = () => app.page.evaluate(() => document.activeElement?.id);
const close = async () => {
  await help().getByRole('button', { name: 'Close' }).click();
  await help().waitFor({ state: 'detached' });
};

beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe('the tour', () => {
  const card = () => app.page.locator('.tour-card');
  const title = () => card().getByRole('heading').innerText();

  /** Whether the ring lies around what the step is about, and the card stands wholly in the window. */
  const lie = () =>
    app.page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
      const [ring, shown] = [box('.tour-ring'), box('.tour-card')];
      const middle = document.elementsFromPoint(ring.left + ring.width / 2, ring.top + ring.height / 2);
      return {
        hasRoom: ring.width > 10 && ring.height > 10,
        about: middle.some((element) =>
          element.matches(
            '.sheet *, .status-bar *, .search-bar *, #filter-columns, .pane *, .insight *, .title-area *',
          ),
        ),
        inside: shown.left >= 0 && shown.top >= 0 && shown.right <= innerWidth && shown.bottom <= innerHeight,
      };
    });

  test('is offered on the start screen, and shown only to who takes it', async () => {
    await app.page.getByRole('button', { name: 'Take the tour' }).waitFor();
    expect(await card().count()).toBe(0);
  });

  test('opens the sample and goes through seven real things by the keyboard alone, in a small window', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(900, 600));
    await app.page.waitForFunction(() => innerWidth === 900);
    await app.page.getByRole('button', { name: 'Take the tour' }).press('Enter');
    await complete(app.page);
    const titles: string[] = [];
    for (let step = 1; step <= 7; step += 1) {
      await card().getByText(`${step} of 7`).waitFor();
      await painted(app.page);
      await expect.poll(lie, { interval: 20 }).toEqual({ hasRoom: true, about: true, inside: true });
      expect(await focused()).toBe('tour-title');
      titles.push(await title());
      await app.page.keyboard.press(step === 3 ? 'ArrowLeft' : 'ArrowRight');
      if (step === 3) {
        await card().getByText('2 of 7').waitFor();
        await app.page.keyboard.press('ArrowRight');
        await card().getByText('3 of 7').waitFor();
        await app.page.keyboard.press('ArrowRight');
      }
    }
    expect(new Set(titles).size).toBe(7);
    await card().waitFor({ state: 'detached' });
  });

  test('is taken again from the menu, and left by Esc at any step, which closes nothing else', async () => {
    await chooseInMenu(app, 'Help', 'Take the tour');
    await card().getByRole('button', { name: 'Next' }).click();
    await card().getByText('2 of 7').waitFor();
    await app.page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
    await expect
      .poll(() => app.page.evaluate(() => document.activeElement?.closest('.sheet .ag-cell') !== null))
      .toBe(true);
    await chooseInMenu(app, 'Help', 'Take the tour');
    await card().waitFor();
    await app.page.locator('.ag-row [col-id="username"]').nth(5).dblclick();
    await app.page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
    expect(await app.page.locator('.pane').count()).toBe(1);
    await app.page.keyboard.press('Escape');
    expect(app.complaints).toEqual([]);
  });
});

describe('help', () => {
  test('opens by F1 at how to begin, and has every word explained in its section', async () => {
    await app.page.keyboard.press('F1');
    await help().getByRole('heading', { name: 'Getting started' }).waitFor();
    const words = () => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(words, { interval: 10 }).toBe('Search the help');
    const told: string[] = [];
    for (const name of ['Verdicts', 'Statuses', 'Reviews', 'Columns', 'Findings']) {
      await section(name).click();
      await help().getByRole('heading', { name, exact: true }).waitFor();
      told.push(...(await entries()));
    }
    expect(told).toEqual(glossary.map(({ id }) => id));
    await section('Keyboard').click();
    await help().getByText('Show the attempt').first().waitFor();
  });

  test('is seen as soon as it has the keyboard, also from a text field on a screen that can be touched', async () => {
    await close();
    await app.page.evaluate(() => Object.defineProperty(navigator, 'maxTouchPoints', { value: 1, configurable: true }));
    await app.page.keyboard.press('Control+f');
    await expect.poll(focused, { interval: 10 }).toBe('search');
    await app.page.keyboard.press('F1');
    await help().waitFor();
    await painted(app.page);
    const shade = app.page.locator('.shade').filter({ has: help() });
    expect(await shade.evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
    await app.page.evaluate(() => Reflect.deleteProperty(navigator, 'maxTouchPoints'));
  });

  test('is searched as a whole: words, topics and keys', async () => {
    const search = help().getByLabel('Search the help');
    await search.fill('second_review_required');
    await expect.poll(async () => (await entries())[0], { interval: 10 }).toBe('status:second_review_required');
    expect(await help().locator('.help-entry').first().innerText()).toMatch(/Proctortrack[\s\S]*course team decides/);
    await search.fill('digits accents');
    expect(await entries()).toEqual([]);
    await search.fill('accents numbers');
    expect(await entries()).toEqual(['topic:order']);
    await search.fill('next attempt with incidents');
    await help().getByText('Shift+J').waitFor();
    await search.fill('');
    await close();
  });

  test('is led to from a cell, at the entry of what it says', async () => {
    const cell = app.page.locator('.ag-row [col-id="status"]').nth(5);
    const status = await cell.innerText();
    await cell.click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'What this means' }).click();
    await expect.poll(focused, { interval: 10 }).toBe(`status:${status.trim()}`);
    await close();
  });

  test('is led to from a finding', async () => {
    await app.page.keyboard.press('Control+4');
    const finding = app.page.locator('.finding').first();
    await finding.locator('.finding-head').click();
    const title = await finding.locator('.finding-title').innerText();
    await finding.getByRole('button', { name: 'In Help' }).click();
    const id = glossary.find((entry) => entry.section === 'findings' && entry.title === title)?.id;
    expect(id).toMatch(/^finding:/);
    await expect.poll(focused, { interval: 10 }).toBe(id);
    await close();
    await app.page.keyboard.press('Control+Shift+l');
    await settled(app.page);
  });

  test('is led to from a header, and from a badge of the attempt', async () => {
    await sheetHeader(app.page, 'exam_name').locator('.header-filter').click();
    await app.page.getByRole('button', { name: 'What this column means' }).click();
    await expect.poll(focused, { interval: 10 }).toBe('column:exam_name');
    await close();
    await sheetHeader(app.page, 'username').click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'What it means' }).click();
    await expect.poll(focused, { interval: 10 }).toBe('column:username');
    await close();
    await app.page.locator('#search').fill('final');
    await settled(app.page);
    await app.page.locator('#search').press('Enter');
    const badge = app.page.locator('.pane .explained').nth(1);
    const status = await badge.locator('.badge-text').innerText();
    await badge.getByRole('button', { name: `What “${status}” means` }).click();
    await expect.poll(focused, { interval: 10 }).toBe(`status:${status}`);
    await close();
    expect(app.complaints).toEqual([]);
  });
});
