/**
 * What is remembered between runs, in small files of the app's own folder: how things look, where the window was, and
 * where the reports opened last lie, unless the person does not want that, and the person's own incident categories.
 * Never anything of a report itself.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ToldSettings } from '../shared/contract/bridge.ts';
import { readSettings, type Settings, type SettingsChange } from '../shared/settings.ts';
import type { Disk } from './files.ts';
import { type RecentFile, readRecents, storedRecents } from './recents.ts';
import { safeWrite } from './safe-write.ts';
import { errorCode } from './system-errors.ts';
import { readPlace, type WindowPlace } from './window-place.ts';

export interface Store {
  settings(): Settings;
  told(): ToldSettings;
  change(change: SettingsChange): Settings;
  place(): WindowPlace | undefined;
  keepPlace(place: WindowPlace): void;
  /** Newest first; always empty where files are not to be remembered. */
  recents(): readonly RecentFile[];
  keepRecents(list: readonly RecentFile[]): void;
  /** The text of the person's own incident categories; undefined = as shipped. */
  categories(): string | undefined;
  keepCategories(text: string | undefined): void;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
}

/** A dragged edge changes a setting at every pixel; the disk hears of the last one. */
const calmMs = 400;

/** @param recentsChanged is called after every change of the list. */
export function openStore(
  folder: string,
  disk: Disk,
  complain: (sentence: string) => void,
  recentsChanged: () => void = () => undefined,
): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep(folder);
  let edition = 0;
  let settings = readSettings(readJson(join(folder, 'settings.json')));
  let place = readPlace(readJson(join(folder, 'window.json')));
  const written = readRecents(readJson(join(folder, 'recents.json')));
  let recents = settings.rememberFiles ? written : [];
  let categories = readText(join(folder, 'categories.json'));
  const settingsFile = makeLazyFile('settings.json', () => jsonText(settings));
  const placeFile = makeLazyFile('window.json', () => jsonText(place));
  const recentsFile = makeLazyFile('recents.json', () => jsonText(storedRecents(recents)));
  const categoriesFile = makeLazyFile('categories.json', () => categories);
  if (recents !== written) recentsFile.changed();

  function makeLazyFile(name: string, content: () => string | undefined): { changed(): void; flush(): Promise<void> } {
    let timer: NodeJS.Timeout | undefined;
    let writing: Promise<void> = Promise.resolve();
    async function write(): Promise<void> {
      const text = content();
      if (text === undefined) {
        await disk.unlink(join(folder, name)).catch((error: unknown) => {
          if (errorCode(error) !== 'ENOENT') complain(`${name} could not be deleted (${errorCode(error)}).`);
        });
        return;
      }
      const written = await safeWrite(disk, join(folder, name), [Buffer.from(text)]);
      if (!written.ok) complain(`${name} could not be written (${written.failure.detail ?? written.failure.code}).`);
    }
    const start = (): void => {
      clearTimeout(timer);
      timer = undefined;
      // One after the other, so that an older state never lands on a newer one.
      writing = writing.then(write);
    };
    return {
      changed() {
        clearTimeout(timer);
        timer = setTimeout(start, calmMs);
      },
      flush() {
        if (timer) start();
        return writing;
      },
    };
  }

  function keepRecents(list: readonly RecentFile[]): void {
    recents = settings.rememberFiles ? list : [];
    recentsFile.changed();
    // What is to be forgotten does not wait for a calm moment.
    if (recents.length === 0) void recentsFile.flush();
    recentsChanged();
  }

  return {
    settings: () => settings,
    told: () => ({ settings, edition }),
    recents: () => recents,
    keepRecents,
    change(change) {
      const next = readSettings({ ...settings, ...change });
      if (JSON.stringify(next) !== JSON.stringify(settings)) settingsFile.changed();
      const forget = settings.rememberFiles && !next.rememberFiles;
      settings = next;
      edition += 1;
      if (forget) keepRecents([]);
      return settings;
    },
    place: () => place,
    keepPlace(next) {
      if (JSON.stringify(next) === JSON.stringify(place)) return;
      place = next;
      placeFile.changed();
    },
    categories: () => categories,
    keepCategories(text) {
      if (text === categories) return;
      categories = text;
      categoriesFile.changed();
    },
    async flush() {
      await Promise.all([settingsFile.flush(), placeFile.flush(), recentsFile.flush(), categoriesFile.flush()]);
    },
  };
}

/** A file of this age is no longer being written. */
const abandonedMs = 60_000;

/** A run that was ended while it wrote has left a file half done, perhaps with names in it. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/^\.proctorsheet-[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > abandonedMs) rmSync(path, { force: true });
  }
}

/** A file that is missing, cut short or not JSON is as good as none: the app starts as shipped. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path) ?? '');
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const jsonText = (value: unknown): string | undefined =>
  value === undefined ? undefined : `${JSON.stringify(value, null, 2)}\n`;
