import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  fixture,
  given,
  openApp,
  painted,
  scratchFolder,
  sheetHeader,
} from '../support/app.ts';
import { cameraOf } from '../support/camera.ts';

/** Every surface in every way of looking at it that people need: a small window, 200 %, dark, forced colours. */

let app: App;
const camera = cameraOf(() => app);
const folder = scratchFolder('surfaces');

const dialog = (name: string) => app.page.getByRole('dialog', { name }).waitFor();
const press = (key: string) => app.page.keyboard.press(key);
const leave = () => press('Escape');
const inPalette = async (command: string) => {
  await press('Control+Shift+p');
  await app.page.keyboard.type(command);
  await press('Enter');
};
const cell = (row: number, column: string) =>
  app.page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);

interface Surface {
  readonly name: string;
  show(): Promise<unknown>;
  hide?(): Promise<unknown>;
}

const surfaces: readonly Surface[] = [
  { name: 'grid', show: () => painted(app.page) },
  {
    name: 'selected',
    async show() {
      await cell(2, '#').click();
      await cell(4, '#').click({ modifiers: ['Shift'] });
    },
    hide: leave,
  },
  {
    name: 'pane',
    async show() {
      await cell(1, 'verdict').dblclick();
      await app.page.locator('.pane .incident').first().waitFor();
    },
    hide: leave,
  },
  {
    name: 'filter',
    async show() {
      await sheetHeader(app.page, 'verdict').locator('.header-filter').click();
      await app.page.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox').first().waitFor();
    },
    hide: leave,
  },
  {
    name: 'column-menu',
    show: () => sheetHeader(app.page, 'verdict').click({ button: 'right' }),
    hide: leave,
  },
  {
    name: 'cell-menu',
    show: () => cell(1, 'verdict').click({ button: 'right' }),
    hide: leave,
  },
  {
    name: 'columns',
    async show() {
      await press('Control+Shift+k');
      await app.page.waitForSelector('.columns-list');
    },
    hide: leave,
  },
  {
    name: 'find',
    async show() {
      await press('F3');
      await app.page.locator('#find').fill('final');
      await painted(app.page);
    },
    hide: leave,
  },
  { name: 'export', show: () => press('Control+e').then(() => dialog('Export')), hide: leave },
  { name: 'settings', show: () => press('Control+,').then(() => dialog('Settings')), hide: leave },
  { name: 'palette', show: () => press('Control+Shift+p').then(() => dialog('Command palette')), hide: leave },
  { name: 'keys', show: () => press('F1').then(() => dialog('Help')), hide: leave },
  { name: 'about', show: () => inPalette('About').then(() => dialog('About Proctorsheet')), hide: leave },
  {
    name: 'problems',
    show: () => inPalette('Problems in').then(() => dialog('Problems in the file')),
    hide: leave,
  },
];

const looks: readonly { readonly name: string; begin(): Promise<unknown>; end(): Promise<unknown> }[] = [
  { name: 'small', begin: () => camera.resize(900, 600), end: () => camera.resize(1280, 800) },
  { name: '200', begin: () => camera.zoom(2), end: () => camera.zoom(1) },
  { name: 'dark', begin: () => camera.useTheme('dark'), end: () => camera.useTheme('light') },
  {
    name: 'forced',
    begin: () => app.page.emulateMedia({ forcedColors: 'active' }),
    end: () => app.page.emulateMedia({ forcedColors: 'none' }),
  },
];

beforeAll(async () => {
  app = await openApp();
  await camera.resize(1280, 800);
  await camera.useTheme('light');
});
afterAll(() => app.close());

describe.each(looks)('the start screen, $name', ({ name, begin, end }) => {
  test('stands', async () => {
    await begin();
    await camera.shootWindow(`start-${name}`);
    await end();
  });
});

describe('a report with names from right to left', () => {
  beforeAll(async () => {
    const text = readFileSync(fixture(folder, 'reports/right-to-left.csv'), 'utf8');
    const odd = `Confidential: names people\r\n${text}short,row\r\n\r\n${'a,b\n'.repeat(40)}`;
    await choose(app, [given(folder, 'right to left.csv', odd)]);
    await press('Control+o');
    await complete(app.page);
  });

  describe.each(looks)('$name', ({ name, begin, end }) => {
    beforeAll(begin);
    afterAll(end);

    test.each(surfaces)('$name', async ({ name: surface, show, hide }) => {
      await show();
      await camera.shootWindow(`${surface}-${name}`);
      await hide?.();
      await painted(app.page);
    });
  });
});

test('nothing was complained about', () => expect(app.complaints).toEqual([]));
