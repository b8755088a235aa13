/**
 * Selecting cells with the mouse and the keyboard, on top of a grid that knows nothing of it. The grid's focused cell is
 * where a selection begins and stays there; only the other corner moves. A selection is drawn on the cells that stand
 * on screen, and on others when they are drawn.
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
import { autoScroll } from './auto-scroll.ts';
import './selection.css';

/** Where a menu of a cell was asked for, in the window. */
export interface CellMenuPlace {
  readonly x: number;
  readonly y: number;
}

export interface Selecting {
  selection(): Selection | undefined;
  onSelect(selection: Selection | undefined): void;
  onCellMenu(at: CellMenuPlace): void;
}

export interface CellSelection {
  /** The rows, the columns or the selection are others. */
  redraw(): void;
  /** A cell has been drawn. */
  draw(cell: HTMLElement, place: Place): void;
  /** A key on a cell. True = the grid shall do nothing. */
  key(params: SuppressKeyboardEventParams): boolean;
  focused(event: CellFocusedEvent): void;
  end(): void;
}

/** Inside an element with this mark, a press selects whole rows: the numbers of the rows, where they are shown. */
const rowHead = '[data-selects="row"]';

export function selectCells(host: HTMLElement, api: GridApi, selecting: Selecting): CellSelection {
  let rectangle: Rectangle | undefined;
  /** Ends the drag that is under way. */
  let drop: (() => void) | undefined;

  const extent = (): Extent => ({
    rowCount: api.getDisplayedRowCount(),
    columns: api.getAllDisplayedColumns().map((column) => column.getColId()),
  });
  const viewport = () => host.querySelector<HTMLElement>('.ag-grid-viewport');

  function draw(cell: HTMLElement, place: Place) {
    const isSelected = rectangle !== undefined && contains(rectangle, place);
    cell.classList.toggle('cell-selected', isSelected);
    if (isSelected) cell.setAttribute('aria-selected', 'true');
    else cell.removeAttribute('aria-selected');
  }

  function redraw() {
    const selection = selecting.selection();
    rectangle = selection && rectangleOf(selection, extent());
    for (const cell of host.querySelectorAll<HTMLElement>('.ag-row > * .ag-cell')) {
      const place = placeOf(cell);
      if (place) draw(cell, place);
    }
  }

  function anchorNow(): Place | undefined {
    const { anchor } = selecting.selection() ?? {};
    const focused = api.getFocusedCell();
    return anchor ?? (focused ? { position: focused.rowIndex, column: focused.column.getColId() } : undefined);
  }

  /** Begins at the anchor; whatever else the pointer passes until it is let go is selected with it. */
  function drag(event: PointerEvent, kind: 'cells' | 'rows', anchor: Place, reached: Place) {
    let focus = reached;
    const to = (place: Place | undefined) => {
      if (!place || samePlace(place, focus)) return;
      focus = place;
      selecting.onSelect(selectionOf(kind, anchor, place));
    };
    const scroll = autoScroll(viewport()!, (x, y) => to(cellAt(x, y)));
    const move = (moved: PointerEvent) => {
      if (moved.pointerId === event.pointerId) scroll.pointer(moved.clientX, moved.clientY);
    };
    const stop = (ended: Event) => {
      if (!(ended instanceof PointerEvent) || ended.pointerId === event.pointerId) drop?.();
    };
    drop = () => {
      drop = undefined;
      scroll.end();
      window.removeEventListener('pointermove', move);
      for (const name of ['pointerup', 'pointercancel', 'blur']) window.removeEventListener(name, stop);
    };
    window.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel', 'blur']) window.addEventListener(name, stop);
  }

  function press(event: PointerEvent) {
    const cell = cellOf(event.target);
    const place = cell && placeOf(cell);
    // With Ctrl, macOS asks for a menu. A finger scrolls.
    if (!place || event.button !== 0 || event.ctrlKey || event.pointerType === 'touch') return;
    drop?.();
    const kind = cell.closest(rowHead) || cell.querySelector(rowHead) ? 'rows' : 'cells';
    const anchor = event.shiftKey ? (anchorNow() ?? place) : place;
    selecting.onSelect(selectionOf(kind, anchor, place));
    drag(event, kind, anchor, place);
  }

  /** The grid would take the focus, and with it the beginning of the selection, to the cell that was pressed. */
  function keepFocus(event: MouseEvent) {
    const cell = cellOf(event.target);
    const place = cell && placeOf(cell);
    if (!place) return;
    const selection = selecting.selection();
    const isInside = selection !== undefined && rectangle !== undefined && contains(rectangle, place);
    const asksForMenu = event.button === 2 || (event.button === 0 && event.ctrlKey);
    if (!(event.button === 0 && event.shiftKey) && !(asksForMenu && isInside)) return;
    event.stopPropagation();
    // The browser would take the focus there, too. Of a pointerdown, this would do away with the mousedown.
    if (event.type === 'mousedown') event.preventDefault();
    const anchor = selection?.anchor ?? anchorNow() ?? place;
    if (!host.contains(document.activeElement)) api.setFocusedCell(anchor.position, anchor.column);
  }

  /** A click with Shift has selected; what else a click does, it does not. */
  function onlySelect(event: MouseEvent) {
    if (event.shiftKey && cellOf(event.target)) event.stopPropagation();
  }

  function askForMenu(event: MouseEvent) {
    const cell = cellOf(event.target);
    if (!cell) return;
    event.preventDefault();
    drop?.();
    // Asked for with the keyboard, it stands at the cell.
    const isPointer =
      event.button === 2 || (event instanceof PointerEvent && event.pointerType !== '' && event.ctrlKey);
    const { left, bottom } = cell.getBoundingClientRect();
    selecting.onCellMenu(isPointer ? { x: event.clientX, y: event.clientY } : { x: left + 8, y: bottom });
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
    const all = extent();
    const page = Math.max(1, Math.floor((viewport()?.clientHeight ?? 0) / rowHeightOf(host)) - 2);
    const next = keySelection(event, selecting.selection(), at, all, page);
    if (!next) return false;
    event.preventDefault();
    selecting.onSelect(selectionOf(next.kind, next.anchor, next.focus));
    if (next.kind !== 'columns') api.ensureIndexVisible(next.focus.position);
    if (next.kind !== 'rows') api.ensureColumnVisible(next.focus.column);
    return true;
  }

  function focused({ rowIndex, column }: CellFocusedEvent) {
    const selection = selecting.selection();
    if (!selection || rowIndex === null) return;
    const id = typeof column === 'object' ? column?.getColId() : column;
    // The grid also tells when the same cell has the focus again, as after a menu.
    const same = id != null && samePlace(selection.anchor, { position: rowIndex, column: id });
    if (!same && !drop) selecting.onSelect(undefined);
  }

  host.addEventListener('pointerdown', press, true);
  // The grid moves its focus with either of them.
  for (const name of ['pointerdown', 'mousedown'] as const) host.addEventListener(name, keepFocus, true);
  host.addEventListener('click', onlySelect, true);
  host.addEventListener('contextmenu', askForMenu);
  // The listeners on the host go with it.
  return { redraw, draw, key, focused, end: () => drop?.() };
}

const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.ag-row .ag-cell') : null;

function placeOf(cell: HTMLElement): Place | undefined {
  const position = cell.closest('.ag-row')?.getAttribute('row-index');
  const column = cell.getAttribute('col-id');
  return position == null || column === null ? undefined : { position: Number(position), column };
}

function cellAt(x: number, y: number): Place | undefined {
  const cell = cellOf(document.elementFromPoint(x, y));
  return cell ? placeOf(cell) : undefined;
}

const rowHeightOf = (host: HTMLElement): number =>
  host.querySelector<HTMLElement>('.ag-row:not(.ag-header-row)')?.offsetHeight || 28;
