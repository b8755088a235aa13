/**
 * The rows of a report's views. Which they are is known without their order, and is all that most questions ask for: so
 * each is kept apart, of the newest views. In shared memory, since the window reads them in place.
 */
import { sharedArray } from '../../shared/table/column-builder.ts';
import type { Table } from '../../shared/table/table.ts';
import { inOrder, keptRows, keptSteps, type RankCache, type View } from '../../shared/table/view.ts';
import { GivenUp } from './asks.ts';
import { inTurns, restAfter, viewTurnMs } from './turns.ts';

/** A view, and the same without the filter that a panel is about. */
const kept = 2;

export interface ViewRows {
  /** Finds the rows of a view in turns between other questions: then they can be had at once. */
  prepare(view: View): Promise<void>;
  /** In the order of the file. */
  of(view: View): Uint32Array;
  /** In the order of the view, by the ranks of the columns that it sorts by. */
  inOrder(view: View): Uint32Array;
  /** Ends what is being found: whoever waits for it is refused. */
  giveUp(): void;
}

export function createViewRows(table: Table, ranks: RankCache): ViewRows {
  const found = createNewest(kept);
  const ordered = createNewest(1);
  const walks = new Map<string, Promise<void>>();
  let givenUp = 0;

  async function walk(key: string, view: View) {
    const before = givenUp;
    try {
      const rows = await inTurns(keptSteps(view, table, ranks), () => givenUp === before, restAfter(viewTurnMs));
      if (!rows) throw new GivenUp();
      found.keep(key, rows);
    } finally {
      if (givenUp === before) walks.delete(key);
    }
  }

  function of(view: View): Uint32Array {
    const key = keyOf({ ...view, sort: [] });
    return found.get(key) ?? found.keep(key, keptRows(view, table, ranks));
  }

  return {
    async prepare(view) {
      const key = keyOf({ ...view, sort: [] });
      if (found.get(key)) return;
      const walking = walks.get(key) ?? walk(key, view);
      walks.set(key, walking);
      await walking;
    },
    of,
    inOrder(view) {
      const key = keyOf(view);
      const known = ordered.get(key);
      if (known) return known;
      const rows = of(view);
      const sorted = inOrder(rows, view, table, ranks);
      return ordered.keep(key, sorted === rows ? rows : shared(sorted));
    },
    giveUp() {
      givenUp += 1;
      walks.clear();
    },
  };
}

const keyOf = (view: View): string => JSON.stringify(view);

function createNewest(count: number) {
  const rows = new Map<string, Uint32Array>();
  return {
    get(key: string): Uint32Array | undefined {
      const value = rows.get(key);
      return value && this.keep(key, value);
    },
    keep(key: string, value: Uint32Array): Uint32Array {
      rows.delete(key);
      rows.set(key, value);
      if (rows.size > count) rows.delete(rows.keys().next().value!);
      return value;
    },
  };
}

function shared(rows: Uint32Array): Uint32Array {
  const copy = sharedArray(Uint32Array, rows.length).subarray(0, rows.length);
  copy.set(rows);
  return copy;
}
