import { isNone } from '../table/column.ts';
import type { Report } from './report.ts';
import { providerFamily, statusKey, statusWord } from './statuses.ts';
import { isPractice, type VerdictInput } from './verdict.ts';

/**
 * Which rule gave an attempt its verdict, to stand behind "because": "status is verified". It names what the file says
 * and, where the status alone does not decide, what did.
 * Source: docs/rules.md §2.
 */
export function verdictReason(input: VerdictInput): string {
  if (isPractice(input.sample)) return `is_sample_attempt is ${input.sample!.trim()}, so the attempt does not count`;
  if (isNone(input.status)) return 'the file gives no status';
  const key = statusKey(input.status);
  const status = `status is ${written(input.status, key)}`;
  if (key === 'second_review_required') return `${status} and ${whoDecidesWords(input)}`;
  if (key === 'error' && input.superseded) {
    return `${status}, and the file holds a later attempt of this learner at the exam`;
  }
  if (statusWord(input.status)) return status;
  if (key.startsWith('onboarding_')) return `${status}, which begins like those that wait for onboarding`;
  return `${status}, which is none that the rules know`;
}

/** The text as it stands in the file where the rule compared another form of it. */
function written(text: string, key: string): string {
  if (text.trim() === key) return key;
  return statusWord(text) ? `“${text.trim()}”, which is read as ${key}` : `“${text.trim()}”`;
}

function whoDecidesWords({ provider, whoDecides }: VerdictInput): string {
  const name = provider?.trim();
  switch (providerFamily(provider)) {
    case 'rpnow':
      return `the provider is ${name}, whose own reviewers do the second review`;
    case 'proctortrack':
      return `the provider is ${name}, whose second reviews the course team decides`;
    case 'other':
      return `the provider is ${name}; with providers other than RPNow the course team decides`;
    case 'unnamed':
      if (whoDecides === undefined) return 'no provider is named, so it is taken as with RPNow, whose reviewers decide';
      return `no provider is named; by your settings ${whoDecides === 'provider' ? 'the provider' : 'the course team'} decides`;
  }
}

/** What the verdict of a row was read from. */
export function verdictInput(report: Report, row: number): VerdictInput {
  const { secondReview } = report.facts;
  return {
    sample: report.cell(row, 'is_sample_attempt'),
    status: report.cell(row, 'status') ?? '',
    provider: report.cell(row, 'provider'),
    review: report.cell(row, 'review_status'),
    // Only an error that was resumed is superseded without its status saying so.
    superseded: report.verdict(row).kind === 'superseded',
    whoDecides: secondReview === 'not-said' ? undefined : secondReview,
  };
}
