import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplay } from './display.ts';
import { homeVariables, makeReady } from './launch.ts';
import { asOrdinaryUser, ORDINARY_USER, sharedFolder } from './ordinary-user.ts';
import { findCommand, isRoot } from './places.ts';
import { say } from './say.ts';

/**
 * What a script that drives the real app finds in its environment:
 *
 *   PROCTORSHEET_EXECUTABLE  what to start; its first argument is PROCTORSHEET_APP. Except on Windows it is a small script
 *                            that sets HOME, becomes the ordinary user where we are root, and then is Electron (the
 *                            same process).
 *   PROCTORSHEET_APP         the folder of the built app
 *   PROCTORSHEET_SCRATCH     a folder that both the script and the app may write, gone afterwards. Make folders in it with
 *                            `mkdirSync`: `mkdtempSync` closes them to the app's user.
 *   PROCTORSHEET_HOME        the app's HOME, and the folder of its temporary files. Give the app another by setting this
 *                            variable in the environment that it is started with. Windows wants --user-data-dir.
 *   PROCTORSHEET_APP_UID     there only when the app is run by another user than the script
 *   DISPLAY                  on Linux: a display of 1440×900 that shows nothing
 *   PROCTORSHEET_DISPLAYS    all of them, for scripts that run side by side: windows on one take the focus from each other
 */
export interface Stage {
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

/** How many journeys run side by side: those that wait for their apps leave the cores to the others. */
export const DISPLAYS: number = 3;

export async function openStage(): Promise<Stage> {
  const { executable, app } = await makeReady();
  const scratch = sharedFolder('scratch');
  chmodSync(scratch, 0o777);
  const home = join(scratch, 'home');
  mkdirSync(home);
  chmodSync(home, 0o777);

  const needsDisplay = process.platform === 'linux' && (isRoot || findCommand('Xvfb') || !process.env.DISPLAY);
  const displays = needsDisplay ? await Promise.all(Array.from({ length: DISPLAYS }, openDisplay)) : [];
  const env: Record<string, string> = {
    PROCTORSHEET_EXECUTABLE: process.platform === 'win32' ? executable : writeStarter(scratch, executable),
    PROCTORSHEET_APP: app,
    PROCTORSHEET_SCRATCH: scratch,
    PROCTORSHEET_HOME: home,
    ...(isRoot && { PROCTORSHEET_APP_UID: String(ORDINARY_USER.uid) }),
    ...(displays[0] && {
      DISPLAY: displays[0].name,
      PROCTORSHEET_DISPLAYS: displays.map((display) => display.name).join(' '),
      WAYLAND_DISPLAY: '',
    }),
  };
  if (isRoot) say(`the app is run by user ${ORDINARY_USER.uid}: its sandbox is not for root`);
  const close = () => {
    for (const display of displays) display.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { env, close };
}

/** Playwright starts one file. `exec` all the way keeps the process it knows, and its pipes, those of Electron. */
function writeStarter(folder: string, executable: string): string {
  const path = join(folder, 'electron');
  const variables = Object.keys(homeVariables('')).map((name) => `${name}="$PROCTORSHEET_HOME"`);
  const user = isRoot ? asOrdinaryUser() : ['env'];
  const words = [...user, ...variables, quoted(executable), '"$@"'];
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(' ')}\n`);
  chmodSync(path, 0o755);
  return path;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
