/**
 * Work over all rows, divided into parts: who runs it for a window rests between them and answers other questions; all
 * others run it at once.
 */

/** So many rows are gone through in a few milliseconds, whatever is asked of each. */
export const rowsInPart = 1 << 15;

/** Goes through the places below `count`. */
export function* inParts(count: number, part: (from: number, to: number) => void): Generator<undefined, void> {
  for (let from = 0; from < count; from += rowsInPart) {
    part(from, Math.min(from + rowsInPart, count));
    yield;
  }
}

/** What the work comes to, without a rest. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
