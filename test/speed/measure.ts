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

/** Proportional memory (PSS) of the app's processes, in KiB; NaN where the system does not tell. */
export function memoryOf(app: App): number {
  const root = app.electron.process().pid;
  if (root === undefined || process.platform !== 'linux') return Number.NaN;
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
  let total = 0;
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      total += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It ended just now.
    }
  }
  return total;
}
