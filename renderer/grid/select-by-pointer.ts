/**
 * Selecting with the mouse: cells, the rows of the numbers, everything at the corner, and, with Ctrl or Cmd, the columns
 * of the headers, since a plain click on a header sorts. A drag goes on, and Shift reaches from where it began.
 */
import type { GridApi } from 'ag-grid-community';
import {
  type Extent,
  type Place,
  type Selection,
  type SelectionKind,
  samePlace,
  selectionOf,
} from '../../shared/table/selection.ts';
import { autoScroll } from './auto-scroll.ts';
import { rowNumberId } from './row-numbers.ts';

export interface Pointing {
  extent(): Extent;
  /** Where a selection that grows begins. */
  anchor(): Place | undefined;
  isSelected(place: Place): boolean;
  select(selection: Selection | undefined): void;
}

export interface PointerSelection {
  /** Whether a drag is under way. */
  readonly dragging: boolean;
  /** The cell of a column that a selection of all of it begins with. */
  topOf(column: string): Place;
  end(): void;
}

/** What is pressed on. */
interface Target {
  readonly kind: SelectionKind;
  readonly place: Place;
}

export function selectByPointer(host: HTMLElement, api: GridApi, pointing: Pointing): PointerSelection {
  /** Ends the drag that is under way. */
  let drop: (() => void) | undefined;
  const viewport = () => host.querySelector<HTMLElement>('.ag-grid-viewport');

  function topOf(column: string): Place {
    const first = Math.ceil((viewport()?.scrollTop ?? 0) / rowHeightOf(host));
    return { position: Math.max(0, Math.min(pointing.extent().rowCount - 1, first)), column };
  }

  function targetOf(element: EventTarget | null, modified: boolean): Target | undefined {
    const { columns, rowCount } = pointing.extent();
    const [first] = columns;
    if (!(element instanceof Element) || first === undefined || rowCount === 0) return undefined;
    const cell = cellOf(element);
    const place = cell && placeOf(cell);
    if (place) {
      return place.column === rowNumberId
        ? { kind: 'rows', place: { ...place, column: first } }
        : { kind: 'cells', place };
    }
    const column = headerOf(element);
    if (column === rowNumberId) return { kind: 'all', place: topOf(first) };
    const isOfHeader = element.closest('button, .ag-header-cell-resize') !== null;
    return column !== undefined && modified && !isOfHeader ? { kind: 'columns', place: topOf(column) } : undefined;
  }

  /** Begins at the anchor; whatever else the pointer passes until it is let go is selected with it. */
  function drag(event: PointerEvent, kind: SelectionKind, anchor: Place, reached: Place) {
    let focus = reached;
    const to = (place: Place | undefined) => {
      if (!place || samePlace(place, focus)) return;
      focus = place;
      pointing.select(selectionOf(kind, anchor, place));
    };
    const axes = { down: kind !== 'columns', across: kind !== 'rows' };
    const scroll = autoScroll(viewport()!, axes, (x, y) => to(targetOf(document.elementFromPoint(x, y), false)?.place));
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
    const target = targetOf(event.target, event.ctrlKey || event.metaKey);
    // A finger scrolls.
    if (!target || event.pointerType === 'touch') return;
    const { kind, place } = target;
    // A menu of a number is one of its row.
    const asksForRow = event.button === 2 && kind === 'rows' && !pointing.isSelected(place);
    // With Ctrl on a cell, macOS asks for a menu.
    const isPress = event.button === 0 && (kind === 'columns' || !event.ctrlKey);
    if (!isPress && !asksForRow) return;
    drop?.();
    const anchor = event.shiftKey ? (pointing.anchor() ?? place) : place;
    // Cells take the focus by themselves.
    if (kind !== 'cells' && !event.shiftKey) api.setFocusedCell(anchor.position, anchor.column);
    pointing.select(selectionOf(kind, anchor, place));
    if (isPress && kind !== 'all') drag(event, kind, anchor, place);
  }

  /** The grid would take the focus, and with it the beginning of the selection, to the cell that was pressed. */
  function keepFocus(event: MouseEvent) {
    const target = targetOf(event.target, event.ctrlKey || event.metaKey);
    if (!target) return;
    const asksForMenu = event.button === 2 || (event.button === 0 && event.ctrlKey);
    const keeps =
      target.kind !== 'cells' ||
      (event.button === 0 && event.shiftKey) ||
      (asksForMenu && pointing.isSelected(target.place));
    if (!keeps) return;
    event.stopPropagation();
    // The browser would take the focus there, too. Of a pointerdown, this would do away with the mousedown.
    if (event.type === 'mousedown') event.preventDefault();
    const anchor = pointing.anchor() ?? target.place;
    if (!host.contains(document.activeElement)) api.setFocusedCell(anchor.position, anchor.column);
  }

  /** A click with Shift has selected; what else a click does, it does not. */
  function onlySelect(event: MouseEvent) {
    if (event.shiftKey && event.target instanceof Element && cellOf(event.target)) event.stopPropagation();
  }

  host.addEventListener('pointerdown', press, true);
  // The grid moves its focus with either of them.
  for (const name of ['pointerdown', 'mousedown'] as const) host.addEventListener(name, keepFocus, true);
  host.addEventListener('click', onlySelect, true);
  // The listeners on the host go with it.
  return {
    get dragging() {
      return drop !== undefined;
    },
    topOf,
    end: () => drop?.(),
  };
}

export const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.ag-row .ag-cell') : null;

export const rowHeightOf = (host: HTMLElement): number =>
  host.querySelector<HTMLElement>('.ag-row:not(.ag-header-row)')?.offsetHeight || 28;

/** The column whose header this is a part of. */
export const headerOf = (target: EventTarget | null): string | undefined =>
  (target instanceof Element && target.closest('.ag-header-cell')?.getAttribute('col-id')) || undefined;

export function placeOf(cell: HTMLElement): Place | undefined {
  const position = cell.closest('.ag-row')?.getAttribute('row-index');
  const column = cell.getAttribute('col-id');
  return position == null || column === null ? undefined : { position: Number(position), column };
}
