/** Streams one file in chunks, as fast as they are consumed. Runs in the reader process; needs nothing of Electron. */
import type { FileHandle } from 'node:fs/promises';
import type { ReaderMessage } from '../shared/contract/bridge.ts';
import { FailureError } from '../shared/contract/failure.ts';
import { checkRegular, type Disk, readFlags } from './files.ts';
import { readFailure } from './system-errors.ts';

/** Main → reader process, together with the port of the table worker. */
export interface ReadOrder {
  readonly path: string;
  readonly name: string;
  readonly chunkBytes: number;
  /** Smaller than the others, so that the first rows are on the screen early. */
  readonly firstChunkBytes: number;
  readonly creditCount: number;
}

export interface FileReading {
  /** A chunk was consumed. */
  credit(): void;
  cancel(): void;
  /** Resolves after the last message, `end` or `failed`; never rejects. */
  readonly done: Promise<void>;
}

export function readFile(
  disk: Pick<Disk, 'open' | 'stat'>,
  order: ReadOrder,
  post: (message: ReaderMessage) => void,
): FileReading {
  const { name } = order;
  let credits = order.creditCount;
  let cancelled = false;
  let wake = (): void => {};

  const throwIfCancelled = (): void => {
    if (cancelled) throw new FailureError({ code: 'cancelled', name });
  };

  async function send(bytes: Uint8Array): Promise<void> {
    while (credits === 0 && !cancelled) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    throwIfCancelled();
    credits--;
    post({ kind: 'bytes', bytes });
  }

  async function stream(handle: FileHandle): Promise<void> {
    const before = await handle.stat({ bigint: true });
    const wrong = checkRegular(before, name);
    if (wrong) throw new FailureError(wrong);
    throwIfCancelled();
    const sizeBytes = Number(before.size);
    post({ kind: 'start', sizeBytes });

    // A message copies the whole buffer at once, so two are enough: one is filled while the other waits for a credit.
    const buffers = [new Uint8Array(order.chunkBytes), new Uint8Array(order.chunkBytes)] as const;
    let turn = 0;
    let position = 0;
    const readNext = (length: number) => {
      turn = 1 - turn;
      const buffer = buffers[turn as 0 | 1];
      const wanted = Math.min(length, sizeBytes - position);
      // Settled to a value, so that a read that fails while we wait for a credit is no unhandled rejection.
      return handle.read(buffer, 0, wanted, position).then(
        ({ bytesRead }) => ({ buffer, bytesRead }),
        (error: unknown) => ({ error }),
      );
    };
    let reading = sizeBytes > 0 ? readNext(order.firstChunkBytes) : undefined;
    while (reading) {
      const read = await reading;
      if ('error' in read) throw read.error;
      const { buffer, bytesRead } = read;
      position += bytesRead;
      reading = bytesRead > 0 && position < sizeBytes ? readNext(order.chunkBytes) : undefined;
      // A view would be sent with the whole buffer behind it.
      if (bytesRead > 0) await send(bytesRead === buffer.length ? buffer : buffer.slice(0, bytesRead));
    }

    const after = await handle.stat({ bigint: true });
    // Another file under the same name: what was read is whole, and not what the person would find there now.
    const now = await disk.stat(order.path, { bigint: true }).catch(() => undefined);
    const replaced = now !== undefined && (now.ino !== before.ino || now.dev !== before.dev);
    if (position !== sizeBytes || after.size !== before.size || after.mtimeNs !== before.mtimeNs || replaced) {
      throw new FailureError({ code: 'changed-while-reading', name });
    }
    throwIfCancelled();
    post({ kind: 'end', sizeBytes });
  }

  async function run(): Promise<void> {
    let handle: FileHandle | undefined;
    try {
      handle = await disk.open(order.path, readFlags);
      await stream(handle);
    } catch (error) {
      post({ kind: 'failed', failure: readFailure(error, name) });
    } finally {
      await handle?.close().catch(() => undefined);
    }
  }

  return {
    credit() {
      credits++;
      wake();
    },
    cancel() {
      cancelled = true;
      wake();
    },
    done: run(),
  };
}
