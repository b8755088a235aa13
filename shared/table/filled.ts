import { type Column, isNone, spanIsNone } from './column.ts';
import { LENGTH } from './scan.ts';

/** Whether a row has a value in a column, told without its text wherever the bytes tell. */
export function filledIn(column: Column, bytes: Uint8Array): (row: number) => boolean {
  const { cells } = column.parts;
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    return (row) => !spanIsNone(bytes, starts[row]!, lengths[row]! & LENGTH) && !isNone(column.text(row));
  }
  if (column.distinct === 0) return (row) => !isNone(column.text(row));
  const filled = Uint8Array.from({ length: column.distinct }, (_, code) => (isNone(column.valueText(code)) ? 0 : 1));
  return (row) => filled[column.code(row)] === 1;
}
