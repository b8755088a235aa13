/** What a person can do with the cells of the sheet: select them, and have them as text. */

import { htmlText } from '../../shared/table/cells-html.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { cellCount, type Rectangle, rectangleOf, type Selection } from '../../shared/table/selection.ts';
import { tsvText } from '../../shared/table/tsv.ts';
import type { CellsOf, Clip } from '../engine/asks.ts';
import { change } from './act.ts';
import { engine } from './doorway.ts';
import { activeOpen, type Open, store } from './state.ts';

const get = store.getState;

/** `columns`: those on screen, in order; the same for all below. */
export function select(selection: Selection | undefined, columns: readonly string[]) {
  const open = activeOpen(get());
  if (!open || open.selection === selection) return;
  change(open.id, 'open', (report) => ({
    ...report,
    selection,
    // The old one stays until the new one is known, so that nothing flickers during a drag.
    summary: selection && report.summary,
    notice: undefined,
  }));
  sumUp(columns);
}

export function selectAll(columns: readonly string[]) {
  const open = activeOpen(get());
  const column = open?.focusColumn ?? columns[0];
  if (!open || column === undefined || open.shown.rows.length === 0) return;
  const position = open.focusRow === undefined ? -1 : rowPlace(open.shown.rows, open.focusRow);
  const anchor = { position: Math.max(0, position), column };
  select({ kind: 'all', anchor, focus: anchor }, columns);
}

/** Asks what the selected cells come to: after another selection, or other columns. */
export function sumUp(columns: readonly string[]) {
  const open = activeOpen(get());
  if (!open?.selection) return;
  const { id, selection } = open;
  const rectangle = selectedIn(open, columns);
  if (!rectangle) {
    change(id, 'open', (report) => ({ ...report, selection: undefined, summary: undefined }));
    return;
  }
  const summed = engine.ask('selection-stats', cellsOf(open, rectangle)).then((summary) => {
    // Another question came in between, and its answer is still to come.
    if (!summary) return;
    change(id, 'open', (report) => (report.selection === selection ? { ...report, summary } : report));
  });
  // A worker that broke tells so itself, by the reports it took with it.
  summed.catch(() => undefined);
}

/** What is selected, or the one cell that has the focus. */
export function selectedIn(open: Open, columns: readonly string[]): Rectangle | undefined {
  const extent = { rowCount: open.shown.rows.length, columns };
  if (open.selection) return rectangleOf(open.selection, extent);
  if (open.focusRow === undefined || open.focusColumn === undefined) return undefined;
  const place = { position: rowPlace(open.shown.rows, open.focusRow), column: open.focusColumn };
  return rectangleOf({ kind: 'cells', anchor: place, focus: place }, extent);
}

function cellsOf({ id, report, shown }: Open, { top, bottom, columns }: Rectangle): CellsOf {
  return {
    report: id,
    rows: shown.rows.subarray(top, bottom + 1),
    columns: columns.filter((column) => report.table.column(column) !== undefined),
  };
}

/** Read in place, since the clipboard has to be filled in the very turn that a person pressed the key. */
const atOnceCells = 20_000;
/** As characters. Beyond it the clipboard, and what is pasted into, take very long, or fail. */
const copyLimit = 50_000_000;

export interface Copying {
  readonly rectangle: Rectangle;
  /** A promise where the table worker has to write it; undefined = it is too long. */
  readonly clip: Clip | Promise<Clip | undefined>;
}

/** The selected cells, or the one that has the focus, as text for a spreadsheet. */
export function cellsToCopy(columns: readonly string[], headers: boolean): Copying | undefined {
  const open = activeOpen(get());
  const rectangle = open && selectedIn(open, columns);
  if (!open || !rectangle) return undefined;
  const cells = cellsOf(open, rectangle);
  if (cellCount(rectangle) <= atOnceCells) {
    const { table } = open.report;
    const plan = { ...cells, headers };
    return { rectangle, clip: { text: tsvText(table, plan), html: htmlText(table, plan) } };
  }
  return { rectangle, clip: engine.ask('copy', { ...cells, headers, limit: copyLimit }) };
}

const noticeMs = 6000;
let fading: ReturnType<typeof setTimeout> | undefined;

/** Says at the foot of the window what was done, for a moment. */
export function notice(text: string) {
  const open = activeOpen(get());
  if (!open) return;
  change(open.id, 'open', (report) => ({ ...report, notice: text }));
  clearTimeout(fading);
  fading = setTimeout(() => {
    change(open.id, 'open', (report) => (report.notice === text ? { ...report, notice: undefined } : report));
  }, noticeMs);
}
