/**
 * What is remembered between runs, in two small files of the app's own folder: how things look and where the window
 * was. Never anything of a report, nor which reports were opened.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Settings, type SettingsChange } from '../shared/settings.ts';
import type { Disk } from './files.ts';
import { safeWrite } from './safe-write.ts';
import { readPlace, type WindowPlace } from './window-place.ts';

export interface Store {
  settings(): Settings;
  change(change: SettingsChange): Settings;
  place(): WindowPlace | undefined;
  keepPlace(place: WindowPlace): void;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
}

/** A dragged edge changes a setting at every pixel; the disk hears of the last one. */
const calmMs = 400;

export function openStore(folder: string, disk: Disk, complain: (sentence: string) => void): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let settings = readSettings(readJson(join(folder, 'settings.json')));
  let place = readPlace(readJson(join(folder, 'window.json')));
  const settingsFile = makeLazyFile('settings.json', () => settings);
  const placeFile = makeLazyFile('window.json', () => place);

  function makeLazyFile(name: string, value: () => unknown): { changed(): void; flush(): Promise<void> } {
    let timer: NodeJS.Timeout | undefined;
    let writing: Promise<void> = Promise.resolve();
    async function write(): Promise<void> {
      const text = `${JSON.stringify(value(), null, 2)}\n`;
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

  return {
    settings: () => settings,
    change(change) {
      const next = readSettings({ ...settings, ...change });
      if (JSON.stringify(next) !== JSON.stringify(settings)) settingsFile.changed();
      settings = next;
      return settings;
    },
    place: () => place,
    keepPlace(next) {
      if (JSON.stringify(next) === JSON.stringify(place)) return;
      place = next;
      placeFile.changed();
    },
    async flush() {
      await Promise.all([settingsFile.flush(), placeFile.flush()]);
    },
  };
}

/** A file that is missing, cut short or not JSON is as good as none: the app starts as shipped. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
