import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  promises as disk,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Disk, makeFileDesk } from '../../main/files.ts';
import { readFile } from '../../main/read-file.ts';
import type { ReaderMessage } from '../../shared/contract/bridge.ts';
import { type FailureCode, failureWords } from '../../shared/contract/failure.ts';

/**
 * Every file that is wrong from the outside, or goes wrong while it is read, with main's own code: what is expected of
 * it, and what is seen. What is wrong inside stands in test/shared/table/matrix.test.ts.
 */

const posix = process.platform !== 'win32';
const folder = mkdtempSync(join(tmpdir(), 'refused-'));
const at = (name: string) => join(folder, name);
const text = 'exam_name,status,username,attempt_code\n'.repeat(20);
const server = createServer();

const seen: string[] = ['case → expected → seen'];
beforeAll(async () => {
  if (posix) await new Promise<void>((listening) => server.listen(at('socket.csv'), listening));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`\n${seen.join('\n')}\n`);
});

const titleOf = (code: FailureCode | 'opened' | 'nothing yet'): string =>
  code === 'opened' || code === 'nothing yet' ? code : failureWords({ code }).title;

/** Grants it and reads it to its end, as main and the reader do between them. */
async function outcome(patienceMs: number, name: string, broken: Partial<Disk> = {}, during?: () => void) {
  const on: Disk = { ...disk, ...broken };
  const desk = makeFileDesk(on, on, 50);
  const granted = await desk.grant(at(name));
  if (!granted.ok) return { code: granted.failure.code, failure: granted.failure };
  const { path } = desk.source(granted.value.id)!;
  const messages: ReaderMessage[] = [];
  const reading = readFile(on, { path, name, address: 'report://read-1/' }, (message) => {
    messages.push(message);
    if (message.kind !== 'start') return;
    during?.();
    void fetched(path).then(reading.arrived);
  });
  await Promise.race([reading.done, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const last = messages.at(-1);
  if (last?.kind === 'failed') return { code: last.failure.code, failure: last.failure };
  return { code: last?.kind === 'end' ? ('opened' as const) : ('nothing yet' as const) };
}

async function check(
  what: string,
  expected: FailureCode | 'opened' | 'nothing yet',
  ...found: [name: string, broken?: Partial<Disk>, during?: () => void]
) {
  // What is to come of it is waited for, however busy the machine is.
  const { code, failure } = await outcome(expected === 'nothing yet' ? 100 : 10_000, ...found);
  seen.push(`${what} → ${titleOf(expected)} → ${titleOf(code)}`);
  expect(code).toBe(expected);
  if (!failure) return;
  // A sentence of its own, a next step, and neither a path nor a code that only a programmer reads.
  const { sentence, next } = failureWords(failure);
  expect(`${sentence} ${next}`).toMatch(/^\p{Lu}?.+\. \p{Lu}.+\.$/u);
  expect(`${sentence} ${next}`).not.toContain(folder);
}

/** How much of it Chromium would have sent. */
async function fetched(path: string): Promise<number> {
  return broken.has(path) ? 100 : (await disk.readFile(path)).length;
}
/** Files whose disk fails in the middle. */
const broken = new Set<string>();

const never = () => new Promise<never>(() => undefined);
const failingWith = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

/** What was not sent cannot be read either. */
const breaking: Disk['open'] = async (...args) => Object.assign(await disk.open(...args), { read: failingWith('EIO') });

describe('a file that is wrong from the outside', () => {
  test.each<[what: string, expected: FailureCode, name: string, make: () => unknown, broken?: Partial<Disk>]>([
    ['missing', 'missing', 'none.csv', () => undefined],
    ['a folder', 'directory', 'folder', () => mkdirSync(at('folder'))],
    ['a name too long', 'name-too-long', 'x'.repeat(300), () => undefined],
    [
      'over the size limit',
      'too-large',
      'large.csv',
      () => {
        writeFileSync(at('large.csv'), '');
        truncateSync(at('large.csv'), 3_000_000_000);
      },
    ],
    [
      'permission denied',
      'no-permission',
      'closed.csv',
      () => writeFileSync(at('closed.csv'), text),
      { open: failingWith('EACCES') },
    ],
    [
      'a share that is gone',
      'read-error',
      'gone.csv',
      () => writeFileSync(at('gone.csv'), text),
      { stat: failingWith('ESTALE') },
    ],
    [
      'a read error in the middle',
      'read-error',
      'broken.csv',
      () => {
        writeFileSync(at('broken.csv'), text);
        broken.add(at('broken.csv'));
      },
      { open: breaking },
    ],
  ])('%s is answered: %s', async (what, expected, name, make, broken) => {
    make();
    await check(what, expected, name, broken);
  });

  test.runIf(posix).each<[what: string, name: string, make: () => unknown]>([
    ['a pipe', 'pipe.csv', () => execFileSync('mkfifo', [at('pipe.csv')])],
    ['a device', 'device.csv', () => symlinkSync('/dev/zero', at('device.csv'))],
    ['a socket', 'socket.csv', () => undefined],
    ['a broken link', 'broken-link.csv', () => symlinkSync(at('nowhere.csv'), at('broken-link.csv'))],
    ['a looping link', 'loop.csv', () => symlinkSync(at('loop.csv'), at('loop.csv'))],
  ])('%s is no ordinary file', async (what, name, make) => {
    make();
    await check(what, 'not-a-regular-file', name);
  });
});

describe('a file that goes wrong while it is read', () => {
  test.each<[what: string, during: (path: string) => void]>([
    ['grown', (path) => appendFileSync(path, 'x')],
    ['shrunk', (path) => truncateSync(path, 100)],
    ['changed', (path) => utimesSync(path, 1, 1)],
    [
      'replaced',
      (path) => {
        writeFileSync(`${path}.new`, text);
        renameSync(`${path}.new`, path);
      },
    ],
  ])('%s is refused', async (what, during) => {
    const name = `${what}.csv`;
    writeFileSync(at(name), text);
    await check(`${what} while being read`, 'changed-while-reading', name, {}, () => during(at(name)));
  });

  test('on a share that does not answer is granted all the same, and read where it can be ended', async () => {
    writeFileSync(at('stalled.csv'), text);
    await check('a share that stalls when it is looked at', 'nothing yet', 'stalled.csv', { stat: never, open: never });
    // It woke up again between.
    await check('a share that is slow to say what it holds', 'opened', 'stalled.csv', {
      stat: (async (...args: Parameters<Disk['stat']>) => {
        await new Promise((resolve) => setTimeout(resolve, 70));
        return disk.stat(...args);
      }) as Disk['stat'],
    });
  });

  test('and was slow to say so is protected against exports under its other names as well', async () => {
    writeFileSync(at('slow.csv'), text);
    let answer = () => {};
    const waits = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = (async (...args: Parameters<Disk['stat']>) => {
      await waits;
      return disk.stat(...args);
    }) as Disk['stat'];
    const desk = makeFileDesk({ ...disk, stat: slow }, undefined, 10);
    const granted = await desk.grant(at('slow.csv'));
    expect(granted).toMatchObject({ ok: true, value: { name: 'slow.csv', sizeBytes: 0 } });
    answer();
    await expect.poll(() => granted.ok && desk.source(granted.value.id)?.identity).toMatch(/^\d+:\d+$/);
    expect(await desk.isSource(at('slow.csv'))).toBe(true);
  });
});

test.runIf(posix).each(['with space.csv', '100% #1 ?.csv', '😀 tëst.csv', 'two\nlines.csv', '--help.csv', '-.csv'])(
  'the name %j is as good as any',
  async (name) => {
    writeFileSync(at(name), text);
    chmodSync(at(name), 0o444);
    await check(`the name ${JSON.stringify(name)}`, 'opened', name);
  },
);
