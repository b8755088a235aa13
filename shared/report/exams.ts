/** What a table tells of its exams as a whole: the usual time limit of each, and which may be timed exams. */
import { isNone } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { usualLimit } from './minutes.ts';
import { mayBeTimed } from './timed-exams.ts';
import { isPractice } from './verdict.ts';

/** The usual time limit of each exam that has one, in minutes (docs/rules.md §5). */
export function usualLimitsOf(table: Table): Record<string, number> {
  const exam = table.column('exam_name');
  const limit = table.column('allowed_time_limit_mins');
  const started = table.column('started_at');
  if (!exam || !limit) return {};
  const byExam = new Map<string, { limit: number | undefined; started: boolean }[]>();
  // The same object for the same limit: a report has few, and a hundred thousand rows.
  const attempts = new Map<number, { limit: number | undefined; started: boolean }>();
  for (let row = 0; row < table.rowCount; row += 1) {
    if (started && Number.isNaN(started.number(row)) && isNone(started.text(row))) continue;
    const minutes = limit.number(row);
    let attempt = attempts.get(minutes);
    if (!attempt) {
      attempt = { limit: Number.isNaN(minutes) ? undefined : minutes, started: true };
      attempts.set(minutes, attempt);
    }
    const name = exam.text(row);
    const list = byExam.get(name);
    if (list) list.push(attempt);
    else byExam.set(name, [attempt]);
  }
  const limits: [string, number][] = [];
  for (const [name, list] of byExam) {
    const usual = usualLimit(list);
    if (usual !== undefined) limits.push([name, usual]);
  }
  return Object.fromEntries(limits);
}

interface Exam {
  readonly statuses: Set<string>;
  readonly reviews: Set<string>;
  lastSubmissionMicros: number | undefined;
}

/** Exams none of whose attempts was ever reviewed, long after the last was handed in (docs/rules.md §2). */
export function timedExamsOf(table: Table, asOfMicros: number | undefined): string[] {
  const exam = table.column('exam_name');
  const status = table.column('status');
  const review = table.column('review_status');
  const sample = table.column('is_sample_attempt');
  const completed = table.column('completed_at');
  if (!exam || !status || !review || !completed || asOfMicros === undefined) return [];
  const exams = new Map<string, Exam>();
  for (let row = 0; row < table.rowCount; row += 1) {
    if (isPractice(sample?.text(row))) continue;
    const name = exam.text(row);
    let known = exams.get(name);
    if (!known) {
      known = { statuses: new Set(), reviews: new Set(), lastSubmissionMicros: undefined };
      exams.set(name, known);
    }
    known.statuses.add(status.text(row));
    known.reviews.add(review.text(row));
    const micros = completed.number(row);
    if (!Number.isNaN(micros)) known.lastSubmissionMicros = Math.max(micros, known.lastSubmissionMicros ?? micros);
  }
  return [...exams]
    .filter(([, known]) =>
      mayBeTimed({ ...known, statuses: [...known.statuses], reviews: [...known.reviews], asOfMicros }),
    )
    .map(([name]) => name);
}
