import { existsSync } from 'node:fs';
import { findCommand, isRoot } from './places.ts';
import { answerOf, run } from './processes.ts';
import { say, Trouble } from './say.ts';

/** Something that Electron, or running it without a display, needs of the system, and the Debian package it comes in. */
interface Need {
  readonly package: string;
  /** Found when the dynamic linker knows this name … */
  readonly library?: string;
  /** … or this program is on the search path … */
  readonly command?: string;
  /** … or this file is there. */
  readonly file?: string;
  /** Without it everything runs, but pictures show empty boxes or a test is left out: never a reason to stop. */
  readonly optional?: true;
}

const NEEDS: readonly Need[] = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  { package: 'libatk-bridge2.0-0', library: 'libatk-bridge-2.0.so.0' },
  { package: 'libatspi2.0-0', library: 'libatspi.so.0' },
  { package: 'libcups2', library: 'libcups.so.2' },
  { package: 'libxkbcommon0', library: 'libxkbcommon.so.0' },
  { package: 'libxcomposite1', library: 'libXcomposite.so.1' },
  { package: 'libxdamage1', library: 'libXdamage.so.1' },
  { package: 'libxrandr2', library: 'libXrandr.so.2' },
  { package: 'libdrm2', library: 'libdrm.so.2' },
  { package: 'libxss1', library: 'libXss.so.1', optional: true },
  { package: 'libnotify4', library: 'libnotify.so.4', optional: true },
  { package: 'fonts-dejavu-core', file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', optional: true },
  { package: 'fonts-noto-core', file: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf', optional: true },
  {
    package: 'fonts-droid-fallback',
    file: '/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf',
    optional: true,
  },
  {
    package: 'fonts-noto-color-emoji',
    file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
    optional: true,
  },
  { package: 'poppler-utils', command: 'pdftotext', optional: true },
  { package: 'strace', command: 'strace', optional: true },
];

const HEADLESS_NEEDS: readonly Need[] = [
  { package: 'xvfb', command: 'Xvfb' },
  { package: 'util-linux', command: 'setpriv' },
];

export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Makes sure of what Electron needs: installs it where we may, else says the command that does. */
export async function ensureSystemLibraries(): Promise<void> {
  if (process.platform !== 'linux') return;
  const needs = isRoot || !hasDisplay() ? [...NEEDS, ...HEADLESS_NEEDS] : NEEDS;
  const missing = missingOf(needs);
  if (missing.length === 0) return;
  const debian = findCommand('apt-get') !== undefined && existsSync('/etc/debian_version');
  if (debian && isRoot) {
    await installPackages(missing);
    stopWhereRequired(missingOf(needs), 'They could not be installed; the lines above say why.');
    return;
  }
  const advice = debian
    ? `Install them with: sudo apt-get install -y --no-install-recommends ${packageNames(missing).join(' ')}`
    : 'Install them with the package manager of this system (the names are those of Debian).';
  stopWhereRequired(missing, advice);
}

function missingOf(needs: readonly Need[]): Need[] {
  const known = answerOf(findCommand('ldconfig') ?? 'ldconfig', ['-p']);
  return needs.filter((need) => {
    if (need.command) return findCommand(need.command) === undefined;
    if (need.file) return !existsSync(need.file);
    // Systems whose linker keeps no list (musl, NixOS) cannot be asked; Electron itself will say what it misses.
    return known !== undefined && !known.includes(`\t${need.library} `);
  });
}

function stopWhereRequired(missing: readonly Need[], advice: string): void {
  const required = missing.filter((need) => !need.optional);
  if (required.length === 0) return;
  throw new Trouble(`This system lacks ${required.map((need) => need.package).join(', ')}. ${advice}`);
}

async function installPackages(missing: readonly Need[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing system packages: ${missing.map((need) => need.package).join(', ')}`);
  // apt's talk is long and says nothing when all goes well: it is shown only as far as it goes to stderr.
  const stdio: ['ignore', 'ignore', 2] = ['ignore', 'ignore', 2];
  // Another apt may hold the lock for a while on a machine that has just started.
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  await run('apt-get', [...patient, 'update', '-qq'], { env, stdio });
  const install = [...patient, 'install', '-y', '-qq', '--no-install-recommends'];
  const all = await run('apt-get', [...install, ...packageNames(missing)], { env, stdio });
  if (all.code === 0) return;
  // One optional package that this release does not have must not keep the others away.
  const required = missing.filter((need) => !need.optional);
  if (required.length > 0) await run('apt-get', [...install, ...packageNames(required)], { env, stdio });
}

/** Debian 13 and Ubuntu 24.04 renamed libraries with a 64-bit time to `…t64`; where that name exists it is the right one. */
function packageNames(needs: readonly Need[]): string[] {
  return needs.map((need) =>
    need.library && hasCandidate(`${need.package}t64`) ? `${need.package}t64` : need.package,
  );
}

function hasCandidate(name: string): boolean {
  const policy = answerOf('apt-cache', ['policy', name]) ?? '';
  return policy.includes('Candidate:') && !policy.includes('Candidate: (none)');
}
