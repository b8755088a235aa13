/** What the real app costs: the longest task of its window, and the memory of all its processes. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { App } from '../support/app.ts';

/** Begins to note the tasks of the window's thread that take longer than 50 ms. */
export async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
    });
  });
}

/** The longest since then, in ms; 50 if there was none. */
export async function worstTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(50, ...(globalThis as unknown as { longTasks: number[] }).longTasks));
}

/** Memory of a process, or of several, in KiB. */
export interface Memory {
  /** Proportional: what several processes share is divided among them. With the pages of the program itself. */
  readonly pss: number;
  /** The part of it that is in no file: what the processes have filled, and share among themselves. */
  readonly own: number;
}

/** Of the app's processes, by what they are; empty where the system does not tell. */
export function memoryByProcess(root: number | undefined): Map<string, Memory> {
  const found = new Map<string, Memory>();
  if (root === undefined || process.platform !== 'linux') return found;
  for (const pid of family(root)) {
    try {
      const kind = kindOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
      const { pss, own } = found.get(kind) ?? { pss: 0, own: 0 };
      found.set(kind, { pss: pss + kibibytes('Pss'), own: own + kibibytes('Pss_Anon') + kibibytes('Pss_Shmem') });
    } catch {
      // It ended just now.
    }
  }
  return found;
}

/** Proportional memory (PSS) of the app's processes, in KiB; NaN where the system does not tell. */
export function memoryOf(app: App): number {
  const memory = [...memoryByProcess(app.electron.process().pid).values()];
  return memory.length === 0 ? Number.NaN : memory.reduce((sum, { pss }) => sum + pss, 0);
}

/** A process and all that descend from it. */
function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended just now.
    }
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isOurs);
}

/** What Chromium calls it on its command line. */
function kindOf(commandLine: string): string {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  if (type === undefined) return 'main';
  if (type === 'renderer') return 'window';
  if (commandLine.includes('node.mojom.NodeService')) return 'readers';
  return type === 'gpu-process' ? 'drawing' : 'others';
}
