/** The columns between the settings, which hold what the person wants, and the grid, which shows what fits. */
import type { ColumnState, GridApi } from 'ag-grid-community';
import { type Report, verdictColumn } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { pinnedThatFit, sheetSize, widenedWhereRoom, withOthers } from '../../shared/sheet.ts';
import { rowNumberId, rowNumberWidth } from './row-numbers.ts';
import { placedColumns, verdictWidth } from './sheet-columns.ts';
import { fittedVerdictWidth } from './verdict-width.ts';

/** Order, widths, and what is hidden and pinned, as the settings and the width of the sheet have it. */
export function applyColumns(api: GridApi, host: HTMLElement, report: Report, settings: Settings) {
  const { zoom } = sheetSize(settings);
  const numbers = settings.rowNumbers ? rowNumberWidth(report, zoom) : 0;
  const room = host.clientWidth - numbers;
  const placed = placedColumns(report, settings).map((column) => ({ ...column, width: column.width * zoom }));
  const columns = hasOwnVerdictWidth(report, settings)
    ? placed
    : widenedWhereRoom(placed, verdictColumn, fittedVerdictWidth(report) * zoom, room);
  const fit = pinnedThatFit(columns, room);
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

/** Whether the person gave the Verdict column a width. */
const hasOwnVerdictWidth = (report: Report, settings: Settings): boolean =>
  placedColumns(report, settings).find(({ id }) => id === verdictColumn)?.width !== verdictWidth;

/**
 * What the person did in the grid itself, as the list to keep. A column that is pinned but had to let go in a narrow
 * sheet is still pinned, unless it was dragged in among the others.
 */
export function placesOf(api: GridApi, report: Report, settings: Settings): ColumnPlace[] {
  const { zoom } = sheetSize(settings);
  const pinned = new Set(placedColumns(report, settings).flatMap((column) => (column.pinned ? [column.id] : [])));
  // A width that the sheet gave is none that the person chose.
  const given = hasOwnVerdictWidth(report, settings) ? undefined : fittedVerdictWidth(report);
  const widthOf = ({ colId, width }: ColumnState) =>
    colId === verdictColumn && given !== undefined && width === Math.round(given * zoom)
      ? verdictWidth
      : Math.max(20, Math.min(2000, Math.round((width ?? 140) / zoom)));
  const states = api.getColumnState().filter(({ colId }) => colId !== rowNumberId);
  const firstOther = states.findIndex((state) => state.pinned !== 'left' && !pinned.has(state.colId));
  const places = states.map((state, index) => ({
    id: state.colId,
    width: widthOf(state),
    hidden: state.hide ?? false,
    pinned: state.pinned === 'left' || (pinned.has(state.colId) && (firstOther < 0 || index < firstOther)),
  }));
  return withOthers(places, settings.columns);
}
