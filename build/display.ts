import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { asOrdinaryUser } from './ordinary-user.ts';
import { findCommand } from './places.ts';
import { Trouble } from './say.ts';

export interface Display {
  /** As in the variable DISPLAY. */
  readonly name: string;
  close(): void;
}

const SCREEN = '1440x900x24';
const LIMIT_MS = 20_000;

/**
 * Starts an X server that shows nothing, run by whoever runs the app. It chooses a free number by itself, which
 * `xvfb-run -a` guesses and two at once may guess alike.
 */
export function openDisplay(): Promise<Display> {
  const server = findCommand('Xvfb');
  if (!server) throw new Trouble('Xvfb is missing: install the package xvfb, or run this in a desktop session.');
  const setpriv = findCommand('setpriv');
  // However we end, it ends with us.
  const tied = setpriv ? [setpriv, '--pdeathsig=KILL'] : [];
  const line = [...asOrdinaryUser(), ...tied, server, '-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
  const child = spawn(line[0]!, line.slice(1), { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });

  return new Promise((resolve, reject) => {
    const give = (sentence: string) => {
      child.kill();
      reject(new Trouble(sentence));
    };
    const timer = setTimeout(() => give('Xvfb did not come up within 20 s.'), LIMIT_MS);
    child.on('error', (error) => give(`Xvfb could not be started: ${error.message}`));
    child.on('exit', (code) => give(`Xvfb ended at once with code ${code}.`));
    let text = '';
    (child.stdio[3] as Readable).on('data', (data: Buffer) => {
      text += data.toString();
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      child.unref();
      (child.stdio[3] as Readable).destroy();
      resolve({ name: `:${text.trim()}`, close: () => void child.kill() });
    });
  });
}
