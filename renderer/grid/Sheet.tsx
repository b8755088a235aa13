/** The binding of the grid (grid-frame.ts) to what the window holds. */
import type { ColDef, GridApi } from 'ag-grid-community';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import './grid.css';
import './rows.css';
import { sheetSize } from '../../shared/sheet.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { applyColumns } from './apply-columns.ts';
import { dressSheet } from './dress-sheet.ts';
import { bringIntoSight } from './focus-row.ts';
import {
  columnDefs,
  countRows,
  type GridFrame,
  type Live,
  liveOf,
  makeFrame,
  rowAt,
  type SheetProps,
} from './grid-frame.ts';
import { looksAlike } from './looks-alike.ts';
import { type NextFrame, nextFrame } from './next-frame.ts';
import { reportColumns } from './row-numbers.ts';
import { scrollTo } from './scroll-place.ts';
import { keepSpare, moveIn, moveInByParts, type Spare, spareHolder, takeSpare } from './spare-frame.ts';

export function Sheet(props: SheetProps) {
  const host = useRef<HTMLDivElement>(null);
  const live = useRef<Live>(null);
  const frame = useRef<GridFrame>(null);
  /** What the cells on screen were drawn from. */
  const drawn = useRef<Live>(null);
  /** A spare grid that is not in its place yet, so that its cells are laid out once: with what they then show. */
  const moving = useRef<{ readonly spare: Spare; readonly place: HTMLElement }>(undefined);
  const waits = useRef<NextFrame>(null);
  waits.current ??= nextFrame();
  // Rows are numbered by the thousand when nothing else has changed, so they are made only when their source has.
  live.current =
    live.current === null || changed(live.current.props, props) ? liveOf(props) : { ...live.current, props };
  if (frame.current) frame.current.live = live.current;

  // Before the elements go, so that a spare grid is never taken off the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and the grid reads what is new through its frame.
  useLayoutEffect(() => {
    const { spareShare } = props;
    const isSpare = spareShare !== undefined;
    const place = isSpare ? spareHolder(spareShare) : host.current!;
    const spare = takeSpare(live.current!);
    const made = spare?.frame ?? makeFrame(place, live.current!);
    frame.current = made;
    moving.current = spare && { spare, place };
    // A grid that was made just now draws everything itself.
    drawn.current = spare ? null : live.current;
    return () => {
      waits.current!.end();
      if (isSpare) keepSpare(made, place);
      else made.end();
    };
  }, []);

  /**
   * Does it at once; in the next frame where rows on screen stay and the whole file comes to them, and until then all
   * that comes after, which builds on it.
   */
  const draw = useCallback((work: () => void) => {
    if (drawn.current && !drawn.current.props.rows && live.current!.props.rows) waits.current!.put(work);
    else work();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of a report are its own.
  useEffect(() => {
    draw(() => {
      const api = frame.current!.api;
      const defs = columnDefs(frame.current!);
      const ids = (all: readonly ColDef[]) => all.map((def) => `${def.colId}`).sort();
      const isSame = ids(defs).join('\n') === ids((api.getColumnDefs() ?? []) as ColDef[]).join('\n');
      if (!isSame) api.setGridOption('columnDefs', defs);
      applyColumns(api, moving.current?.place ?? frame.current!.element, props.report, props.settings);
    });
  }, [props.report, props.settings.columns, props.settings.rowNumbers, props.settings.gridZoom]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of rows follows from these three alone.
  useEffect(() => {
    const api = frame.current!.api;
    dressSheet(frame.current!.element, props.settings);
    const { rowHeight, headerHeight } = sheetSize(props.settings);
    if (api.getGridOption('rowHeight') === rowHeight && api.getGridOption('headerHeight') === headerHeight) return;
    const top = api.getFirstDisplayedRowIndex();
    api.updateGridOptions({ rowHeight, headerHeight });
    if (top > 0) api.ensureIndexVisible(top, 'top');
  }, [props.settings.wrap, props.settings.density, props.settings.gridZoom]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the rows have come, not when they are asked for.
  useEffect(() => {
    draw(() => {
      const api = frame.current!.api;
      const { rows } = live.current!;
      // A grid that was made just now has drawn everything already, but says that more rows may come.
      if (api.getDisplayedRowCount() !== rows.length || !api.isLastRowIndexKnown()) countRows(api, rows.length);
      redraw(api, drawn.current, live.current!);
      drawn.current = live.current;
      markPaneRow(frame.current!.element, live.current!);
      if (props.focusRow !== undefined && props.position >= 0) keepInSight(frame.current!, props);
      else if (rows.length > 0 && api.getFirstDisplayedRowIndex() > 0) api.ensureIndexVisible(0, 'top');
      props.onPainted();
    });
  }, [props.report, props.rows, props.settings.time]);

  useEffect(() => {
    if (!moving.current) return;
    const { spare, place } = moving.current;
    moving.current = undefined;
    if (props.rows) moveIn(spare, place);
    else moveInByParts(spare, place);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: headers say how their column is sorted and filtered.
  useEffect(() => {
    // Not by the grid, which would make every header anew and take the focus from the one that was just used.
    for (const header of frame.current!.headers) header.show();
  }, [props.view.sort, props.view.filters]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected is drawn on the cells on screen.
  useEffect(() => {
    frame.current!.cells.redraw();
    for (const header of frame.current!.headers) header.show();
  }, [props.selection, props.rows, props.settings.columns]);

  useEffect(() => {
    draw(() => {
      markPaneRow(frame.current!.element, live.current!);
      if (props.paneRow !== undefined) bringIntoSight(frame.current!.api, rowPlace(live.current!.rows, props.paneRow));
    });
  }, [props.paneRow, draw]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: cells are drawn with marks for what is looked for.
  useEffect(() => {
    draw(() => {
      redraw(frame.current!.api, drawn.current, live.current!);
      drawn.current = live.current;
    });
  }, [props.find]);

  useEffect(() => {
    draw(() => {
      if (props.scrollTo) scrollTo(frame.current!.element, frame.current!.api, props.scrollTo);
    });
  }, [props.scrollTo, draw]);

  useEffect(() => {
    draw(() => {
      if (props.spot) goTo(frame.current!.api, props.spot);
    });
  }, [props.spot, draw]);

  return <div className="sheet-place" ref={host} />;
}

/** Draws the cells again that look otherwise now. */
function redraw(api: GridApi, before: Live | null, now: Live) {
  if (before === now) return;
  const rowNodes = api.getRenderedNodes().filter(({ rowIndex }) => !before || !looksAlike(before, now, rowIndex));
  if (rowNodes.length > 0) api.refreshCells({ rowNodes, force: true, suppressFlash: true });
}

const changed = (before: SheetProps, now: SheetProps): boolean =>
  before.report !== now.report ||
  before.rows !== now.rows ||
  before.view !== now.view ||
  before.find !== now.find ||
  before.settings !== now.settings;

/** Brings the focused row to its new place, and the focus with it; a header that was just used keeps the keyboard. */
function keepInSight({ api, element }: GridFrame, { position, focusColumn }: SheetProps) {
  if (!bringIntoSight(api, position)) return;
  const focused = api.getFocusedCell();
  const active = document.activeElement;
  if (!focused || !element.contains(active)) return;
  // While a report is read again, its first cell has been given the keyboard.
  const column = reportColumns(api).find((one) => one.getColId() === focusColumn) ?? focused.column;
  if (focused.rowIndex === position && focused.column === column) return;
  api.setFocusedCell(position, column);
  const header = active?.closest<HTMLElement>('.ag-header-cell');
  header?.focus({ preventScroll: true });
}

/** Shows a cell and gives it the focus; a text field that is being typed into keeps the keyboard. */
function goTo(api: GridApi, { position, column }: { readonly position: number; readonly column: string }) {
  const active = document.activeElement;
  if (!bringIntoSight(api, position)) return;
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
