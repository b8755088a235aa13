import { describe, expect, test } from 'vitest';
import { type Summed, summaryWords, summed } from '../../../shared/report/summary-words.ts';
import { totalsOf } from '../../../shared/report/totals.ts';
import { type VerdictKind, verdictKinds } from '../../../shared/report/verdict.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const counts = (of: Partial<Record<VerdictKind, number>>) => totalsOf(verdictKinds.map(({ kind }) => of[kind] ?? 0));
const asOf = { micros: Date.UTC(2021, 3, 30, 23, 59) * 1000, source: 'file name' } as const;

const usual: Summed = {
  exams: ['Midterm', 'Final'],
  courses: ['course-v1:edX+DemoX+2015'],
  asOf,
  practiceExams: 0,
  timed: 0,
  partOf: undefined,
  learners: 180,
  totals: counts({
    ...{ passed: 166, 'not-passed': 9, 'needs-you': 3, 'in-review': 12 },
    ...{ practice: 9, 'not-started': 8, 'not-proctored': 5 },
  }),
};
const one = counts({ passed: 1 });

describe('a report in words:', () => {
  test.each<[string, Partial<Summed>, string]>([
    [
      'all there is to say',
      {},
      'Midterm and Final, course-v1:edX+DemoX+2015, as of 30 Apr 2021 23:59 UTC: 212 attempts by 180 learners. ' +
        'Of 190 attempts to review, 166 passed, 9 did not, 3 need you, 12 are in review; ' +
        '22 others (not started 8, not proctored 5, practice 9). Passing the review says nothing about the score.',
    ],
    [
      'one of everything',
      { exams: ['Final'], learners: 1, totals: one },
      'Final, course-v1:edX+DemoX+2015, as of 30 Apr 2021 23:59 UTC: 1 attempt by 1 learner. ' +
        'Of 1 attempt to review, 1 passed. Passing the review says nothing about the score.',
    ],
    [
      'one of each that waits, and one other',
      {
        exams: [],
        courses: [],
        asOf: undefined,
        learners: 3,
        totals: counts({ 'needs-you': 1, 'in-review': 1, expired: 1 }),
      },
      '3 attempts by 3 learners. Of 2 attempts to review, 1 needs you, 1 is in review; 1 other (expired 1). ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'nobody passed',
      { exams: [], courses: [], asOf: undefined, learners: 2, totals: counts({ 'not-passed': 2 }) },
      '2 attempts by 2 learners. Of 2 attempts to review, 2 did not pass. ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'a moment that is only the newest time inside',
      {
        exams: ['A', 'B', 'C'],
        courses: [],
        asOf: { ...asOf, source: 'newest time inside' },
        learners: 1,
        totals: one,
      },
      'A, B and C, not before 30 Apr 2021 23:59 UTC: 1 attempt by 1 learner. Of 1 attempt to review, 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'many exams and courses',
      { exams: ['A', 'B', 'C', 'D'], courses: ['x', 'y'], asOf: undefined, learners: 1, totals: one },
      '4 exams, 2 courses: 1 attempt by 1 learner. Of 1 attempt to review, 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'names that the file does not give',
      { exams: [], courses: [], asOf: undefined, learners: 0, totals: counts({ passed: 1200 }) },
      '1,200 attempts. Of 1,200 attempts to review, 1,200 passed. Passing the review says nothing about the score.',
    ],
    [
      'nothing to review',
      { exams: [], courses: [], asOf: undefined, learners: 3, totals: counts({ practice: 2, unknown: 1, blocked: 1 }) },
      '4 attempts by 3 learners. None of the attempts is to review: unknown 1, blocked by onboarding 1, practice 2.',
    ],
    [
      'no attempts',
      { totals: counts({}) },
      'Midterm and Final, course-v1:edX+DemoX+2015, as of 30 Apr 2021 23:59 UTC: no attempts.',
    ],
    [
      'practice exams, and what may be timed exams among those in review',
      {
        ...{ exams: ['Final'], practiceExams: 2, courses: [], asOf: undefined, learners: 2, timed: 1 },
        totals: counts({ 'in-review': 2, practice: 1 }),
      },
      'Final and 2 practice exams: 3 attempts by 2 learners. Of 2 attempts to review, 2 are in review, 1 of them of ' +
        'what may be a timed exam, which nobody reviews; 1 other (practice 1). Passing the review says nothing about the score.',
    ],
    [
      'many exams and one of practice',
      { exams: ['A', 'B', 'C', 'D'], practiceExams: 1, courses: [], asOf: undefined, learners: 1, totals: one },
      '4 exams and 1 practice exam: 1 attempt by 1 learner. Of 1 attempt to review, 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'no course and no exam, but a time',
      { exams: [], courses: [], learners: 1, totals: one },
      'As of 30 Apr 2021 23:59 UTC: 1 attempt by 1 learner. Of 1 attempt to review, 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    ['no attempts and nothing else', { exams: [], courses: [], asOf: undefined, totals: counts({}) }, 'No attempts.'],
  ])('%s', (_name, of, words) => {
    expect(summaryWords({ ...usual, ...of })).toBe(words);
  });

  test.each<[string, Partial<Summed>, string]>([
    [
      'says that it is a part',
      {
        exams: ['Final'],
        courses: [],
        asOf: undefined,
        learners: 30,
        totals: counts({ passed: 30, 'in-review': 1, practice: 4 }),
      },
      'Final: 35 of 212 attempts, by 30 learners. Of the attempts shown, 31 are to review: 30 passed, 1 is in review; ' +
        '4 others (practice 4). Passing the review says nothing about the score.',
    ],
    [
      'of one attempt',
      { exams: [], courses: [], asOf: undefined, learners: 1, totals: one },
      '1 of 212 attempts, by 1 learner. Of the attempts shown, 1 is to review: 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    [
      'of attempts that nobody reviews',
      { exams: [], courses: [], asOf: undefined, learners: 0, totals: counts({ practice: 2 }) },
      '2 of 212 attempts. None of the attempts shown is to review: practice 2.',
    ],
    [
      'of a joined file',
      { exams: ['A'], courses: Array(1000).fill('x'), asOf: undefined, learners: 1, totals: one },
      'A, at least 1,000 courses: 1 of 212 attempts, by 1 learner. Of the attempts shown, 1 is to review: 1 passed. ' +
        'Passing the review says nothing about the score.',
    ],
    ['that shows nothing', { exams: [], courses: [], asOf: undefined, totals: counts({}) }, 'None of 212 attempts.'],
  ])('a view %s', (_name, of, words) => {
    expect(summaryWords({ ...usual, ...of, partOf: 212 })).toBe(words);
  });
});

test('exams are those of attempts that count, in the order of the file however the rows are sorted', () => {
  const report = reportFromText(
    'course_id,exam_name,username,attempt_code,is_sample_attempt,status\r\n' +
      'c,Final,ana,1,False,verified\r\nc,Tour,ana,2,True,submitted\r\nc, Midterm ,li,3,False,created\r\nc,None,li,4,False,error\r\n',
  );
  const all = summed(report, rowNumbers(report.table));
  expect(all).toMatchObject({
    exams: ['Final', 'Midterm'],
    practiceExams: 1,
    courses: ['c'],
    learners: 2,
    partOf: undefined,
  });
  expect(summed(report, rowNumbers(report.table).toReversed()).exams).toEqual(['Final', 'Midterm']);
  expect(summed(report, Uint32Array.of(2))).toMatchObject({
    exams: ['Midterm'],
    practiceExams: 0,
    learners: 1,
    partOf: 4,
  });
});

test('courses are those of the rows, whatever form the column has', () => {
  const many = Array.from({ length: 300 }, (_, course) => `c${course},Final,ana,${course},False,verified`);
  for (const lines of [many.slice(0, 3), many]) {
    const header = 'course_id,exam_name,username,attempt_code,is_sample_attempt,status';
    const report = reportFromText([header, ...lines].join('\r\n'));
    expect(summed(report, rowNumbers(report.table)).courses).toHaveLength(lines.length);
    expect(summed(report, Uint32Array.of(2, 1)).courses).toEqual(['c1', 'c2']);
  }
});

test.each(['v0', 'v1b', 'v2', 'v3', 'nau-2', 'ragged', 'right-to-left'])(
  'the summary of %s counts the exams that the title does',
  (file) => {
    const report = reportFromText(fixture(`reports/${file}.csv`));
    const { exams, practiceExams } = summed(report, rowNumbers(report.table));
    expect(report.facts.examCounts).toEqual({ exams: exams.length, practice: practiceExams });
    expect(exams.length).toBeGreaterThan(0);
  },
);
