/**
 * Where a row stands in the order of a view. At a million rows it takes a millisecond to look through all of them, and
 * the window asks with each step from attempt to attempt; so it is looked first where the row is likely to be.
 */
interface Found {
  readonly row: number;
  readonly place: number;
}

/** What was found last in an order; an order does not change. */
const last = new WeakMap<Uint32Array, Found>();

/** -1 = it is not among them. `rows` hold each row once at most. */
export function rowPlace(rows: Uint32Array, row: number): number {
  const before = last.get(rows);
  if (before?.row === row) return before.place;
  const near = before?.place ?? 0;
  // As in the file, where nothing is sorted or left out; otherwise people go on from row to row.
  const likely = [row, near + 1, near - 1].find((place) => rows[place] === row);
  const place = likely ?? rows.indexOf(row);
  last.set(rows, { row, place });
  return place;
}

/** Somebody has gone to this place, or the table worker says that the row asked for stands there. */
export function rowIsAt(rows: Uint32Array, place: number) {
  const row = rows[place];
  if (row !== undefined) last.set(rows, { row, place });
}
