/** Finds one cell after the other. The cells of the newest question are kept, so that a step costs nothing. */
import { findCells, type Hits, nextHit } from '../../shared/table/find.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Asks, Found } from './asks.ts';

export interface Finder {
  find(table: Table, rows: Uint32Array, args: Asks['find']['args']): Found;
}

export function createFinder(): Finder {
  let known: { rows: Uint32Array; key: string; hits: Hits } | undefined;

  return {
    find(table, rows, { columns, text, from, step, stay }) {
      const key = JSON.stringify([text.toLowerCase(), columns]);
      if (known?.rows !== rows || known.key !== key) known = { rows, key, hits: findCells(table, rows, columns, text) };
      const { hits } = known;
      const position = from ? rows.indexOf(from.row) : -1;
      const place = from?.column === undefined ? -1 : columns.indexOf(from.column);
      // One place before the cell, so that the cell itself is the next one.
      const start = position < 0 ? undefined : { position, column: place - Number(stay && place >= 0) };
      const hit = nextHit(hits, start, step);
      const count = hits.cells.length;
      if (!hit) return { count, index: -1, position: -1, column: '', wrapped: false };
      return { ...hit, count, column: columns[hit.column]! };
    },
  };
}
