/** Small numbers for the texts of a column, so that a rule is asked once for each text and not for each row. */
import { type Column, isNone, spanIsNone } from './column.ts';
import { LENGTH } from './scan.ts';

/** `of(row)` is the place of the row's text in `texts`, which may hold texts that no row has. */
export interface Places {
  of(row: number): number;
  readonly texts: readonly string[];
}

/** A dictionary's own codes; where there is none, the distinct texts are gathered. */
export function placesOf(column: Column, rowCount: number): Places {
  if (column.distinct > 0) {
    return { of: column.code, texts: Array.from({ length: column.distinct }, (_, code) => column.valueText(code)) };
  }
  const known = new Map<string, number>();
  for (let row = 0; row < rowCount; row += 1) {
    const text = column.text(row);
    if (!known.has(text)) known.set(text, known.size);
  }
  return { of: (row) => known.get(column.text(row))!, texts: [...known.keys()] };
}

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
