/** What the cells of a selection come to. */
import { type Column, isNone } from './column.ts';
import type { Table } from './table.ts';

export interface SelectionSummary {
  readonly cells: number;
  /** Cells that hold a value. */
  readonly filled: number;
  /** Different texts among them; undefined where there are too many to be told apart in memory. */
  readonly distinct: number | undefined;
  /** Of the cells that are numbers; undefined where none is, or where they are of several columns. */
  readonly numbers: NumberSummary | undefined;
}

export interface NumberSummary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

/** A text takes some sixty bytes while it is remembered. */
export const distinctLimit = 1_000_000;
const blockRows = 4096;

/** Yields between blocks of rows, so that other questions can be answered in the meantime; returns the summary. */
export function* summarise(
  table: Table,
  rows: Uint32Array,
  ids: readonly string[],
): Generator<undefined, SelectionSummary> {
  const columns = ids.map((id) => table.column(id)).filter((column) => column !== undefined);
  const texts = new Set<string>();
  const sums = createSums();
  let filled = 0;
  for (const column of columns) {
    const isNumber = column.kind === 'number';
    const seen = column.distinct > 0 ? new Uint32Array(column.distinct) : undefined;
    for (let from = 0; from < rows.length; from += blockRows) {
      const block = rows.subarray(from, from + blockRows);
      for (const row of block) {
        if (seen) seen[column.code(row)]! += 1;
        else filled += remember(column.text(row), texts);
        if (isNumber) sums.add(column.number(row));
      }
      yield;
    }
    if (seen) filled += countSeen(column, seen, texts);
  }
  return {
    cells: rows.length * columns.length,
    filled,
    distinct: texts.size > distinctLimit ? undefined : texts.size,
    // Counts and minutes together come to nothing.
    numbers: columns.filter(({ kind }) => kind === 'number').length === 1 ? sums.done() : undefined,
  };
}

/** 1 for a cell with a value. */
function remember(text: string, texts: Set<string>): number {
  if (isNone(text)) return 0;
  // One more than the limit tells that there are too many.
  if (texts.size <= distinctLimit) texts.add(text);
  return 1;
}

function countSeen(column: Column, seen: Uint32Array, texts: Set<string>): number {
  let filled = 0;
  for (let code = 0; code < seen.length; code += 1) {
    if (seen[code]! > 0) filled += remember(column.valueText(code), texts) * seen[code]!;
  }
  return filled;
}

function createSums() {
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  // What adding lost (Neumaier), so that a column of 0.1 sums up to what a person expects.
  let lost = 0;
  return {
    add(value: number) {
      if (!Number.isFinite(value)) return;
      count += 1;
      if (value < min) min = value;
      if (value > max) max = value;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    done: (): NumberSummary | undefined => (count === 0 ? undefined : { count, min, max, sum: sum + lost }),
  };
}
