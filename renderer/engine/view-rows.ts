/**
 * The rows of a report's views. Which they are is known without their order, and is all that most questions ask for: so
 * each is kept apart, of the newest view. In shared memory, since the window reads them in place.
 */
import { sharedArray } from '../../shared/table/column-builder.ts';
import type { Table } from '../../shared/table/table.ts';
import { inOrder, keptRows, type RankCache, type View } from '../../shared/table/view.ts';

export interface ViewRows {
  /** In the order of the file. */
  of(view: View): Uint32Array;
  /** In the order of the view, by the ranks of the columns that it sorts by. */
  inOrder(view: View): Uint32Array;
}

export function createViewRows(table: Table, ranks: RankCache): ViewRows {
  const kept = newest((view) => shared(keptRows(view, table, ranks)));
  const of = (view: View) => kept({ ...view, sort: [] });
  return {
    of,
    inOrder: newest((view) => {
      const rows = of(view);
      const sorted = inOrder(rows, view, table, ranks);
      return sorted === rows ? rows : shared(sorted);
    }),
  };
}

function newest(work: (view: View) => Uint32Array): (view: View) => Uint32Array {
  let key = '';
  let rows = new Uint32Array(0) as Uint32Array;
  return (view) => {
    const next = JSON.stringify(view);
    if (next !== key) {
      rows = work(view);
      key = next;
    }
    return rows;
  };
}

function shared(rows: Uint32Array): Uint32Array {
  const copy = sharedArray(Uint32Array, rows.length).subarray(0, rows.length);
  copy.set(rows);
  return copy;
}
