/**
 * Selecting cells, on top of a grid that knows nothing of it. The grid's focused cell is where a selection begins and
 * stays there; only the other corner moves. A selection is drawn on the cells that stand on screen, and on others when
 * they are drawn.
 */
import type { CellFocusedEvent, GridApi, SuppressKeyboardEventParams } from 'ag-grid-community';
import {
  contains,
  type Extent,
  keySelection,
  type Place,
  type Rectangle,
  rectangleOf,
  type Selection,
  samePlace,
  selectionOf,
} from '../../shared/table/selection.ts';
import { bringIntoSight } from './focus-row.ts';
import { reportColumns, rowNumberId } from './row-numbers.ts';
import { cellOf, headerOf, placeOf, rowHeightOf, selectByPointer } from './select-by-pointer.ts';
import './selection.css';

/** Where a menu was asked for, in the window. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

export interface Selecting {
  selection(): Selection | undefined;
  onSelect(selection: Selection | undefined): void;
  onCellMenu(at: MenuPlace): void;
  onColumnMenu(column: string, at: MenuPlace): void;
}

export interface CellSelection {
  /** The rows, the columns or the selection are others. */
  redraw(): void;
  /** A cell has been drawn. */
  draw(cell: HTMLElement, place: Place): void;
  /** Whether all of a column is selected. */
  hasColumn(column: string): boolean;
  selectColumn(column: string): void;
  /** A key on a cell. True = the grid shall do nothing. */
  key(params: SuppressKeyboardEventParams): boolean;
  focused(event: CellFocusedEvent): void;
  end(): void;
}

export function selectCells(host: HTMLElement, api: GridApi, selecting: Selecting): CellSelection {
  let rectangle: Rectangle | undefined;
  let whole: { readonly rows: boolean; readonly columns: boolean } = { rows: false, columns: false };

  const extent = (): Extent => ({
    rowCount: api.getDisplayedRowCount(),
    columns: reportColumns(api).map((column) => column.getColId()),
  });

  function draw(cell: HTMLElement, place: Place) {
    if (place.column === rowNumberId) {
      const isIn = rectangle !== undefined && place.position >= rectangle.top && place.position <= rectangle.bottom;
      cell.classList.toggle('row-number-selected', whole.rows && isIn);
      return;
    }
    const isSelected = rectangle !== undefined && contains(rectangle, place);
    cell.classList.toggle('cell-selected', isSelected);
    if (isSelected) cell.setAttribute('aria-selected', 'true');
    else cell.removeAttribute('aria-selected');
  }

  function redraw() {
    const selection = selecting.selection();
    rectangle = selection && rectangleOf(selection, extent());
    const isOf = (kind: Selection['kind']) => selection?.kind === kind || selection?.kind === 'all';
    whole = { rows: isOf('rows'), columns: isOf('columns') };
    for (const cell of host.querySelectorAll<HTMLElement>('.ag-row > * .ag-cell')) {
      const place = placeOf(cell);
      if (place) draw(cell, place);
    }
  }

  const pointer = selectByPointer(host, api, {
    extent,
    anchor() {
      const { anchor } = selecting.selection() ?? {};
      const focused = api.getFocusedCell();
      return anchor ?? (focused ? { position: focused.rowIndex, column: focused.column.getColId() } : undefined);
    },
    isSelected: (place) => rectangle !== undefined && contains(rectangle, place),
    select: (selection) => selecting.onSelect(selection),
  });

  function selectColumn(column: string) {
    if (extent().rowCount === 0) return;
    const top = pointer.topOf(column);
    api.setFocusedCell(top.position, column);
    selecting.onSelect(selectionOf('columns', top, top));
  }

  function askForMenu(event: MouseEvent) {
    const cell = cellOf(event.target);
    const column = headerOf(event.target);
    if (!cell && column === undefined) return;
    event.preventDefault();
    pointer.end();
    // Asked for with the keyboard, it stands at the cell.
    const isPointer =
      event.button === 2 || (event instanceof PointerEvent && event.pointerType !== '' && event.ctrlKey);
    const box = (cell ?? (event.target as Element).closest('.ag-header-cell')!).getBoundingClientRect();
    const at = isPointer ? { x: event.clientX, y: event.clientY } : { x: box.left + 8, y: box.bottom };
    if (cell) selecting.onCellMenu(at);
    else if (column !== undefined && column !== rowNumberId) selecting.onColumnMenu(column, at);
  }

  function key({ event, node, column }: SuppressKeyboardEventParams): boolean {
    if (event.type !== 'keydown' || node.rowIndex === null) return false;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const cell = cellOf(event.target);
      if (!cell) return false;
      event.preventDefault();
      const { left, bottom } = cell.getBoundingClientRect();
      selecting.onCellMenu({ x: left + 8, y: bottom });
      return true;
    }
    // Select all is a command of the whole window; the grid has one of its own, which would only swallow the key.
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') return true;
    const at = { position: node.rowIndex, column: column.getColId() };
    const height = host.querySelector<HTMLElement>('.ag-grid-viewport')?.clientHeight ?? 0;
    const page = Math.max(1, Math.floor(height / rowHeightOf(host)) - 2);
    const next = keySelection(event, selecting.selection(), at, extent(), page);
    if (!next) return false;
    event.preventDefault();
    selecting.onSelect(selectionOf(next.kind, next.anchor, next.focus));
    if (next.kind !== 'columns') bringIntoSight(api, next.focus.position);
    if (next.kind !== 'rows') api.ensureColumnVisible(next.focus.column);
    return true;
  }

  function focused({ rowIndex, column }: CellFocusedEvent) {
    const selection = selecting.selection();
    if (!selection || rowIndex === null) return;
    const id = typeof column === 'object' ? column?.getColId() : column;
    // The grid also tells when the same cell has the focus again, as after a menu.
    const same = id != null && samePlace(selection.anchor, { position: rowIndex, column: id });
    if (!same && !pointer.dragging) selecting.onSelect(undefined);
  }

  host.addEventListener('contextmenu', askForMenu);
  return {
    ...{ redraw, draw, selectColumn, key, focused, end: pointer.end },
    hasColumn: (column) => whole.columns && (rectangle?.columns.includes(column) ?? false),
  };
}
