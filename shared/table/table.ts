/**
 * The immutable table. A row is a number: its place among the records of the file, from 0.
 * A table is shared buffers and plain data (`TableParts`), so handing it to another thread copies nothing.
 */
import { type Column, type ColumnParts, openColumn } from './column.ts';
import { openProblems, type ProblemParts, type Problems } from './problems.ts';
import type { LineEnds } from './scan.ts';
import { openSurplus, type Surplus, type SurplusParts } from './surplus.ts';

export interface TableParts {
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  readonly columns: readonly ColumnParts[];
  /** How many cells a record has, where it is fewer than the header has. */
  readonly shortRows: ReadonlyMap<number, number>;
  readonly surplus: SurplusParts;
  /** Where the text ends: behind it the memory is empty. */
  readonly end: number;
  /** Where each record begins in the bytes. */
  readonly recordStarts: Uint32Array;
  readonly problems: ProblemParts;
  readonly lineEnds: LineEnds;
}

export interface Table {
  readonly parts: TableParts;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  /** In the order of the file. */
  readonly problems: Problems;
  readonly surplus: Surplus;
  column(id: string): Column | undefined;
}

export function openTable(parts: TableParts): Table {
  const columns = parts.columns.map((column) => openColumn(column, parts.bytes));
  const byId = new Map(columns.map((column) => [column.id, column]));
  const problems = openProblems(
    parts.problems,
    columns.map(({ id }) => id),
  );
  const surplus = openSurplus(parts.surplus);
  return { parts, rowCount: parts.rowCount, columns, problems, surplus, column: (id) => byId.get(id) };
}

/** The same table with columns added that are derived from it. */
export function withColumns(table: Table, derived: readonly ColumnParts[]): Table {
  return openTable({ ...table.parts, columns: [...table.parts.columns, ...derived] });
}

/** The row whose record a byte belongs to; undefined before the first. */
export function rowAt(recordStarts: Uint32Array, rowCount: number, offset: number): number | undefined {
  let low = 0;
  let high = rowCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (recordStarts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}

/** The column of what long rows have beyond the header. */
export const surplusId = 'surplus';
