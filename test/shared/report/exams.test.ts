import { expect, test } from 'vitest';
import { reportFromText } from '../../support/table.ts';

const header =
  'exam_name,username,is_sample_attempt,allowed_time_limit_mins,started_at,completed_at,status,review_status';
const name = 'edX_DemoX_1_proctored_exam_results_report_2021-04-30-2359.csv';

function timedExams(...rows: string[]): readonly string[] {
  return reportFromText(`${[header, ...rows].join('\r\n')}\r\n`, name).facts.timedExams;
}

const row = (exam: string, completed: string, status = 'submitted', review = 'None', sample = 'False') =>
  `${exam},ana,${sample},60,${completed},${completed},${status},${review}`;

test.each<[string, string[], string[]]>([
  [
    'an exam whose last attempt was handed in long ago, and that nobody reviewed',
    [row('Quiz', '2021-04-01 09:00:00+00:00')],
    ['Quiz'],
  ],
  [
    'not where the last one is recent',
    [row('Quiz', '2021-04-01 09:00:00+00:00'), row('Quiz', '2021-04-28 09:00:00+00:00')],
    [],
  ],
  [
    'not where one attempt was reviewed',
    [row('Quiz', '2021-04-01 09:00:00+00:00'), row('Quiz', '2021-04-02 09:00:00+00:00', 'verified')],
    [],
  ],
  ['not where a review is recorded', [row('Quiz', '2021-04-01 09:00:00+00:00', 'submitted', 'Clean')], []],
  [
    'a practice attempt says nothing of the exam',
    [row('Quiz', '2021-04-01 09:00:00+00:00'), row('Quiz', '2021-04-02 09:00:00+00:00', 'verified', 'None', 'True')],
    ['Quiz'],
  ],
  [
    'each exam for itself',
    [row('Quiz', '2021-04-01 09:00:00+00:00'), row('Final', '2021-04-01 09:00:00+00:00', 'verified', 'Clean')],
    ['Quiz'],
  ],
])('%s may be a timed exam', (_case, rows, wanted) => {
  expect(timedExams(...rows)).toEqual(wanted);
});

test('an exam of practice attempts alone is counted as practice, and one that has others is not', () => {
  const rows = [
    row('Final', '2021-04-01 09:00:00+00:00'),
    row('Final', '2021-04-01 09:00:00+00:00', 'submitted', 'None', 'True'),
    row(' Final ', '2021-04-01 09:00:00+00:00'),
    row('Tour', '2021-04-01 09:00:00+00:00', 'submitted', 'None', 'True'),
    row('None', '2021-04-01 09:00:00+00:00'),
  ];
  const countsOf = (lines: string[]) => reportFromText(`${[header, ...lines].join('\r\n')}\r\n`, name).facts.examCounts;
  expect(countsOf(rows)).toEqual({ exams: 1, practice: 1 });
  expect(countsOf([])).toEqual({ exams: 0, practice: 0 });
});
