/** Cells of numbers and times that are neither: there are few, and the others hold no words. */
import { type Column, isNone } from './column.ts';
import { spanIsFilled } from './filled.ts';
import { keptPerTable } from './per-table.ts';
import type { Table } from './table.ts';

/** Rows with a value that has no reading. */
export function* unreadRows(column: Column, bytes: Uint8Array, rows: number): Generator<number> {
  const { cells } = column.parts;
  if (cells.form === 'dictionary') {
    const unread = new Set<number>();
    for (let code = 0; code < cells.distinct; code += 1) {
      if (Number.isNaN(column.parts.readings?.[code]) && !isNone(column.valueText(code))) unread.add(code);
    }
    if (unread.size === 0) return;
    for (let row = 0; row < rows; row += 1) if (unread.has(cells.codes[row]!)) yield row;
    return;
  }
  if (cells.form !== 'spans' || column.parts.hasUnread === false) return;
  const { starts, lengths } = cells.spans;
  for (let row = 0; row < rows; row += 1) {
    if (Number.isNaN(column.number(row)) && spanIsFilled(bytes, starts[row]!, lengths[row]!)) yield row;
  }
}

const known = keptPerTable<Uint32Array>();

/** The same of a column of the table's file, found once. */
export const unreadOf = (column: Column, table: Table): Uint32Array =>
  known(table, column.id, () => Uint32Array.from(unreadRows(column, table.parts.bytes, table.rowCount)));
