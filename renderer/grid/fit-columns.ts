/** How wide a column must be for what it holds. */
import type { Report } from '../../shared/report/report.ts';
import type { Settings } from '../../shared/settings.ts';
import { sheetSize } from '../../shared/sheet.ts';
import { element } from './cell-text.ts';
import { drawCell } from './cells.ts';
import { placedColumns } from './sheet-columns.ts';

const narrowest = 60;
/** A comment of a page is read in the pane, or wrapped: no column takes the whole sheet. */
export const widestFit = 480;

/**
 * The widths, in CSS pixels at 100 %, of these columns: so that the header, the rows on screen, and the rows with the
 * longest values all fit.
 */
export function fitColumns(
  host: HTMLElement,
  report: Report,
  settings: Settings,
  rows: Uint32Array,
  longest: ReadonlyMap<string, readonly number[]>,
): Map<string, number> {
  const columns = placedColumns(report, settings).filter(({ id }) => longest.has(id));
  const onScreen = [...host.querySelectorAll('.ag-row')]
    .map((row) => rows[Number(row.getAttribute('row-index'))])
    .filter((row) => row !== undefined);
  const context = { report, terms: [], zone: settings.time };
  const { zoom } = sheetSize(settings);
  const rulers = columns.map((column) => {
    const title = element('div', 'ag-header-cell ruler-header', element('span', 'header-title', column.title));
    const drawn = new Set([...onScreen, ...longest.get(column.id)!]);
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
