import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgedBy, type Report, type SecondReview } from '../../../shared/report/report.ts';
import { totalsOf, verdictCounts } from '../../../shared/report/totals.ts';
import {
  daysSince,
  groupOf,
  nextWork,
  type Work,
  type WorkGroup,
  workGroups,
  worklistOf,
  workReason,
  workRows,
  workSet,
} from '../../../shared/report/worklist.ts';
import { fixture, fixturePath, reportFromText, rowNumbers } from '../../support/table.ts';

const minute = 60_000_000;
const day = 24 * 60 * minute;
const none = Number.NaN;

describe('the group of an attempt', () => {
  const work = (kind: Work['kind'], status: string, more: Partial<Work> = {}): Work => ({
    ...{ kind, status, unnamed: false, hasIncidents: false, mayBeTimed: false },
    ...{ started: 0, completed: 60 * minute, allowed: 60, asOf: 5 * day, days: 10 },
    ...more,
  });

  test.each<[what: string, work: Work, group: WorkGroup | undefined]>([
    ['a second review of the course team', work('needs-you', 'second_review_required'), 'second-review'],
    ['one of the provider', work('in-review', 'second_review_required'), 'waiting'],
    ['one of nobody knows whom', work('in-review', 'second_review_required', { unnamed: true }), 'who-decides'],
    ['an error', work('needs-you', 'error'), 'error'],
    ['not reviewed, as it was called once', work('needs-you', 'not_reviewed'), 'error'],
    ['timed out', work('needs-you', 'Timed Out'), 'timed-out'],
    ['timed out in what may be a timed exam', work('needs-you', 'timed_out', { mayBeTimed: true }), 'timed-out'],
    ['an error that was resumed', work('superseded', 'error'), undefined],
    ['practice', work('practice', 'error'), undefined],
    ['not passed, with incidents', work('not-passed', 'rejected', { hasIncidents: true }), 'appeal'],
    ['not passed without any', work('not-passed', 'rejected'), undefined],
    ['passed, with incidents', work('passed', 'verified', { hasIncidents: true }), undefined],
    ['under way past the limit', work('unfinished', 'started'), 'stuck'],
    ['not handed in past the limit', work('unfinished', 'ready_to_submit'), 'stuck'],
    ['under way within it', work('unfinished', 'started', { asOf: 120 * minute }), undefined],
    ['past it in what may be a timed exam', work('unfinished', 'started', { mayBeTimed: true }), undefined],
    ['waiting to be resumed', work('unfinished', 'ready_to_resume'), undefined],
    ['submitted', work('in-review', 'submitted'), 'waiting'],
    ['submitted ten days ago', work('in-review', 'submitted', { completed: 0, asOf: 10 * day }), 'waiting'],
    ['submitted longer ago', work('in-review', 'submitted', { completed: 0, asOf: 10 * day + 1 }), 'overdue'],
    ['by the days chosen', work('in-review', 'submitted', { completed: 0, days: 4 }), 'overdue'],
    [
      'a second review of the provider that takes long',
      work('in-review', 'second_review_required', { days: 4 }),
      'overdue',
    ],
    ['at a time that is not known', work('in-review', 'submitted', { completed: none, days: 0 }), 'waiting'],
    ['in a report of no known time', work('in-review', 'submitted', { asOf: none, days: 0 }), 'waiting'],
    ['submitted in what may be a timed exam', work('in-review', 'submitted', { mayBeTimed: true }), undefined],
    ['not started', work('not-started', 'created'), undefined],
    ['blocked', work('blocked', 'onboarding_pending'), undefined],
  ])('%s', (_, given, group) => {
    expect(groupOf(given)).toBe(group);
    const word = workGroups.find(({ id }) => id === group);
    if (word) expect(word.needsYou).toBe(given.kind === 'needs-you');
  });
});

test.each<[number | undefined, number | undefined, number | undefined]>([
  [0, day - 1, 0],
  [0, day, 1],
  [0, 15 * day + 5, 15],
  [day, 0, undefined],
  [undefined, day, undefined],
  [0, undefined, undefined],
])('from %s to %s are %s whole days', (from, asOf, days) => {
  expect(daysSince(from, asOf)).toBe(days);
});

const name = 'edX_DemoX_1_proctored_exam_results_report_2021-04-30-2359.csv';
const header =
  'provider,exam_name,username,is_sample_attempt,allowed_time_limit_mins,started_at,completed_at,status,review_status,' +
  'Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const at = (date: string, hour = 9) => `2021-${date} ${String(hour).padStart(2, '0')}:00:00+00:00`;

interface Line {
  readonly who: string;
  readonly status: string;
  readonly provider?: string;
  readonly date?: string;
  readonly handedIn?: boolean;
  readonly review?: string;
  readonly incidents?: string;
  readonly exam?: string;
  readonly sample?: string;
}

function reportOf(lines: readonly Line[], fileName = name, secondReview: SecondReview = 'not-said'): Report {
  const rows = lines.map(({ who, status, provider = 'software_secure', date = '04-29', ...line }) =>
    [
      ...[provider, line.exam ?? 'Final', who, line.sample ?? 'False', '60', at(date)],
      ...[line.handedIn === false ? 'None' : at(date, 10), status, line.review ?? 'None', line.incidents ?? '0,,0,'],
    ].join(','),
  );
  return judgedBy(reportFromText([header, ...rows, ''].join('\r\n'), fileName), secondReview);
}

const listOf = (report: Report, days = 10) => worklistOf(report, rowNumbers(report.table), days);

const lines: readonly Line[] = [
  { who: 'waits', status: 'submitted', date: '04-28' },
  { who: 'long', status: 'submitted', date: '04-02' },
  { who: 'longer', status: 'submitted', date: '04-01' },
  { who: 'error', status: 'error', handedIn: false },
  { who: 'unseen', status: 'error', review: 'Not Reviewed' },
  { who: 'decide', status: 'second_review_required', provider: 'proctortrack', review: 'Suspicious' },
  { who: 'decide-2', status: 'second_review_required', provider: 'examity', review: 'Suspicious', date: '04-20' },
  { who: 'whose', status: 'second_review_required', provider: 'None', review: 'Suspicious' },
  { who: 'appeal', status: 'rejected', review: 'Suspicious', incidents: '2,A; B,1,C' },
  { who: 'out', status: 'timed_out' },
  { who: 'stuck', status: 'started', date: '04-29', handedIn: false },
  { who: 'passed', status: 'verified', review: 'Clean' },
  { who: 'practice', status: 'error', sample: 'True' },
  { who: 'error', status: 'created', handedIn: false, exam: 'Other' },
];

/** The learners of each group that has any. */
function named(report: Report, days = 10): Record<string, string[]> {
  const { groups } = listOf(report, days);
  const filled = groups.filter(({ rows }) => rows.length > 0);
  return Object.fromEntries(filled.map(({ id, rows }) => [id, [...rows].map((row) => report.cell(row, 'username')!)]));
}

describe('the worklist of a report', () => {
  test('has every attempt that is work once, the oldest of each group first', () => {
    expect(named(reportOf(lines))).toEqual({
      'second-review': ['decide-2', 'decide'],
      'who-decides': ['whose'],
      error: ['unseen', 'error'],
      'timed-out': ['out'],
      appeal: ['appeal'],
      stuck: ['stuck'],
      overdue: ['longer', 'long'],
      waiting: ['waits'],
    });
  });

  test('follows the answer to who decides', () => {
    expect(named(reportOf(lines, name, 'course-team'))).toMatchObject({
      'second-review': ['decide-2', 'decide', 'whose'],
    });
    const byProvider = named(reportOf(lines, name, 'provider'));
    expect(byProvider).toMatchObject({ waiting: ['waits', 'whose'] });
    expect(byProvider).not.toHaveProperty('who-decides');
  });

  test('leaves out an error with a later attempt, and what may be a timed exam waits for nobody', () => {
    const report = reportOf([
      { who: 'ana', status: 'verified', review: 'Clean', date: '04-29' },
      { who: 'ana', status: 'error', date: '04-28' },
      { who: 'bea', status: 'submitted', date: '04-01', exam: 'Quiz' },
      { who: 'eve', status: 'timed_out', date: '04-01', exam: 'Quiz' },
    ]);
    expect(named(report)).toEqual({ 'timed-out': ['eve'] });
    expect(listOf(report).timed).toBe(1);
  });

  test('is over the rows that it is asked about', () => {
    const report = reportOf(lines);
    const { groups } = worklistOf(report, new Uint32Array([0, 3]), 10);
    expect(groups.flatMap(({ rows }) => [...rows])).toEqual([3, 0]);
  });

  test.each(workGroups.map(({ id }) => id))('%s is a set with the rows that it lists', (id) => {
    const report = reportOf(lines);
    const mask = workRows(report, workSet(id, 10))!;
    const rows = [...mask].flatMap((own, row) => (own === 1 ? [row] : []));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual([...listOf(report).groups.find((group) => group.id === id)!.rows].toSorted((a, b) => a - b));
  });

  test('there is no set for a name that is no group', () => {
    expect(workRows(reportOf(lines), 'toString')).toBeUndefined();
  });
});

test.each<SecondReview>(['not-said', 'provider', 'course-team'])(
  'its groups come to the totals that every panel gives, where %s decides',
  (secondReview) => {
    const files = readdirSync(fixturePath('reports/')).map((file) => reportFromText(fixture(`reports/${file}`), file));
    for (const report of [reportOf(lines), ...files].map((one) => judgedBy(one, secondReview))) {
      const { groups, timed } = listOf(report);
      const count = (...ids: WorkGroup[]) =>
        groups.reduce((sum, { id, rows }) => sum + (ids.includes(id) ? rows.length : 0), 0);
      const totals = totalsOf(verdictCounts(report, rowNumbers(report.table)));
      expect(count('second-review', 'error', 'timed-out')).toBe(totals.needsYou);
      expect(count('who-decides', 'overdue', 'waiting') + timed).toBe(totals.inReview);
      expect(count('who-decides')).toBe(report.facts.unnamedSecondReviews);
      expect(count('appeal')).toBeLessThanOrEqual(totals.notPassed);
    }
  },
);

describe('going through the list', () => {
  const report = reportOf(lines);
  const list = listOf(report);
  const walk = (step: 1 | -1) => {
    const who: string[] = [];
    for (let row = nextWork(list, undefined, step); row !== undefined; row = nextWork(list, row, step))
      who.push(report.cell(row, 'username')!);
    return who;
  };
  const all = ['decide-2', 'decide', 'unseen', 'error', 'out', 'appeal', 'stuck', 'longer', 'long'];

  test('leads to each entry once, and not to what waits or what one answer settles', () => {
    expect(walk(1)).toEqual(all);
    expect(walk(-1)).toEqual(all.toReversed());
  });
  test('begins anew from a row that is not on it', () => {
    expect(report.cell(nextWork(list, 0, 1)!, 'username')).toBe('decide-2');
  });
  test('leads nowhere where there is no work', () => {
    const nothing = listOf(reportOf([{ who: 'ana', status: 'submitted' }]));
    expect(nextWork(nothing, undefined, 1)).toBeUndefined();
    expect(nextWork(nothing, undefined, -1)).toBeUndefined();
  });
});

describe('the reason is a sentence', () => {
  test('what was handed in some hours ago may have been so yesterday', () => {
    const own = [{ who: 'new', status: 'submitted', date: '04-30' }];
    expect(workReason(reportOf(own), 0, 'waiting')).toBe('Handed in less than a day ago.');
  });

  test.each<[group: WorkGroup, who: string, says: string]>([
    ['second-review', 'decide', 'Decide the second review in Proctortrack’s dashboard; handed in 1 day ago.'],
    ['second-review', 'decide-2', 'Decide the second review; handed in 10 days ago.'],
    ['error', 'error', 'Something failed during the exam or its review; resume or reset the attempt.'],
    ['error', 'unseen', 'The session was not reviewed; resume or reset the attempt.'],
    ['timed-out', 'out', 'Time ran out before it was handed in; reset the attempt if the learner may try again.'],
    [
      'appeal',
      'appeal',
      '3 incidents reported by the reviewer (2 Suspicious, 1 Rules Violation): read before an appeal.',
    ],
    ['stuck', 'stuck', 'Not handed in, 37 hours past its limit; hand it in or reset it.'],
    ['overdue', 'long', 'Handed in 28 days ago.'],
    ['waiting', 'waits', 'Handed in 2 days ago.'],
  ])('%s, %s: %s', (group, who, says) => {
    const report = reportOf(lines);
    const row = lines.findIndex((line) => line.who === who);
    expect(workReason(report, row, group)).toBe(says);
  });

  test('ages are "at least" where only the earliest time of the report is known', () => {
    const report = reportOf(lines, 'renamed.csv');
    expect(workReason(report, 1, 'overdue')).toBe('Handed in at least 27 days ago.');
    // The newest time in the file is its own.
    expect(workReason(reportOf([{ who: 'ana', status: 'submitted' }], 'renamed.csv'), 0, 'waiting')).toBe(
      'Handed in; how long ago is not known.',
    );
  });

  test('and not told where no time is known', () => {
    const report = reportOf([{ who: 'ana', status: 'submitted', handedIn: false, date: '04-29' }]);
    expect(workReason(report, 0, 'waiting')).toBe('Handed in; how long ago is not known.');
  });
});
