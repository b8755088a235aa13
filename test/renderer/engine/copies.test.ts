import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { receive } from '../../../renderer/engine/receive.ts';
import { opened } from '../../support/opening.ts';
import { sampleText } from '../../support/sample.ts';

const text = sampleText({ rows: 2000, seed: 7, version: 'V3' });
const utf8 = new TextEncoder().encode(text);

/** All shared memory that is taken while a report is opened. */
let memories: SharedArrayBuffer[];
/** How many bytes were written, array by array, into each of them. */
let written: Map<ArrayBufferLike, number>;

beforeEach(() => {
  memories = [];
  written = new Map();
  class Noted extends SharedArrayBuffer {
    constructor(byteLength: number) {
      super(byteLength);
      memories.push(this);
    }
  }
  vi.stubGlobal('SharedArrayBuffer', Noted);
  const { set } = Uint8Array.prototype;
  vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, from, at) {
    written.set(this.buffer, (written.get(this.buffer) ?? 0) + from.length);
    set.call(this, from, at);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Those that have room for the whole text: its copies. What else is kept of a table is a few bytes a cell. */
const copies = () =>
  memories
    .filter(({ byteLength }) => byteLength >= utf8.length)
    .map((memory) => [memory, written.get(memory)] as const);

async function openedBytes(file: Uint8Array) {
  const { report, failure } = await opened(file);
  expect(failure).toBeUndefined();
  expect(report!.table.rowCount).toBe(2000);
  return report!.parts.table.bytes.buffer;
}

describe('the text of a report is', () => {
  test('the very memory that the file was received in, and every byte was put there once', async () => {
    const bytes = await openedBytes(utf8);
    expect(copies()).toEqual([[bytes, utf8.length]]);
  });

  test('one copy of it where the file is in another encoding', async () => {
    const file = Buffer.from(`\ufeff${text}`, 'utf16le');
    const bytes = await openedBytes(file);
    const mark = 3;
    expect(copies().map(([, size]) => size)).toEqual([file.length, utf8.length + mark]);
    expect(copies()[1]![0]).toBe(bytes);
  });

  test('one copy of it where it was packed, and that one no larger than the text', async () => {
    const packed = gzipSync(utf8);
    const bytes = await openedBytes(packed);
    expect(copies()).toEqual([[bytes, utf8.length]]);
    expect(bytes.byteLength - utf8.length).toBeLessThan(64);
    expect(written.get(memories[0]!)).toBe(packed.length);
  });
});

test('each chunk’s memory is given back as soon as its bytes are in place', () => {
  const chunks = [utf8.slice(0, 1000), utf8.slice(1000, 1500), utf8.slice(1500, 4000)];
  const told: { arrived?: number; memory?: Uint8Array }[] = [];
  const reader = { onmessage: null, postMessage() {}, addEventListener() {}, close() {} } as unknown as MessagePort;
  const table = { onmessage: null, postMessage: (message: object) => told.push(message) } as unknown as MessagePort;
  receive(reader, table);
  const send = (data: object) => reader.onmessage!({ data } as MessageEvent);
  send({ kind: 'start', sizeBytes: 4000 });
  for (const bytes of chunks) {
    const { buffer } = bytes;
    // Older engines, in which the tests may run, have no such method: theirs is made of what they have.
    Object.defineProperty(buffer, 'transfer', {
      value: () => structuredClone(buffer, { transfer: [buffer] }),
    });
    send({ kind: 'bytes', bytes });
    expect(buffer.byteLength).toBe(0);
  }
  expect(told.map(({ arrived }) => arrived)).toEqual([undefined, 1000, 1500, 4000]);
  expect(told[0]!.memory).toEqual(utf8.slice(0, 4000));
});
