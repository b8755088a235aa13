/** What a table tells of its exams as a whole: the usual time limit of each, and which may be timed exams. */
import { type Coded, type Combinations, codedBy, combinationsOf, countCodes } from '../table/coded.ts';
import { isNone, readingsByRow } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import type { Table } from '../table/table.ts';
import { usualLimit } from './minutes.ts';
import { mayBeTimed } from './timed-exams.ts';
import { isPractice } from './verdict.ts';

/** How many exams a table names, by name; one of practice attempts alone is a practice exam. */
export function examCounts(table: Table, kinds: Combinations): { exams: number; practice: number } {
  const exam = table.column('exam_name');
  if (!exam) return { exams: 0, practice: 0 };
  const sample = table.column('is_sample_attempt');
  const real = new Map<string, boolean>();
  for (const row of kinds.firstRows) {
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
export function timedExamsOf(table: Table, kinds: Combinations, asOfMicros: number | undefined): string[] {
  const exam = table.column('exam_name');
  const status = table.column('status');
  const review = table.column('review_status');
  const sample = table.column('is_sample_attempt');
  const completed = table.column('completed_at');
  if (!exam || !status || !review || !completed || asOfMicros === undefined) return [];
  const lastOfKind = lastOf(kinds, readingsByRow(completed, table.rowCount));
  const byExam = new Map<string, { statuses: string[]; reviews: string[]; last: number }>();
  for (const [kind, row] of kinds.firstRows.entries()) {
    const text = exam.text(row);
    let found = byExam.get(text);
    if (!found) {
      found = { statuses: [], reviews: [], last: -Infinity };
      byExam.set(text, found);
    }
    if (isPractice(sample?.text(row))) continue;
    found.statuses.push(status.text(row));
    found.reviews.push(review.text(row));
    found.last = Math.max(found.last, lastOfKind[kind]!);
  }
  const isTimed = ({ statuses, reviews, last }: { statuses: string[]; reviews: string[]; last: number }) =>
    mayBeTimed({ statuses, reviews, lastSubmissionMicros: last === -Infinity ? undefined : last, asOfMicros });
  return [...byExam].filter(([, found]) => isTimed(found)).map(([text]) => text);
}

/** The latest time of each kind; -Infinity = there is none. */
function lastOf({ codes, firstRows }: Combinations, times: Float64Array): Float64Array {
  const last = new Float64Array(firstRows.length).fill(-Infinity);
  for (let row = 0; row < codes.length; row += 1) {
    const kind = codes[row]!;
    if (times[row]! > last[kind]!) last[kind] = times[row]!;
  }
  return last;
}
