/** Which rows of a table are errors that a later attempt of the same learner has taken the place of. */
import { byText, codedBy } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { learnerHashes, learnerNumbers } from './learner-numbers.ts';
import { statusKey } from './statuses.ts';
import { isPractice, supersededAmong } from './verdict.ts';

/** The marks that keep rows apart, for each error, and as a power of two how many there may be in all. */
const marksPerError = 64;
const mostMarks = 22;

/**
 * The rule itself ({@link supersededAmong}) is asked about the rows that can matter: few learners have an error, so the
 * others are told apart by a hash of their learner, course and exam. Only of the few that are left the learners are
 * compared.
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
  const placeOf = (row: number): number => {
    const hash = Math.imul(Math.imul(learners[row]!, 0x0100_0193) ^ exam.codes[row]!, 0x9e37_79b1) ^ course.codes[row]!;
    return (Math.imul(hash, 0x85eb_ca6b) >>> 8) & last;
  };
  // A bit says what a byte would, and so many bits are at hand: most rows go no further than this.
  const isMarked = new Uint32Array(marks.length >>> 5);
  for (const row of errors) {
    const place = placeOf(row);
    marks[place] = 1;
    isMarked[place >>> 5]! |= 1 << (place & 31);
  }
  const candidates = markedRows(rowCount, marks, isMarked, placeOf);
  // An attempt that stands alone has no other that could have taken its place.
  const rows = candidates.filter((row) => marks[placeOf(row)] === 3);
  const { numbers } = learnerNumbers(table, Uint32Array.from(rows));
  const started = table.column('started_at');
  const sample = codedBy(table.column('is_sample_attempt'), rowCount);
  const practice = byText(sample, isPractice);
  const examOf = numbersOfPairs();
  const groupOf = numbersOfPairs();
  const groups: number[][] = [];
  for (const row of rows) {
    if (numbers[row] === 0) continue;
    const kind = examOf(exam.codes[row]! * 2 + (practice[sample.codes[row]!] ? 1 : 0), course.codes[row]!);
    const group = groupOf(numbers[row]!, kind);
    groups[group] ??= [];
    groups[group].push(row);
  }
  const found: number[] = [];
  for (const group of groups) {
    if (group.length === 1) continue;
    const starts = group.map((row) => {
      const micros = started?.number(row);
      return Number.isNaN(micros) ? undefined : micros;
    });
    for (const [place, is] of supersededAmong(starts).entries()) {
      const row = group[place]!;
      if (is && isError[status.codes[row]!] === 1) found.push(row);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Numbers pairs of numbers from 0 on, in the order in which they come. */
function numbersOfPairs(): (first: number, second: number) => number {
  const known = new Map<number, Map<number, number>>();
  let count = 0;
  return (first, second) => {
    let seconds = known.get(first);
    if (!seconds) {
      seconds = new Map();
      known.set(first, seconds);
    }
    let number = seconds.get(second);
    if (number === undefined) {
      number = count;
      seconds.set(second, number);
      count += 1;
    }
    return number;
  };
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
