/** Long work in short turns, so that the worker hears and answers what comes between. */

/** How long a question about many cells may keep others waiting. */
export const turnMs = 12;
/** The same for what is worked out once in a report: after many turns in a row a timer waits longer than is needed. */
export const longTurnMs = 40;
/** The same for the rows of a view: what a million rows take is done in one turn, unless much is asked of them. */
export const viewTurnMs = 100;

/** Lets others have their turn where this one has lasted so long; undefined = it may go on. */
export function restAfter(patienceMs: number): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < patienceMs) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}

/** Nothing comes of the work once `wanted` says no. */
export async function inTurns<P, R>(
  steps: Generator<P, R>,
  wanted: (piece: P) => boolean,
  patienceMs = turnMs,
): Promise<R | undefined> {
  const rest = restAfter(patienceMs);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (!wanted(step.value)) return undefined;
    const resting = rest();
    if (resting) await resting;
  }
}

/** The same of work that is wanted in any case. */
export const allInTurns = async <R>(steps: Generator<unknown, R>): Promise<R> =>
  (await inTurns(steps, () => true, longTurnMs)) as R;
