/**
 * The file desk: the only place that knows where files lie. The window holds grants and targets by random id. The file
 * system is passed in, so that tests need no Electron and can let any step fail.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import type * as promises from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Grant, sizeLimitBytes, type Target } from '../shared/contract/bridge.ts';
import { type Failure, FailureError, failure, type Result, success } from '../shared/contract/failure.ts';
import type { SourceDisk } from './source-disk.ts';
import { errorCode, readFailure } from './system-errors.ts';
import { within } from './within.ts';

/** The part of node:fs/promises that the app uses on the person's files. */
export type Disk = Pick<
  typeof promises,
  'stat' | 'lstat' | 'open' | 'realpath' | 'readlink' | 'rename' | 'unlink' | 'access'
>;

/** A granted file. */
export interface Source {
  readonly grant: Grant;
  readonly path: string;
  readonly realPath: string;
  readonly identity: string | undefined;
}

export interface FileDesk {
  grant(path: string, about?: { readonly sample: boolean }): Promise<Result<Grant>>;
  source(id: string): Source | undefined;
  release(id: string): void;
  releaseAll(): void;
  /** True for every path that leads to the file of an open report: the same path, a link to it, another name of it. */
  isSource(path: string): Promise<boolean>;
  target(path: string): Promise<Result<Target>>;
  targetPath(id: string): string | undefined;
}

/** Opening a pipe without a writer would wait for ever; Windows has neither the pipes nor the flag. */
export const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

interface FileStat {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

/** Device and number of a file; undefined on file systems that number nothing. */
const identityOf = (stat: FileStat): string | undefined =>
  String(stat.ino) === '0' ? undefined : `${stat.dev}:${stat.ino}`;

const deviceOf = (identity: string | undefined): string | undefined => identity?.split(':')[0];

/** Refuses what cannot hold a report, before a byte is read. */
export function checkRegular(stat: FileStat, name: string): Failure | undefined {
  if (stat.isDirectory()) return { code: 'directory', name };
  if (!stat.isFile()) {
    const detail = stat.isFIFO() ? 'a pipe' : stat.isSocket() ? 'a socket' : 'a device';
    return { code: 'not-a-regular-file', name, detail };
  }
  if (Number(stat.size) <= sizeLimitBytes) return undefined;
  const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
  const detail = `${inMegabytes(Number(stat.size))}; the limit is ${inMegabytes(sizeLimitBytes)}`;
  return { code: 'too-large', name, detail };
}

/** A share that says nothing for so long is left to the reader, which is a process of its own and can be ended. */
const patienceMs = 1000;

/** `sourcesOn` is asked about the files that reports are read from. */
export function makeFileDesk(disk: Disk, sourcesOn: SourceDisk = disk, patience = patienceMs): FileDesk {
  const sources = new Map<string, Source>();
  const targets = new Map<string, string>();

  async function look(path: string, name: string): Promise<{ stat: FileStat; realPath: string }> {
    const found = await sourcesOn.stat(path, { bigint: true }).catch(async (error: unknown) => {
      // A link that is there while what it leads to is not.
      const broken = errorCode(error) === 'ENOENT' && (await sourcesOn.lstat(path).catch(() => undefined));
      const detail = 'a link to a file that is not there';
      throw broken ? new FailureError({ code: 'not-a-regular-file', name, detail }) : error;
    });
    const wrong = checkRegular(found, name);
    if (wrong) throw new FailureError(wrong);
    // Only opening tells whether the system lets us read; the access bits do not know of ACLs and network shares.
    const handle = await sourcesOn.open(path, readFlags);
    await handle.close();
    return { stat: found, realPath: await sourcesOn.realpath(path) };
  }

  async function grant(given: string, about = { sample: false }): Promise<Result<Grant>> {
    const path = resolve(given);
    const name = basename(path) || path;
    try {
      const looking = look(path, name);
      const looked = await within(patience, looking);
      if (!looked) return success(grantUnseen(path, name, about.sample, looking));
      const { stat, realPath } = looked;
      const identity = identityOf(stat);
      // The same file under another name is the report that is open already, with the name it was opened by.
      const same = [...sources.values()].find((one) => one.realPath === realPath && one.identity === identity);
      const granted: Grant = {
        ...(same?.grant ?? { id: randomUUID(), name, sample: about.sample }),
        sizeBytes: Number(stat.size),
      };
      sources.set(granted.id, { path, realPath, identity, ...same, grant: granted });
      return success(granted);
    } catch (error) {
      return { ok: false, failure: readFailure(error, name) };
    }
  }

  /** Of a file that nothing is known of yet; what it really is, is filled in when the disk has said so. */
  function grantUnseen(path: string, name: string, sample: boolean, looking: ReturnType<typeof look>): Grant {
    const granted: Grant = { id: randomUUID(), name, sample, sizeBytes: 0 };
    const source = { path, grant: granted };
    sources.set(granted.id, { ...source, realPath: path, identity: undefined });
    const learn = ({ stat, realPath }: Awaited<typeof looking>) => {
      if (sources.has(granted.id)) sources.set(granted.id, { ...source, realPath, identity: identityOf(stat) });
    };
    // What is wrong with it, the reader finds as well.
    looking.then(learn, () => undefined);
    return granted;
  }

  const identityNow = async (path: string, on: SourceDisk = disk): Promise<string | undefined> => {
    const stat = await on.stat(path, { bigint: true }).catch(() => undefined);
    return stat && identityOf(stat);
  };

  async function isSource(given: string): Promise<boolean> {
    const path = resolve(given);
    const realPath = await resolveTarget(disk, path).catch(() => path);
    const identity = await identityNow(realPath);
    const known = [...sources.values()];
    if (known.some((source) => path === source.path || realPath === source.realPath)) return true;
    if (identity === undefined) return false;
    if (known.some((source) => identity === source.identity)) return true;
    // A download may have replaced a source under its name: the file that it was is protected, and the one it is.
    // A share that says nothing is not where this file has just answered from; where that is, nobody waits for a share.
    const asked = known.map((source) => {
      const on = deviceOf(source.identity) === deviceOf(identity) ? disk : sourcesOn;
      return within(patience, identityNow(source.realPath, on));
    });
    return (await Promise.all(asked)).includes(identity);
  }

  return {
    grant,
    isSource,
    source: (id) => sources.get(id),
    release: (id) => void sources.delete(id),
    releaseAll: () => sources.clear(),
    async target(given) {
      const path = resolve(given);
      const name = basename(path);
      // Where the disk says nothing, the save asks again, and can be given up.
      if (await within(patience, isSource(path))) return failure('save-onto-source', { name });
      const id = randomUUID();
      targets.set(id, path);
      return success({ id, name });
    },
    targetPath: (id) => targets.get(id),
  };
}

/** Where a file written to this path really ends up: links are followed, also one that leads to nothing yet. */
export async function resolveTarget(disk: Disk, path: string): Promise<string> {
  let current = resolve(path);
  for (let hops = 0; hops < 40; hops++) {
    try {
      return await disk.realpath(current);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    const folder = await disk.realpath(dirname(current));
    const place = join(folder, basename(current));
    const link = await disk.readlink(place).catch(() => undefined);
    if (link === undefined) return place;
    current = resolve(folder, link);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}
