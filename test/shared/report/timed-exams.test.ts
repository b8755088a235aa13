import { expect, test } from 'vitest';
import { mayBeTimed } from '../../../shared/report/timed-exams.ts';

const day = 86_400_000_000;
const timed = {
  statuses: ['submitted', 'started', 'declined'],
  reviews: ['None', '', 'None'],
  lastSubmissionMicros: 100 * day,
  asOfMicros: 111 * day,
};

test('an exam that nobody reviewed in over ten days may be a timed one', () => {
  expect(mayBeTimed(timed)).toBe(true);
});

test.each([
  ['one attempt is verified', { statuses: ['submitted', 'Verified'] }],
  ['one attempt is rejected', { statuses: ['rejected'] }],
  ['one attempt is in second review', { statuses: ['second-review-required'] }],
  ['one attempt has a review', { reviews: ['None', 'Clean'] }],
  ['a review was given up', { reviews: ['Not Reviewed'] }],
  ['a review has a word of its own', { reviews: ['Подозрительно'] }],
  ['the last submission is ten days old to the microsecond', { asOfMicros: 110 * day }],
  ['the report is older than the submission', { asOfMicros: 99 * day }],
  ['nothing was submitted', { lastSubmissionMicros: undefined }],
  ['the time of the report is not known', { asOfMicros: undefined }],
  ['the file has no review column', { reviews: undefined }],
])('the rule is silent if %s', (_, change) => {
  expect(mayBeTimed({ ...timed, ...change })).toBe(false);
});

test('ten days and a microsecond are over ten days', () => {
  expect(mayBeTimed({ ...timed, asOfMicros: 110 * day + 1 })).toBe(true);
});
