/**
 * The grid (AG Grid, Infinite Row Model) in an element of its own. The grid decides which cells are on screen and what
 * the keyboard does there; what is in them is read in place from the table's shared memory, by the row's number in the
 * order of the view. So a cell never waits, and the blocks that the grid would load stay empty.
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
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { type ScrollPlace, sheetSize } from '../../shared/sheet.ts';
import { rowIsAt } from '../../shared/table/row-place.ts';
import type { Selection } from '../../shared/table/selection.ts';
import { type SortKey, searchTerms, type View } from '../../shared/table/view.ts';
import { applyColumns, placesOf } from './apply-columns.ts';
import { type CellContext, cellTooltip, drawCell } from './cells.ts';
import { listenForFocusRow } from './focus-row.ts';
import { type HeaderExtras, nextSort, SheetHeader } from './header.ts';
import { homeAndEnd } from './home-end.ts';
import { passRowNumbers, rowNumberDef, rowNumberId, rowNumberWidth } from './row-numbers.ts';
import { listenForScroll } from './scroll-place.ts';
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
  /** The column that had the focus there. */
  readonly focusColumn?: string | undefined;
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
  /** Made in advance, so many percent of the window wide, and kept for the sheet that is shown next. */
  readonly spareShare?: number;
  onSort(sort: readonly SortKey[]): void;
  onFocusCell(row: number, column: string): void;
  onSelect(selection: Selection | undefined): void;
  onCellMenu(at: MenuPlace): void;
  onColumnMenu(column: string, at: MenuPlace): void;
  onShowAttempt(row: number): void;
  onColumns(places: ColumnPlace[]): void;
  onFilterColumn(columnId: string, anchor: HTMLElement): void;
  onZoom(step: 1 | -1): void;
  /** A column is to be as wide as what it holds. */
  onFit(column: string): void;
  onScrolled(place: ScrollPlace): void;
  /** The rows of the newest view are on screen. */
  onPainted(): void;
}

const blockRows = 100;

/** What the grid's callbacks read; they outlive a drawing, so they see the newest props through this. */
export interface Live {
  props: SheetProps;
  rows: Uint32Array;
  cells: CellContext;
}

const identity = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

export function liveOf(props: SheetProps): Live {
  const { report, rows, view, settings, find } = props;
  const terms = [...searchTerms(view.search), ...(find.trim() === '' ? [] : [find.toLowerCase()])];
  return {
    props,
    rows: rows ?? identity(report.table.rowCount),
    cells: { report, terms, zone: settings.time },
  };
}

/** A grid, and what it reads. It may outlive the component that made it, and be shown by another. */
export interface GridFrame {
  readonly element: HTMLElement;
  readonly api: GridApi;
  /** The headers that are drawn. */
  readonly headers: Set<SheetHeader>;
  readonly cells: CellSelection;
  live: Live;
  end(): void;
}

/** What the grid reads while it is being made. */
interface Making {
  readonly element: HTMLElement;
  readonly headers: Set<SheetHeader>;
  cells?: CellSelection;
  live: Live;
  /** Cells that were given the keyboard though nobody has gone to them, in turn; the grid tells of them later. */
  given: readonly string[];
}

export function makeFrame(host: HTMLElement, live: Live): GridFrame {
  const element = document.createElement('div');
  element.className = 'sheet';
  host.append(element);
  const frame: Making = { element, headers: new Set(), live, given: [] };
  const api = makeGrid(frame);
  element.querySelector('[role=grid]')?.setAttribute('aria-label', 'Attempts');
  listenForFocusRow(element, api, (place, column) => {
    frame.given = [...frame.given, `${place} ${column}`];
  });
  listenForZoom(element, (step) => frame.live.props.onZoom(step));
  listenForScroll(element, api, (place) => frame.live.props.onScrolled(place));
  const cells = selectCells(element, api, {
    selection: () => frame.live.props.selection,
    onSelect: (selection) => frame.live.props.onSelect(selection),
    onCellMenu: (at) => frame.live.props.onCellMenu(at),
    onColumnMenu: (column, at) => frame.live.props.onColumnMenu(column, at),
  });
  const stopFitting = watchWidth(api, frame);
  const end = () => {
    stopFitting();
    cells.end();
    api.destroy();
    element.remove();
  };
  return Object.assign(frame, { api, cells, end });
}

/** Tells the grid how many rows there are. It keeps only rows that have a name; without one it would draw each anew. */
export function countRows(api: GridApi, count: number) {
  api.forEachNode((node) => {
    node.id ??= `${node.rowIndex}`;
  });
  api.setRowCount(count, true);
}

export function columnDefs(frame: Pick<Making, 'live' | 'headers' | 'cells'>): ColDef[] {
  const { report, settings } = frame.live.props;
  const { zoom } = sheetSize(settings);
  const numbers = rowNumberDef({
    rowAt: (index) => rowAt(frame.live, index),
    width: rowNumberWidth(report, zoom),
    drawn: (cell, position) => frame.cells?.draw(cell, { position, column: rowNumberId }),
  });
  const columns = placedColumns(report, settings).map((column): ColDef => {
    const extras: HeaderExtras = {
      heads: column,
      drawn: frame.headers,
      sort: () => frame.live.props.view.sort,
      onSort: (id, add) => frame.live.props.onSort(nextSort(frame.live.props.view.sort, id, add)),
      isFiltered: (id) => frame.live.props.view.filters.some((filter) => filter.column === id),
      isSelected: (id) => frame.cells?.hasColumn(id) ?? false,
      openFilter: (id, anchor) => frame.live.props.onFilterColumn(id, anchor),
      onSelect: (id) => frame.cells?.selectColumn(id),
      openMenu: (id, at) => frame.live.props.onColumnMenu(id, at),
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
        const row = rowAt(frame.live, node?.rowIndex);
        return row === undefined ? '' : frame.live.cells.report.table.column(column.id)?.text(row);
      },
      cellRenderer: ({ node, eGridCell }: ICellRendererParams) => {
        const row = rowAt(frame.live, node.rowIndex);
        if (node.rowIndex !== null) {
          frame.cells?.draw(eGridCell, { position: node.rowIndex, column: column.id });
        }
        return row === undefined ? '' : drawCell(column, row, frame.live.cells);
      },
      tooltipValueGetter: ({ node }) => {
        const row = rowAt(frame.live, node?.rowIndex);
        return row === undefined ? undefined : cellTooltip(column, row, frame.live.cells);
      },
    };
  });
  return settings.rowNumbers ? [numbers, ...columns] : columns;
}

export const rowAt = (live: Live, index: number | null | undefined): number | undefined =>
  index === null || index === undefined ? undefined : live.rows[index];

function makeGrid(frame: Making): GridApi {
  const onKey = (params: SuppressKeyboardEventParams) => (frame.cells?.key(params) ?? false) || homeAndEnd(params);
  const { rowHeight, headerHeight } = sheetSize(frame.live.props.settings);
  return createGrid(frame.element, {
    theme,
    styleNonce: frame.live.props.styleNonce,
    rowModelType: 'infinite',
    rowHeight,
    headerHeight,
    cacheBlockSize: blockRows,
    maxBlocksInCache: 20,
    infiniteInitialRowCount: frame.live.rows.length,
    // Never answered: what the grid would be told is read in place, and an answer would only have it draw every cell again.
    datasource: { getRows() {} },
    columnDefs: columnDefs(frame),
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
    // In frames of its own the grid would draw cells for 60 ms and leave the others blank until the next: on a slow
    // machine a person would see rows without a word in them.
    suppressAnimationFrame: true,
    // Few beyond those in sight: they are drawn within the frame that needs them, and the first rows come earlier.
    rowBuffer: 2,
    tooltipShowDelay: 600,
    tooltipHideDelay: 20_000,
    suppressNoRowsOverlay: true,
    rowClassRules: {
      'row-pane': ({ node }) => {
        const row = rowAt(frame.live, node.rowIndex);
        return row !== undefined && row === frame.live.props.paneRow;
      },
    },
    onCellFocused(event: CellFocusedEvent) {
      const row = rowAt(frame.live, event.rowIndex);
      if (event.rowIndex !== null) rowIsAt(frame.live.rows, event.rowIndex);
      const column = typeof event.column === 'object' ? event.column?.getColId() : event.column;
      const at = frame.given.indexOf(`${event.rowIndex} ${column}`);
      frame.given = at < 0 ? [] : frame.given.slice(at + 1);
      // It is not where the person is: after a sort the sheet stays at its top.
      if (at >= 0) return;
      if (row !== undefined && column) frame.live.props.onFocusCell(row, column);
      frame.cells?.focused(event);
    },
    onCellKeyDown(event) {
      const { event: key, rowIndex } = event as CellKeyDownEvent;
      const row = rowAt(frame.live, rowIndex);
      if (key instanceof KeyboardEvent && key.key === 'Enter' && !key.ctrlKey && !key.metaKey && row !== undefined) {
        frame.live.props.onShowAttempt(row);
      }
    },
    onCellDoubleClicked({ rowIndex }) {
      const row = rowAt(frame.live, rowIndex);
      if (row !== undefined) frame.live.props.onShowAttempt(row);
    },
    onCellClicked({ rowIndex, event }) {
      const row = rowAt(frame.live, rowIndex);
      const opens = event?.target instanceof Element && event.target.closest('[data-opens]') !== null;
      if (row !== undefined && opens) frame.live.props.onShowAttempt(row);
    },
    onDragStopped: ({ api }) => tellPlaces(api, frame.live),
    onColumnResized({ api, finished, source }) {
      // By the person's hand only: what follows from the settings must not be written back over newer ones.
      if (finished && source === 'uiColumnResized') tellPlaces(api, frame.live);
    },
  });
}

const tellPlaces = (api: GridApi, { props }: Live) => props.onColumns(placesOf(api, props.report, props.settings));

/** Pins what fits, whenever the sheet is made wider or narrower; a double click on a header's edge fits its column. */
function watchWidth(api: GridApi, frame: Making): () => void {
  const host = frame.element;
  const watch = new ResizeObserver(() => applyColumns(api, host, frame.live.props.report, frame.live.props.settings));
  watch.observe(host);
  const fit = ({ target }: MouseEvent) => {
    const edge = target instanceof Element ? target.closest('.ag-header-cell-resize') : null;
    const id = edge?.closest('.ag-header-cell')?.getAttribute('col-id');
    if (id) frame.live.props.onFit(id);
  };
  host.addEventListener('dblclick', fit);
  return () => {
    watch.disconnect();
    host.removeEventListener('dblclick', fit);
  };
}
