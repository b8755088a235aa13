/**
 * The reports opened last. Their paths stay in main: the window knows a name, a time and an id that holds for this run,
 * and only the native menu shows a folder.
 */
import { randomUUID } from 'node:crypto';
import { basename, isAbsolute } from 'node:path';
import * as v from 'valibot';
import type { Grant, Recent } from '../shared/contract/bridge.ts';
import { type FailureCode, failure, type Result } from '../shared/contract/failure.ts';
import type { FileDesk, Source } from './files.ts';
import type { Store } from './store.ts';

export interface RecentFile {
  /** Of this run only. */
  readonly id: string;
  readonly path: string;
  /** In milliseconds since 1970. */
  readonly openedAtMs: number;
}

export const recentsLimit = 10;

const storedSchema = v.object({
  path: v.pipe(v.string(), v.maxLength(32_768), v.check(isAbsolute)),
  openedAtMs: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
});

/** Reads a stored list: what is sound of it, newest first. */
export function readRecents(stored: unknown): readonly RecentFile[] {
  if (!Array.isArray(stored)) return [];
  return stored
    .flatMap((entry) => {
      const read = v.safeParse(storedSchema, entry);
      return read.success ? [read.output] : [];
    })
    .sort((a, b) => a.openedAtMs - b.openedAtMs)
    .reduce<readonly RecentFile[]>((list, { path, openedAtMs }) => withRecent(list, path, openedAtMs), []);
}

/** What is written down of a list; nothing, where there is nothing to remember. */
export const storedRecents = (list: readonly RecentFile[]): v.InferOutput<typeof storedSchema>[] | undefined =>
  list.length === 0 ? undefined : list.map(({ path, openedAtMs }) => ({ path, openedAtMs }));

/** The list with a file at its head. One that was in it keeps its id, so that a list on screen stays true. */
export function withRecent(list: readonly RecentFile[], path: string, openedAtMs: number): readonly RecentFile[] {
  const known = list.find((one) => one.path === path);
  const rest = list.filter((one) => one !== known);
  return [{ id: known?.id ?? randomUUID(), path, openedAtMs }, ...rest].slice(0, recentsLimit);
}

export const withoutRecent = (list: readonly RecentFile[], id: string): readonly RecentFile[] =>
  list.filter((one) => one.id !== id);

/** What the window may know. */
export const shownRecents = (list: readonly RecentFile[]): readonly Recent[] =>
  list.map(({ id, path, openedAtMs }) => ({ id, name: basename(path), openedAtMs }));

export interface RecentFiles {
  list(): readonly RecentFile[];
  /** Once for every grant: a report that is read anew, after a crash for example, was not opened again. */
  remember(source: Source): void;
  /** A file that can no longer be a report is taken from the list. */
  open(id: string): Promise<Result<Grant>>;
  clear(): void;
}

/** A disk that is not plugged in now may come back; these do not. */
const gone: readonly FailureCode[] = ['missing', 'directory', 'not-a-regular-file'];

export function makeRecentFiles(
  store: Pick<Store, 'recents' | 'keepRecents'>,
  desk: Pick<FileDesk, 'grant' | 'source'>,
  now: () => number = Date.now,
): RecentFiles {
  const remembered = new Set<string>();
  return {
    list: store.recents,
    remember({ grant, path }) {
      if (grant.sample || remembered.has(grant.id)) return;
      // Of grants that were released nothing is left; a person may open files all day.
      for (const id of remembered) if (!desk.source(id)) remembered.delete(id);
      remembered.add(grant.id);
      store.keepRecents(withRecent(store.recents(), path, now()));
    },
    async open(id) {
      const found = store.recents().find((one) => one.id === id);
      if (!found) return failure('missing');
      const result = await desk.grant(found.path);
      if (!result.ok && gone.includes(result.failure.code)) store.keepRecents(withoutRecent(store.recents(), id));
      return result;
    },
    clear: () => store.keepRecents([]),
  };
}
