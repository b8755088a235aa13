import { expect, test } from 'vitest';
import { findingsOfReview, type ReviewCells } from '../../../shared/report/findings-of-review.ts';

const cells = (status: string, review: string | undefined, more: Partial<ReviewCells> = {}): ReviewCells => ({
  ...{ sample: 'False', provider: 'software_secure', suspicious: 0 },
  ...{ status, review, ...more },
});

test.each<[what: string, cells: ReviewCells, found: string[]]>([
  ['not passed and Clean', cells('rejected', 'Clean'), ['rejected-but-cleared']],
  ['the same with any provider', cells('rejected', 'Clean', { provider: 'proctortrack' }), ['rejected-but-cleared']],
  ['or none named', cells('rejected', 'Clean', { provider: undefined }), ['rejected-but-cleared']],
  ['not passed and Rules Violation, RPNow', cells('rejected', 'Rules Violation'), ['rejected-but-cleared']],
  ['RPNow 4 as well', cells('rejected', 'Rules Violation', { provider: 'rpnow4' }), ['rejected-but-cleared']],
  [
    'not with a provider that may reject for it',
    cells('rejected', 'Rules Violation', { provider: 'proctortrack' }),
    [],
  ],
  ['nor with the one named null', cells('rejected', 'Rules Violation', { provider: 'null' }), []],
  ['nor where none is named', cells('rejected', 'Rules Violation', { provider: 'None' }), []],
  ['not passed and Suspicious', cells('rejected', 'Suspicious', { suspicious: 1 }), []],
  ['not passed without a review', cells('rejected', 'None'), []],
  ['passed and Suspicious', cells('verified', 'Suspicious', { suspicious: 2 }), ['passed-but-suspicious']],
  ['passed and Clean', cells('verified', 'Clean'), []],
  ['passed and Rules Violation', cells('verified', 'Rules Violation'), []],
  ['passed without a review', cells('verified', 'None'), ['passed-without-review']],
  ['an empty cell is none', cells('verified', ''), ['passed-without-review']],
  ['not where there is no such column', cells('verified', undefined), []],
  ['nor in practice', cells('verified', 'None', { sample: 'True' }), []],
  ['second review after Suspicious', cells('second_review_required', 'Suspicious', { suspicious: 1 }), []],
  ['after Rules Violation', cells('second_review_required', 'Rules Violation'), []],
  ['after Clean', cells('second_review_required', 'Clean'), ['second-review-without-suspicion']],
  ['after nothing', cells('second_review_required', 'None'), ['second-review-without-suspicion']],
  ['where there is no review column', cells('second_review_required', undefined), []],
  ['in practice, which never has one here', cells('second_review_required', 'None', { sample: 'TRUE' }), []],
  ['error and Not Reviewed', cells('error', 'Not Reviewed'), ['not-reviewed-error']],
  ['error without a review', cells('error', 'None'), []],
  ['submitted and Clean', cells('submitted', 'Clean'), ['review-not-applied']],
  ['submitted and Rules Violation', cells('submitted', 'Rules Violation'), ['review-not-applied']],
  ['submitted and Suspicious', cells('submitted', 'Suspicious', { suspicious: 1 }), ['review-not-applied']],
  ['submitted and Not Reviewed', cells('submitted', 'Not Reviewed'), []],
  ['submitted and waiting', cells('submitted', 'None'), []],
  ['Suspicious, and nothing counted', cells('second_review_required', 'Suspicious'), ['suspicious-without-comments']],
  ['Suspicious without a count to read', cells('rejected', 'Suspicious', { suspicious: undefined }), []],
  ['Clean with incidents', cells('verified', 'Clean', { suspicious: 1 }), ['clean-with-incidents']],
  ['written in another way', cells('Second Review-Required', ' clean '), ['second-review-without-suspicion']],
  ['what providers send', cells('submitted', 'violation'), ['review-not-applied']],
  ['a status that nobody knows', cells('satisfactory', 'None'), ['unknown-value']],
  ['a review that nobody knows', cells('verified', 'Unclear'), ['unknown-value']],
  ['no status at all is no value', cells('None', 'None'), []],
  ['practice with a review', cells('verified', 'Suspicious', { sample: 'True' }), ['practice-with-review']],
  ['practice with an unknown status', cells('done', 'None', { sample: 'True' }), ['unknown-value']],
])('%s', (_, given, found) => {
  expect(findingsOfReview(given)).toEqual(found);
});
