/**
 * Reads one file, together with whoever fetches its bytes: opens it, tells how large it is, and when told how much has
 * arrived, whether that is what is there. Runs in the reader process; needs nothing of Electron.
 */
import type { FileHandle } from 'node:fs/promises';
import type { ReaderMessage } from '../shared/contract/bridge.ts';
import { FailureError } from '../shared/contract/failure.ts';
import { checkRegular, type Disk, readFlags } from './files.ts';
import { readFailure } from './system-errors.ts';

/** Main → reader process, together with the port of the receiver. */
export interface ReadOrder {
  readonly path: string;
  readonly name: string;
  /** Where its bytes are served (see reading.ts). */
  readonly address: string;
}

/** Reader process → main, of the file at this address. */
export interface ReaderNews {
  /** All of it that will ever come has arrived; the reader is done with it, and waits for another. */
  readonly kind: 'arrived' | 'free';
  readonly address: string;
}

export interface FileReading {
  /** So many bytes have arrived, and no more will come. */
  arrived(bytes: number): void;
  /** Resolves after the last message, `end` or `failed`; never rejects. */
  readonly done: Promise<void>;
}

export function readFile(
  disk: Pick<Disk, 'open' | 'stat'>,
  { path, name, address }: ReadOrder,
  post: (message: ReaderMessage) => void,
): FileReading {
  let arrived: FileReading['arrived'] = () => {};
  const all = new Promise<number>((resolve) => {
    arrived = resolve;
  });

  async function read(handle: FileHandle): Promise<void> {
    const before = await handle.stat({ bigint: true });
    const wrong = checkRegular(before, name);
    if (wrong) throw new FailureError(wrong);
    const sizeBytes = Number(before.size);
    post({ kind: 'start', sizeBytes, address });
    const bytes = await all;
    // Who fetches is not told why no more came; who asks the disk for the next byte is.
    if (bytes < sizeBytes) await handle.read(new Uint8Array(1), 0, 1, bytes);
    const after = await handle.stat({ bigint: true });
    // Another file under the same name: what was read is whole, and not what the person would find there now.
    const now = await disk.stat(path, { bigint: true }).catch(() => undefined);
    const replaced = now !== undefined && (now.ino !== before.ino || now.dev !== before.dev);
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || replaced) {
      throw new FailureError({ code: 'changed-while-reading', name });
    }
    if (bytes !== sizeBytes) throw new FailureError({ code: 'read-error', name });
    post({ kind: 'end' });
  }

  async function run(): Promise<void> {
    let handle: FileHandle | undefined;
    try {
      handle = await disk.open(path, readFlags);
      await read(handle);
    } catch (error) {
      post({ kind: 'failed', failure: readFailure(error, name) });
    } finally {
      await handle?.close().catch(() => undefined);
    }
  }

  return { arrived, done: run() };
}
