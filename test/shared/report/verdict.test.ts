import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statuses, statusMeaning } from '../../../shared/report/statuses.ts';
import {
  decidesUnnamed,
  isDecided,
  isInRateBase,
  isPractice,
  passingSaysNothing,
  type VerdictInput,
  type VerdictKind,
  verdictKinds,
  verdictOf,
} from '../../../shared/report/verdict.ts';
import { type AttemptPlace, supersededErrors } from '../../support/attempt-place.ts';

describe('the verdict of an attempt', () => {
  const table: [string, VerdictKind, string, string | undefined, string | undefined][] = [
    ['verified', 'passed', 'Passed', 'Satisfactory', undefined],
    ['rejected', 'not-passed', 'Not passed', 'Unsatisfactory', 'course team, on appeal'],
    ['error', 'needs-you', 'Needs you · resume or reset', 'Error', 'course team'],
    ['not_reviewed', 'needs-you', 'Needs you · resume or reset', 'Error', 'course team'],
    ['timed_out', 'needs-you', 'Needs you · timed out, may be reset', undefined, 'course team'],
    ['submitted', 'in-review', 'In review', 'Pending', 'provider'],
    ['started', 'unfinished', 'Unfinished', undefined, 'learner'],
    ['ready_to_submit', 'unfinished', 'Unfinished', undefined, 'learner'],
    ['completed', 'unfinished', 'Unfinished', undefined, 'learner'],
    ['ready_to_resume', 'unfinished', 'Unfinished', undefined, 'learner'],
    ['eligible', 'not-started', 'Not started', undefined, 'learner'],
    ['created', 'not-started', 'Not started', undefined, 'learner'],
    ['download_software_clicked', 'not-started', 'Not started', undefined, 'learner'],
    ['ready_to_start', 'not-started', 'Not started', undefined, 'learner'],
    ['declined', 'not-proctored', 'Not proctored', undefined, undefined],
    ['expired', 'expired', 'Expired', undefined, undefined],
    ['onboarding_reset', 'superseded', 'Superseded', undefined, undefined],
    ['resumed', 'superseded', 'Superseded', undefined, undefined],
    ['onboarding_pending', 'blocked', 'Blocked by onboarding', undefined, 'provider'],
    ['onboarding_missing', 'blocked', 'Blocked by onboarding', undefined, 'learner'],
    ['onboarding_failed', 'blocked', 'Blocked by onboarding', undefined, 'learner'],
    ['onboarding_expired', 'blocked', 'Blocked by onboarding', undefined, 'learner'],
    ['onboarding_rejected', 'blocked', 'Blocked by onboarding', undefined, 'learner'],
    ['waiting_for_app_shutdown', 'unknown', 'Unknown · waiting_for_app_shutdown', undefined, undefined],
    ['Satisfactory', 'unknown', 'Unknown · Satisfactory', undefined, undefined],
    ['constructor', 'unknown', 'Unknown · constructor', undefined, undefined],
    ['None', 'unknown', 'No status', undefined, undefined],
    ['', 'unknown', 'No status', undefined, undefined],
    ['Ready to Start', 'not-started', 'Not started', undefined, 'learner'],
    [' VERIFIED ', 'passed', 'Passed', 'Satisfactory', undefined],
  ];

  test.each(table)('%s is %s', (status, kind, label, learnerSees, whoActs) => {
    const verdict = verdictOf({ sample: 'False', status, provider: 'rpnow4' });
    expect(verdict).toMatchObject({ kind, label, learnerSees, whoActs });
    expect(verdict.detail).toMatch(/^\S.*\.$/);
  });

  test('every known status has a verdict in the table', () => {
    const cases = new Set(table.map(([status]) => status));
    expect([...statuses.keys()].filter((key) => !cases.has(key))).toEqual(['second_review_required']);
  });

  test('consequences are worded with "normally", and passing never speaks of the score', () => {
    for (const status of statuses.keys()) {
      const { consequence } = verdictOf({ status });
      if (consequence !== undefined) expect(consequence).toMatch(/normally/);
    }
    expect(verdictOf({ status: 'verified' }).consequence).toContain(passingSaysNothing);
    expect(verdictOf({ status: 'rejected' }).consequence).toMatch(/set to 0/);
  });

  test('its kind is one of the kinds, for any text', () => {
    const kinds = new Set(verdictKinds.map(({ kind }) => kind));
    fc.assert(
      fc.property(fc.string(), fc.string(), (status, provider) => {
        const verdict = verdictOf({ status, provider });
        expect(kinds.has(verdict.kind)).toBe(true);
        expect(verdict.label).not.toBe('');
      }),
    );
  });
});

describe('a practice attempt', () => {
  test.each([
    ['verified', 'Practice · passed'],
    ['rejected', 'Practice · not passed'],
    ['onboarding_failed', 'Practice · failed onboarding'],
    ['onboarding_reset', 'Practice · onboarding reset'],
    ['error', 'Practice · error'],
    ['second_review_required', 'Practice · in second review'],
    ['Something New', 'Practice · unknown: Something New'],
    ['None', 'Practice · no status'],
  ])('with status %s is "%s" and nobody’s work', (status, label) => {
    const verdict = verdictOf({ sample: 'True', status, superseded: true });
    expect(verdict).toMatchObject({ kind: 'practice', label, learnerSees: undefined, whoActs: undefined });
  });

  test.each([
    ['True', true],
    ['TRUE', true],
    [' true', true],
    ['WAHR', true],
    ['VRAI', true],
    ['False', false],
    ['FALSCH', false],
    ['None', false],
    ['', false],
    [undefined, false],
  ])('is_sample_attempt %s says %s', (sample, practice) => {
    expect(isPractice(sample)).toBe(practice);
  });
});

describe('a second review', () => {
  const second = (provider?: string, whoDecides?: 'provider' | 'course-team'): VerdictInput => ({
    status: 'second_review_required',
    provider,
    whoDecides,
  });

  test.each([
    ['software_secure', undefined, 'in-review', 'provider', false],
    ['rpnow4', undefined, 'in-review', 'provider', false],
    ['rpnow4', 'course-team', 'in-review', 'provider', false],
    ['proctortrack', undefined, 'needs-you', 'course team', false],
    ['proctortrack', 'provider', 'needs-you', 'course team', false],
    ['null', undefined, 'needs-you', 'course team', false],
    ['examity', undefined, 'needs-you', 'course team', false],
    [undefined, undefined, 'in-review', 'provider or course team', true],
    ['None', undefined, 'in-review', 'provider or course team', true],
    ['', undefined, 'in-review', 'provider or course team', true],
    [undefined, 'provider', 'in-review', 'provider', false],
    [undefined, 'course-team', 'needs-you', 'course team', false],
    ['None', 'course-team', 'needs-you', 'course team', false],
  ] as const)('with provider %s and the setting %s is %s', (provider, whoDecides, kind, whoActs, unnamed) => {
    const input = second(provider, whoDecides);
    expect(verdictOf(input)).toMatchObject({ kind, whoActs, learnerSees: 'Pending' });
    expect(decidesUnnamed(input)).toBe(unnamed);
    expect(verdictOf(input).detail.includes('not named in this file')).toBe(unnamed);
  });

  test.each([
    [undefined, 'A first review asks for a second one;'],
    ['Suspicious', 'A first review came out Suspicious;'],
    ['Rules Violation', 'A first review came out Rules Violation;'],
    ['Clean', 'A second review is required, though the review on record is Clean;'],
    ['Not Reviewed', 'A second review is required, though the review on record is Not Reviewed;'],
    ['Odd', 'A second review is required, though the review on record is not known to the viewer;'],
    ['None', 'A second review is required, and no first one is on record;'],
  ])('after the review %s is told as what it is', (review, words) => {
    for (const provider of ['rpnow4', 'proctortrack', 'null', undefined]) {
      const verdict = verdictOf({ ...second(provider), review });
      expect(verdict.detail.startsWith(words), verdict.detail).toBe(true);
      expect(verdict).toMatchObject({ kind: verdictOf(second(provider)).kind });
    }
    const status = statusMeaning('second_review_required');
    expect(status).toMatch(/^A first review, normally Suspicious or with some providers Rules Violation,/);
  });

  test('only an attempt in second review that counts leaves open who decides', () => {
    expect(decidesUnnamed({ status: 'submitted' })).toBe(false);
    expect(decidesUnnamed({ status: 'Second Review Required' })).toBe(true);
    expect(decidesUnnamed({ sample: 'True', status: 'second_review_required' })).toBe(false);
  });
});

describe('an error that was resumed', () => {
  test('is superseded, and other statuses never are', () => {
    expect(verdictOf({ status: 'error', superseded: true })).toMatchObject({
      kind: 'superseded',
      label: 'Superseded (likely resumed)',
      whoActs: undefined,
    });
    expect(verdictOf({ status: 'verified', superseded: true }).kind).toBe('passed');
    expect(verdictOf({ status: 'not_reviewed', superseded: true }).kind).toBe('needs-you');
  });

  const row = (status: string, startedMicros?: number, other: Partial<AttemptPlace> = {}): AttemptPlace => ({
    learner: 'ana_p',
    course: 'c',
    exam: 'Final',
    status,
    startedMicros,
    ...other,
  });

  test.each<[string, AttemptPlace[], boolean[]]>([
    ['a later attempt stands earlier in the file', [row('verified', 20), row('error', 10)], [false, true]],
    ['the later attempt has not started', [row('created'), row('error', 10)], [false, true]],
    ['a start time is later, in a file sorted anew', [row('error', 10), row('verified', 20)], [true, false]],
    ['of three errors the newest stays', [row('error', 30), row('error', 20), row('error')], [false, true, true]],
    ['also oldest first', [row('error', 10), row('error', 20), row('error', 30)], [true, true, false]],
    ['an older attempt does not supersede', [row('error', 20), row('verified', 10)], [false, false]],
    ['nor one that started at the same time but stands later', [row('error', 10), row('error', 10)], [false, true]],
    ['statuses are compared in any case', [row('submitted', 2), row('Error', 1)], [false, true]],
    ['another learner', [row('verified', 20, { learner: 'li' }), row('error', 10)], [false, false]],
    ['another course', [row('verified', 20, { course: 'd' }), row('error', 10)], [false, false]],
    ['another exam', [row('verified', 20, { exam: 'Midterm' }), row('error', 10)], [false, false]],
    ['a practice exam of that name', [row('verified', 20, { practice: true }), row('error', 10)], [false, false]],
    [
      'nobody is never the same',
      [row('verified', 20, { learner: '' }), row('error', 10, { learner: '' })],
      [false, false],
    ],
    ['one attempt only', [row('error', 10)], [false]],
    ['no rows', [], []],
  ])('%s', (_, rows, superseded) => {
    expect(supersededErrors(rows)).toEqual(superseded);
  });

  test('errors never hide each other all: one attempt of a group is always left', () => {
    const started = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(started, { minLength: 1 }), (starts) => {
        expect(supersededErrors(starts.map((start) => row('error', start)))).toContain(false);
      }),
    );
  });
});

describe('kinds of verdict', () => {
  test('stand in the order of what there is to do', () => {
    expect(verdictKinds.map(({ kind }) => kind).slice(0, 3)).toEqual(['needs-you', 'in-review', 'not-passed']);
    expect(verdictKinds.map(({ order }) => order)).toEqual(verdictKinds.map((_, index) => index));
    expect(new Set(verdictKinds.map(({ label }) => label)).size).toBe(12);
  });

  test('decided are Passed and Not passed; rates count In review and Needs you with them', () => {
    const kinds = verdictKinds.map(({ kind }) => kind);
    expect(kinds.filter(isDecided).toSorted()).toEqual(['not-passed', 'passed']);
    expect(kinds.filter(isInRateBase).toSorted()).toEqual(['in-review', 'needs-you', 'not-passed', 'passed']);
  });
});
