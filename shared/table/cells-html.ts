/**
 * Cells → the HTML that spreadsheets take from the clipboard before they take text. In it every value is what the file
 * says: LibreOffice and Excel would read `=1+1`, `007` or `1/2` out of plain text as a formula, a number and a date. Whole
 * numbers alone are numbers, so that they can be summed. Checked with LibreOffice as test/paste/README.md says.
 */
import type { Column } from './column.ts';
import type { Table } from './table.ts';
import type { TsvPlan } from './tsv.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Only in `<pre>` does a spreadsheet keep a space at an edge, and several in a row. */
const edgeOrRow = /^\s|\s$|\s\s/;
const lineBreak = /\r\n|\r|\n/g;

/** A cell of text. `sdnum` tells LibreOffice, and the style of the class Excel, that it is nothing else. */
export function htmlCell(text: string): string {
  const escaped = text
    .replace(/[&<>"]/g, (char) => entities[char]!)
    .replace(lineBreak, '<br style="mso-data-placement:same-cell">');
  const kept = edgeOrRow.test(text.replace(lineBreak, '|')) ? `<pre>${escaped}</pre>` : escaped;
  return `<td class="t" sdnum="1033;0;@">${kept}</td>`;
}

/** Written as a spreadsheet writes it, and so short that it stays exact. */
const plainNumber = /^(0|-?[1-9]\d{0,14})$/;

function cellOf(column: Column, row: number): string {
  const text = column.text(row);
  return column.kind === 'number' && plainNumber.test(text) ? `<td>${text}</td>` : htmlCell(text);
}

/** More of them a spreadsheet would read for minutes. */
export const htmlCells = 200_000;

/** Undefined where there are too many cells, or one holds a tab, which no HTML keeps: plain text does. */
export function htmlText(table: Table, { rows, columns: ids, headers }: TsvPlan): string | undefined {
  const columns = ids.map((id) => table.column(id)).filter((column) => column !== undefined);
  if (rows.length * columns.length > htmlCells) return undefined;
  const lines: string[] = [];
  if (headers) lines.push(columns.map(({ parts, name }) => htmlCell(parts.header ?? name)).join(''));
  for (const row of rows) lines.push(columns.map((column) => cellOf(column, row)).join(''));
  const body = lines.map((cells) => `<tr>${cells}</tr>`).join('\n');
  if (body.includes('\t')) return undefined;
  return `<html><head><meta charset="utf-8"><style>.t{mso-number-format:"\\@"}</style></head><body><table>${body}</table></body></html>`;
}
