/** Filters that begin at a cell. */
import { isNone } from '../../shared/table/column.ts';
import { filterOf, type View, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { changeView } from './act.ts';
import { pickedRows } from './act-place.ts';
import { selectedIn } from './act-selection.ts';
import { engine } from './doorway.ts';
import { activeOpen, type Open, store } from './state.ts';

/** The cell that has the focus, as a filter by values takes it. */
function cellOf(open: Open, row = open.focusRow, columnId = open.focusColumn) {
  const column = columnId === undefined ? undefined : open.report.table.column(columnId);
  if (!column || row === undefined) return undefined;
  // The word a verdict is filtered by, not all that its cell says.
  const text = column.parts.cells.form === 'words' ? column.valueText(column.code(row)) : column.text(row);
  return { column: column.id, value: isNone(text) ? '' : text };
}

/** Whether there is a cell to filter by. */
export function hasCell(): boolean {
  const open = activeOpen(store.getState());
  return open !== undefined && cellOf(open) !== undefined;
}

/** Only the rows with the value of this cell, or of the one that has the focus. */
export function filterByValue(row?: number, columnId?: string) {
  const open = activeOpen(store.getState());
  const cell = open && cellOf(open, row, columnId);
  if (cell) changeView((view) => withFilter(view, { kind: 'values', column: cell.column, values: [cell.value] }));
}

/** Without the rows with the value of this cell, and without those left out before. */
export function excludeValue(row?: number, columnId?: string) {
  const open = activeOpen(store.getState());
  const cell = open && cellOf(open, row, columnId);
  if (cell) changeView((view) => withoutValue(view, cell.column, cell.value));
}

function withoutValue(view: View, column: string, value: string): View {
  const now = filterOf(view, column, 'values');
  if (now && !now.exclude) return withFilter(view, { ...now, values: now.values.filter((other) => other !== value) });
  const values = [...new Set([...(now?.values ?? []), value])];
  return withFilter(withoutFilter(view, column, 'values'), { kind: 'values', column, values, exclude: true });
}

/** Only the rows that are selected, or the one that has the focus. `columns`: those on screen, in order. */
export async function narrowToSelection(columns: readonly string[]) {
  const open = activeOpen(store.getState());
  const rectangle = open && selectedIn(open, columns);
  if (!open || !rectangle) return;
  const rows = open.shown.rows.subarray(rectangle.top, rectangle.bottom + 1);
  // A worker that broke tells so itself, by the reports it took with it.
  const ranges = await engine.ask('ranges', { rows }).catch(() => undefined);
  if (ranges === undefined || activeOpen(store.getState())?.id !== open.id) return;
  changeView((view) => withFilter(view, pickedRows(ranges, rows.length)));
}
