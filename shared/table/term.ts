/** Looking for a few letters in every cell, in either case. */
import type { Column, Spans } from './column.ts';
import { createKnownTerms, holds, type KnownTerms, lacks, notAsked } from './known-terms.ts';
import { holdsTerm, Needle } from './needle.ts';
import { inParts } from './parts.ts';
import { LENGTH } from './scan.ts';
import type { Table } from './table.ts';
import { unreadOf } from './unread.ts';

/**
 * Keeps the rows in which the lower-case term occurs in any cell, in parts. Columns of few values come first, since each
 * value is looked at once. What the others have of a row is read in one go, from the first of them to the last: that is
 * many times faster than going from cell to cell in each column. What is known stays true if the walk is given up on its
 * way, or another goes the same way beside it: a row is said to lack the term only when all of it has been looked at.
 */
export function* termSteps(
  term: string,
  table: Table,
  mask: Uint8Array,
  known: KnownTerms = createKnownTerms(),
): Generator<undefined, void> {
  const states = known.of(term, mask.length);
  const needle = new Needle(term, table.parts.bytes);
  let open = rowsToAsk(mask, states);
  const look = (column: Column, rows = open) => {
    if (rows.length > 0 && markTerm(needle, column, rows, states, holds) > 0) open = notFound(open, states);
  };
  for (const column of table.columns) {
    if (!('codes' in column.parts.cells)) continue;
    look(column);
    yield;
  }
  if (open.length > 0) {
    const others = table.columns.filter(({ parts }) => parts.cells.form === 'spans');
    const read = needle.mayBeRead ? [] : others.filter((column) => isRead(column, table));
    for (const column of read) look(column, unreadOf(column, table));
    const rest = others.filter((column) => !read.includes(column));
    const met = needle.isPlain ? yield* withinSteps(needle, rest, table, open) : open;
    if (needle.isOfOneCell) setAll(met, states, holds);
    else {
      for (const column of rest) {
        yield* inParts(met.length, (from, to) => markTerm(needle, column, met.subarray(from, to), states, holds));
      }
    }
    setLacking(open, states);
  }
  keepHolding(mask, states);
}

/** Whether nearly all values of a column were read as numbers or times, which hold no words. */
const isRead = (column: Column, table: Table): boolean =>
  column.parts.readings !== undefined && unreadOf(column, table).length * 8 < table.rowCount;

/** The rows of the mask of which nothing is known. */
function rowsToAsk(mask: Uint8Array, states: Uint8Array): Uint32Array {
  const rows = new Uint32Array(mask.length);
  let count = 0;
  for (let row = 0; row < mask.length; row += 1) {
    rows[count] = row;
    count += mask[row]! & Number(states[row] === notAsked);
  }
  return rows.subarray(0, count);
}

function setAll(rows: Uint32Array, states: Uint8Array, state: number) {
  for (let at = 0; at < rows.length; at += 1) states[rows[at]!] = state;
}

function setLacking(rows: Uint32Array, states: Uint8Array) {
  for (let at = 0; at < rows.length; at += 1) if (states[rows[at]!] === notAsked) states[rows[at]!] = lacks;
}

function keepHolding(mask: Uint8Array, states: Uint8Array) {
  for (let row = 0; row < mask.length; row += 1) mask[row]! &= Number(states[row] === holds);
}

/** Those of the rows that are left, in the same memory. */
function notFound(rows: Uint32Array, states: Uint8Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    rows[count] = rows[at]!;
    count += Number(states[rows[at]!] === notAsked);
  }
  return rows.subarray(0, count);
}

/** Those of the rows in which the term stands anywhere from the first of the columns to the last. */
function* withinSteps(
  needle: Needle,
  columns: readonly Column[],
  table: Table,
  rows: Uint32Array,
): Generator<undefined, Uint32Array> {
  const [from, to] = [columns[0], columns.at(-1)].map((column) => column && spansOf(column));
  const met = new Uint32Array(rows.length);
  let count = 0;
  if (from && to) {
    yield* inParts(rows.length, (first, before) => {
      count += addWithin(needle, [from, to], table, rows.subarray(first, before), met.subarray(count));
    });
  }
  return met.subarray(0, count);
}

/** Puts them into `met`; answers how many there are. */
function addWithin(
  needle: Needle,
  [from, to]: readonly [Spans, Spans],
  table: Table,
  rows: Uint32Array,
  met: Uint32Array,
): number {
  const { recordStarts, rowCount, end } = table.parts;
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const recordStart = recordStarts[row]!;
    // A value that was met before may be known by where it stood first, and an empty one stands nowhere.
    let begin = from.starts[row]!;
    if (begin < recordStart || from.lengths[row] === 0) begin = recordStart;
    const length = to.lengths[row]! & LENGTH;
    let stop = to.starts[row]! + length;
    if (stop < recordStart || length === 0) stop = row + 1 < rowCount ? recordStarts[row + 1]! : end;
    if (!needle.isWithin(begin, stop)) continue;
    met[count] = row;
    count += 1;
  }
  return count;
}

function spansOf({ parts }: Column): Spans | undefined {
  return parts.cells.form === 'spans' ? parts.cells.spans : undefined;
}

/** Marks in `found`, with `as`, those of the rows in which the term occurs in the column. Answers how many there are. */
export function markTerm(needle: Needle, column: Column, rows: Uint32Array, found: Uint8Array, as = 1): number {
  const { cells, readings } = column.parts;
  if (cells.form === 'numbers') return 0;
  let count = 0;
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    const read = needle.mayBeRead ? undefined : readings;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at]!;
      if ((read && !Number.isNaN(read[row]!)) || !needle.isIn(starts[row]!, lengths[row]!)) continue;
      found[row] = as;
      count += 1;
    }
    return count;
  }
  // What the cell says is searched, which for a verdict is more than the word it is filtered by.
  const words = cells.form === 'words' ? (cells.labels ?? cells) : undefined;
  const codes = words?.codes ?? cells.codes;
  const has = (code: number): boolean =>
    cells.form === 'words'
      ? holdsTerm(words!.words[code]!, needle.term)
      : needle.isIn(cells.values.starts[code]!, cells.values.lengths[code]!);
  const states = new Uint8Array(words?.words.length ?? column.distinct);
  if (states.length <= rows.length) {
    for (let code = 0; code < states.length; code += 1) states[code] = has(code) ? holds : lacks;
    if (!states.includes(holds)) return 0;
  }
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const code = codes[row]!;
    if (states[code] === notAsked) states[code] = has(code) ? holds : lacks;
    if (states[code] === lacks) continue;
    found[row] = as;
    count += 1;
  }
  return count;
}
