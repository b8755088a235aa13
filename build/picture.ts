import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplay } from './display.ts';
import { endLaunch, type LaunchPlan, launch } from './launch.ts';
import { sharedFolder } from './ordinary-user.ts';
import { Trouble } from './say.ts';
import { hasDisplay } from './system-libraries.ts';

const LIMIT_MS = 60_000;
/** As in main/picture.ts. */
const UNOPENED_CODE = 3;
const PNG_BEGINS = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * Starts the app and has it take a picture of its own window, as PNG, once a report is shown or the window says why
 * none is. The app must then have ended by itself.
 */
export async function takePicture(
  planWith: (args: readonly string[]) => LaunchPlan | Promise<LaunchPlan>,
): Promise<{ readonly picture: Buffer; readonly opened: boolean }> {
  const folder = sharedFolder('picture');
  const file = join(folder, 'window.png');
  const display = process.platform === 'linux' ? await openDisplay() : undefined;
  if (!display && !hasDisplay()) throw new Trouble('There is no display to show the window on.');
  const plan = await planWith([`--picture=${file}`]);
  const child = launch(plan, {
    grouped: process.platform !== 'win32',
    output: 'pipe',
    ...(display && { display: display.name }),
  });
  // Chromium complains at length of what a machine without a desktop lacks: shown only where it may explain a failure.
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => printed.push(data));
  try {
    const code = await endOf(child);
    if (code === undefined) throw new Trouble(`The window showed no report within ${LIMIT_MS / 1000} s.`);
    if (code !== 0 && code !== UNOPENED_CODE)
      throw new Trouble(`The app ended with code ${code} before its window could be pictured.`);
    if (!existsSync(file)) throw new Trouble('The app ended without taking a picture of its window.');
    const picture = readFileSync(file);
    if (!picture.subarray(0, 4).equals(PNG_BEGINS))
      throw new Trouble('What the app took of its window is no PNG picture.');
    return { picture, opened: code === 0 };
  } catch (error) {
    process.stderr.write(Buffer.concat(printed));
    throw error;
  } finally {
    endLaunch(child);
    display?.close();
    rmSync(folder, { recursive: true, force: true });
    if (plan.runAs) rmSync(plan.runAs.home, { recursive: true, force: true });
  }
}

function endOf(child: ReturnType<typeof launch>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), LIMIT_MS);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}
