/**
 * The end of the app. What is being written is waited for; what a disk or a share was asked and does not answer is not:
 * the engine would wait for it for ever, and so would the next start, which finds the lock of this one.
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { App } from 'electron';

/** A disk that is only slow has answered by then. */
const patienceMs = 1000;
const askedAgainMs = 20;

interface Ending {
  /** Begins what has to be done, once no window is left, and resolves when it is done. */
  lastSteps(): Promise<unknown>;
  /** Whether a window was opened again meanwhile, by a second start of the app. */
  isNeeded(): boolean;
  /** Whether something else than main itself may wait for a disk without end. */
  mayWait(): boolean;
}

export function endAfter(app: App, { lastSteps, isNeeded, mayWait }: Ending): void {
  let isDone = false;
  async function end(): Promise<void> {
    await lastSteps().catch(() => undefined);
    const until = performance.now() + patienceMs;
    while (waitsForDisk() && performance.now() < until) await pause(askedAgainMs);
    // In a turn of its own: Electron ignores a quit from within its event, where nothing had to be waited for.
    await nextTurn();
    isDone = !isNeeded();
    if (!isDone) return;
    if (waitsForDisk() || mayWait()) process.kill(process.pid, 'SIGKILL');
    else app.quit();
  }
  let isEnding = false;
  app.on('will-quit', (event) => {
    if (isDone) return;
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    void end().finally(() => {
      isEnding = false;
    });
  });
}

const waitsForDisk = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
