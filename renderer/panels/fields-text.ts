import type { Report } from '../../shared/report/report.ts';
import type { Column } from '../../shared/table/column.ts';
import { surplusId } from '../../shared/table/table.ts';

/** The columns of the file, in its order, and of its surplus where the row has one. */
export const fieldsOf = (report: Report, row: number): Column[] =>
  report.table.columns.filter(
    (column) => column.parts.header !== undefined || (column.id === surplusId && column.text(row) !== ''),
  );

/** A row as a list for people: a line for each field, its name and its text as they stand in the file. */
export const fieldsText = (report: Report, row: number): string =>
  fieldsOf(report, row)
    .map((column) => `${column.name}\t${column.text(row)}`)
    .join('\n');
