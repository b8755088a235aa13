/** A table and its rows → CSV text, a block of rows at a time. PapaParse does the quoting (RFC 4180, CRLF). */
import Papa from 'papaparse';
import { spanText } from './column.ts';
import type { Table } from './table.ts';

/**
 * `safe` guards cells that a spreadsheet would take for a formula (docs/rules.md §7); `exact` writes every value as
 * it stands in the file.
 */
export type Values = 'safe' | 'exact';

export interface WritePlan {
  readonly rows: Uint32Array;
  /** Ids of the columns, in order; undefined = every column of the file and the surplus cells, row lengths as they were. */
  readonly columns: readonly string[] | undefined;
  /** What is done to each cell: the identity for exact values. */
  readonly cell: (text: string) => string;
  readonly bom: boolean;
}

const blockRows = 2048;

function line(cells: readonly (readonly string[])[]): string {
  return Papa.unparse(cells as string[][], {
    header: false,
    newline: '\r\n',
    skipEmptyLines: false,
    escapeFormulae: false,
    // A guarded cell begins with a quote mark, and the guard is that and the quotes around it (docs/rules.md §7).
    quotes: (cell: string) => cell.startsWith("'"),
  });
}

/** Pieces of CSV text; together they are the file. A record of one cell, and that blank, is quoted to stay a record. */
export function* write(table: Table, plan: WritePlan): Generator<string> {
  const { cell } = plan;
  const fileColumns = table.columns.filter((column) => column.parts.header !== undefined);
  const columns = plan.columns?.map((id) => table.column(id)).filter((column) => column !== undefined) ?? fileColumns;
  const whole = plan.columns === undefined;
  const { surplus } = table;
  const { shortRows, bytes } = table.parts;
  const record = (cells: readonly string[]): string =>
    cells.length === 1 && /^[ \t]*$/.test(cells[0]!) ? `"${cells[0]}"` : line([cells]);
  const header = columns.map((column) => cell(column.parts.header ?? column.name));
  yield `${plan.bom ? '\ufeff' : ''}${record(header)}\r\n`;

  for (let from = 0; from < plan.rows.length; from += blockRows) {
    const block: string[][] = [];
    for (let at = from; at < Math.min(from + blockRows, plan.rows.length); at += 1) {
      const row = plan.rows[at]!;
      const cells = columns.map((column) => cell(column.text(row)));
      if (whole) {
        const length = shortRows.get(row);
        if (length !== undefined) cells.length = length;
        const extra = surplus.get(row);
        for (let i = 0; extra && i < extra.length; i += 2) cells.push(cell(spanText(bytes, extra[i]!, extra[i + 1]!)));
      }
      block.push(cells);
    }
    const lonely = block.some((cells) => cells.length === 1);
    yield `${lonely ? block.map(record).join('\r\n') : line(block)}\r\n`;
  }
}
