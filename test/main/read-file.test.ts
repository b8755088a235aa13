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

/** Starts to read with small chunks. What is posted is copied at once, as a port does. */
function start(options: { creditCount?: number; disk?: Pick<Disk, 'open' | 'stat'>; onBytes?: () => void } = {}) {
  const messages: ReaderMessage[] = [];
  const order = {
    path,
    name: 'report.csv',
    chunkBytes: 16,
    firstChunkBytes: 4,
    creditCount: options.creditCount ?? 99,
  };
  const reading = readFile(options.disk ?? disk, order, (message) => {
    messages.push(structuredClone(message));
    if (message.kind === 'bytes') options.onBytes?.();
  });
  return { reading, messages };
}
const bytesOf = (messages: readonly ReaderMessage[]) =>
  messages.flatMap((message) => (message.kind === 'bytes' ? [message.bytes] : []));
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

async function lastOf(options: Parameters<typeof start>[0] = {}) {
  const { reading, messages } = start(options);
  await reading.done;
  return messages.at(-1);
}

describe('a file that is read', () => {
  test('comes in order, the first chunk small, and nothing sent twice', async () => {
    const { reading, messages } = start();
    await reading.done;
    expect(Buffer.concat(bytesOf(messages)).toString()).toBe(text);
    expect(bytesOf(messages).map((bytes) => bytes.length)).toEqual([4, 16, 16, 16, 16, 16, 16]);
    expect(bytesOf(messages).every((bytes) => bytes.buffer.byteLength === bytes.length)).toBe(true);
    expect(messages[0]).toEqual({ kind: 'start', sizeBytes: 100 });
    expect(messages.at(-1)).toEqual({ kind: 'end', sizeBytes: 100 });
  });

  test.each([100, 5000])('goes through two buffers, whatever its size: %i bytes', async (size) => {
    writeFileSync(path, Buffer.alloc(size, 'x'));
    const whole = new Set<ArrayBufferLike>();
    const order = { path, name: 'report.csv', chunkBytes: 16, firstChunkBytes: 4, creditCount: 999 };
    let count = 0;
    const reading = readFile(disk, order, (message) => {
      if (message.kind !== 'bytes' || message.bytes.length < order.chunkBytes) return;
      whole.add(message.bytes.buffer);
      count += 1;
    });
    await reading.done;
    expect(count).toBe(Math.floor((size - 4) / 16));
    expect(whole.size).toBe(2);
  });

  test('is empty', async () => {
    truncateSync(path);
    const { reading, messages } = start();
    await reading.done;
    expect(messages.map((message) => message.kind)).toEqual(['start', 'end']);
  });

  test('waits for credits, one chunk for each', async () => {
    const { reading, messages } = start({ creditCount: 2 });
    await settled();
    expect(bytesOf(messages)).toHaveLength(2);
    reading.credit();
    await settled();
    expect(bytesOf(messages)).toHaveLength(3);
    for (let turn = 0; turn < 9; turn++) reading.credit();
    await reading.done;
    expect(Buffer.concat(bytesOf(messages)).toString()).toBe(text);
  });
});

describe('a reading ends with a reason', () => {
  test('when it is cancelled while it waits', async () => {
    const { reading, messages } = start({ creditCount: 1 });
    await settled();
    reading.cancel();
    await reading.done;
    expect(messages.at(-1)).toEqual({ kind: 'failed', failure: { code: 'cancelled', name: 'report.csv' } });
  });

  const changed = { kind: 'failed', failure: { code: 'changed-while-reading', name: 'report.csv' } };
  test('when the file grows, shrinks or is written to meanwhile', async () => {
    expect(await lastOf({ onBytes: () => appendFileSync(path, 'x') })).toEqual(changed);
    expect(await lastOf({ onBytes: () => truncateSync(path, 10) })).toEqual(changed);
    writeFileSync(path, text);
    expect(await lastOf({ onBytes: () => utimesSync(path, 1, 1) })).toEqual(changed);
  });

  test('when another file takes its name meanwhile; one that is only deleted was read to its end', async () => {
    const replace = () => {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    };
    expect(await lastOf({ onBytes: replace })).toEqual(changed);
    expect(await lastOf({ onBytes: () => rmSync(path, { force: true }) })).toMatchObject({ kind: 'end' });
  });

  test('when the disk fails on the way', async () => {
    const open: Disk['open'] = async (...args) => {
      const handle = await disk.open(...args);
      const read = handle.read.bind(handle) as (...rest: unknown[]) => unknown;
      let turns = 0;
      return Object.assign(handle, {
        read: async (...rest: unknown[]) => {
          if (++turns === 3) throw Object.assign(new Error(path), { code: 'EIO' });
          return read(...rest);
        },
      });
    };
    const failure = { code: 'read-error', name: 'report.csv', detail: 'EIO' };
    expect(await lastOf({ disk: { open, stat: disk.stat } })).toEqual({ kind: 'failed', failure });
  });

  test('when it is gone, or has become a folder, since it was granted', async () => {
    rmSync(path);
    expect(await lastOf()).toMatchObject({ failure: { code: 'missing' } });
    path = folder;
    expect(await lastOf()).toMatchObject({ failure: { code: 'directory' } });
  });
});
