/** The narrow column at the left that says which row of the file a row is, whatever the order on screen. */
import type { ColDef, Column, GridApi, GridOptions, HeaderPosition, ICellRendererParams } from 'ag-grid-community';
import type { Report } from '../../shared/report/report.ts';
import { element } from './cell-text.ts';

/** No column of a report has such a name: theirs are made of letters, digits, underscores and hyphens. */
export const rowNumberId = '#';

/** The columns on screen that hold something of the report, in their order. */
export const reportColumns = (api: GridApi): Column[] =>
  api.getAllDisplayedColumns().filter((column) => column.getColId() !== rowNumberId);

/** Room for a large file while nobody knows how many rows will come: another width has the grid lay out every row anew. */
const digitsToCome = 6;

export function rowNumberWidth({ table, facts }: Report, zoom: number): number {
  const digits = facts.complete ? Math.max(2, String(table.rowCount).length) : digitsToCome;
  return Math.round((20 + digits * 8) * zoom);
}

/** The keyboard passes over the numbers, and over their header: what they do is Shift+Space and Ctrl+A. */
export const passRowNumbers: Pick<GridOptions, 'focusGridInnerElement' | 'navigateToNextHeader' | 'tabToNextHeader'> = {
  focusGridInnerElement({ api, fromBottom }) {
    const [first] = reportColumns(api);
    if (fromBottom || !first) return false;
    api.setFocusedHeader(first);
    return true;
  },
  navigateToNextHeader: ({ previousHeaderPosition, nextHeaderPosition }) =>
    isNumbers(nextHeaderPosition) ? previousHeaderPosition : nextHeaderPosition,
  // Before them there is nothing, so the keyboard leaves the grid.
  tabToNextHeader: ({ nextHeaderPosition }) => (isNumbers(nextHeaderPosition) ? false : (nextHeaderPosition ?? false)),
};

const isNumbers = (position: HeaderPosition | null): boolean =>
  position !== null && 'getColId' in position.column && position.column.getColId() === rowNumberId;

export interface RowNumberOptions {
  rowAt(index: number | null | undefined): number | undefined;
  readonly width: number;
  /** A number has been drawn. */
  drawn(cell: HTMLElement, position: number): void;
}

/** A click on a number selects its row, one on their header everything, as in every spreadsheet (select-cells.ts). */
export function rowNumberDef({ rowAt, width, drawn }: RowNumberOptions): ColDef {
  const numberAt = (index: number | null | undefined) => {
    const row = rowAt(index);
    return row === undefined ? '' : String(row + 1);
  };
  return {
    colId: rowNumberId,
    headerName: '#',
    headerTooltip:
      'The row’s number in the file, without the header. A click selects everything, one on a number its row.',
    headerClass: 'row-number-header',
    cellClass: 'row-number',
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    suppressMovable: true,
    // The keyboard goes from cell to cell of the report; rows are selected with Shift+Space.
    suppressNavigable: true,
    resizable: false,
    minWidth: 20,
    width,
    valueGetter: ({ node }) => numberAt(node?.rowIndex),
    cellRenderer: ({ node, eGridCell }: ICellRendererParams) => {
      if (node.rowIndex !== null) drawn(eGridCell, node.rowIndex);
      return element('span', '', numberAt(node.rowIndex));
    },
  };
}
