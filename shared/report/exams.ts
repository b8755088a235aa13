/** What a table tells of its exams as a whole: the usual time limit of each, and which may be timed exams. */
import { type Coded, codedBy, combinationsOf, countCodes } from '../table/coded.ts';
import { type Column, isNone, readingsByRow } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import type { Table } from '../table/table.ts';
import { usualLimit } from './minutes.ts';
import { mayBeTimed } from './timed-exams.ts';
import { isPractice } from './verdict.ts';

/** How many exams a table names, by name; one of practice attempts alone is a practice exam. */
export function examCounts(table: Table): { exams: number; practice: number } {
  const exam = table.column('exam_name');
  if (!exam) return { exams: 0, practice: 0 };
  const sample = table.column('is_sample_attempt');
  const parts = [exam, sample].map((column) => codedBy(column, table.rowCount));
  const real = new Map<string, boolean>();
  for (const row of table.rowCount === 0 ? [] : combinationsOf(parts, table.rowCount).firstRows) {
    const name = exam.text(row).trim();
    if (!isNone(name)) real.set(name, (real.get(name) ?? false) || !isPractice(sample?.text(row)));
  }
  const exams = [...real.values()].filter(Boolean).length;
  return { exams, practice: real.size - exams };
}

/** The usual time limit of each exam that has one, in minutes (docs/rules.md §5). */
export function usualLimitsOf(table: Table): Record<string, number> {
  const { rowCount } = table;
  const exam = table.column('exam_name');
  const limit = table.column('allowed_time_limit_mins');
  const started = table.column('started_at');
  if (!exam || !limit) return {};
  const pairs = combinationsOf([codedBy(exam, rowCount), codedBy(limit, rowCount)], rowCount);
  const coded = { codes: pairs.codes, size: pairs.firstRows.length };
  const counts = started
    ? countWhere(coded, readingsByRow(started, rowCount), filledIn(started, table.parts.bytes))
    : countCodes(coded);
  const byExam = new Map<string, { limit: number | undefined; started: boolean; count: number }[]>();
  for (const [pair, row] of pairs.firstRows.entries()) {
    const minutes = limit.number(row);
    const alike = { limit: Number.isNaN(minutes) ? undefined : minutes, started: true, count: counts[pair]! };
    const text = exam.text(row);
    const list = byExam.get(text);
    if (list) list.push(alike);
    else byExam.set(text, [alike]);
  }
  const limits: [string, number][] = [];
  for (const [text, list] of byExam) {
    const usual = usualLimit(list);
    if (usual !== undefined) limits.push([text, usual]);
  }
  return Object.fromEntries(limits);
}

/** How many rows have each code and a time, be it one that cannot be read. */
function countWhere(
  { codes, size }: Pick<Coded, 'codes' | 'size'>,
  times: Float64Array,
  isFilled: (row: number) => boolean,
): Uint32Array {
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row += 1) {
    if (!Number.isNaN(times[row]) || isFilled(row)) counts[codes[row]!]! += 1;
  }
  return counts;
}

/** Exams none of whose attempts was ever reviewed, long after the last was handed in (docs/rules.md §2). */
export function timedExamsOf(table: Table, asOfMicros: number | undefined): string[] {
  const exam = table.column('exam_name');
  const status = table.column('status');
  const review = table.column('review_status');
  const sample = table.column('is_sample_attempt');
  const completed = table.column('completed_at');
  if (!exam || !status || !review || !completed || asOfMicros === undefined) return [];
  const { rowCount } = table;
  const [exams, statuses, reviews, samples] = [exam, status, review, sample].map((column) => codedBy(column, rowCount));
  const practice = Uint8Array.from({ length: samples!.size }, (_, code) => (isPractice(samples!.text(code)) ? 1 : 0));
  const attempts = combinationsOf([samples!, exams!], rowCount);
  const attemptKinds = { codes: attempts.codes, size: attempts.firstRows.length, text: () => undefined };
  // Only the kinds of rows that occur are looked at, not each row.
  const textsOf = (other: Column, coded: Coded): Map<string, string[]> => {
    const texts = new Map<string, string[]>();
    for (const row of combinationsOf([attemptKinds, coded], rowCount).firstRows) {
      if (practice[samples!.codes[row]!] === 1) continue;
      const list = texts.get(exam.text(row));
      if (list) list.push(other.text(row));
      else texts.set(exam.text(row), [other.text(row)]);
    }
    return texts;
  };
  const statusesOf = textsOf(status, statuses!);
  const reviewsOf = textsOf(review, reviews!);
  const last = lastOf(exams!, readingsByRow(completed, rowCount), (row) => practice[samples!.codes[row]!] === 0);
  return Array.from(last, (micros, place) => ({ text: exams!.text(place)!, micros }))
    .filter(({ text, micros }) =>
      mayBeTimed({
        statuses: statusesOf.get(text) ?? [],
        reviews: reviewsOf.get(text) ?? [],
        lastSubmissionMicros: micros === -Infinity ? undefined : micros,
        asOfMicros,
      }),
    )
    .map(({ text }) => text);
}

/** The latest time of each code among the rows that count; -Infinity = there is none. */
function lastOf({ codes, size }: Coded, times: Float64Array, counts: (row: number) => boolean): Float64Array {
  const last = new Float64Array(size).fill(-Infinity);
  for (let row = 0; row < codes.length; row += 1) {
    const place = codes[row]!;
    if (times[row]! > last[place]! && counts(row)) last[place] = times[row]!;
  }
  return last;
}
