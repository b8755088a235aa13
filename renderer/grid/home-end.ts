import type { SuppressKeyboardEventParams } from 'ag-grid-community';
import { reportColumns } from './row-numbers.ts';

/**
 * Home and End lead along the row, and with Ctrl to the first and the last cell, as in every spreadsheet. The grid's own
 * go to the corners at once. True = the key is taken care of.
 */
export function homeAndEnd({ event, api, node }: SuppressKeyboardEventParams): boolean {
  const { key, altKey, shiftKey } = event;
  if ((key !== 'Home' && key !== 'End') || altKey || shiftKey) return false;
  const isHome = key === 'Home';
  const column = reportColumns(api).at(isHome ? 0 : -1);
  const row = event.ctrlKey || event.metaKey ? (isHome ? 0 : api.getDisplayedRowCount() - 1) : node.rowIndex;
  if (column === undefined || row === null || row < 0) return false;
  event.preventDefault();
  api.ensureIndexVisible(row);
  api.ensureColumnVisible(column);
  api.setFocusedCell(row, column);
  return true;
}
