import { describe, expect, test } from 'vitest';
import { statuses } from '../../../shared/report/statuses.ts';
import { type VerdictInput, verdictOf } from '../../../shared/report/verdict.ts';
import { verdictInput, verdictReason } from '../../../shared/report/verdict-reason.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

describe('the rule that spoke', () => {
  const second = 'second_review_required';
  test.each<[VerdictInput, string]>([
    [{ status: 'verified' }, 'status is verified'],
    [{ status: ' VERIFIED ' }, 'status is “VERIFIED”, which is read as verified'],
    [{ status: 'Ready to start' }, 'status is “Ready to start”, which is read as ready_to_start'],
    [{ status: 'rejected', provider: 'rpnow4' }, 'status is rejected'],
    [{ status: 'verified', sample: 'False' }, 'status is verified'],
    [{ status: 'verified', sample: 'True' }, 'is_sample_attempt is True, so the attempt does not count'],
    [{ status: second, sample: 'WAHR' }, 'is_sample_attempt is WAHR, so the attempt does not count'],
    [
      { status: second, provider: 'rpnow4' },
      'status is second_review_required and the provider is rpnow4, whose own reviewers do the second review',
    ],
    [
      { status: second, provider: 'proctortrack', whoDecides: 'provider' },
      'status is second_review_required and the provider is proctortrack, whose second reviews the course team decides',
    ],
    [
      { status: second, provider: 'null' },
      'status is second_review_required and the provider is null; with providers other than RPNow the course team decides',
    ],
    [
      { status: second },
      'status is second_review_required and no provider is named, so it is taken as with RPNow, whose reviewers decide',
    ],
    [
      { status: second, provider: 'None', whoDecides: 'provider' },
      'status is second_review_required and no provider is named; by your settings the provider decides',
    ],
    [
      { status: second, whoDecides: 'course-team' },
      'status is second_review_required and no provider is named; by your settings the course team decides',
    ],
    [{ status: 'error' }, 'status is error'],
    [
      { status: 'error', superseded: true },
      'status is error, and the file holds a later attempt of this learner at the exam',
    ],
    [{ status: 'resumed', superseded: true }, 'status is resumed'],
    [
      { status: 'onboarding_rejected' },
      'status is onboarding_rejected, which begins like those that wait for onboarding',
    ],
    [{ status: 'Подтверждено' }, 'status is “Подтверждено”, which is none that the rules know'],
    [{ status: 'constructor' }, 'status is constructor, which is none that the rules know'],
    [{ status: 'None' }, 'the file gives no status'],
    [{ status: '' }, 'the file gives no status'],
  ])('of %j: %s', (input, reason) => {
    expect(verdictReason(input)).toBe(reason);
  });

  test('is given for every status, and names it', () => {
    for (const key of statuses.keys()) expect(verdictReason({ status: key })).toContain(`status is ${key}`);
  });
});

test.each(['v0', 'v1a', 'v2', 'v3', 'proctortrack'])(
  'what the rows of %s are judged by gives their verdicts',
  (name) => {
    const report = reportFromText(fixture(`reports/${name}.csv`), `${name}.csv`);
    const rows = [...rowNumbers(report.table)];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => verdictOf(verdictInput(report, row)))).toEqual(rows.map((row) => report.verdict(row)));
  },
);
