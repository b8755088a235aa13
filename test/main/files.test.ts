import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  promises as disk,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, type FileDesk, makeFileDesk } from '../../main/files.ts';
import { sizeLimitBytes } from '../../shared/contract/bridge.ts';
import type { FailureCode } from '../../shared/contract/failure.ts';

const posix = process.platform !== 'win32';
let folder: string;
let desk: FileDesk;
const at = (name: string) => join(folder, name);
const file = (name: string, text = 'a,b\n') => {
  writeFileSync(at(name), text);
  return at(name);
};
async function granted(path: string) {
  const result = await desk.grant(path);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}
async function refusal(path: string): Promise<FailureCode | undefined> {
  const result = await desk.grant(path);
  if (!result.ok) expect(JSON.stringify(result.failure)).not.toContain(folder);
  return result.ok ? undefined : result.failure.code;
}
const failing = (part: Partial<Record<keyof Disk, string>>): Disk => {
  const broken = Object.entries(part).map(([step, code]) => [
    step,
    async () => {
      throw Object.assign(new Error(`${code}: ${folder}`), { code });
    },
  ]);
  return { ...disk, ...Object.fromEntries(broken) };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  desk = makeFileDesk(disk);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a grant', () => {
  test('says the name and the size, and nothing of the path', async () => {
    const grant = await granted(file('report.csv', 'abc'));
    expect(grant).toEqual({ id: expect.any(String), name: 'report.csv', sizeBytes: 3, sample: false });
    expect(desk.source(grant.id)?.path).toBe(at('report.csv'));
  });

  test
    .runIf(posix)
    .each(['José 日本.csv', ' two  spaces ', 'a\'b"c.csv', '-rf', 'line\nbreak.csv', '%2e%2e', '#?.csv'])(
    'is given under any name: %j',
    async (name) => {
      expect((await granted(file(name))).name).toBe(name);
    },
  );

  test('is given for an empty file: that it is empty is found by reading', async () => {
    expect((await granted(file('empty.csv', ''))).sizeBytes).toBe(0);
  });

  test('is the same for the same file, by whatever path', async () => {
    const first = await granted(file('report.csv'));
    expect(await granted(`${folder}/./report.csv`)).toEqual(first);
    if (posix) {
      symlinkSync(at('report.csv'), at('link.csv'));
      expect(await granted(at('link.csv'))).toEqual(first);
    }
    expect((await granted(file('other.csv'))).id).not.toBe(first.id);
  });

  test('is the same for a file that has grown, with its new size', async () => {
    const first = await granted(file('report.csv', 'a'));
    file('report.csv', 'abc');
    expect(await granted(at('report.csv'))).toEqual({ ...first, sizeBytes: 3 });
  });

  test('is another one for a file that was put in the place of the first', async () => {
    const first = await granted(file('report.csv'));
    renameSync(file('new.csv'), at('report.csv'));
    expect((await granted(at('report.csv'))).id).not.toBe(first.id);
  });

  test('is over when it is released', async () => {
    const grant = await granted(file('report.csv'));
    desk.release(grant.id);
    expect(desk.source(grant.id)).toBeUndefined();
  });
});

describe('no grant is given', () => {
  test('for what is not there', async () => {
    expect(await refusal(at('none.csv'))).toBe('missing');
    expect(await refusal(join(file('report.csv'), 'below.csv'))).toBe('missing');
    expect(await refusal(at('x'.repeat(300)))).toBe('name-too-long');
    expect(await refusal(at('nul\0.csv'))).toBe('missing');
  });

  test('for a folder', async () => {
    mkdirSync(at('folder'));
    expect(await refusal(at('folder'))).toBe('directory');
    expect(await refusal('/')).toBe('directory');
  });

  test.runIf(posix)('for a pipe without a writer, and does not wait for one', async () => {
    execFileSync('mkfifo', [at('pipe.csv')]);
    expect(await refusal(at('pipe.csv'))).toBe('not-a-regular-file');
  });

  test.runIf(posix)('for a device or a socket', async () => {
    expect(await refusal('/dev/zero')).toBe('not-a-regular-file');
    const server = createServer().listen(at('s'));
    await new Promise((listening) => server.once('listening', listening));
    expect(await refusal(at('s'))).toBe('not-a-regular-file');
    server.close();
  });

  test.runIf(posix)('for links that lead nowhere or in a circle', async () => {
    symlinkSync(at('none.csv'), at('broken.csv'));
    symlinkSync(at('loop.csv'), at('loop.csv'));
    expect(await refusal(at('broken.csv'))).toBe('not-a-regular-file');
    expect(await refusal(at('loop.csv'))).toBe('not-a-regular-file');
  });

  test('for a file larger than can be read, with both sizes', async () => {
    truncateSync(file('large.csv'), sizeLimitBytes);
    expect(await refusal(at('large.csv'))).toBeUndefined();
    truncateSync(at('large.csv'), sizeLimitBytes + 1_000_000);
    const result = await desk.grant(at('large.csv'));
    expect(result).toMatchObject({
      failure: { code: 'too-large', name: 'large.csv', detail: '2,147 MB; the limit is 2,146 MB' },
    });
  });

  test.runIf(posix && process.getuid?.() !== 0)('without permission', async () => {
    chmodSync(file('closed.csv'), 0);
    expect(await refusal(at('closed.csv'))).toBe('no-permission');
  });

  test.each([
    ['stat', 'EACCES', 'no-permission'],
    ['open', 'EACCES', 'no-permission'],
    ['open', 'EPERM', 'no-permission'],
    ['open', 'ENXIO', 'not-a-regular-file'],
    ['open', 'EIO', 'read-error'],
    ['stat', 'ESTALE', 'read-error'],
    ['realpath', 'ENOENT', 'missing'],
  ] as const)('when %s fails with %s', async (step, code, expected) => {
    desk = makeFileDesk(failing({ [step]: code }));
    expect(await refusal(file('report.csv'))).toBe(expected);
  });
});

describe('the source of an open report is known', () => {
  beforeEach(async () => void (await granted(file('report.csv'))));

  test('by its path', async () => {
    expect(await desk.isSource(at('report.csv'))).toBe(true);
    expect(await desk.isSource(`${folder}/x/../report.csv`)).toBe(true);
    expect(await desk.isSource(at('other.csv'))).toBe(false);
    expect(await desk.isSource(file('other.csv'))).toBe(false);
  });

  test.runIf(posix)('by a link, a link to a link, and a link among its folders', async () => {
    symlinkSync('report.csv', at('one.csv'));
    symlinkSync(at('one.csv'), at('two.csv'));
    symlinkSync(folder, at('folder'));
    expect(await desk.isSource(at('two.csv'))).toBe(true);
    expect(await desk.isSource(join(folder, 'folder', 'report.csv'))).toBe(true);
  });

  test('by another name of the same file', async () => {
    linkSync(at('report.csv'), at('hard.csv'));
    expect(await desk.isSource(at('hard.csv'))).toBe(true);
  });

  test('also after it was deleted, moved, or replaced by a new download', async () => {
    renameSync(at('report.csv'), at('moved.csv'));
    expect(await desk.isSource(at('report.csv'))).toBe(true);
    expect(await desk.isSource(at('moved.csv'))).toBe(true);
    linkSync(file('report.csv'), at('hard.csv'));
    expect(await desk.isSource(at('hard.csv'))).toBe(true);
  });

  test('though another lies on a share that no longer answers', async () => {
    let silent = false;
    const stat = (path: string, options: { bigint: true }) =>
      silent && path.endsWith('mute.csv') ? new Promise(() => {}) : disk.stat(path, options);
    desk = makeFileDesk({ ...disk, stat } as Disk, undefined, 20);
    await granted(file('mute.csv'));
    await granted(at('report.csv'));
    silent = true;
    expect(await desk.isSource(file('other.csv'))).toBe(false);
    expect(await desk.isSource(at('report.csv'))).toBe(true);
  });

  test('until it is closed', async () => {
    desk.releaseAll();
    expect(await desk.isSource(at('report.csv'))).toBe(false);
  });

  test('and is no target', async () => {
    expect(await desk.target(at('report.csv'))).toMatchObject({
      failure: { code: 'save-onto-source', name: 'report.csv' },
    });
    const target = await desk.target(at('export.csv'));
    expect(target).toMatchObject({ ok: true, value: { name: basename(at('export.csv')) } });
    expect(target.ok && desk.targetPath(target.value.id)).toBe(at('export.csv'));
  });
});
