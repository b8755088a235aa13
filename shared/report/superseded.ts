/** Which rows of a table are errors that a later attempt of the same learner has taken the place of. */
import { byText, codedBy } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { learnerHashes, learnerNumbers } from './learner-numbers.ts';
import { statusKey } from './statuses.ts';
import { isPractice, supersededErrors } from './verdict.ts';

/** The marks that keep rows apart, for each error, and as a power of two how many there may be in all. */
const marksPerError = 64;
const mostMarks = 22;

/**
 * The rule itself ({@link supersededErrors}) is asked about the rows that can matter: few learners have an error, so the
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
  for (const row of errors) marks[placeOf(row)] = 1;
  const candidates = markedRows(rowCount, marks, placeOf);
  // An attempt that stands alone has no other that could have taken its place.
  const rows = candidates.filter((row) => marks[placeOf(row)] === 3);
  const { numbers } = learnerNumbers(table, Uint32Array.from(rows));
  const started = table.column('started_at');
  const sample = codedBy(table.column('is_sample_attempt'), rowCount);
  const practice = byText(sample, isPractice);
  // A text is made once of each value that occurs.
  const [courses, exams, statuses] = [course, exam, status].map((coded) => byText(coded, (text = '') => text));
  const marked = supersededErrors(
    rows.map((row) => {
      const micros = started?.number(row);
      return {
        learner: numbers[row] === 0 ? '' : String(numbers[row]),
        course: courses![course.codes[row]!]!,
        exam: exams![exam.codes[row]!]!,
        status: statuses![status.codes[row]!]!,
        startedMicros: micros === undefined || Number.isNaN(micros) ? undefined : micros,
        practice: practice[sample.codes[row]!]!,
      };
    }),
  );
  return rows.filter((_, index) => marked[index]);
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
function markedRows(rowCount: number, marks: Uint8Array, placeOf: (row: number) => number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const place = placeOf(row);
    if (marks[place] === 0) continue;
    rows.push(row);
    if (marks[place]! < 3) marks[place]! += 1;
  }
  return rows;
}
