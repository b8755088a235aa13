/**
 * Every wait has an end, and says then what was waited for. A test that only runs out of time says neither, and a file
 * of thirty such tests takes half an hour to say it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright-core';

/** As long as Playwright waits for whatever it puts an end to itself. */
export const patienceMs = 30_000;

/** What comes of it, unless that takes longer; `what` completes “waited … s for”. */
export async function within<T>(promise: Promise<T>, what: string, limitMs: number = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    const error = new Error(`waited ${limitMs / 1000} s for ${what}`);
    timer = setTimeout(() => reject(error), limitMs);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** Playwright waits without end for what is evaluated in a process that is stuck, or for a frame that never comes. */
export function boundEvaluation(target: Page | ElectronApplication, where: string) {
  const { evaluate } = target as { evaluate: (code: unknown, given?: unknown) => Promise<unknown> };
  const bounded = (code: unknown, given?: unknown) =>
    within(evaluate.call(target, code, given), `what is evaluated in ${where}: ${String(code).slice(0, 300)}`);
  Object.assign(target, { evaluate: bounded });
}

/** Waits for the app to close; one that does not is ended with all its processes, which are a group of their own. */
export async function closed(electron: ElectronApplication): Promise<void> {
  const { pid } = electron.process();
  try {
    await within(electron.close(), 'the app to close');
  } catch (error) {
    const left = pid === undefined ? [] : groupOf(pid);
    if (pid !== undefined) endGroup(pid);
    throw new Error(`${(error as Error).message}; there were left: ${left.join(', ') || 'none that is known'}`);
  }
}

/** The processes of a group, each with what it is and the state it is in: S sleeps, D waits for a disk, T was stopped. */
function groupOf(leader: number): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const [, state, , group] = /^\d+ \(.*\) (\S+) (\d+) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      const kinds = readFileSync(`/proc/${pid}/cmdline`, 'utf8').match(/--(?:utility-sub-)?type=[\w.-]+/g) ?? ['main'];
      return Number(group) === leader ? [`${pid} ${kinds.join(' ')} (${state})`] : [];
    } catch {
      // No process, or one that has ended.
      return [];
    }
  });
}

function endGroup(pid: number) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Waits for something that needs a frame. Three displays on two cores: now and then Chromium draws no frame any more, of
 * a window that has all there is to show. A picture makes it draw one.
 */
export async function drawn<T>(page: Page, waits: (limitMs: number) => Promise<T>): Promise<T> {
  try {
    return await waits(6000);
  } catch (error) {
    await page.screenshot({ timeout: 10_000 }).catch(() => Promise.reject(error));
    return waits(20_000);
  }
}
