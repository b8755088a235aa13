import { promises as disk, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Disk, makeFileDesk } from '../../main/files.ts';
import { startWriting } from '../../main/safe-write.ts';
import { finishMs, makeSavers } from '../../main/saving.ts';
import type { WriterMessage } from '../../shared/contract/bridge.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const names = () => readdirSync(folder).sort();
const old = 'what was there before';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saving-'));
  writeFileSync(at('out.csv'), old);
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

type Step = 'open' | 'write' | 'sync' | 'rename' | 'unlink';

/** A disk that does not answer to one step until it is told to. */
function silentDisk(silent?: Step) {
  let answer = () => {};
  let asked = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const hasBeenAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const waits = async (step: Step) => {
    if (step !== silent) return;
    asked();
    await answered;
  };
  const on = {
    ...disk,
    async open(...args: Parameters<Disk['open']>) {
      await waits('open');
      const handle = await disk.open(...args);
      const { write, sync } = handle;
      return Object.assign(handle, {
        write: (...given: unknown[]) => waits('write').then(() => Reflect.apply(write, handle, given)),
        sync: () => waits('sync').then(() => sync.call(handle)),
      });
    },
    rename: (...args: Parameters<Disk['rename']>) => waits('rename').then(() => disk.rename(...args)),
    unlink: (...args: Parameters<Disk['unlink']>) => waits('unlink').then(() => disk.unlink(...args)),
  } as Disk;
  return { on, answer, hasBeenAsked };
}

/** A channel as Electron's: what was sent before a port is closed comes before the other end hears of that. */
function channel() {
  type Listeners = Record<string, (event: { data?: unknown }) => void>;
  const [one, two]: [Listeners, Listeners] = [{}, {}];
  const portOf = (own: Listeners, other: Listeners) =>
    ({
      on: (name: string, listen: Listeners[string]) => Object.assign(own, { [name]: listen }),
      start: () => undefined,
      postMessage: (data: unknown) => queueMicrotask(() => other.message?.({ data })),
      close: () => queueMicrotask(() => other.close?.({})),
    }) as unknown as MessagePortMain;
  return { port1: portOf(one, two), port2: portOf(two, one) };
}

/** A save of this text, or of its beginning. */
function saving(on: Disk, { text = 'new', ends = true } = {}) {
  const savers = makeSavers(channel);
  const { port, result } = savers.save('save-1', 'out.csv', () => startWriting(on, at('out.csv'), async () => false));
  const send = (message: WriterMessage) => port.postMessage(message);
  send({ kind: 'bytes', bytes: Buffer.from(text) });
  if (ends) send({ kind: 'end' });
  return { savers, result, port, send };
}

const cancelled = { ok: false, failure: { code: 'cancelled', name: 'out.csv' } };
const saved = { ok: true, value: { name: 'out.csv', sizeBytes: 3 } };

describe('an export', () => {
  test('stands when all of it has come', async () => {
    expect(await saving(disk).result).toEqual(saved);
    expect(readFileSync(at('out.csv'), 'utf8')).toBe('new');
  });

  test.each<Step>(['open', 'write', 'sync'])(
    'is given up at once where the disk does not answer to %s, and leaves nothing when it does',
    async (step) => {
      const { on, answer, hasBeenAsked } = silentDisk(step);
      const { savers, result } = saving(on);
      await hasBeenAsked;
      savers.stop('save-1');
      expect(await result).toEqual(cancelled);
      answer();
      await savers.abandonAll();
      expect(names()).toEqual(['out.csv']);
      expect(readFileSync(at('out.csv'), 'utf8')).toBe(old);
    },
  );

  test('that is taking its name when it is given up says that it may stand, and stands if the disk answers', async () => {
    vi.useFakeTimers();
    const { on, answer, hasBeenAsked } = silentDisk('rename');
    const { savers, result } = saving(on);
    await hasBeenAsked;
    savers.stop('save-1');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await result).toMatchObject({ ok: false, failure: { code: 'save-unsure' } });
    vi.useRealTimers();
    answer();
    await expect.poll(() => readFileSync(at('out.csv'), 'utf8')).toBe('new');
    expect(names()).toEqual(['out.csv']);
  });

  test('does not keep others from being written', async () => {
    const { savers } = saving(silentDisk('write').on);
    const other = savers.save('save-2', 'two.csv', () => startWriting(disk, at('two.csv'), async () => false));
    other.port.postMessage({ kind: 'end' } satisfies WriterMessage);
    expect(await other.result).toMatchObject({ ok: true });
  });

  test('of which no more comes is given up with its window, and one that is whole is finished', async () => {
    const half = saving(disk, { ends: false });
    half.port.close();
    expect(await half.result).toEqual(cancelled);
    await half.savers.abandonAll();
    expect(names()).toEqual(['out.csv']);
    const whole = saving(disk);
    whole.port.close();
    expect(await whole.result).toEqual(saved);
  });
});

describe('the end of the app', () => {
  test('gives up what is still coming, finishes what is whole, and leaves nothing else', async () => {
    const half = saving(disk, { ends: false });
    const { savers } = half;
    const whole = savers.save('save-2', 'two.csv', () => startWriting(disk, at('two.csv'), async () => false));
    whole.port.postMessage({ kind: 'end' } satisfies WriterMessage);
    await Promise.resolve();
    await savers.abandonAll();
    expect(await half.result).toEqual(cancelled);
    expect(names()).toEqual(['out.csv', 'two.csv']);
  });

  test.each<[Step, 'half' | 'stopped' | 'whole', number]>([
    ['open', 'half', 2000],
    ['write', 'half', 2000],
    ['unlink', 'half', 2000],
    ['open', 'stopped', 2000],
    ['sync', 'stopped', 2000],
    ['open', 'whole', finishMs],
    ['write', 'whole', finishMs],
    ['sync', 'whole', finishMs],
  ])('waits for a disk that does not answer to %s of what is %s for %i ms', async (step, how, limitMs) => {
    vi.useFakeTimers();
    const { on, hasBeenAsked } = silentDisk(step);
    const { savers } = saving(on, { ends: how !== 'half' });
    if (step !== 'unlink') await hasBeenAsked;
    if (how === 'stopped') savers.stop('save-1');
    let ended = false;
    void savers.abandonAll().then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(true);
    expect(readFileSync(at('out.csv'), 'utf8')).toBe(old);
  });
});

test('a place on a disk that says nothing can be chosen: the save asks again, and can be given up', async () => {
  const silent = { ...disk, realpath: () => new Promise<never>(() => undefined) } as unknown as Disk;
  const desk = makeFileDesk(silent, disk, 20);
  expect(await desk.target(at('out.csv'))).toMatchObject({ ok: true, value: { name: 'out.csv' } });
});
