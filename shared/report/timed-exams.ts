import { isNone } from '../table/column.ts';
import { dayMicros } from './clock.ts';
import { statusKey } from './statuses.ts';

const reviewed = new Set(['verified', 'rejected', 'second_review_required']);

/** What the viewer says of such an exam. */
export const mayBeTimedSentence =
  'This may be a timed exam: none of its attempts was ever reviewed, and submitted is where a timed exam ends.';

/** The same beside a word or a number. */
export const mayBeTimedWords = 'may be a timed exam, which nobody reviews';

/**
 * Whether an exam may be a timed one, which nobody reviews: no verified, rejected or second-review row, no review at
 * all, and the last submission more than 10 days before the report. The report has no column that tells.
 *
 * `statuses` and `reviews` are the texts of the exam's rows, or the distinct ones; practice rows left out. `reviews` is
 * `undefined` when the file has no review column. Times are UTC microseconds. Where something is not known, the answer
 * is no.
 * Source: docs/rules.md §2.
 */
export function mayBeTimed(exam: {
  statuses: readonly string[];
  reviews: readonly string[] | undefined;
  lastSubmissionMicros: number | undefined;
  asOfMicros: number | undefined;
}): boolean {
  const { statuses, reviews, lastSubmissionMicros, asOfMicros } = exam;
  if (reviews === undefined || lastSubmissionMicros === undefined || asOfMicros === undefined) return false;
  if (statuses.some((status) => reviewed.has(statusKey(status)))) return false;
  if (reviews.some((text) => !isNone(text))) return false;
  return asOfMicros - lastSubmissionMicros > 10 * dayMicros;
}
