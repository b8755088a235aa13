import { appendFileSync, promises as disk, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk, Source } from '../../main/files.ts';
import { watchSources } from '../../main/watch-sources.ts';

let folder: string;
let path: string;
let told: string[];
const source = (): Source => ({
  grant: { id: 'grant', name: 'report.csv', sizeBytes: 6, sample: false },
  ...{ path, realPath: path, identity: undefined },
});
const watchOn = (on: Pick<Disk, 'stat'> = disk) => watchSources(on, (grant, state) => told.push(`${grant} ${state}`));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  path = join(folder, 'report.csv');
  writeFileSync(path, 'before');
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the file of an open report', () => {
  test('is told of once when it has grown and stands still', async () => {
    const watch = watchOn();
    await watch.begin(source());
    for (let time = 0; time < 3; time += 1) await watch.look();
    expect(told).toEqual([]);
    appendFileSync(path, ', and more');
    await watch.look();
    appendFileSync(path, ', and more');
    await watch.look();
    expect(told).toEqual([]);
    for (let time = 0; time < 3; time += 1) await watch.look();
    expect(told).toEqual(['grant changed']);
  });

  test('is told of when a rename has put another of the same size and date in its place', async () => {
    const at = new Date(2021, 3, 30);
    utimesSync(path, at, at);
    const watch = watchOn();
    await watch.begin(source());
    writeFileSync(`${path}.new`, 'behind');
    utimesSync(`${path}.new`, at, at);
    renameSync(`${path}.new`, path);
    await watch.look();
    await watch.look();
    expect(told).toEqual(['grant changed']);
  });

  test('is gone, and as it was read when it is back; a moment without it is not told', async () => {
    const watch = watchOn();
    await watch.begin(source());
    await watch.look();
    renameSync(path, `${path}.away`);
    await watch.look();
    renameSync(`${path}.away`, path);
    await watch.look();
    await watch.look();
    expect(told).toEqual([]);
    renameSync(path, `${path}.away`);
    await watch.look();
    await watch.look();
    renameSync(`${path}.away`, path);
    await watch.look();
    await watch.look();
    expect(told).toEqual(['grant gone', 'grant as-read']);
  });

  test('is not looked at any more once its grant is withdrawn', async () => {
    const watch = watchOn();
    await watch.begin(source());
    watch.end('grant');
    rmSync(path);
    await watch.look();
    await watch.look();
    expect(told).toEqual([]);
  });

  test('is said nothing of while the disk fails or does not answer, and is asked about once', async () => {
    let asked = 0;
    let mode: 'answers' | 'fails' | 'hangs' = 'answers';
    const stat = ((...args: Parameters<typeof disk.stat>) => {
      asked += 1;
      if (mode === 'fails') return Promise.reject(Object.assign(new Error('input/output'), { code: 'EIO' }));
      return mode === 'hangs' ? new Promise(() => {}) : disk.stat(...args);
    }) as typeof disk.stat;
    const watch = watchOn({ stat });
    await watch.begin(source());
    mode = 'fails';
    await watch.look();
    await watch.look();
    mode = 'hangs';
    void watch.look();
    const before = asked;
    await watch.look();
    expect(asked).toBe(before);
    expect(told).toEqual([]);
  });
});
