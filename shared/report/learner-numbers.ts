import { perTable } from '../table/per-table.ts';
import type { Table } from '../table/table.ts';
import { numberValues } from '../table/value-numbers.ts';
import { nameColumns } from './learners.ts';

/**
 * A number for each row's learner, the same for the same {@link learnerKey}; 0 where the row names nobody.
 * Source: docs/rules.md §1.
 */
export const learnerNumbers = perTable(
  (table: Table) => table,
  (table) => {
    const columns = nameColumns.map((id) => table.column(id)).filter((column) => column !== undefined);
    // Only usernames are told apart by their case.
    return numberValues(
      columns.map((column) => ({ column, folded: column.id !== 'username' })),
      table,
    );
  },
);
