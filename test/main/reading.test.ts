import { EventEmitter } from 'node:events';
import { promises as disk, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Disk, Source } from '../../main/files.ts';
import { reportAddress } from '../../main/pages.ts';
import { makeReaders } from '../../main/reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'reading-'));
const path = join(folder, 'report.csv');
writeFileSync(path, 'a,b\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const grant = { id: 'grant', name: 'report.csv', sizeBytes: 4, sample: false };
const source: Source = { path, realPath: path, identity: undefined, grant };
const address = reportAddress('read-1');

/** Readers whose processes only pretend, and what is served at an address. */
function readersOn(on: Pick<Disk, 'open'> = disk) {
  const processes: EventEmitter[] = [];
  const fork = () => {
    const reader = Object.assign(new EventEmitter(), { kill: () => true, postMessage: () => undefined });
    processes.push(reader);
    return reader;
  };
  class Channel {
    readonly port1 = {};
    readonly port2 = {};
  }
  const electron = { utilityProcess: { fork }, MessageChannelMain: Channel };
  const readers = makeReaders(electron as unknown as Parameters<typeof makeReaders>[0], 'reader.cjs', on);
  type Serve = (request: { url: string }, answer: (given: { path?: string }) => void) => void;
  let serve: Serve = () => undefined;
  const registerFileProtocol = (_scheme: string, given: Serve) => {
    serve = given;
  };
  readers.serve({ protocol: { registerFileProtocol } } as unknown as Parameters<typeof readers.serve>[0]);
  const fetched = () => {
    let found: string | undefined;
    serve({ url: address }, (given) => {
      found = given.path;
    });
    return found;
  };
  readers.read('read-1', source);
  return { readers, reader: processes[0]!, fetched };
}

describe('the bytes of a file', () => {
  test('are served once', () => {
    const { fetched } = readersOn();
    expect([fetched(), fetched()]).toEqual([path, undefined]);
  });

  test.each<[string, (given: ReturnType<typeof readersOn>) => void]>([
    ['has failed', ({ reader }) => reader.emit('message', { kind: 'free', address })],
    ['has ended', ({ reader }) => reader.emit('exit', 1)],
    ['was stopped', ({ readers }) => readers.stop('read-1')],
  ])('are not served any more when its reader %s', (_, happen) => {
    const given = readersOn();
    happen(given);
    expect(given.fetched()).toBeUndefined();
  });
});

describe('Chromium may wait for a disk', () => {
  test('until all of the file has arrived', () => {
    const { readers, reader, fetched } = readersOn();
    expect(readers.mayWait()).toBe(false);
    fetched();
    expect(readers.mayWait()).toBe(true);
    reader.emit('message', { kind: 'arrived', address });
    expect(readers.mayWait()).toBe(false);
  });

  test('of a file that was given up, until that answers', async () => {
    const { readers, fetched } = readersOn();
    fetched();
    readers.stop('read-1');
    expect(readers.mayWait()).toBe(true);
    await readers.askDisks();
    expect(readers.mayWait()).toBe(false);
  });

  test('also where it answers that the file is gone, but not where it says nothing', async () => {
    const gone = readersOn({ open: () => Promise.reject(new Error('ENOENT')) });
    gone.fetched();
    await gone.readers.askDisks();
    expect(gone.readers.mayWait()).toBe(false);
    const silent = readersOn({ open: () => new Promise(() => undefined) });
    silent.fetched();
    void silent.readers.askDisks();
    await new Promise(setImmediate);
    expect(silent.readers.mayWait()).toBe(true);
  });
});
