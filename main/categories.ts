/** The file of the person's own incident categories: kept by the app, written for others and read from them. */
import { basename } from 'node:path';
import { categoriesLimitBytes, type Saved } from '../shared/contract/bridge.ts';
import { FailureError, type Result, success } from '../shared/contract/failure.ts';
import { checkRegular, type Disk, readFlags } from './files.ts';
import { safeWrite } from './safe-write.ts';
import type { Store } from './store.ts';
import { readFailure } from './system-errors.ts';

export interface CategoriesFile {
  /** The text; undefined = as shipped. What it says is the window's to judge. */
  kept(): string | undefined;
  keep(text: string | undefined): void;
  writeTo(path: string, text: string): Promise<Result<Saved>>;
  readFrom(path: string): Promise<Result<{ name: string; text: string }>>;
}

export function makeCategories(
  store: Pick<Store, 'categories' | 'keepCategories'>,
  disk: Disk,
  isSource: (path: string) => Promise<boolean>,
): CategoriesFile {
  return {
    kept: store.categories,
    keep: store.keepCategories,
    writeTo: (path, text) => safeWrite(disk, path, [Buffer.from(text)], isSource),
    async readFrom(path) {
      const name = basename(path);
      try {
        const handle = await disk.open(path, readFlags);
        try {
          const stat = await handle.stat({ bigint: true });
          const wrong = checkRegular(stat, name);
          if (wrong) throw new FailureError(wrong);
          if (stat.size > categoriesLimitBytes)
            throw new FailureError({ code: 'not-categories', name, detail: 'it is larger than 5 MB' });
          return success({ name, text: await handle.readFile('utf8') });
        } finally {
          await handle.close();
        }
      } catch (error) {
        return { ok: false, failure: readFailure(error, name) };
      }
    },
  };
}
