import { promises as disk, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../main/store.ts';
import { defaultSettings } from '../../shared/settings.ts';

let folder: string;
let complaints: string[];
const open = () => openStore(folder, disk, (sentence) => complaints.push(sentence));
const place = { bounds: { x: 1, y: 2, width: 900, height: 600 }, maximized: true };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  complaints = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the store', () => {
  test('starts as shipped, in a folder that it makes', () => {
    folder = join(folder, 'new', 'deep');
    expect(open().settings()).toEqual(defaultSettings);
    expect(open().place()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('remembers what was changed', async () => {
    const store = open();
    expect(store.change({ theme: 'dark' }).theme).toBe('dark');
    store.keepPlace(place);
    await store.flush();
    expect(open().settings()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(open().place()).toEqual(place);
    expect(readdirSync(folder).sort()).toEqual(['settings.json', 'window.json']);
  });

  test('numbers what it tells, so that the newer can be known', () => {
    const store = open();
    const before = store.told();
    store.change({ theme: 'dark' });
    expect(store.told()).toEqual({ settings: store.settings(), edition: before.edition + 1 });
  });

  test('writes nothing where nothing was changed', async () => {
    const store = open();
    store.change({ theme: defaultSettings.theme });
    await store.flush();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['', '{"version":1,"theme":', 'null', '[]', '"x"', '\u0000\u0000'])(
    'takes a damaged file %j as none',
    (text) => {
      writeFileSync(join(folder, 'settings.json'), text);
      writeFileSync(join(folder, 'window.json'), text);
      expect(open().settings()).toEqual(defaultSettings);
      expect(open().place()).toBeUndefined();
    },
  );

  test('keeps what is sound of a damaged file', () => {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 9, theme: 'light', paneWidth: 'wide' }));
    expect(open().settings()).toEqual({ ...defaultSettings, theme: 'light' });
  });

  test('says when it cannot write, and goes on', async () => {
    mkdirSync(join(folder, 'settings.json'));
    const store = open();
    store.change({ theme: 'dark' });
    await store.flush();
    expect(complaints).toEqual([expect.stringContaining('settings.json')]);
    expect(store.settings().theme).toBe('dark');
  });

  test('writes changes in their order', async () => {
    const store = open();
    for (let width = 20; width <= 60; width += 10) {
      store.change({ paneWidth: width });
      void store.flush();
    }
    await store.flush();
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')).paneWidth).toBe(60);
  });
});
