import {
  promises as disk,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, makeFileDesk } from '../../main/files.ts';
import { safeWrite, startWriting } from '../../main/safe-write.ts';
import { FailureError } from '../../shared/contract/failure.ts';

const posix = process.platform !== 'win32';
const parts = ['one\r\n', 'two\r\n', 'three\r\n'].map((text) => Buffer.from(text));
const whole = 'one\r\ntwo\r\nthree\r\n';
let folder: string;
const at = (name: string) => join(folder, name);
const names = () => readdirSync(folder).sort();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Step = 'open' | 'write' | 'chmod' | 'sync' | 'close' | 'rename';

/** A disk on which the k-th use of one step fails, and which takes no more than `atOnce` bytes at a time. */
function badDisk(bad: { step?: Step; turn?: number; code?: string; atOnce?: number }): Disk {
  let turns = 0;
  const pass = (step: Step): void => {
    if (step === bad.step && ++turns === bad.turn) throw Object.assign(new Error(`at ${folder}`), { code: bad.code });
  };
  const wrap = (handle: FileHandle) => ({
    async write(bytes: Uint8Array, from: number, length: number, position: null) {
      pass('write');
      return handle.write(bytes, from, Math.min(length, bad.atOnce ?? length), position);
    },
    async chmod(mode: number) {
      pass('chmod');
      return handle.chmod(mode);
    },
    async sync() {
      pass('sync');
      return handle.sync();
    },
    async close() {
      await handle.close();
      pass('close');
    },
  });
  return {
    ...disk,
    async open(...args: Parameters<Disk['open']>) {
      pass('open');
      return wrap(await disk.open(...args)) as unknown as FileHandle;
    },
    async rename(...args: Parameters<Disk['rename']>) {
      pass('rename');
      return disk.rename(...args);
    },
  } as Disk;
}

describe('a file that is written', () => {
  test('stands whole under its name, for its owner alone', async () => {
    expect(await safeWrite(disk, at('new.csv'), parts)).toEqual({
      ok: true,
      value: { name: 'new.csv', sizeBytes: whole.length },
    });
    expect(readFileSync(at('new.csv'), 'utf8')).toBe(whole);
    expect(names()).toEqual(['new.csv']);
    if (posix) expect(statSync(at('new.csv')).mode & 0o777).toBe(0o600);
  });

  test('may have any name that the file system takes', async () => {
    const name = `${'é'.repeat(125)}.csv`;
    expect(await safeWrite(disk, at(name), parts)).toMatchObject({ ok: true });
  });

  test('is not there before the last moment, nor is what was there touched', async () => {
    writeFileSync(at('old.csv'), 'old');
    const writing = await startWriting(disk, at('old.csv'), async () => false);
    for (const part of parts) await writing.write(part);
    expect(readFileSync(at('old.csv'), 'utf8')).toBe('old');
    await writing.finish();
    expect(readFileSync(at('old.csv'), 'utf8')).toBe(whole);
  });

  test.runIf(posix)('keeps the mode of the file that it replaces', async () => {
    writeFileSync(at('old.csv'), 'old', { mode: 0o640 });
    await safeWrite(disk, at('old.csv'), parts);
    expect(statSync(at('old.csv')).mode & 0o777).toBe(0o640);
  });

  test.runIf(posix)('goes where a link leads, and the link stays', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real/old.csv'), 'old');
    symlinkSync('real/old.csv', at('link.csv'));
    symlinkSync('real/new.csv', at('dangling.csv'));
    await safeWrite(disk, at('link.csv'), parts);
    await safeWrite(disk, at('dangling.csv'), parts);
    expect(readFileSync(at('real/old.csv'), 'utf8')).toBe(whole);
    expect(readFileSync(at('real/new.csv'), 'utf8')).toBe(whole);
    expect(names()).toEqual(['dangling.csv', 'link.csv', 'real']);
  });

  test('is whole on a disk that takes a few bytes at a time', async () => {
    await safeWrite(badDisk({ atOnce: 2 }), at('new.csv'), parts);
    expect(readFileSync(at('new.csv'), 'utf8')).toBe(whole);
  });
});

const failures: [Step, number][] = [
  ['open', 1],
  ['write', 1],
  ['write', 2],
  ['write', 3],
  ['write', 4],
  ['chmod', 1],
  ['sync', 1],
  ['close', 1],
  ['rename', 1],
];

describe.each([false, true])('whole or not at all (a file was there: %s)', (there) => {
  test.each(failures)('when %s fails at turn %i', async (step, turn) => {
    if (there) writeFileSync(at('file.csv'), 'old');
    // A new file has the right mode from the start.
    const reached = there || step !== 'chmod';
    const result = await safeWrite(badDisk({ step, turn, code: 'EIO', atOnce: 5 }), at('file.csv'), parts);
    const failed = { ok: false, failure: { code: 'save-error', name: 'file.csv', detail: 'EIO' } };
    expect(result).toEqual(reached ? failed : expect.objectContaining({ ok: true }));
    if (!reached) return;
    expect(names()).toEqual(there ? ['file.csv'] : []);
    if (there) expect(readFileSync(at('file.csv'), 'utf8')).toBe('old');
  });

  test('when it is abandoned, or what it is made of fails', async () => {
    if (there) writeFileSync(at('file.csv'), 'old');
    const writing = await startWriting(disk, at('file.csv'), async () => false);
    await writing.write(parts[0]!);
    await writing.abandon();
    await expect(writing.write(parts[1]!)).rejects.toBeInstanceOf(FailureError);
    await expect(writing.finish()).rejects.toBeInstanceOf(FailureError);
    async function* broken() {
      yield parts[0]!;
      throw new FailureError({ code: 'cancelled' });
    }
    expect(await safeWrite(disk, at('file.csv'), broken())).toMatchObject({ failure: { code: 'cancelled' } });
    expect(names()).toEqual(there ? ['file.csv'] : []);
  });
});

test('a folder that cannot be flushed is no failure: the file stands', async () => {
  expect(await safeWrite(badDisk({ step: 'sync', turn: 2, code: 'EIO' }), at('new.csv'), parts)).toMatchObject({
    ok: true,
  });
});

describe('the reason says what a person can act on', () => {
  test.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EACCES', 'save-no-permission'],
    ['EPERM', 'save-no-permission'],
    ['EROFS', 'save-no-permission'],
    ['EIO', 'save-error'],
  ])('%s is %s', async (code, expected) => {
    const result = await safeWrite(badDisk({ step: 'write', turn: 1, code }), at('new.csv'), parts);
    expect(result).toMatchObject({ ok: false, failure: { code: expected, name: 'new.csv' } });
    expect(JSON.stringify(result)).not.toContain(folder);
  });

  test('a folder, and a folder that is not there', async () => {
    mkdirSync(at('folder'));
    expect(await safeWrite(disk, at('folder'), parts)).toMatchObject({
      failure: { code: 'save-error', detail: 'EISDIR' },
    });
    expect(await safeWrite(disk, at('none/new.csv'), parts)).toMatchObject({ failure: { detail: 'ENOENT' } });
  });

  test.runIf(posix)('a device', async () => {
    expect(await safeWrite(disk, '/dev/null', parts)).toMatchObject({ failure: { code: 'save-error' } });
  });

  test.runIf(posix && process.getuid?.() !== 0)('a file that may not be written to, in a folder that may', async () => {
    writeFileSync(at('closed.csv'), 'old', { mode: 0o400 });
    expect(await safeWrite(disk, at('closed.csv'), parts)).toMatchObject({ failure: { code: 'save-no-permission' } });
    expect(names()).toEqual(['closed.csv']);
  });
});

describe('the source of an open report is never written to', () => {
  const refused = { ok: false, failure: { code: 'save-onto-source' } };

  test('by its path, by a link, by another name', async () => {
    writeFileSync(at('report.csv'), 'source');
    linkSync(at('report.csv'), at('hard.csv'));
    if (posix) symlinkSync('report.csv', at('link.csv'));
    const desk = makeFileDesk(disk);
    await desk.grant(at('report.csv'));
    for (const name of ['report.csv', 'hard.csv', ...(posix ? ['link.csv'] : [])]) {
      expect(await safeWrite(disk, at(name), parts, desk.isSource)).toMatchObject(refused);
    }
    expect(readFileSync(at('report.csv'), 'utf8')).toBe('source');
    expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('also when it is opened while the export is under way', async () => {
    writeFileSync(at('report.csv'), 'source');
    const desk = makeFileDesk(disk);
    const writing = await startWriting(disk, at('report.csv'), desk.isSource);
    await writing.write(parts[0]!);
    await desk.grant(at('report.csv'));
    await expect(writing.finish()).rejects.toMatchObject({ failure: { code: 'save-onto-source' } });
    expect(readFileSync(at('report.csv'), 'utf8')).toBe('source');
    expect(existsSync(at('report.csv')) && names()).toEqual(['report.csv']);
  });
});
