import { promises as disk, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FileDesk, makeFileDesk } from '../../main/files.ts';
import {
  makeRecentFiles,
  type RecentFile,
  readRecents,
  recentsLimit,
  shownRecents,
  storedRecents,
  withoutRecent,
  withRecent,
} from '../../main/recents.ts';
import { openStore } from '../../main/store.ts';

const place = (name: string) => join(tmpdir(), name);
const paths = (list: readonly RecentFile[]) => list.map(({ path }) => path);

describe('a list of recent files', () => {
  const list = withRecent(withRecent([], place('a.csv'), 1), place('b.csv'), 2);

  test('has the newest first, and a file once, under the id it had', () => {
    expect(paths(list)).toEqual([place('b.csv'), place('a.csv')]);
    const again = withRecent(list, place('a.csv'), 3);
    expect(paths(again)).toEqual([place('a.csv'), place('b.csv')]);
    expect(again[0]).toEqual({ ...list[1], openedAtMs: 3 });
  });

  test('has ten at most, each with an id of its own', () => {
    let long: readonly RecentFile[] = [];
    for (let at = 0; at < 25; at += 1) long = withRecent(long, place(`${at}.csv`), at);
    expect(paths(long)).toEqual(Array.from({ length: recentsLimit }, (_, at) => place(`${24 - at}.csv`)));
    expect(new Set(long.map(({ id }) => id)).size).toBe(recentsLimit);
  });

  test('loses a file by its id', () => {
    expect(paths(withoutRecent(list, list[0]!.id))).toEqual([place('a.csv')]);
    expect(withoutRecent(list, 'unknown')).toEqual(list);
  });

  test('is stored without its ids, and read again with new ones', () => {
    const read = readRecents(JSON.parse(JSON.stringify(storedRecents(list))));
    expect(read.map(({ path, openedAtMs }) => ({ path, openedAtMs }))).toEqual(storedRecents(list));
    expect(read[0]!.id).not.toBe(list[0]!.id);
    expect(storedRecents([])).toBeUndefined();
  });

  test.each(
    [undefined, null, {}, 'text', [1, null, {}], [{ path: 'relative.csv', openedAtMs: 1 }]].map((one) => [one]),
  )('is empty where %j was stored', (stored) => {
    expect(readRecents(stored)).toEqual([]);
  });

  test('keeps what is sound of what was stored: newest first, ten at most', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ path: place(`${at}.csv`), openedAtMs: at }));
    const read = readRecents([...many, { path: place('x.csv'), openedAtMs: 'now' }, { path: 7, openedAtMs: 1 }]);
    expect(paths(read)).toEqual(Array.from({ length: 10 }, (_, at) => place(`${29 - at}.csv`)));
  });

  test('shows the window names and times, and no path', () => {
    const shown = shownRecents(list);
    expect(shown.map(({ name, openedAtMs }) => [name, openedAtMs])).toEqual([
      ['b.csv', 2],
      ['a.csv', 1],
    ]);
    expect(JSON.stringify(shown)).not.toContain(tmpdir());
  });
});

describe('recent files', () => {
  let folder: string;
  let changes: number;
  let stores: { flush(): Promise<unknown> }[];
  const at = (name: string) => join(folder, name);
  const openAll = () => {
    const store = openStore(
      at('data'),
      disk,
      (sentence) => expect.fail(sentence),
      () => {
        changes += 1;
      },
    );
    stores.push(store);
    const desk = makeFileDesk(disk);
    const files = makeRecentFiles(store, desk, () => 1000 + changes);
    const opened = async (name: string, sample = false) => {
      writeFileSync(at(name), 'a,b\n');
      const granted = await desk.grant(at(name), { sample });
      if (granted.ok) files.remember(desk.source(granted.value.id)!);
    };
    return { store, desk, files, opened };
  };
  const grantOf = async (desk: FileDesk, name: string): Promise<string> => {
    const granted = await desk.grant(at(name));
    return granted.ok ? granted.value.id : '';
  };
  const stored = () => at(join('data', 'recents.json'));
  const names = (list: readonly RecentFile[]) => shownRecents(list).map(({ name }) => name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recents-'));
    changes = 0;
    stores = [];
  });
  afterEach(async () => {
    // What is to be written in a calm moment has nowhere to go later.
    for (const store of stores) await store.flush();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are remembered by the next run, for nobody else to read', async () => {
    const { store, opened } = openAll();
    await opened('a.csv');
    await opened('b.csv');
    expect(changes).toBe(2);
    await store.flush();
    if (process.platform !== 'win32') expect(statSync(stored()).mode & 0o777).toBe(0o600);
    expect(names(openAll().files.list())).toEqual(['b.csv', 'a.csv']);
  });

  test('are remembered once for a grant, however often it is read', async () => {
    const { files, opened } = openAll();
    await opened('a.csv');
    await opened('b.csv');
    await opened('a.csv');
    expect(names(files.list())).toEqual(['b.csv', 'a.csv']);
  });

  test('keep nothing of grants that were released, however many there were', async () => {
    const { files, desk, opened } = openAll();
    const asked = vi.spyOn(desk, 'source');
    for (let time = 0; time < 50; time += 1) {
      await opened('a.csv');
      asked.mockClear();
      desk.release(await grantOf(desk, 'a.csv'));
    }
    await opened('a.csv');
    // Once by the test itself, and once for the grant before.
    expect(asked).toHaveBeenCalledTimes(2);
    expect(changes).toBe(51);
    expect(names(files.list())).toEqual(['a.csv']);
  });

  test('do not hold the sample', async () => {
    const { files, opened } = openAll();
    await opened('sample.csv', true);
    expect(files.list()).toEqual([]);
  });

  test('are opened by their id; one that is gone is said to be missing, and leaves the list', async () => {
    const { files, opened } = openAll();
    await opened('a.csv');
    const [{ id }] = files.list() as [RecentFile];
    expect(await files.open(id)).toMatchObject({ ok: true, value: { name: 'a.csv' } });
    rmSync(at('a.csv'));
    expect(await files.open(id)).toMatchObject({ ok: false, failure: { code: 'missing', name: 'a.csv' } });
    expect(files.list()).toEqual([]);
    expect(await files.open(id)).toMatchObject({ ok: false, failure: { code: 'missing' } });
  });

  test('keep a file that cannot be read now', async () => {
    const { files, opened, store } = openAll();
    await opened('a.csv');
    const broken = makeRecentFiles(store, {
      grant: async () => ({ ok: false, failure: { code: 'read-error', name: 'a.csv' } }),
      source: () => undefined,
    });
    expect(await broken.open(files.list()[0]!.id)).toMatchObject({ ok: false });
    expect(names(files.list())).toEqual(['a.csv']);
  });

  test('leave nothing on disk once they are cleared', async () => {
    const { store, files, opened } = openAll();
    await opened('a.csv');
    await store.flush();
    expect(readFileSync(stored(), 'utf8')).toContain('a.csv');
    files.clear();
    await store.flush();
    expect(existsSync(stored())).toBe(false);
    expect(names(openAll().files.list())).toEqual([]);
  });

  test('leave nothing on disk, and nothing new comes, where they are not to be remembered', async () => {
    const { store, files, opened } = openAll();
    await opened('a.csv');
    await store.flush();
    store.change({ rememberFiles: false });
    expect(files.list()).toEqual([]);
    await opened('b.csv');
    await store.flush();
    expect(files.list()).toEqual([]);
    expect(existsSync(stored())).toBe(false);
    expect(readFileSync(at(join('data', 'settings.json')), 'utf8')).not.toContain('.csv');
  });

  test('are deleted by the next run where the settings were changed by hand', async () => {
    const { store, opened } = openAll();
    await opened('a.csv');
    await store.flush();
    writeFileSync(at(join('data', 'settings.json')), JSON.stringify({ version: 1, rememberFiles: false }));
    const next = openAll();
    expect(next.files.list()).toEqual([]);
    await next.store.flush();
    expect(existsSync(stored())).toBe(false);
  });
});
