/**
 * The binding to AG Grid (Infinite Row Model). The grid decides which cells are on screen and what the keyboard does
 * there; what is in them is read in place from the table's shared memory, by the row's number in the order of the view.
 * So a cell never waits, and the blocks that the grid would load stay empty.
 */
import {
  CellApiModule,
  type CellFocusedEvent,
  type CellKeyDownEvent,
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  createGrid,
  EventApiModule,
  type GridApi,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community';
import { useEffect, useRef } from 'react';
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { type SortKey, searchTerms, type View } from '../../shared/table/view.ts';
import { type CellContext, cellTooltip, drawCell } from './cells.ts';
import { listenForFocusRow } from './focus-row.ts';
import './grid.css';
import { type HeaderExtras, nextSort, SheetHeader } from './header.ts';
import { homeAndEnd } from './home-end.ts';
import { placedColumns } from './sheet-columns.ts';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
]);

const theme = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'inherit',
  fontSize: 13,
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  borderColor: 'var(--line)',
  accentColor: 'var(--accent)',
  headerBackgroundColor: 'var(--surface-raised)',
  headerTextColor: 'var(--text)',
  headerFontWeight: 600,
  oddRowBackgroundColor: 'var(--surface)',
  rowHoverColor: 'var(--hover)',
  spacing: 5,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerColumnResizeHandleColor: 'var(--line)',
});

export interface SheetProps {
  readonly report: Report;
  /** Rows in the order of the view; undefined while only the first rows are here, which then stand as in the file. */
  readonly rows: Uint32Array | undefined;
  readonly view: View;
  readonly settings: Settings;
  readonly focusRow: number | undefined;
  /** Where the focused row stands in the new order; -1 = nowhere. */
  readonly position: number;
  readonly paneRow: number | undefined;
  /** The nonce of this load, without which the grid's own styles would be refused. */
  readonly styleNonce: string;
  onSort(sort: readonly SortKey[]): void;
  onFocusRow(row: number): void;
  onShowAttempt(row: number): void;
  onColumns(places: ColumnPlace[]): void;
  onFilterColumn(columnId: string, anchor: HTMLElement): void;
  /** The rows of the newest view are on screen. */
  onPainted(): void;
}

const blockRows = 100;
const rowHeight = 28;

/** What the grid's callbacks read; they outlive a drawing, so they see the newest props through this. */
interface Live {
  props: SheetProps;
  rows: Uint32Array;
  cells: CellContext;
  /** The headers that are drawn. */
  readonly headers: Set<SheetHeader>;
}

const identity = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

function liveOf(props: SheetProps, headers: Set<SheetHeader>): Live {
  const { report, rows, view, settings } = props;
  return {
    props,
    rows: rows ?? identity(report.table.rowCount),
    cells: { report, terms: searchTerms(view.search), zone: settings.time },
    headers,
  };
}

export function Sheet(props: SheetProps) {
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi>(null);
  const live = useRef<Live>(null);
  const fresh = useRef(false);
  // Rows are numbered by the thousand when nothing else has changed, so they are made only when their source has.
  if (live.current === null || changed(live.current.props, props)) {
    live.current = liveOf(props, live.current?.headers ?? new Set());
  } else live.current = { ...live.current, props };

  useEffect(() => {
    const api = makeGrid(host.current!, live as { current: Live });
    host.current!.querySelector('[role=grid]')?.setAttribute('aria-label', 'Attempts');
    listenForFocusRow(host.current!, api);
    grid.current = api;
    fresh.current = true;
    return () => api.destroy();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of a report are its own.
  useEffect(() => {
    const api = grid.current!;
    const ids = placedColumns(props.report, props.settings).map((column) => column.id);
    const shown = (api.getColumnDefs() ?? []).map((def) => (def as ColDef).colId);
    if (ids.join('\n') !== shown.join('\n')) api.setGridOption('columnDefs', columnDefs(live as { current: Live }));
  }, [props.report, props.settings.columns]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the rows have come, not when they are asked for.
  useEffect(() => {
    const api = grid.current!;
    const { rows } = live.current!;
    // A grid that was made just now has drawn everything already, but says that more rows may come.
    if (api.getDisplayedRowCount() !== rows.length || !api.isLastRowIndexKnown()) api.setRowCount(rows.length, true);
    if (!fresh.current) api.refreshCells({ force: true, suppressFlash: true });
    markPaneRow(host.current!, live.current!);
    if (props.focusRow !== undefined && props.position >= 0) keepInSight(api, host.current!, props.position);
    else if (rows.length > 0 && api.getFirstDisplayedRowIndex() > 0) api.ensureIndexVisible(0, 'top');
    props.onPainted();
  }, [props.report, props.rows, props.settings.time]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: headers say how their column is sorted and filtered.
  useEffect(() => {
    // Not by the grid, which would make every header anew and take the focus from the one that was just used.
    for (const header of live.current!.headers) header.show();
  }, [props.view.sort, props.view.filters]);

  useEffect(() => {
    markPaneRow(host.current!, live.current!);
    if (props.paneRow === undefined) return;
    const place = live.current!.rows.indexOf(props.paneRow);
    if (place >= 0) grid.current!.ensureIndexVisible(place);
  }, [props.paneRow]);

  useEffect(() => {
    fresh.current = false;
  }, []);

  return <div className="sheet" ref={host} />;
}

const changed = (before: SheetProps, now: SheetProps): boolean =>
  before.report !== now.report ||
  before.rows !== now.rows ||
  before.view !== now.view ||
  before.settings !== now.settings;

function columnDefs(live: { readonly current: Live }): ColDef[] {
  return placedColumns(live.current.props.report, live.current.props.settings).map((column): ColDef => {
    const extras: HeaderExtras = {
      heads: column,
      drawn: live.current.headers,
      sort: () => live.current.props.view.sort,
      onSort: (id, add) => live.current.props.onSort(nextSort(live.current.props.view.sort, id, add)),
      isFiltered: (id) => live.current.props.view.filters.some((filter) => filter.column === id),
      openFilter: (id, anchor) => live.current.props.onFilterColumn(id, anchor),
    };
    return {
      colId: column.id,
      headerName: column.title,
      headerTooltip: column.meaning ?? column.title,
      headerComponent: SheetHeader,
      headerComponentParams: extras,
      ...(column.pinned ? { pinned: 'left' as const } : {}),
      width: column.width,
      hide: column.hidden,
      cellClass: `look-${column.look}`,
      valueGetter: ({ node }) => {
        const row = rowAt(live.current, node?.rowIndex);
        return row === undefined ? '' : live.current.cells.report.table.column(column.id)?.text(row);
      },
      cellRenderer: ({ node }: { node: { rowIndex: number | null } }) => {
        const row = rowAt(live.current, node.rowIndex);
        return row === undefined ? '' : drawCell(column, row, live.current.cells);
      },
      tooltipValueGetter: ({ node }) => {
        const row = rowAt(live.current, node?.rowIndex);
        return row === undefined ? undefined : cellTooltip(column, row, live.current.cells);
      },
    };
  });
}

const rowAt = (live: Live, index: number | null | undefined): number | undefined =>
  index === null || index === undefined ? undefined : live.rows[index];

function makeGrid(host: HTMLElement, live: { readonly current: Live }): GridApi {
  return createGrid(host, {
    theme,
    styleNonce: live.current.props.styleNonce,
    rowModelType: 'infinite',
    rowHeight,
    headerHeight: 34,
    cacheBlockSize: blockRows,
    maxBlocksInCache: 20,
    infiniteInitialRowCount: live.current.rows.length,
    // Never answered: what the grid would be told is read in place, and an answer would only have it draw every cell again.
    datasource: { getRows() {} },
    columnDefs: columnDefs(live),
    defaultColDef: { sortable: false, resizable: true, minWidth: 60, suppressKeyboardEvent: homeAndEnd },
    maintainColumnOrder: true,
    suppressDragLeaveHidesColumns: true,
    suppressCellFocus: false,
    animateRows: false,
    rowBuffer: 10,
    tooltipShowDelay: 600,
    tooltipHideDelay: 20_000,
    suppressNoRowsOverlay: true,
    rowClassRules: {
      'row-pane': ({ node }) => {
        const row = rowAt(live.current, node.rowIndex);
        return row !== undefined && row === live.current.props.paneRow;
      },
    },
    onCellFocused({ rowIndex }: CellFocusedEvent) {
      const row = rowAt(live.current, rowIndex);
      if (row !== undefined) live.current.props.onFocusRow(row);
    },
    onCellKeyDown(event) {
      const { event: key, rowIndex } = event as CellKeyDownEvent;
      const row = rowAt(live.current, rowIndex);
      if (key instanceof KeyboardEvent && key.key === 'Enter' && !key.ctrlKey && !key.metaKey && row !== undefined) {
        live.current.props.onShowAttempt(row);
      }
    },
    onCellDoubleClicked({ rowIndex }) {
      const row = rowAt(live.current, rowIndex);
      if (row !== undefined) live.current.props.onShowAttempt(row);
    },
    onCellClicked({ rowIndex, event }) {
      const row = rowAt(live.current, rowIndex);
      const opens = event?.target instanceof Element && event.target.closest('[data-opens]') !== null;
      if (row !== undefined && opens) live.current.props.onShowAttempt(row);
    },
    onDragStopped: ({ api }) => live.current.props.onColumns(placesOf(api)),
    onColumnResized({ api, finished, source }) {
      if (finished && source !== 'api') live.current.props.onColumns(placesOf(api));
    },
  });
}

const placesOf = (api: GridApi): ColumnPlace[] =>
  api.getColumnState().map((state) => ({ id: state.colId, width: state.width ?? 140, hidden: state.hide ?? false }));

/** Brings the focused row to its new place, and the focus with it; a header that was just used keeps the keyboard. */
function keepInSight(api: GridApi, host: HTMLElement, position: number) {
  api.ensureIndexVisible(position);
  const focused = api.getFocusedCell();
  const active = document.activeElement;
  if (!focused || focused.rowIndex === position || !host.contains(active)) return;
  api.setFocusedCell(position, focused.column);
  const header = active?.closest<HTMLElement>('.ag-header-cell');
  header?.focus({ preventScroll: true });
}

/** Rows keep their elements when the order changes, so the mark is put on the right one by hand. */
function markPaneRow(host: HTMLElement, live: Live) {
  for (const element of host.querySelectorAll<HTMLElement>('.ag-row')) {
    const row = rowAt(live, Number(element.getAttribute('row-index')));
    element.classList.toggle('row-pane', row !== undefined && row === live.props.paneRow);
  }
}
