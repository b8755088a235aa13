/** The narrow column at the left that says which row of the file a row is, whatever the order on screen. */
import type { ColDef } from 'ag-grid-community';
import { element } from './cell-text.ts';

/** No column of a report has such a name: theirs are made of letters, digits, underscores and hyphens. */
export const rowNumberId = '#';

export const rowNumberWidth = (rowCount: number, zoom: number): number =>
  Math.round((20 + Math.max(2, String(rowCount).length) * 8) * zoom);

export function rowNumberDef(rowAt: (index: number | null | undefined) => number | undefined, width: number): ColDef {
  const numberAt = (index: number | null | undefined) => {
    const row = rowAt(index);
    return row === undefined ? '' : String(row + 1);
  };
  return {
    colId: rowNumberId,
    headerName: '#',
    headerTooltip: 'The row’s number in the file, without the header',
    headerClass: 'row-number-header',
    cellClass: 'row-number',
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    suppressMovable: true,
    resizable: false,
    minWidth: 20,
    width,
    valueGetter: ({ node }) => numberAt(node?.rowIndex),
    cellRenderer: ({ node }: { node: { rowIndex: number | null } }) => element('span', '', numberAt(node.rowIndex)),
  };
}
