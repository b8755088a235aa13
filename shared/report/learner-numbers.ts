import { spanIsFilled } from '../table/filled.ts';
import { atOnce } from '../table/parts.ts';
import { perTable } from '../table/per-table.ts';
import { LENGTH } from '../table/scan.ts';
import type { Table } from '../table/table.ts';
import { hashValues } from '../table/value-hash.ts';
import { numberSteps, type ValueNumbers } from '../table/value-numbers.ts';
import { learnerOf, nameColumns } from './learners.ts';

const known = perTable<ValueNumbers>();

/**
 * A number for each row's learner, the same for the same {@link learnerKey}; 0 where the row names nobody. With
 * rows only of these, and not kept.
 * Source: docs/rules.md §1.
 */
export const learnerNumbers = (table: Table, rows?: Uint32Array): ValueNumbers =>
  atOnce(learnerNumberSteps(table, rows));

/** The same in parts. */
export function* learnerNumberSteps(table: Table, rows?: Uint32Array): Generator<undefined, ValueNumbers> {
  const all = known.get(table);
  if (all) return all;
  // Only usernames are told apart by their case.
  const sources = namesOf(table).map((column) => ({ column, folded: column.id !== 'username' }));
  const numbers = yield* numberSteps(sources, table, rows);
  if (!rows) known.set(table, numbers);
  return numbers;
}

/**
 * A hash of each row's learner, the same for the same {@link learnerKey}, and seldom for others; 0 where the row names
 * nobody.
 */
export function learnerHashes(table: Table): Int32Array {
  let hashes = knownHashes.get(table);
  if (!hashes) {
    hashes = hashLearners(table);
    knownHashes.set(table, hashes);
  }
  return hashes;
}

const knownHashes = perTable<Int32Array>();

function hashLearners(table: Table): Int32Array {
  const [first, ...others] = namesOf(table);
  let hashes = first ? hashValues(first, table) : new Int32Array(table.rowCount);
  for (const column of others) {
    if (!hashes.includes(0)) break;
    const next = hashValues(column, table);
    hashes = hashes.map((hash, row) => hash || next[row]!);
  }
  return hashes;
}

/**
 * Whether two rows are of one learner: have the same {@link learnerKey}. Both have to name somebody. Nearly always the
 * bytes tell.
 */
export function sameLearner(table: Table): (one: number, other: number) => boolean {
  const { bytes } = table.parts;
  const cells = namesOf(table)[0]?.parts.cells;
  const bySpelling = (one: number, other: number) => learnerOf(table, one) === learnerOf(table, other);
  if (cells?.form !== 'spans') return bySpelling;
  const { starts, lengths } = cells.spans;
  return (one, other) =>
    (lengths[one] === lengths[other] &&
      sameBytes(bytes, starts[one]!, starts[other]!, lengths[one]! & LENGTH) &&
      spanIsFilled(bytes, starts[one]!, lengths[one]!)) ||
    bySpelling(one, other);
}

function sameBytes(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
}

const namesOf = (table: Table) => nameColumns.map((id) => table.column(id)).filter((column) => column !== undefined);
