/** Which rows of a table are errors that a later attempt of the same learner has taken the place of. */
import { byText, codedBy } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { learnerHashes, sameLearner } from './learner-numbers.ts';
import { statusKey } from './statuses.ts';
import { isPractice, supersededAmong } from './verdict.ts';

/** The marks that keep rows apart, for each error, and as a power of two how many there may be in all. */
const marksPerError = 64;
const mostMarks = 22;

/**
 * The rows, in the order of the file, of `error` attempts with a later attempt of the same learner, course and exam, which
 * so most likely were resumed. Practice and real exams may share a name and are kept apart; who is not named is never the
 * same. Which is later, {@link supersededAmong} says, asked about the rows that can matter: few learners have an error, so
 * the others are told apart by a hash of their learner, course and exam. Only of the few that are left the learners are
 * compared.
 * Source: docs/rules.md §2.
 */
export function supersededRows(table: Table): readonly number[] {
  const { rowCount } = table;
  const status = codedBy(table.column('status'), rowCount);
  const isError = Uint8Array.from({ length: status.size }, (_, code) =>
    statusKey(status.text(code) ?? '') === 'error' ? 1 : 0,
  );
  if (!isError.includes(1)) return [];
  const learners = learnerHashes(table);
  const errors = rowsWith(status.codes, isError, learners);
  const course = codedBy(table.column('course_id'), rowCount);
  const exam = codedBy(table.column('exam_name'), rowCount);
  const marks = new Uint8Array(1 << Math.min(mostMarks, Math.max(12, 32 - Math.clz32(errors.length * marksPerError))));
  const last = marks.length - 1;
  const hashOf = (row: number): number => {
    const hash = Math.imul(Math.imul(learners[row]!, 0x0100_0193) ^ exam.codes[row]!, 0x9e37_79b1) ^ course.codes[row]!;
    return Math.imul(hash, 0x85eb_ca6b) >>> 8;
  };
  const placeOf = (row: number): number => hashOf(row) & last;
  // A bit says what a byte would, and so many bits are at hand: most rows go no further than this.
  const isMarked = new Uint32Array(marks.length >>> 5);
  for (const row of errors) {
    const place = placeOf(row);
    marks[place] = 1;
    isMarked[place >>> 5]! |= 1 << (place & 31);
  }
  const candidates = markedRows(rowCount, marks, isMarked, placeOf);
  // An attempt that stands alone has no other that could have taken its place.
  const rows = candidates.filter((row) => marks[placeOf(row)] === 3 && learners[row] !== 0);
  const sample = codedBy(table.column('is_sample_attempt'), rowCount);
  const practice = byText(sample, isPractice);
  const isOneLearner = sameLearner(table);
  const groups = groupsOf(
    rows,
    hashOf,
    (one, other) =>
      learners[one] === learners[other] &&
      exam.codes[one] === exam.codes[other] &&
      course.codes[one] === course.codes[other] &&
      practice[sample.codes[one]!] === practice[sample.codes[other]!] &&
      isOneLearner(one, other),
  );
  const started = table.column('started_at');
  const found: number[] = [];
  for (const group of groups) {
    if (group.length < 2 || !group.some((row) => isError[status.codes[row]!] === 1)) continue;
    const starts = group.map((row) => {
      const micros = started?.number(row);
      return Number.isNaN(micros) ? undefined : micros;
    });
    const isSuperseded = supersededAmong(starts);
    for (const [place, row] of group.entries()) {
      if (isSuperseded[place] && isError[status.codes[row]!] === 1) found.push(row);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Rows that are the same, in their order. Those that are have the same hash. */
function groupsOf(
  rows: readonly number[],
  hashOf: (row: number) => number,
  isSame: (one: number, other: number) => boolean,
): number[][] {
  const groups: number[][] = [];
  // One more than the group that is there; 0 = none.
  const slots = new Uint32Array(1 << (33 - Math.clz32(rows.length)));
  const last = slots.length - 1;
  for (const row of rows) {
    let slot = hashOf(row) & last;
    while (slots[slot] !== 0 && !isSame(groups[slots[slot]! - 1]![0]!, row)) slot = (slot + 1) & last;
    if (slots[slot] === 0) slots[slot] = groups.push([row]);
    else groups[slots[slot]! - 1]!.push(row);
  }
  return groups;
}

/** The rows with such a code and a learner. */
function rowsWith(codes: Codes, isMeant: Uint8Array, learners: Int32Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    if (isMeant[codes[row]!] === 1 && learners[row] !== 0) rows.push(row);
  }
  return rows;
}

/** The rows at a marked place. A mark is 1 for an error there, and one more for each row, as far as two. */
function markedRows(
  rowCount: number,
  marks: Uint8Array,
  isMarked: Uint32Array,
  placeOf: (row: number) => number,
): number[] {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const place = placeOf(row);
    if ((isMarked[place >>> 5]! & (1 << (place & 31))) === 0) continue;
    rows.push(row);
    if (marks[place]! < 3) marks[place]! += 1;
  }
  return rows;
}
