import {
  appendFileSync,
  promises as disk,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../main/files.ts';
import { readFile } from '../../main/read-file.ts';
import type { ReaderMessage } from '../../shared/contract/bridge.ts';

let folder: string;
let path: string;
const text = 'abcdefghij'.repeat(10);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'));
  path = join(folder, 'report.csv');
  writeFileSync(path, text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Reads it as far as `bytes`, and has `onStart` happen while it is fetched. */
async function lastOf(bytes: number, options: { disk?: Pick<Disk, 'open' | 'stat'>; onStart?: () => void } = {}) {
  const messages: ReaderMessage[] = [];
  const order = { path, name: 'report.csv', address: 'report://read-1/' };
  const reading = readFile(options.disk ?? disk, order, (message) => {
    messages.push(message);
    if (message.kind !== 'start') return;
    options.onStart?.();
    setTimeout(() => reading.arrived(bytes));
  });
  await reading.done;
  return messages.at(-1);
}
const size = text.length;
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a file that is read', () => {
  test('is opened, and watched over until all of it has arrived', async () => {
    const messages: ReaderMessage[] = [];
    const order = { path, name: 'report.csv', address: 'report://read-1/' };
    const reading = readFile(disk, order, (message) => messages.push(message));
    await expect.poll(() => messages).toEqual([{ kind: 'start', sizeBytes: size, address: 'report://read-1/' }]);
    await settled();
    expect(messages).toHaveLength(1);
    reading.arrived(size);
    await reading.done;
    expect(messages.slice(1)).toEqual([{ kind: 'end' }]);
  });

  test('is empty', async () => {
    truncateSync(path);
    expect(await lastOf(0)).toEqual({ kind: 'end' });
  });
});

describe('a reading ends with a reason', () => {
  const changed = { kind: 'failed', failure: { code: 'changed-while-reading', name: 'report.csv' } };
  test('when the file grows, shrinks or is written to meanwhile', async () => {
    expect(await lastOf(size, { onStart: () => appendFileSync(path, 'x') })).toEqual(changed);
    expect(await lastOf(10, { onStart: () => truncateSync(path, 10) })).toEqual(changed);
    writeFileSync(path, text);
    expect(await lastOf(size, { onStart: () => utimesSync(path, 1, 1) })).toEqual(changed);
  });

  test('when another file takes its name meanwhile; one that is only deleted was read to its end', async () => {
    const replace = () => {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    };
    expect(await lastOf(size, { onStart: replace })).toEqual(changed);
    expect(await lastOf(size, { onStart: () => rmSync(path, { force: true }) })).toEqual({ kind: 'end' });
  });

  test('when not all of it has arrived: what the disk says of the next byte, or else that it could not be read', async () => {
    const asked: unknown[] = [];
    const open: Disk['open'] = async (...args) => {
      const handle = await disk.open(...args);
      return Object.assign(handle, {
        read: async (...rest: unknown[]) => {
          asked.push(rest.at(-1));
          throw Object.assign(new Error(path), { code: 'EIO' });
        },
      });
    };
    const failure = { code: 'read-error', name: 'report.csv' };
    const broken = { open, stat: disk.stat };
    expect(await lastOf(40, { disk: broken })).toEqual({ kind: 'failed', failure: { ...failure, detail: 'EIO' } });
    expect(asked).toEqual([40]);
    expect(await lastOf(40)).toEqual({ kind: 'failed', failure });
    expect(await lastOf(size, { disk: broken })).toEqual({ kind: 'end' });
  });

  test('when it is gone, or has become a folder, since it was granted', async () => {
    rmSync(path);
    expect(await lastOf(0)).toMatchObject({ failure: { code: 'missing' } });
    path = folder;
    expect(await lastOf(0)).toMatchObject({ failure: { code: 'directory' } });
  });
});
