import { isNone } from '../table/column.ts';
import type { FindingId } from './finding-words.ts';
import { providerFamily, reviewWord, statusKey, statusWord } from './statuses.ts';
import { isPractice } from './verdict.ts';

/** The cells of an attempt that say where it stands and what its review found; left out where there is no such column. */
export interface ReviewCells {
  readonly status: string;
  readonly sample?: string | undefined;
  readonly review?: string | undefined;
  readonly provider?: string | undefined;
  /** The count of Suspicious incidents; undefined where it is missing or no number. */
  readonly suspicious?: number | undefined;
}

/**
 * Where status, review and count of an attempt do not go together. The platform gives practice attempts no review in
 * this report, so that they have one is all that is said of theirs.
 * Source: docs/rules.md §4.
 */
export function findingsOfReview({ status, sample, review, provider, suspicious }: ReviewCells): FindingId[] {
  const found: FindingId[] = [];
  const key = statusKey(status);
  const noReview = review === undefined || isNone(review);
  const word = noReview ? undefined : reviewWord(review)?.key;
  const unknownStatus = !isNone(status) && !statusWord(status);
  if (unknownStatus || (!noReview && word === undefined)) found.push('unknown-value');
  if (isPractice(sample)) return noReview ? found : [...found, 'practice-with-review'];

  if (key === 'rejected') {
    const cleared = word === 'clean' || (word === 'rules_violation' && providerFamily(provider) === 'rpnow');
    if (cleared) found.push('rejected-but-cleared');
  }
  if (key === 'verified' && word === 'suspicious') found.push('passed-but-suspicious');
  if (key === 'verified' && review !== undefined && noReview) found.push('passed-without-review');
  if (key === 'second_review_required' && review !== undefined && (noReview || word === 'clean'))
    found.push('second-review-without-suspicion');
  if (key === 'error' && word === 'not_reviewed') found.push('not-reviewed-error');
  const spoken = word === 'clean' || word === 'rules_violation' || word === 'suspicious';
  if (key === 'submitted' && spoken) found.push('review-not-applied');
  if (word === 'suspicious' && suspicious === 0) found.push('suspicious-without-comments');
  if (word === 'clean' && suspicious !== undefined && suspicious > 0) found.push('clean-with-incidents');
  return found;
}
