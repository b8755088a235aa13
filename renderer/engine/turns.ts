/** Long work in short turns, so that the worker hears and answers what comes between. */
import type { Lull } from './lull.ts';

/** How long a question about many cells may keep others waiting. */
export const turnMs = 12;
/** The same for what is worked out once in a report: after many turns in a row a timer waits longer than is needed. */
export const longTurnMs = 40;
/** The same for the rows of a view: what a million rows take is done in one turn, unless much is asked of them. */
export const viewTurnMs = 100;

/** Undefined = the work may go on; otherwise others have their turn until this resolves. */
type Rest = () => Promise<void> | undefined;

const turnOfOthers = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Lets others have their turn where this one has lasted so long. */
export function restAfter(patienceMs: number, others: () => Promise<void> = turnOfOthers): Rest {
  let since = performance.now();
  return () => {
    if (performance.now() - since < patienceMs) return undefined;
    return others().then(() => {
      since = performance.now();
    });
  };
}

/** Nothing comes of the work once `wanted` says no. */
export async function inTurns<P, R>(
  steps: Generator<P, R>,
  wanted: (piece: P) => boolean,
  rest = restAfter(turnMs),
): Promise<R | undefined> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (!wanted(step.value)) return undefined;
    const resting = rest();
    if (resting) await resting;
  }
}

/** The same of work that is wanted in any case. */
export const allInTurns = async <R>(steps: Generator<unknown, R>): Promise<R> =>
  (await inTurns(steps, () => true, restAfter(longTurnMs))) as R;

/**
 * The same of what is worked out for later, which besides waits for a lull: whoever types or clicks has both cores of a
 * small machine at work, and would wait for the end of a turn as well.
 */
export async function inLulls<P, R>(steps: Generator<P, R>, wanted: () => boolean, lull: Lull): Promise<R | undefined> {
  const quiet = () => new Promise<void>(lull.wait);
  await quiet();
  const others = () => turnOfOthers().then(quiet);
  return inTurns(steps, wanted, restAfter(longTurnMs, others));
}
