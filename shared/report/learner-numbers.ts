import { perTable } from '../table/per-table.ts';
import type { Table } from '../table/table.ts';
import { numberValues, type ValueNumbers } from '../table/value-numbers.ts';
import { nameColumns } from './learners.ts';

const known = perTable<ValueNumbers>();

/**
 * A number for each row's learner, the same for the same {@link learnerKey}; 0 where the row names nobody.
 * Source: docs/rules.md §1.
 */
export function learnerNumbers(table: Table): ValueNumbers {
  let numbers = known.get(table);
  if (!numbers) {
    const columns = nameColumns.map((id) => table.column(id)).filter((column) => column !== undefined);
    // Only usernames are told apart by their case.
    const sources = columns.map((column) => ({ column, folded: column.id !== 'username' }));
    numbers = numberValues(sources, table);
    known.set(table, numbers);
  }
  return numbers;
}
