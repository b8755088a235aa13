/**
 * The bytes of a file → one memory that holds them as they come. It is shared with the table worker, which scans what has
 * arrived meanwhile. Whether they are sound UTF-8 is looked at here, while they are in the processor's cache.
 */
import { chunkBytes, type ReaderAnswer, type ReaderMessage } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { type TextMemory, textMemory } from '../../shared/table/text-memory.ts';
import { createSoundCheck, type Sound } from '../../shared/table/utf8.ts';
import { collectNow } from './weight.ts';

/** To the table worker. The bytes below `arrived` do not change any more. */
export type Received =
  | { readonly kind: 'start'; readonly memory: TextMemory }
  | { readonly kind: 'arrived'; readonly arrived: number; readonly sound: Sound }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** From the table worker. */
export interface Unwanted {
  readonly kind: 'cancel';
}

/** So the first rows are on the screen early. */
const firstBytes = 64 * 1024;

/**
 * Receives one file, beside others. Nothing of it is held when it is over, and garbage is collected: so little happens in
 * this thread that its engine would never look for it, and keep the bytes of every file there was.
 *
 * Hears the reader until its last message, `end` or `failed`, or a `cancel` of the table worker.
 * @param fetchBytes the bytes behind an address, as a stream that can be read into memory that is there already
 */
export function receive(
  reader: MessagePort,
  table: MessagePort,
  fetchBytes: (address: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>,
) {
  let done = false;
  const fetching = new AbortController();

  const tell = (message: Received) => table.postMessage(message);
  const answer = (message: ReaderAnswer) => reader.postMessage(message);

  function stop() {
    done = true;
    reader.onmessage = null;
    table.onmessage = null;
    reader.close();
    fetching.abort();
    collectNow();
  }

  function fail(failure: Failure) {
    if (done) return;
    answer({ kind: 'cancel' });
    stop();
    tell({ kind: 'failed', failure });
  }

  /** Two copies, of which one stays in the processor's cache: out of Chromium's pipe, and into the memory. */
  async function fill(memory: Uint8Array, address: string) {
    let arrived = 0;
    const soundOf = createSoundCheck();
    try {
      const stream = (await fetchBytes(address, fetching.signal)).getReader({ mode: 'byob' });
      let buffer = new ArrayBuffer(firstBytes);
      // A file that has grown has more; the reader finds that out.
      while (arrived < memory.length && !done) {
        const { value } = await stream.read(new Uint8Array(buffer));
        if (!value?.length || done) break;
        const bytes = value.subarray(0, memory.length - arrived);
        memory.set(bytes, arrived);
        arrived += bytes.length;
        tell({ kind: 'arrived', arrived, sound: soundOf(bytes) });
        buffer = value.buffer.byteLength < chunkBytes ? new ArrayBuffer(chunkBytes) : value.buffer;
      }
      void stream.cancel().catch(() => undefined);
    } catch {
      // Chromium does not say why; the reader can.
    }
    if (!done) answer({ kind: 'arrived', bytes: arrived });
  }

  function hear(message: ReaderMessage) {
    switch (message.kind) {
      case 'start': {
        const memory = textMemory(message.sizeBytes);
        tell({ kind: 'start', memory });
        void fill(memory.bytes, message.address);
        return;
      }
      case 'end':
        stop();
        tell({ kind: 'end' });
        return;
      case 'failed':
        stop();
        tell(message);
    }
  }

  reader.onmessage = (event: MessageEvent<ReaderMessage>) => {
    try {
      hear(event.data);
    } catch (error) {
      // There is no memory for it.
      fail({ code: 'too-large', detail: (error as Error).message });
    }
  };
  // A reader that died says nothing more: its port closes, and that is all there is to see.
  reader.addEventListener('close', () => fail({ code: 'read-error', detail: 'the reading process ended' }));
  table.onmessage = (_event: MessageEvent<Unwanted>) => {
    if (done) return;
    answer({ kind: 'cancel' });
    stop();
  };
}
