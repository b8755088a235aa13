import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly timedOut: boolean;
}

export interface RunOptions extends SpawnOptions {
  readonly limitMs?: number;
}

/** Runs a program to its end. Its own process group, so that a time limit ends its children with it. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { limitMs, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const grouped = limitMs !== undefined && process.platform !== 'win32';
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], detached: grouped, ...spawnOptions });
    const endWithUs = () => endGroup(child.pid, grouped, 'SIGTERM');
    process.on('exit', endWithUs);
    let timedOut = false;
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            endGroup(child.pid, grouped, 'SIGKILL');
          }, limitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      process.off('exit', endWithUs);
      reject(error);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', endWithUs);
      resolve({ code: code ?? (signal ? 128 : 1), timedOut });
    });
  });
}

function endGroup(pid: number | undefined, grouped: boolean, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(grouped ? -pid : pid, signal);
  } catch {
    // It ended by itself between the time limit and here.
  }
}

/** A short program's stdout, or undefined where it is missing or failed. */
export function answerOf(command: string, args: readonly string[]): string | undefined {
  const ended = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return ended.status === 0 ? ended.stdout : undefined;
}
