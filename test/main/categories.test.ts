import { promises as disk, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCategories } from '../../main/categories.ts';
import { openStore } from '../../main/store.ts';
import { categoriesLimitBytes } from '../../shared/contract/bridge.ts';

let folder: string;
let source: string | undefined;
const stored = () => openStore(folder, disk, () => undefined);
const files = () => makeCategories(stored(), disk, async (path) => path === source);
const inFolder = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'categories-'));
  source = undefined;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the file of the incident categories', () => {
  test('is kept as it was given, and gone when they are those shipped', async () => {
    const store = stored();
    const categories = makeCategories(store, disk, async () => false);
    expect(categories.kept()).toBeUndefined();
    categories.keep('{"a": 1}\n');
    await store.flush();
    expect(readFileSync(join(folder, 'categories.json'), 'utf8')).toBe('{"a": 1}\n');
    expect(files().kept()).toBe('{"a": 1}\n');
    categories.keep(undefined);
    await store.flush();
    expect(readdirSync(folder)).toEqual([]);
    expect(files().kept()).toBeUndefined();
  });

  test('is written to another place, but never onto an open report', async () => {
    const path = join(folder, 'own.json');
    expect(await files().writeTo(path, 'text')).toEqual({ ok: true, value: { name: 'own.json', sizeBytes: 4 } });
    expect(readFileSync(path, 'utf8')).toBe('text');
    source = inFolder('report.csv', 'a,b');
    expect(await files().writeTo(source, 'text')).toMatchObject({ ok: false, failure: { code: 'save-onto-source' } });
    expect(readFileSync(source, 'utf8')).toBe('a,b');
  });

  test('is read from another place', async () => {
    const path = inFolder('own.json', 'täxt');
    expect(await files().readFrom(path)).toEqual({ ok: true, value: { name: 'own.json', text: 'täxt' } });
  });

  test('that cannot be read is a failure', async () => {
    mkdirSync(join(folder, 'sub'));
    expect(await files().readFrom(join(folder, 'none.json'))).toMatchObject({ failure: { code: 'missing' } });
    expect(await files().readFrom(join(folder, 'sub'))).toMatchObject({ failure: { code: 'directory' } });
    const long = inFolder('long.json', ' '.repeat(categoriesLimitBytes + 1));
    expect(await files().readFrom(long)).toMatchObject({
      failure: { code: 'not-categories', name: 'long.json', detail: 'it is larger than 5 MB' },
    });
  });
});
