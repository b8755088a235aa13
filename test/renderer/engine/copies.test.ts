import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { receive } from '../../../renderer/engine/receive.ts';
import type { TextMemory } from '../../../shared/table/text-memory.ts';
import { opened, streamOf } from '../../support/opening.ts';
import { sampleText } from '../../support/sample.ts';

const text = sampleText({ rows: 2000, seed: 7, version: 'V3' });
const utf8 = new TextEncoder().encode(text);

/** Each memory for a text that is taken while a report is opened. */
let memories: SharedArrayBuffer[];
/** How many bytes were written, array by array, into each of them. */
let written: Map<ArrayBufferLike, number>;
/** What the kernel is told, the first name of the header, is shorter than any part of a file. */
const shortest = 64;

beforeEach(() => {
  memories = [];
  written = new Map();
  class Noted extends WebAssembly.Memory {
    constructor(pages: WebAssembly.MemoryDescriptor) {
      super(pages);
      memories.push(this.buffer as unknown as SharedArrayBuffer);
    }
  }
  const { Module, Instance } = WebAssembly;
  vi.stubGlobal('WebAssembly', { Module, Instance, Memory: Noted });
  const { set } = Uint8Array.prototype;
  vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, from, at) {
    if (from.length > shortest) written.set(this.buffer, (written.get(this.buffer) ?? 0) + from.length);
    set.call(this, from, at);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const copies = () => memories.map((memory) => [memory, written.get(memory)] as const);

async function openedBytes(file: Uint8Array) {
  const { report, failure } = await opened(file);
  expect(failure).toBeUndefined();
  expect(report!.table.rowCount).toBe(2000);
  return report!.parts.table.bytes;
}

describe('the text of a report is', () => {
  test('the very memory that the file was received in, and every byte was put there once', async () => {
    const bytes = await openedBytes(utf8);
    expect(copies()).toEqual([[bytes.buffer, utf8.length]]);
  });

  test('one copy of it where the file is in another encoding', async () => {
    const file = Buffer.from(`\ufeff${text}`, 'utf16le');
    const bytes = await openedBytes(file);
    const mark = 3;
    expect(copies().map(([, size]) => size)).toEqual([file.length, utf8.length + mark]);
    expect(copies()[1]![0]).toBe(bytes.buffer);
  });

  test('one copy of it where it was packed, and that one no larger than the text', async () => {
    const packed = gzipSync(utf8);
    const bytes = await openedBytes(packed);
    expect(copies().map(([, size]) => size)).toEqual([packed.length, utf8.length]);
    expect(copies()[1]![0]).toBe(bytes.buffer);
    expect(bytes.length).toBe(utf8.length);
  });
});

interface Told {
  readonly arrived?: number;
  readonly memory?: TextMemory;
}

/** What the reader and the table worker are told while a file of so many bytes is received. */
async function received(stream: () => Promise<ReadableStream<Uint8Array>>, sizeBytes = 1000) {
  const told: Told[] = [];
  const answer = await new Promise((resolve) => {
    const reader = {
      onmessage: null,
      postMessage: resolve,
      addEventListener() {},
      close() {},
    } as unknown as MessagePort;
    const table = { onmessage: null, postMessage: (message: Told) => told.push(message) } as unknown as MessagePort;
    receive(reader, table, stream);
    reader.onmessage!({ data: { kind: 'start', sizeBytes, address: 'report://x/' } } as MessageEvent);
  });
  return { answer, told, memory: told[0]!.memory!.bytes };
}

test.each([1000, 100_000, utf8.length])('a file of %i bytes goes through two buffers, as any', async (size) => {
  const buffers: number[] = [];
  class Noted extends ArrayBuffer {
    constructor(byteLength: number) {
      super(byteLength);
      buffers.push(byteLength);
    }
  }
  const stream = streamOf(utf8.slice(0, size), 10_000);
  vi.stubGlobal('ArrayBuffer', Noted);
  const { answer, told, memory } = await received(async () => stream, size);
  expect(answer).toEqual({ kind: 'arrived', bytes: size });
  expect(buffers).toEqual([64 * 1024, 1024 * 1024]);
  expect(told).toHaveLength(1 + Math.ceil(size / 10_000));
  expect(memory).toEqual(utf8.slice(0, size));
});

describe('the reader is told how much has arrived', () => {
  const file = utf8.slice(0, 1000);
  test('where the file has become shorter, or longer: no byte is written behind the memory’s end', async () => {
    expect((await received(async () => streamOf(file.slice(0, 700), 300))).answer).toEqual({
      kind: 'arrived',
      bytes: 700,
    });
    const { answer, memory } = await received(async () => streamOf(utf8.slice(0, 1400), 300));
    expect(answer).toEqual({ kind: 'arrived', bytes: 1000 });
    expect(memory).toEqual(file);
  });

  test('where nothing can be fetched, or no more than a part', async () => {
    const refused = async () => {
      throw new TypeError('Failed to fetch');
    };
    expect((await received(refused)).answer).toEqual({ kind: 'arrived', bytes: 0 });
    let turns = 0;
    const breaking = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        turns += 1;
        if (turns > 2) controller.error(new TypeError('network error'));
        else controller.enqueue(file.slice(0, 300));
      },
    }) as ReadableStream<Uint8Array>;
    expect((await received(async () => breaking)).answer).toEqual({ kind: 'arrived', bytes: 600 });
  });

  test('of an empty file at once', async () => {
    expect((await received(async () => streamOf(file.slice(0, 0), 300), 0)).answer).toEqual({
      kind: 'arrived',
      bytes: 0,
    });
  });
});
