/** Attempts told apart by the few cells that most rules look at: each rule is asked once a kind, and not once a row. */
import { type Combinations, codedBy, combinationsOf } from '../table/coded.ts';
import type { Table } from '../table/table.ts';

/** On these a verdict depends (docs/rules.md §2). */
export const caseColumns = ['status', 'is_sample_attempt', 'provider', 'review_status'] as const;

export function casesOf(table: Table): Combinations {
  const { rowCount } = table;
  return combinationsOf(
    caseColumns.map((id) => codedBy(table.column(id), rowCount)),
    rowCount,
  );
}

/** The cases of each exam apart. */
export function kindsOf(table: Table, { codes, firstRows }: Combinations): Combinations {
  const { rowCount } = table;
  const cases = { codes, size: firstRows.length, text: () => undefined };
  return combinationsOf([cases, codedBy(table.column('exam_name'), rowCount)], rowCount);
}
