/**
 * The reader's chunks → one memory that holds the file's bytes as they come. It is shared with the table worker, which
 * scans what has arrived meanwhile: taking a chunk out of a message and copying it costs about as much as scanning it.
 */
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';

/** To the table worker. The bytes below `arrived` do not change any more. */
export type Received =
  | { readonly kind: 'start'; readonly memory: Uint8Array }
  | { readonly kind: 'arrived'; readonly arrived: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Whoever looks at several bytes in one go may look so far beyond the last. */
const spareBytes = 16;

export const memoryFor = (sizeBytes: number): Uint8Array =>
  new Uint8Array(new SharedArrayBuffer(sizeBytes + spareBytes)).subarray(0, sizeBytes);

/** Gives a chunk's memory back now: nothing else that happens here would make the engine look for garbage. */
const release = ({ buffer }: Uint8Array) => (buffer as ArrayBuffer).transfer?.(0);

/** What the table worker answers goes on to the reader. Until the last message, `end` or `failed`, or a `cancel`. */
export function receive(reader: MessagePort, table: MessagePort) {
  let memory: Uint8Array = new Uint8Array(0);
  let arrived = 0;
  let done = false;

  const tell = (message: Received) => table.postMessage(message);
  const answer = (message: ReaderAnswer) => reader.postMessage(message);

  function stop() {
    done = true;
    reader.onmessage = null;
    reader.close();
  }

  function fail(failure: Failure) {
    if (done) return;
    answer({ kind: 'cancel' });
    stop();
    tell({ kind: 'failed', failure });
  }

  function hear(message: ReaderMessage) {
    switch (message.kind) {
      case 'start':
        memory = memoryFor(message.sizeBytes);
        tell({ kind: 'start', memory });
        return;
      case 'bytes':
        memory.set(message.bytes, arrived);
        arrived += message.bytes.length;
        release(message.bytes);
        tell({ kind: 'arrived', arrived });
        return;
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
  table.onmessage = (event: MessageEvent<ReaderAnswer>) => {
    if (done) return;
    answer(event.data);
    if (event.data.kind === 'cancel') stop();
  };
}
