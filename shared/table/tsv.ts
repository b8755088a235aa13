/** Cells → the text that a spreadsheet takes from the clipboard: tabs between cells, line feeds between rows. */
import type { Table } from './table.ts';

export interface TsvPlan {
  readonly rows: Uint32Array;
  readonly columns: readonly string[];
  /** The names of the columns, as the file writes them, in a line of their own. */
  readonly headers: boolean;
}

/** A tab, a line break or a quote would end or change a cell when it is pasted, unless the cell stands in quotes. */
export const tsvCell = (text: string): string => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const blockRows = 512;

/** Pieces of the text; together they are all of it. No line end follows the last row. */
export function* tsvPieces(table: Table, { rows, columns: ids, headers }: TsvPlan): Generator<string> {
  const columns = ids.map((id) => table.column(id)).filter((column) => column !== undefined);
  if (headers) {
    const names = columns.map(({ parts, name }) => tsvCell(parts.header ?? name));
    yield `${names.join('\t')}${rows.length > 0 ? '\n' : ''}`;
  }
  for (let from = 0; from < rows.length; from += blockRows) {
    const lines: string[] = [];
    for (const row of rows.subarray(from, from + blockRows)) {
      lines.push(columns.map((column) => tsvCell(column.text(row))).join('\t'));
    }
    yield `${lines.join('\n')}${from + blockRows < rows.length ? '\n' : ''}`;
  }
}

export const tsvText = (table: Table, plan: TsvPlan): string => [...tsvPieces(table, plan)].join('');
