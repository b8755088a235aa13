/** How wide a column must be for what it holds. */
import type { Report } from '../../shared/report/report.ts';
import type { Settings } from '../../shared/settings.ts';
import { sheetSize } from '../../shared/sheet.ts';
import type { Column } from '../../shared/table/column.ts';
import { LENGTH } from '../../shared/table/scan.ts';
import { element } from './cell-text.ts';
import { drawCell } from './cells.ts';
import { placedColumns } from './sheet-columns.ts';

const narrowest = 60;
/** A comment of a page is read in the pane, or wrapped: no column takes the whole sheet. */
export const widestFit = 480;
/** Cells of the longest values that are drawn to be measured, in each column. */
const longestDrawn = 24;
/** Rows that are looked at for the longest; the window never walks all of them. */
const rowsLookedAt = 5_000;

/**
 * The widths, in CSS pixels at 100 %, of these columns: so that the header, the rows on screen, and the longest values
 * found all fit.
 */
export function fitColumns(
  host: HTMLElement,
  report: Report,
  settings: Settings,
  rows: Uint32Array,
  ids?: readonly string[],
): Map<string, number> {
  const columns = placedColumns(report, settings).filter(({ id, hidden }) => (ids ? ids.includes(id) : !hidden));
  const onScreen = [...host.querySelectorAll('.ag-row')]
    .map((row) => rows[Number(row.getAttribute('row-index'))])
    .filter((row) => row !== undefined);
  const context = { report, terms: [], zone: settings.time };
  const { zoom } = sheetSize(settings);
  const rulers = columns.map((column) => {
    const title = element('div', 'ag-header-cell ruler-header', element('span', 'header-title', column.title));
    const drawn = new Set([...onScreen, ...longestRows(report.table.column(column.id)!, report.table.rowCount)]);
    const cells = [...drawn].map((row) =>
      element('div', `ag-cell look-${column.look}`, drawCell(column, row, context)),
    );
    return element('div', 'ruler-column', title, ...cells);
  });
  const ruler = element('div', 'ruler', ...rulers);
  // Inside the grid, whose styles decide how wide its text is.
  (host.querySelector('.ag-root') ?? host).append(ruler);
  const widths = new Map(
    columns.map(({ id }, index) => {
      const width = Math.ceil(rulers[index]!.getBoundingClientRect().width / zoom) + 2;
      return [id, Math.max(narrowest, Math.min(widestFit, width))];
    }),
  );
  ruler.remove();
  return widths;
}

/** Rows that hold the longest values of a column: of all its values where they are few, else of a sample. */
function longestRows(column: Column, rowCount: number): number[] {
  const { cells } = column.parts;
  const longest = (count: number, lengthOf: (index: number) => number): number[] =>
    Array.from({ length: count }, (_, index) => index)
      .sort((a, b) => lengthOf(b) - lengthOf(a))
      .slice(0, longestDrawn);
  const rowOfCode = (codes: Uint8Array | Uint16Array | Uint32Array, code: number) => codes.indexOf(code);
  const within = (rows: number[]) => rows.filter((row) => row >= 0 && row < rowCount);
  const step = Math.max(1, Math.floor(rowCount / rowsLookedAt));
  const sample = Math.min(rowCount, rowsLookedAt);
  switch (cells.form) {
    case 'dictionary': {
      const { codes, values, distinct } = cells;
      const found = longest(distinct, (code) => values.lengths[code]! & LENGTH);
      return within(found.map((code) => rowOfCode(codes, code)));
    }
    case 'words':
      return within(
        longest(cells.words.length, (code) => cells.words[code]!.length).map((code) => rowOfCode(cells.codes, code)),
      );
    case 'spans':
      return longest(sample, (at) => cells.spans.lengths[at * step]! & LENGTH).map((at) => at * step);
    case 'numbers':
      return longest(sample, (at) => column.text(at * step).length).map((at) => at * step);
  }
}
