/** The rows that hold the longest values of a column, to be drawn and measured. */
import type { Codes, Column } from './column.ts';
import { LENGTH } from './scan.ts';

/** So many, since the longest in bytes need not be the widest on screen. */
const count = 24;
/** Of numbers and times: all of a column are about as long, and each would have to be written. */
const rowsLookedAt = 5_000;

/** Longest first; of values that come again the first row alone, and of equally long ones those that stand first. */
export function longestRows(column: Column, rowCount: number): number[] {
  const { cells } = column.parts;
  switch (cells.form) {
    case 'dictionary':
      return firstRows(
        cells.codes,
        rowCount,
        longest(cells.distinct, (code) => cells.values.lengths[code]! & LENGTH),
      );
    case 'words':
      return firstRows(
        cells.codes,
        rowCount,
        longest(cells.words.length, (code) => cells.words[code]!.length),
      );
    case 'spans':
      return longest(rowCount, (row) => cells.spans.lengths[row]! & LENGTH);
    case 'numbers': {
      const step = Math.max(1, Math.floor(rowCount / rowsLookedAt));
      return longest(Math.min(rowCount, rowsLookedAt), (at) => column.text(at * step).length).map((at) => at * step);
    }
  }
}

/** The places of the longest, longest first, in one walk. */
function longest(size: number, lengthOf: (at: number) => number): number[] {
  const places: number[] = [];
  const lengths: number[] = [];
  for (let at = 0; at < size; at += 1) {
    const length = lengthOf(at);
    if (places.length === count && length <= lengths[count - 1]!) continue;
    let to = places.length;
    while (to > 0 && lengths[to - 1]! < length) to -= 1;
    places.splice(to, 0, at);
    lengths.splice(to, 0, length);
    if (places.length > count) {
      places.pop();
      lengths.pop();
    }
  }
  return places;
}

/** The first row of each code, in the order of the codes; of one that no row has, none. */
function firstRows(codes: Codes, rowCount: number, wanted: readonly number[]): number[] {
  const waits = new Uint8Array(Math.max(0, ...wanted) + 1);
  for (const code of wanted) waits[code] = 1;
  const found = new Map<number, number>();
  for (let row = 0; row < rowCount && found.size < wanted.length; row += 1) {
    const code = codes[row]!;
    if (waits[code] !== 1) continue;
    waits[code] = 0;
    found.set(code, row);
  }
  return wanted.flatMap((code) => found.get(code) ?? []);
}
