import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appAfter, profileOf, scratchFolder, switches } from './app.ts';
import { within } from './waiting.ts';

/** Starts the built app after this script, with no driver, and gives what it has printed and ended with. */
export async function ranAfter(script: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.env.PROCTORSHEET_EXECUTABLE ?? '', [appAfter(script), ...switches], {
    env: { ...process.env, ...profileOf(scratchFolder('home')) },
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  const [code] = await within(once(child, 'close'), 'the app to end').finally(() => child.kill('SIGKILL'));
  return { code, said };
}
