/**
 * A file is written whole or not at all: a temporary file beside the real path, flushed, renamed over it, and the
 * folder flushed (docs/rules.md §7). What was there before is never truncated, and an open report never written to.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Saved } from '../shared/contract/bridge.ts';
import { FailureError, type Result, success } from '../shared/contract/failure.ts';
import { type Disk, resolveTarget } from './files.ts';
import { saveFailure } from './system-errors.ts';

/** A file on its way to disk. Every step throws a FailureError, and after one nothing is left behind. */
export interface Writing {
  write(bytes: Uint8Array): Promise<void>;
  /** The file stands under its name when this resolves. */
  finish(): Promise<Saved>;
  /** From then on the file is given its name, which cannot be called back. */
  readonly committed: boolean;
  /** Gives up what is not committed, also while a step is under way; resolves when nothing is left of it. */
  abandon(): Promise<void>;
}

type IsSource = (path: string) => Promise<boolean>;

export async function startWriting(disk: Disk, path: string, isSource: IsSource): Promise<Writing> {
  const name = basename(path);
  const refuseSource = async (): Promise<void> => {
    if (await isSource(path)) throw new FailureError({ code: 'save-onto-source', name });
  };
  const asFailure = (error: unknown): FailureError => new FailureError(saveFailure(error, name));

  const start = async () => {
    await refuseSource();
    const realPath = await resolveTarget(disk, path);
    const mode = await writableMode(disk, realPath, name);
    // A short name of our own: one derived from the target's could be too long, or show who is in the report.
    const temporary = join(dirname(realPath), `.proctorsheet-${randomBytes(6).toString('hex')}.tmp`);
    const handle = await disk.open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    return { realPath, temporary, handle, mode };
  };
  const { realPath, temporary, handle, mode } = await start().catch((error: unknown) => {
    throw asFailure(error);
  });

  let sizeBytes = 0;
  let over = false;
  let committed = false;

  async function discard(): Promise<void> {
    if (over) return;
    over = true;
    await handle.close().catch(() => undefined);
    await disk.unlink(temporary).catch(() => undefined);
  }

  const goOn = (): void => {
    if (over) throw new FailureError({ code: 'save-error', name });
  };
  /** Runs one step; where it fails, nothing of the file stays. */
  async function step<T>(body: () => Promise<T>): Promise<T> {
    goOn();
    try {
      return await body();
    } catch (error) {
      await discard();
      throw asFailure(error);
    }
  }

  return {
    write: (bytes) =>
      step(async () => {
        // A nearly full disk takes a part of what it is given, and says so in the count alone.
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, null);
          if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
          done += bytesWritten;
        }
        sizeBytes += bytes.length;
      }),
    finish: () =>
      step(async () => {
        if (mode !== undefined) await handle.chmod(mode);
        await handle.sync();
        await handle.close();
        // Asked again: a report may have been opened from here since the place was chosen.
        await refuseSource();
        goOn();
        committed = true;
        await disk.rename(temporary, realPath);
        over = true;
        await flushFolder(disk, dirname(realPath));
        return { name, sizeBytes };
      }),
    get committed() {
      return committed;
    },
    async abandon() {
      if (!committed) await discard();
    },
  };
}

/** The mode of the file that is to be replaced, or undefined where there is none. Throws where it is not to be replaced. */
async function writableMode(disk: Disk, path: string, name: string): Promise<number | undefined> {
  const stat = await disk.stat(path).catch(() => undefined);
  if (!stat) return undefined;
  if (stat.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (!stat.isFile()) throw new FailureError({ code: 'save-error', name, detail: 'not an ordinary file' });
  // A rename needs no right to the file itself, but who may not write to it did not mean to replace it.
  await disk.access(path, constants.W_OK);
  return stat.mode & 0o777;
}

/** Makes the new name last. The file already stands, so a folder that cannot be flushed is no failure of the save. */
async function flushFolder(disk: Disk, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = await disk.open(path, constants.O_RDONLY);
    await folder.sync().finally(() => folder.close());
  } catch {
    // Network file systems may refuse it.
  }
}

/** Writes a whole file in one go. */
export async function safeWrite(
  disk: Disk,
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  isSource: IsSource = async () => false,
): Promise<Result<Saved>> {
  try {
    const writing = await startWriting(disk, path, isSource);
    try {
      for await (const chunk of chunks) await writing.write(chunk);
      return success(await writing.finish());
    } finally {
      await writing.abandon();
    }
  } catch (error) {
    return { ok: false, failure: saveFailure(error, basename(path)) };
  }
}
