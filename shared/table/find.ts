/** Finding a text cell by cell in the rows of a view, without leaving any row out. */

import { Needle } from './needle.ts';
import type { Table } from './table.ts';
import { markTerm } from './term.ts';

export interface Hits {
  /** How many columns were looked through. */
  readonly width: number;
  /** The cells that hold the text, in reading order, each as `position of its row × width + place of its column`. */
  readonly cells: Uint32Array;
}

/** The cells in which a text occurs, in any case; times and numbers as the file writes them. */
export function findCells(table: Table, rows: Uint32Array, columns: readonly string[], text: string): Hits {
  const term = text.toLowerCase();
  const width = columns.length;
  if (term.trim() === '' || width === 0) return { width, cells: new Uint32Array(0) };
  const needle = new Needle(term, table.parts.bytes);
  const found = columns.map((id) => {
    const marks = new Uint8Array(table.rowCount);
    const column = table.column(id);
    if (column) markTerm(needle, column, rows, marks);
    return marks;
  });
  let count = 0;
  for (const marks of found) for (let at = 0; at < rows.length; at += 1) count += marks[rows[at]!]!;
  const cells = new Uint32Array(count);
  let next = 0;
  for (let at = 0; at < rows.length; at += 1) {
    for (let place = 0; place < width; place += 1) {
      if (found[place]![rows[at]!] === 0) continue;
      cells[next] = at * width + place;
      next += 1;
    }
  }
  return { width, cells };
}

export interface Hit {
  /** Its place among the hits, from 0. */
  readonly index: number;
  readonly position: number;
  readonly column: number;
  /** The step went over the end and began anew at the other one. */
  readonly wrapped: boolean;
}

/**
 * The hit after a cell, or before it; where there is none left, the first or the last of all. From undefined, the
 * first or the last. A cell of no known column (-1) counts as the beginning of its row.
 */
export function nextHit(
  { cells, width }: Hits,
  from: { readonly position: number; readonly column: number } | undefined,
  step: 1 | -1,
): Hit | undefined {
  if (cells.length === 0) return undefined;
  // One before its row is the last cell of the row above, which a step back is not to pass over.
  const column = Math.max(from?.column ?? 0, step === 1 ? -1 : 0);
  const here = from ? from.position * width + column : step === 1 ? -1 : Number.MAX_SAFE_INTEGER;
  // The first hit that stands at `here` or behind it.
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]! < here) low = middle + 1;
    else high = middle;
  }
  const beyond = step === 1 ? (cells[low] === here ? low + 1 : low) : low - 1;
  const index = (beyond + cells.length) % cells.length;
  const cell = cells[index]!;
  return { index, position: Math.floor(cell / width), column: cell % width, wrapped: index !== beyond };
}
