/**
 * What searches have found in a table: a search that goes on from another one, letter by letter, looks only at the rows
 * that had what was typed before.
 */

/** What is known of a row and a term. */
export const notAsked = 0;
export const lacks = 1;
export const holds = 2;

/** As many as a search has words, and a few of the letters before. A byte a row for each. */
const kept = 4;

export interface KnownTerms {
  /** For each row what is known of the term, to be completed by whoever asks. */
  of(term: string, rowCount: number): Uint8Array;
}

export function createKnownTerms(): KnownTerms {
  // The newest is the last.
  const known = new Map<string, Uint8Array>();
  return {
    of(term, rowCount) {
      const states = known.get(term) ?? goneOn(term, rowCount, known);
      known.delete(term);
      known.set(term, states);
      if (known.size > kept) known.delete(known.keys().next().value!);
      return states;
    },
  };
}

/** A row that lacks a part of a term lacks the term. */
function goneOn(term: string, rowCount: number, known: ReadonlyMap<string, Uint8Array>): Uint8Array {
  let part: string | undefined;
  for (const other of known.keys()) if (term.includes(other) && other.length > (part?.length ?? 0)) part = other;
  const before = part === undefined ? undefined : known.get(part);
  const states = new Uint8Array(rowCount);
  if (before) for (let row = 0; row < rowCount; row += 1) states[row] = before[row]! & lacks;
  return states;
}
