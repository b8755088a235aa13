/** The columns between the settings, which hold what the person wants, and the grid, which shows what fits. */
import type { ColumnState, GridApi } from 'ag-grid-community';
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { pinnedThatFit, sheetSize, withOthers } from '../../shared/sheet.ts';
import { rowNumberId, rowNumberWidth } from './row-numbers.ts';
import { placedColumns } from './sheet-columns.ts';

/** Order, widths, and what is hidden and pinned, as the settings and the width of the sheet have it. */
export function applyColumns(api: GridApi, host: HTMLElement, report: Report, settings: Settings) {
  const { zoom } = sheetSize(settings);
  const columns = placedColumns(report, settings).map((column) => ({ ...column, width: column.width * zoom }));
  const numbers = settings.rowNumbers ? rowNumberWidth(report, zoom) : 0;
  const fit = pinnedThatFit(columns, host.clientWidth - numbers);
  const wanted: ColumnState[] = columns.map(({ id, width, hidden }) => ({
    colId: id,
    width: Math.round(width),
    hide: hidden,
    pinned: fit.has(id) ? 'left' : null,
  }));
  if (settings.rowNumbers) wanted.unshift({ colId: rowNumberId, width: numbers, hide: false, pinned: 'left' });
  const isNow = (state: ColumnState | undefined, place: ColumnState) =>
    state?.colId === place.colId &&
    state.width === place.width &&
    (state.hide ?? false) === place.hide &&
    (state.pinned ?? null) === place.pinned;
  const now = api.getColumnState();
  // What the person has just done by hand stands already.
  if (now.length === wanted.length && wanted.every((place, index) => isNow(now[index], place))) return;
  api.applyColumnState({ state: wanted, applyOrder: true });
}

/**
 * What the person did in the grid itself, as the list to keep. A column that is pinned but had to let go in a narrow
 * sheet is still pinned, unless it was dragged in among the others.
 */
export function placesOf(api: GridApi, report: Report, settings: Settings): ColumnPlace[] {
  const { zoom } = sheetSize(settings);
  const pinned = new Set(placedColumns(report, settings).flatMap((column) => (column.pinned ? [column.id] : [])));
  const states = api.getColumnState().filter(({ colId }) => colId !== rowNumberId);
  const firstOther = states.findIndex((state) => state.pinned !== 'left' && !pinned.has(state.colId));
  const places = states.map((state, index) => ({
    id: state.colId,
    width: Math.max(20, Math.min(2000, Math.round((state.width ?? 140) / zoom))),
    hidden: state.hide ?? false,
    pinned: state.pinned === 'left' || (pinned.has(state.colId) && (firstOther < 0 || index < firstOther)),
  }));
  return withOthers(places, settings.columns);
}
