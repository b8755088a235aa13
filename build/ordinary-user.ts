import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir, findCommand, isRoot } from './places.ts';
import { say, Trouble } from './say.ts';

/**
 * Electron's sandbox cannot be used by root, and the app refuses to show anything without it. So where we are root, as
 * in most containers, the app and its display are run by the user that owns nothing.
 */
export const ORDINARY_USER = { uid: 65534, gid: 65534 } as const;

/** Root's own session, which the ordinary user can neither read nor write. */
const PRIVATE_VARIABLES = ['XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'];
const UNWANTED_VARIABLES = [...PRIVATE_VARIABLES, 'DBUS_SESSION_BUS_ADDRESS', 'XAUTHORITY', 'ELECTRON_RUN_AS_NODE'];

const DAY_MS = 86_400_000;

/** The words that go before a command so that the ordinary user runs it; none where we are one already. */
export function asOrdinaryUser(): string[] {
  if (!isRoot) return [];
  const setpriv = findCommand('setpriv');
  if (!setpriv)
    throw new Trouble('setpriv is missing: install the package util-linux, or run this as an ordinary user.');
  const { uid, gid } = ORDINARY_USER;
  const without = UNWANTED_VARIABLES.flatMap((name) => ['-u', name]);
  return [setpriv, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', 'env', ...without];
}

export function ordinaryUserCanRead(path: string): boolean {
  if (!isRoot) return true;
  const [command, ...before] = asOrdinaryUser();
  const test = statSync(path).isDirectory() ? ['test', '-r', path, '-a', '-x', path] : ['test', '-r', path];
  return spawnSync(command!, [...before, ...test], { stdio: 'ignore' }).status === 0;
}

/** A new folder that both the ordinary user and we may write; it is gone when we end, however that comes about. */
export function sharedFolder(purpose: string): string {
  const places = [tmpdir(), '/tmp', '/var/tmp'];
  const place = places.find((path) => existsSync(path) && ordinaryUserCanRead(path)) ?? tmpdir();
  const folder = mkdtempSync(join(place, `proctorsheet-${purpose}-`));
  if (isRoot) chownSync(folder, ORDINARY_USER.uid, ORDINARY_USER.gid);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/**
 * A folder as the ordinary user can read it: itself, or a copy where it lies beneath a closed folder.
 * @param key names this state of the content: a copy with the same key is taken as it is
 */
export function readableFolder(folder: string, probe: string, key: string): string {
  if (!isRoot || ordinaryUserCanRead(join(folder, probe))) return folder;
  const store = join(readableCache(), 'copies');
  mkdirSync(store, { recursive: true, mode: 0o755 });
  const target = join(store, key);
  if (existsSync(join(target, probe))) return target;

  for (const name of readdirSync(store)) {
    const old = join(store, name);
    if (Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { recursive: true, force: true });
  }
  const making = mkdtempSync(`${target}.`);
  cpSync(folder, making, { recursive: true });
  openForReading(making);
  try {
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(join(target, probe))) throw error;
  }
  say(`an ordinary user cannot read ${folder}; it is run from the copy ${target}`);
  return target;
}

function readableCache(): string {
  const own = cacheDir();
  return ordinaryUserCanRead(own) ? own : '/var/cache/proctorsheet';
}

function openForReading(path: string): void {
  const stat = statSync(path);
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name));
}
