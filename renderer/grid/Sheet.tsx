/**
 * The binding to AG Grid (Infinite Row Model). The grid decides which cells are on screen and what the keyboard does
 * there; what is in them is read in place from the table's shared memory, by the row's number in the order of the view.
 * So a cell never waits, and the blocks that the grid would load stay empty.
 */
import {
  type CellFocusedEvent,
  type CellKeyDownEvent,
  type ColDef,
  createGrid,
  type GridApi,
  type ICellRendererParams,
  type SuppressKeyboardEventParams,
} from 'ag-grid-community';
import { useEffect, useRef } from 'react';
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import type { Selection } from '../../shared/table/selection.ts';
import { type SortKey, searchTerms, type View } from '../../shared/table/view.ts';
import { applyColumns, placesOf } from './apply-columns.ts';
import { type CellContext, cellTooltip, drawCell } from './cells.ts';
import { resizeColumns } from './column-places.ts';
import { fitColumns } from './fit-columns.ts';
import { listenForFocusRow } from './focus-row.ts';
import './grid.css';
import './rows.css';
import { type ScrollPlace, sheetSize } from '../../shared/sheet.ts';
import { dressSheet } from './dress-sheet.ts';
import { type HeaderExtras, nextSort, SheetHeader } from './header.ts';
import { homeAndEnd } from './home-end.ts';
import { passRowNumbers, rowNumberDef, rowNumberId, rowNumberWidth } from './row-numbers.ts';
import { listenForScroll, scrollTo } from './scroll-place.ts';
import { type CellSelection, type MenuPlace, selectCells } from './select-cells.ts';
import { placedColumns } from './sheet-columns.ts';
import { theme } from './sheet-theme.ts';
import { listenForZoom } from './wheel-zoom.ts';

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
  readonly selection: Selection | undefined;
  /** What is looked for among the rows, to be marked where it stands; '' = nothing. */
  readonly find: string;
  /** A cell to go to; gone to whenever this is another value. */
  readonly spot?: { readonly position: number; readonly column: string } | undefined;
  /** Where to scroll to; scrolled there whenever this is another value. */
  readonly scrollTo?: ScrollPlace | undefined;
  /** The nonce of this load, without which the grid's own styles would be refused. */
  readonly styleNonce: string;
  onSort(sort: readonly SortKey[]): void;
  onFocusCell(row: number, column: string): void;
  onSelect(selection: Selection | undefined): void;
  onCellMenu(at: MenuPlace): void;
  onColumnMenu(column: string, at: MenuPlace): void;
  onShowAttempt(row: number): void;
  onColumns(places: ColumnPlace[]): void;
  onFilterColumn(columnId: string, anchor: HTMLElement): void;
  onZoom(step: 1 | -1): void;
  onScrolled(place: ScrollPlace): void;
  /** The rows of the newest view are on screen. */
  onPainted(): void;
}

const blockRows = 100;

/** What the grid's callbacks read; they outlive a drawing, so they see the newest props through this. */
interface Live {
  props: SheetProps;
  rows: Uint32Array;
  cells: CellContext;
  /** The headers that are drawn. */
  readonly headers: Set<SheetHeader>;
  /** Once the grid is made. */
  cellSelection?: CellSelection;
}

const identity = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

function liveOf(props: SheetProps, headers: Set<SheetHeader>): Live {
  const { report, rows, view, settings, find } = props;
  const terms = [...searchTerms(view.search), ...(find.trim() === '' ? [] : [find.toLowerCase()])];
  return {
    props,
    rows: rows ?? identity(report.table.rowCount),
    cells: { report, terms, zone: settings.time },
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
    const { headers = new Set<SheetHeader>(), cellSelection } = live.current ?? {};
    live.current = { ...liveOf(props, headers), ...(cellSelection && { cellSelection }) };
  } else live.current = { ...live.current, props };

  useEffect(() => {
    const api = makeGrid(host.current!, live as { current: Live });
    host.current!.querySelector('[role=grid]')?.setAttribute('aria-label', 'Attempts');
    listenForFocusRow(host.current!, api);
    listenForZoom(host.current!, (step) => live.current!.props.onZoom(step));
    listenForScroll(host.current!, api, (place) => live.current!.props.onScrolled(place));
    grid.current = api;
    const cells = selectCells(host.current!, api, {
      selection: () => live.current!.props.selection,
      onSelect: (selection) => live.current!.props.onSelect(selection),
      onCellMenu: (at) => live.current!.props.onCellMenu(at),
      onColumnMenu: (column, at) => live.current!.props.onColumnMenu(column, at),
    });
    live.current!.cellSelection = cells;
    fresh.current = true;
    const stopFitting = watchWidth(api, host.current!, live as { current: Live });
    return () => {
      stopFitting();
      cells.end();
      api.destroy();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of a report are its own.
  useEffect(() => {
    const api = grid.current!;
    const defs = columnDefs(live as { current: Live });
    const ids = (all: readonly ColDef[]) => all.map((def) => `${def.colId}`).sort();
    const isSame = ids(defs).join('\n') === ids((api.getColumnDefs() ?? []) as ColDef[]).join('\n');
    if (!isSame) api.setGridOption('columnDefs', defs);
    applyColumns(api, host.current!, props.report, props.settings);
  }, [props.report, props.settings.columns, props.settings.rowNumbers, props.settings.gridZoom]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of rows follows from these three alone.
  useEffect(() => {
    const api = grid.current!;
    dressSheet(host.current!, props.settings);
    const { rowHeight, headerHeight } = sheetSize(props.settings);
    if (api.getGridOption('rowHeight') === rowHeight && api.getGridOption('headerHeight') === headerHeight) return;
    const top = api.getFirstDisplayedRowIndex();
    api.updateGridOptions({ rowHeight, headerHeight });
    if (top > 0) api.ensureIndexVisible(top, 'top');
  }, [props.settings.wrap, props.settings.density, props.settings.gridZoom]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the rows have come, not when they are asked for.
  useEffect(() => {
    const api = grid.current!;
    const { rows } = live.current!;
    // A grid that was made just now has drawn everything already, but says that more rows may come.
    if (api.getDisplayedRowCount() !== rows.length || !api.isLastRowIndexKnown()) countRows(api, rows.length);
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected is drawn on the cells on screen.
  useEffect(() => {
    live.current!.cellSelection!.redraw();
    for (const header of live.current!.headers) header.show();
  }, [props.selection, props.rows, props.settings.columns]);

  useEffect(() => {
    markPaneRow(host.current!, live.current!);
    if (props.paneRow === undefined) return;
    const place = live.current!.rows.indexOf(props.paneRow);
    if (place >= 0) grid.current!.ensureIndexVisible(place);
  }, [props.paneRow]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: cells are drawn with marks for what is looked for.
  useEffect(() => {
    if (!fresh.current) grid.current!.refreshCells({ force: true, suppressFlash: true });
  }, [props.find]);

  useEffect(() => {
    if (props.scrollTo) scrollTo(host.current!, grid.current!, props.scrollTo);
  }, [props.scrollTo]);

  useEffect(() => {
    if (props.spot) goTo(grid.current!, props.spot);
  }, [props.spot]);

  useEffect(() => {
    fresh.current = false;
  }, []);

  return <div className="sheet" ref={host} />;
}

/** Tells the grid how many rows there are. It keeps only rows that have a name; without one it would draw each anew. */
function countRows(api: GridApi, count: number) {
  api.forEachNode((node) => {
    node.id ??= `${node.rowIndex}`;
  });
  api.setRowCount(count, true);
}

const changed = (before: SheetProps, now: SheetProps): boolean =>
  before.report !== now.report ||
  before.rows !== now.rows ||
  before.view !== now.view ||
  before.find !== now.find ||
  before.settings !== now.settings;

function columnDefs(live: { readonly current: Live }): ColDef[] {
  const { report, settings } = live.current.props;
  const { zoom } = sheetSize(settings);
  const numbers = rowNumberDef({
    rowAt: (index) => rowAt(live.current, index),
    width: rowNumberWidth(report.table.rowCount, zoom),
    drawn: (cell, position) => live.current.cellSelection?.draw(cell, { position, column: rowNumberId }),
  });
  const columns = placedColumns(report, settings).map((column): ColDef => {
    const extras: HeaderExtras = {
      heads: column,
      drawn: live.current.headers,
      sort: () => live.current.props.view.sort,
      onSort: (id, add) => live.current.props.onSort(nextSort(live.current.props.view.sort, id, add)),
      isFiltered: (id) => live.current.props.view.filters.some((filter) => filter.column === id),
      isSelected: (id) => live.current.cellSelection?.hasColumn(id) ?? false,
      openFilter: (id, anchor) => live.current.props.onFilterColumn(id, anchor),
      onSelect: (id) => live.current.cellSelection?.selectColumn(id),
      openMenu: (id, at) => live.current.props.onColumnMenu(id, at),
    };
    return {
      colId: column.id,
      headerName: column.title,
      headerTooltip: column.meaning ?? column.title,
      headerComponent: SheetHeader,
      headerComponentParams: extras,
      ...(column.pinned ? { pinned: 'left' as const } : {}),
      width: Math.round(column.width * zoom),
      hide: column.hidden,
      cellClass: `look-${column.look}`,
      valueGetter: ({ node }) => {
        const row = rowAt(live.current, node?.rowIndex);
        return row === undefined ? '' : live.current.cells.report.table.column(column.id)?.text(row);
      },
      cellRenderer: ({ node, eGridCell }: ICellRendererParams) => {
        const row = rowAt(live.current, node.rowIndex);
        if (node.rowIndex !== null) {
          live.current.cellSelection?.draw(eGridCell, { position: node.rowIndex, column: column.id });
        }
        return row === undefined ? '' : drawCell(column, row, live.current.cells);
      },
      tooltipValueGetter: ({ node }) => {
        const row = rowAt(live.current, node?.rowIndex);
        return row === undefined ? undefined : cellTooltip(column, row, live.current.cells);
      },
    };
  });
  return settings.rowNumbers ? [numbers, ...columns] : columns;
}

const rowAt = (live: Live, index: number | null | undefined): number | undefined =>
  index === null || index === undefined ? undefined : live.rows[index];

function makeGrid(host: HTMLElement, live: { readonly current: Live }): GridApi {
  const onKey = (params: SuppressKeyboardEventParams) =>
    (live.current.cellSelection?.key(params) ?? false) || homeAndEnd(params);
  const { rowHeight, headerHeight } = sheetSize(live.current.props.settings);
  return createGrid(host, {
    theme,
    styleNonce: live.current.props.styleNonce,
    rowModelType: 'infinite',
    rowHeight,
    headerHeight,
    cacheBlockSize: blockRows,
    maxBlocksInCache: 20,
    infiniteInitialRowCount: live.current.rows.length,
    // Never answered: what the grid would be told is read in place, and an answer would only have it draw every cell again.
    datasource: { getRows() {} },
    columnDefs: columnDefs(live),
    defaultColDef: { sortable: false, resizable: true, minWidth: 60, suppressKeyboardEvent: onKey },
    maintainColumnOrder: true,
    // Which of them fit is decided by pinnedThatFit; the grid would unpin for good.
    processUnpinnedColumns: () => [],
    ...passRowNumbers,
    suppressDragLeaveHidesColumns: true,
    // A column stands where it is at once, whatever moved it; sliding ones cross each other, and none asked for that.
    suppressColumnMoveAnimation: true,
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
    onCellFocused(event: CellFocusedEvent) {
      const row = rowAt(live.current, event.rowIndex);
      const column = typeof event.column === 'object' ? event.column?.getColId() : event.column;
      if (row !== undefined && column) live.current.props.onFocusCell(row, column);
      live.current.cellSelection?.focused(event);
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
    onDragStopped: ({ api }) => tellPlaces(api, live.current),
    onColumnResized({ api, finished, source }) {
      // By the person's hand only: what follows from the settings must not be written back over newer ones.
      if (finished && source === 'uiColumnResized') tellPlaces(api, live.current);
    },
  });
}

const tellPlaces = (api: GridApi, { props }: Live) => props.onColumns(placesOf(api, props.report, props.settings));

/** Pins what fits, whenever the sheet is made wider or narrower; a double click on a header's edge fits its column. */
function watchWidth(api: GridApi, host: HTMLElement, live: { readonly current: Live }): () => void {
  const watch = new ResizeObserver(() =>
    applyColumns(api, host, live.current.props.report, live.current.props.settings),
  );
  watch.observe(host);
  const fit = ({ target }: MouseEvent) => {
    const edge = target instanceof Element ? target.closest('.ag-header-cell-resize') : null;
    const id = edge?.closest('.ag-header-cell')?.getAttribute('col-id');
    if (!id) return;
    const { report, settings, onColumns } = live.current.props;
    onColumns(resizeColumns(report, settings, fitColumns(host, report, settings, live.current.rows, [id])));
  };
  host.addEventListener('dblclick', fit);
  return () => {
    watch.disconnect();
    host.removeEventListener('dblclick', fit);
  };
}

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

/** Shows a cell and gives it the focus; a text field that is being typed into keeps the keyboard. */
function goTo(api: GridApi, { position, column }: { readonly position: number; readonly column: string }) {
  const active = document.activeElement;
  api.ensureIndexVisible(position);
  api.ensureColumnVisible(column);
  api.setFocusedCell(position, column);
  if (active instanceof HTMLInputElement) active.focus({ preventScroll: true });
}

/** Rows keep their elements when the order changes, so the mark is put on the right one by hand. */
function markPaneRow(host: HTMLElement, live: Live) {
  for (const element of host.querySelectorAll<HTMLElement>('.ag-row')) {
    const row = rowAt(live, Number(element.getAttribute('row-index')));
    element.classList.toggle('row-pane', row !== undefined && row === live.props.paneRow);
  }
}
