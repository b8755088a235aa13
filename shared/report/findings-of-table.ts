/** Findings that no row shows by itself: a code that another row has, a second email, another course. */
import { byText, codedBy } from '../table/coded.ts';
import { isNone } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import { inParts } from '../table/parts.ts';
import type { Table } from '../table/table.ts';
import { hashSteps } from '../table/value-hash.ts';
import { numberSteps, type ValueNumbers } from '../table/value-numbers.ts';
import { learnerNumberSteps } from './learner-numbers.ts';

/** Called with each row that is concerned; a row may come more than once. */
type Found = (row: number) => void;

/**
 * Rows whose attempt code another row has too. Rows of `skip` are a header once more, and no attempts.
 * Source: docs/rules.md §4.
 */
export function* repeatedCodes(table: Table, skip: ReadonlySet<number>, found: Found): Generator<undefined, void> {
  const column = table.column('attempt_code');
  if (!column) return;
  const rows = yield* repeated(yield* hashSteps(column, table));
  const { numbers, count } = yield* numberSteps([{ column, folded: true }], table, rows);
  const first = new Int32Array(count + 1).fill(-1);
  for (const row of rows) {
    const code = numbers[row]!;
    if (code === 0 || skip.has(row)) continue;
    if (first[code] === -1) first[code] = row;
    else {
      found(first[code]!);
      found(row);
    }
  }
}

/** Where a hash stands that may stand elsewhere too: all of these places, and a few more, in order. */
function* repeated(hashes: Int32Array): Generator<undefined, Uint32Array> {
  // Sixteen bits a row, so that few hashes meet by chance, and all bits stay close at hand.
  const size = 2 ** Math.ceil(Math.log2(hashes.length * 16 + 32));
  const once = new Int32Array(size / 32);
  const twice = new Int32Array(size / 32);
  const last = size - 1;
  yield* inParts(hashes.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = hashes[place]! & last;
      const bit = 1 << (at & 31);
      if ((once[at >>> 5]! & bit) === 0) once[at >>> 5]! |= bit;
      else twice[at >>> 5]! |= bit;
    }
  });
  const places = new Uint32Array(hashes.length);
  let count = 0;
  yield* inParts(hashes.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = hashes[place]! & last;
      if (((twice[at >>> 5]! >>> (at & 31)) & 1) === 0) continue;
      places[count] = place;
      count += 1;
    }
  });
  return places.slice(0, count);
}

/**
 * Rows of a username that goes with more than one email, or of an email that goes with more than one username. Emails
 * are alike in any case.
 * Source: docs/rules.md §4.
 */
export function* splitLearners(table: Table, found: Found): Generator<undefined, void> {
  const [username, email] = [table.column('username'), table.column('email')];
  if (!username || !email) return;
  const names = yield* learnerNumberSteps(table);
  const rows = yield* mayBeSplit(names, yield* hashSteps(email, table));
  if (rows.length === 0) return;
  yield;
  const addresses = yield* numberSteps([{ column: email, folded: true }], table, rows);
  // Rows without a username are known by their email, and say nothing of a name.
  const named = names.fromFirst === table.rowCount ? () => true : filledIn(username, table.parts.bytes);
  const nameSplits = splits(names, addresses.numbers, named);
  yield;
  const addressSplits = splits(addresses, names.numbers, named);
  if (!nameSplits && !addressSplits) return;
  yield;
  for (let row = 0; row < table.rowCount; row += 1) {
    if (!named(row)) continue;
    if (nameSplits?.[names.numbers[row]!] === 1 || addressSplits?.[addresses.numbers[row]!] === 1) found(row);
  }
}

/**
 * Rows of the learners whose emails have different hashes, or the hash of another learner's: all that are split (but for
 * two emails of one learner that meet in a hash of 32 bits), and a few more.
 */
function* mayBeSplit({ numbers, count }: ValueNumbers, hashes: Int32Array): Generator<undefined, Uint32Array> {
  const email = new Int32Array(count + 1);
  const split = new Uint8Array(count + 1);
  yield* inParts(hashes.length, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const [name, hash] = [numbers[row]!, hashes[row]!];
      if (name === 0 || hash === 0) continue;
      if (email[name] === 0) email[name] = hash;
      else if (email[name] !== hash) split[name] = 1;
    }
  });
  const shared = new Uint8Array(count + 1);
  for (const place of yield* repeated(email.subarray(1))) shared[place + 1] = 1;
  // An email that a split learner has besides the first may be another learner's as well.
  const beside = new Set<number>();
  yield;
  for (let row = 0; row < hashes.length; row += 1) if (split[numbers[row]!] === 1) beside.add(hashes[row]!);
  yield;
  const rows = new Uint32Array(hashes.length);
  let found = 0;
  yield* inParts(hashes.length, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const name = numbers[row]!;
      const hash = hashes[row]!;
      if (name === 0 || hash === 0) continue;
      if (split[name] === 0 && shared[name] === 0 && !(beside.size > 0 && beside.has(hash))) continue;
      rows[found] = row;
      found += 1;
    }
  });
  return rows.slice(0, found);
}

/** Which of the values go with more than one of the others; undefined = none does. 0 is no value. */
function splits(
  { numbers, count }: ValueNumbers,
  others: Uint32Array,
  named: (row: number) => boolean,
): Uint8Array | undefined {
  const partner = new Uint32Array(count + 1);
  let split: Uint8Array | undefined;
  for (let row = 0; row < numbers.length; row += 1) {
    const [value, other] = [numbers[row]!, others[row]!];
    if (value === 0 || other === 0 || !named(row)) continue;
    if (partner[value] === 0) partner[value] = other;
    else if (partner[value] !== other) {
      split ??= new Uint8Array(count + 1);
      split[value] = 1;
    }
  }
  return split;
}

/**
 * Where a file holds more than one course, the rows of all but the largest; of courses as large as each other, the
 * first stays.
 * Source: docs/rules.md §4.
 */
export function otherCourses(table: Table, skip: ReadonlySet<number>, found: Found) {
  const column = table.column('course_id');
  if (!column) return;
  const coded = codedBy(column, table.rowCount);
  const courses = byText(coded, (text = '') => (isNone(text) ? '' : text.trim()));
  const sizes = new Map<string, number>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const course = courses[coded.codes[row]!]!;
    if (course !== '' && !skip.has(row)) sizes.set(course, (sizes.get(course) ?? 0) + 1);
  }
  if (sizes.size < 2) return;
  const [largest] = [...sizes].reduce((most, one) => (one[1] > most[1] ? one : most));
  for (let row = 0; row < table.rowCount; row += 1) {
    const course = courses[coded.codes[row]!]!;
    if (course !== '' && course !== largest && !skip.has(row)) found(row);
  }
}
