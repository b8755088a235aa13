import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  providerFamily,
  reviewMeaning,
  reviews,
  reviewWord,
  statuses,
  statusKey,
  statusMeaning,
  statusWord,
} from '../../../shared/report/statuses.ts';
import { verdictKinds } from '../../../shared/report/verdict.ts';
import { isNone } from '../../../shared/table/column.ts';

describe('statuses', () => {
  test.each([
    ['eligible', 'Eligible', undefined, 'learner'],
    ['created', 'Created', undefined, 'learner'],
    ['download_software_clicked', 'Download clicked', undefined, 'learner'],
    ['ready_to_start', 'Ready to start', undefined, 'learner'],
    ['started', 'Started', undefined, 'learner'],
    ['ready_to_submit', 'Ready to submit', undefined, 'learner'],
    ['declined', 'Declined', undefined, undefined],
    ['timed_out', 'Timed out', undefined, 'course team'],
    ['submitted', 'Submitted', 'Pending', 'provider'],
    ['second_review_required', 'Second review required', 'Pending', 'provider or course team'],
    ['verified', 'Verified', 'Satisfactory', undefined],
    ['rejected', 'Rejected', 'Unsatisfactory', 'course team, on appeal'],
    ['error', 'Error', 'Error', 'course team'],
    ['expired', 'Expired', undefined, undefined],
    ['completed', 'Completed', undefined, 'learner'],
    ['not_reviewed', 'Not reviewed', 'Error', 'course team'],
    ['onboarding_missing', 'Onboarding missing', undefined, 'learner'],
    ['onboarding_pending', 'Onboarding pending', undefined, 'provider'],
    ['onboarding_failed', 'Onboarding failed', undefined, 'learner'],
    ['onboarding_expired', 'Onboarding expired', undefined, 'learner'],
    ['onboarding_reset', 'Onboarding reset', undefined, undefined],
    ['ready_to_resume', 'Ready to resume', undefined, 'learner'],
    ['resumed', 'Resumed', undefined, undefined],
    ['waiting_for_app_shutdown', 'Waiting for app shutdown', undefined, undefined],
  ])('%s is known', (key, label, learnerSees, whoActs) => {
    expect(statusWord(key)).toMatchObject({ key, label, learnerSees, whoActs });
    expect(statusMeaning(key)).toMatch(/^[A-Z].*\.$/);
  });

  test('there are no others', () => {
    expect(statuses.size).toBe(24);
  });

  test.each([
    ['Ready to start', 'ready_to_start'],
    ['Timed Out', 'timed_out'],
    [' VERIFIED ', 'verified'],
    ['second-review-required', 'second_review_required'],
    ['ready_to submit', 'ready_to_submit'],
    ['Second\u00A0Review - Required', 'second_review_required'],
  ])('%s is compared as %s', (text, key) => {
    expect(statusKey(text)).toBe(key);
    expect(statusWord(text)?.key).toBe(key);
  });

  test.each(['Satisfactory', 'None', '', 'constructor', '__proto__', 'verified!'])('%s is no status', (text) => {
    expect(statusWord(text)).toBeUndefined();
    expect(statusMeaning(text)).toMatch(/\.$/);
  });

  test('a missing status is told from an unknown one', () => {
    expect(statusMeaning('None')).toMatch(/gives no status/);
    expect(statusMeaning('verifying')).toMatch(/does not know/);
  });

  test('they follow the life of an attempt', () => {
    const life = ['created', 'started', 'ready_to_submit', 'submitted', 'second_review_required', 'verified'];
    const orders = life.map((key) => statusWord(key)!.order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set([...statuses.values()].map((word) => word.order)).size).toBe(statuses.size);
  });
});

describe('meanings by provider', () => {
  test.each([
    ['software_secure', 'rpnow'],
    ['rpnow4', 'rpnow'],
    [' RPNow4 ', 'rpnow'],
    ['proctortrack', 'proctortrack'],
    ['null', 'other'],
    ['examity', 'other'],
    ['None', 'unnamed'],
    ['', 'unnamed'],
    [undefined, 'unnamed'],
  ])('provider %s belongs to %s', (provider, family) => {
    expect(providerFamily(provider)).toBe(family);
  });

  test.each([
    ['software_secure', /course team need not act/],
    ['proctortrack', /course team decides.*Proctortrack/],
    ['examity', /course team/],
    ['null', /course team/],
    ['None', /not named in this file/],
    [undefined, /not named in this file/],
  ])('a second review with provider %s', (provider, words) => {
    expect(statusMeaning('second_review_required', provider)).toMatch(words);
  });

  test('verified and rejected name the review values of the documentation', () => {
    expect(statusMeaning('verified', 'rpnow4')).toMatch(/Clean or Rules Violation/);
    expect(statusMeaning('rejected', 'rpnow4')).toMatch(/Suspicious/);
    expect(statusMeaning('rejected', 'rpnow4')).toMatch(/normally/);
  });

  test.each([
    ['rpnow4', /passes.*verified/],
    ['proctortrack', /second review by the course team/],
    ['examity', /second review/],
    [undefined, /RPNow.*Other providers/],
  ])('a rules violation with provider %s', (provider, words) => {
    expect(reviewMeaning('Rules Violation', provider)).toMatch(words);
  });
});

describe('reviews', () => {
  test.each([
    ['Clean', 'clean', 'Pass'],
    ['Rules Violation', 'rules_violation', 'Pass'],
    ['Suspicious', 'suspicious', 'Fail'],
    ['Not Reviewed', 'not_reviewed', 'n/a'],
    ['passed', 'clean', 'Pass'],
    ['violation', 'rules_violation', 'Pass'],
    ['suspicious', 'suspicious', 'Fail'],
    ['not_reviewed', 'not_reviewed', 'n/a'],
    [' RULES-violation ', 'rules_violation', 'Pass'],
  ])('%s is %s', (text, key, result) => {
    expect(reviewWord(text)).toMatchObject({ key, result });
    expect(reviewMeaning(text)).toMatch(/\.$/);
  });

  test.each([
    ['None', /No review is recorded/],
    ['', /No review is recorded/],
    ['Подозрительно', /does not know/],
    ['constructor', /does not know/],
  ])('%s is none of them', (text, meaning) => {
    expect(reviewWord(text)).toBeUndefined();
    expect(reviewMeaning(text)).toMatch(meaning);
  });

  test('Not Reviewed is told as documented and as built', () => {
    expect(reviewMeaning('Not Reviewed')).toMatch(/not complete yet.*error/);
  });

  test('there are four', () => {
    expect([...reviews.keys()]).toEqual(['clean', 'rules_violation', 'suspicious', 'not_reviewed']);
  });
});

test.each([
  ['', true],
  ['  ', true],
  ['None', true],
  ['none', false],
  ['null', false],
  ['Unknown', false],
  ['0', false],
])('that %j is no value is %s', (text, none) => {
  expect(isNone(text)).toBe(none);
});

test('every icon exists, and there are at most 16', () => {
  const icons = new Set([...statuses.values(), ...reviews.values(), ...verdictKinds].map((word) => word.icon));
  expect(icons.size).toBeLessThanOrEqual(16);
  const folder = new URL('../../../node_modules/lucide-react/dist/esm/icons/', import.meta.url);
  const missing = [...icons].filter((icon) => !['.js', '.mjs'].some((end) => existsSync(new URL(icon + end, folder))));
  expect(missing).toEqual([]);
});
