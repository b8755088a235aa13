/**
 * A selection of cells, as a value: where it began and where it reaches, in positions of the shown order and ids of
 * columns. What it covers follows from the order of the columns on screen, and is never stored.
 */

/** A cell by its place on screen: its position among the rows shown, and its column. */
export interface Place {
  readonly position: number;
  readonly column: string;
}

export type SelectionKind = 'cells' | 'rows' | 'columns' | 'all';

export interface Selection {
  readonly kind: SelectionKind;
  /** The cell that has the keyboard, and that stays when the selection grows. */
  readonly anchor: Place;
  /** The corner that moves. */
  readonly focus: Place;
}

/** What there is to select in. */
export interface Extent {
  readonly rowCount: number;
  /** Ids of the columns on screen, in order. */
  readonly columns: readonly string[];
}

/** Both ends belong to it; it holds at least one cell. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly string[];
}

/** What a selection covers; nothing where its rows or columns are no longer shown. */
export function rectangleOf({ kind, anchor, focus }: Selection, { rowCount, columns }: Extent): Rectangle | undefined {
  if (rowCount === 0 || columns.length === 0) return undefined;
  const isTall = kind === 'columns' || kind === 'all';
  const isWide = kind === 'rows' || kind === 'all';
  const top = isTall ? 0 : Math.min(anchor.position, focus.position);
  const bottom = isTall ? rowCount - 1 : Math.max(anchor.position, focus.position);
  if (top < 0 || bottom >= rowCount) return undefined;
  if (isWide) return { top, bottom, columns };
  const places = [columns.indexOf(anchor.column), columns.indexOf(focus.column)].sort((a, b) => a - b);
  const [left, right] = places as [number, number];
  return left < 0 ? undefined : { top, bottom, columns: columns.slice(left, right + 1) };
}

export const cellCount = ({ top, bottom, columns }: Rectangle): number => (bottom - top + 1) * columns.length;

export const contains = ({ top, bottom, columns }: Rectangle, { position, column }: Place): boolean =>
  position >= top && position <= bottom && columns.includes(column);

export const samePlace = (a: Place, b: Place): boolean => a.position === b.position && a.column === b.column;

/** One cell alone is what has the keyboard anyway, and is no selection. */
export const selectionOf = (kind: SelectionKind, anchor: Place, focus: Place): Selection | undefined =>
  kind === 'cells' && samePlace(anchor, focus) ? undefined : { kind, anchor, focus };

export interface Step {
  readonly rows?: number;
  readonly columns?: number;
  /** All the way: the step's sign tells the direction. */
  readonly far?: boolean;
}

/** The place a step leads to; it stops at the edges. */
export function stepped(from: Place, { rows = 0, columns = 0, far = false }: Step, extent: Extent): Place {
  const last = extent.columns.length - 1;
  const place = extent.columns.indexOf(from.column);
  const to = (at: number, by: number, end: number) =>
    by === 0 ? at : far ? (by < 0 ? 0 : end) : Math.max(0, Math.min(end, at + by));
  return {
    position: to(from.position, rows, extent.rowCount - 1),
    column: extent.columns[to(place, columns, last)] ?? from.column,
  };
}

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: { rows: -1 },
  ArrowDown: { rows: 1 },
  ArrowLeft: { columns: -1 },
  ArrowRight: { columns: 1 },
};

/** What a key with Shift makes of a selection; `page` is how many rows a screen holds. Undefined = it is no such key. */
export function keySelection(
  key: Key,
  now: Selection | undefined,
  at: Place,
  extent: Extent,
  page: number,
): Selection | undefined {
  const far = key.ctrlKey || key.metaKey;
  if (key.altKey || extent.rowCount === 0) return undefined;
  const before = now ?? { kind: 'cells', anchor: at, focus: at };
  if (key.key === ' ') {
    const kind = far ? (key.shiftKey ? 'all' : 'columns') : key.shiftKey ? 'rows' : undefined;
    return kind && { ...before, kind };
  }
  const step = stepOf(key.key, far, page);
  if (!key.shiftKey || !step) return undefined;
  const kind = before.kind === 'all' ? 'cells' : before.kind;
  const from = before.kind === 'all' ? before.anchor : before.focus;
  let focus = stepped(from, step, extent);
  if (far && key.key === 'Home') focus = stepped(focus, { rows: -1, far }, extent);
  if (far && key.key === 'End') focus = stepped(focus, { rows: 1, far }, extent);
  return { kind, anchor: before.anchor, focus };
}

function stepOf(key: string, far: boolean, page: number): Step | undefined {
  const step = steps[key];
  if (step) return { ...step, far };
  if (key === 'Home') return { columns: -1, far: true };
  if (key === 'End') return { columns: 1, far: true };
  if (key === 'PageUp') return { rows: -page };
  return key === 'PageDown' ? { rows: page } : undefined;
}
