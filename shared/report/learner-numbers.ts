import type { Table } from '../table/table.ts';
import { numberValues, type ValueNumbers } from '../table/value-numbers.ts';

/** By an array that a table shares with those derived from it, and with no other. */
const known = new WeakMap<Uint32Array, ValueNumbers>();

/**
 * A number for each row's learner, the same for the same {@link learnerKey}; 0 where the row names nobody.
 * Source: docs/rules.md §1.
 */
export function learnerNumbers(table: Table): ValueNumbers {
  const key = table.parts.recordStarts;
  let numbers = known.get(key);
  if (!numbers) {
    const [username, userEmail, email] = (['username', 'user_email', 'email'] as const).map((id) => table.column(id));
    const sources = [
      ...(username ? [{ column: username }] : []),
      ...(userEmail ? [{ column: userEmail, folded: true }] : []),
      ...(email ? [{ column: email, folded: true }] : []),
    ];
    numbers = numberValues(sources, table);
    known.set(key, numbers);
  }
  return numbers;
}
