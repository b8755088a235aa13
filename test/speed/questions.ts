/**
 * How long the table worker takes to say what a view comes to, apart from all drawing. The questions are those of the
 * window (rows and verdict counts, findings, the overview with its charts) and go to its own worker over the same port,
 * from a window that stands still. Timed is from the first question to the last answer.
 */
import type { Page } from 'playwright-core';
import { type View, wholeView } from '../../shared/table/view.ts';

const views: readonly View[] = [
  { ...wholeView, filters: [{ kind: 'values', column: 'verdict', values: ['Passed'] }] },
  wholeView,
];
/** Asked before it counts: what is known of a table is worked out with the first question, and code is compiled. */
const warmRounds = 4;
const rounds = 5;

interface Watched {
  tableWorker: Worker;
  tableReport: string;
}

/** To be called before the report is opened: notes which worker holds it, and under which id. */
export async function watchWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage as (this: Worker, ...args: unknown[]) => void;
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const message = args[0] as { kind?: string; report?: string } | undefined;
      if (message?.kind === 'open') Object.assign(globalThis, { tableWorker: this, tableReport: message.report });
      post.apply(this, args);
    };
  });
}

/** Milliseconds for the view that takes longest, whole or filtered. The views change in turn, so that none is kept. */
export async function viewInNumbers(page: Page): Promise<number> {
  const times: number[][] = views.map(() => []);
  for (let round = -warmRounds; round < rounds; round += 1) {
    for (const [at, view] of views.entries()) {
      const took = await ask(page, view);
      if (round >= 0) times[at]!.push(took);
    }
  }
  return Math.max(...times.map((list) => list.toSorted((a, b) => a - b)[rounds >> 1]!));
}

const ask = (page: Page, view: View): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const { tableWorker, tableReport: report } = globalThis as unknown as Watched;
        const listening = new AbortController();
        // The window's own questions have numbers from 1 on, and it passes over answers to others.
        const waiting = new Set([-1, -2, -3]);
        tableWorker.addEventListener(
          'message',
          ({ data }) => {
            if (data.kind === 'threw' && waiting.has(data.id)) reject(new Error(data.message));
            if (data.kind !== 'answer' || !waiting.delete(data.id) || waiting.size > 0) return;
            listening.abort();
            resolve(performance.now() - began);
          },
          { signal: listening.signal },
        );
        const began = performance.now();
        const about = { report, view: wanted };
        tableWorker.postMessage({ kind: 'ask', id: -1, name: 'view', args: { ...about, keep: undefined } });
        tableWorker.postMessage({ kind: 'ask', id: -2, name: 'findings', args: about });
        tableWorker.postMessage({
          kind: 'ask',
          id: -3,
          name: 'overview',
          args: { ...about, zone: 'utc', columns: [] },
        });
      }),
    view,
  );
