/** What a table tells of its exams as a whole: the usual time limit of each, and which may be timed exams. */
import { isNone } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { placesOf } from '../table/value-places.ts';
import { usualLimit } from './minutes.ts';
import { mayBeTimed } from './timed-exams.ts';
import { isPractice } from './verdict.ts';

/** The usual time limit of each exam that has one, in minutes (docs/rules.md §5). */
export function usualLimitsOf(table: Table): Record<string, number> {
  const exam = table.column('exam_name');
  const limit = table.column('allowed_time_limit_mins');
  const started = table.column('started_at');
  if (!exam || !limit) return {};
  const byExam = new Map<number, { limit: number | undefined; started: boolean }[]>();
  // The same object for the same limit: a report has few, and a hundred thousand rows.
  const attempts = new Map<number, { limit: number | undefined; started: boolean }>();
  const places = placesOf(exam, table.rowCount);
  for (let row = 0; row < table.rowCount; row += 1) {
    if (started && Number.isNaN(started.number(row)) && isNone(started.text(row))) continue;
    const minutes = limit.number(row);
    let attempt = attempts.get(minutes);
    if (!attempt) {
      attempt = { limit: Number.isNaN(minutes) ? undefined : minutes, started: true };
      attempts.set(minutes, attempt);
    }
    const place = places.of(row);
    const list = byExam.get(place);
    if (list) list.push(attempt);
    else byExam.set(place, [attempt]);
  }
  const limits: [string, number][] = [];
  for (const [place, list] of byExam) {
    const usual = usualLimit(list);
    if (usual !== undefined) limits.push([places.texts[place]!, usual]);
  }
  return Object.fromEntries(limits);
}

/** Exams none of whose attempts was ever reviewed, long after the last was handed in (docs/rules.md §2). */
export function timedExamsOf(table: Table, asOfMicros: number | undefined): string[] {
  const exam = table.column('exam_name');
  const status = table.column('status');
  const review = table.column('review_status');
  const sample = table.column('is_sample_attempt');
  const completed = table.column('completed_at');
  if (!exam || !status || !review || !completed || asOfMicros === undefined) return [];
  const exams = placesOf(exam, table.rowCount);
  const statuses = placesOf(status, table.rowCount);
  const reviews = placesOf(review, table.rowCount);
  const samples = sample && placesOf(sample, table.rowCount);
  const practice = samples?.texts.map((text) => isPractice(text));
  // A set of pairs for each: which statuses and which reviews each exam has.
  const hasStatus = new Set<number>();
  const hasReview = new Set<number>();
  const last = new Map<number, number>();
  for (let row = 0; row < table.rowCount; row += 1) {
    if (samples && practice![samples.of(row)]) continue;
    const place = exams.of(row);
    hasStatus.add(place * statuses.texts.length + statuses.of(row));
    hasReview.add(place * reviews.texts.length + reviews.of(row));
    const micros = completed.number(row);
    if (micros > (last.get(place) ?? -Infinity)) last.set(place, micros);
  }
  return exams.texts.filter((_, place) =>
    mayBeTimed({
      statuses: statuses.texts.filter((_text, at) => hasStatus.has(place * statuses.texts.length + at)),
      reviews: reviews.texts.filter((_text, at) => hasReview.has(place * reviews.texts.length + at)),
      lastSubmissionMicros: last.get(place),
      asOfMicros,
    }),
  );
}
