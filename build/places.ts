import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectDir = dirname(dirname(fileURLToPath(import.meta.url)));
export const outDir = join(projectDir, 'out');
export const appDir = join(outDir, 'app');

export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Where what is large and the same for every checkout is kept. Root's copy must be readable by the ordinary user. */
export function cacheDir(): string {
  const dir = process.env.PROCTORSHEET_CACHE || (isRoot ? '/var/cache/proctorsheet' : userCacheDir());
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  return dir;
}

function userCacheDir(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'proctorsheet');
}

/** A program's full path by the search path, and by the folders that an ordinary user's search path leaves out. */
export function findCommand(name: string): string | undefined {
  const folders = `${process.env.PATH ?? ''}:/usr/bin:/usr/sbin:/sbin`.split(':');
  return folders.map((folder) => join(folder || '/', name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
