import { describe, expect, test } from 'vitest';
import { incidentCount, isInferred, type LearnerSource, learnerRecord } from '../../../shared/report/learner-record.ts';
import { learnerRows } from '../../../shared/report/report.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const header =
  'course_id,provider,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,' +
  'started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments';
const v2 = (name: string, ...rows: string[]): LearnerSource => ({
  id: name,
  report: reportFromText([header, ...rows].join('\r\n'), name),
});
const day = (date: number, time = '09:00:00') => `2021-04-${String(date).padStart(2, '0')} ${time}+00:00`;
const row = (name: string, exam: string, status: string, from: string, to: string, rest = 'None,0,') =>
  `c1,rpnow4,${exam},${name},${name}@example.com,${exam}-${status},120,False,${from},${to},${status},${rest}`;

const spring = v2(
  'spring.csv',
  row('ana', 'Final', 'created', 'None', 'None'),
  row('ben', 'Final', 'verified', day(20), day(20, '10:00:00')),
  row('ana', 'Final', 'verified', day(20), day(20, '10:30:00'), 'Suspicious,2,Phone on desk; Looking away'),
  row('ana', 'Final', 'error', day(19), 'None'),
  row('ana', 'Midterm', 'rejected', day(2), day(2, '09:10:00'), 'Suspicious,1,One; with a semicolon'),
);

describe('one learner in one report', () => {
  const record = learnerRecord([spring], 0);

  test('has every attempt, oldest first, and those that never started last', () => {
    expect(record.attempts.map(({ exam, status }) => `${exam} ${status}`)).toEqual([
      ...['Midterm rejected', 'Final error', 'Final verified', 'Final created'],
    ]);
    expect(record.attempts.map((attempt) => attempt.row)).toEqual([4, 3, 2, 0]);
    expect(record.attempts.every(({ report }) => report === 'spring.csv')).toBe(true);
  });

  test('has the verdict of each attempt by exam, which rule spoke, and what they come to', () => {
    const told = record.exams.map(({ name, attempts, together }) => ({
      name,
      verdicts: attempts.map(({ verdict, reason }) => `${verdict.label}: ${reason}`),
      together: together.map(({ line }) => line),
    }));
    expect(told).toEqual([
      { name: 'Midterm', verdicts: ['Not passed: status is rejected'], together: [] },
      {
        name: 'Final',
        verdicts: [
          'Superseded (likely resumed): status is error, and the file holds a later attempt of this learner at the exam',
          'Passed: status is verified',
          'Not started: status is created',
        ],
        together: [],
      },
    ]);
  });

  test('what a resumed error and its later attempt come to is one line, of the report that has both', () => {
    const resumed = v2(
      'resumed.csv',
      row('ana', 'Final', 'verified', day(20), day(20, '10:30:00')),
      row('ana', 'Final', 'error', day(19), 'None'),
    );
    const later = v2('later.csv', row('ana', 'Final', 'submitted', day(25), day(25, '09:30:00')));
    expect(learnerRecord([resumed, later], 0).exams.map(({ together }) => together)).toEqual([
      [{ report: 'resumed.csv', line: 'Taken together: Passed. One attempt was superseded by a later one.' }],
    ]);
  });

  test('has the names, the minutes and the incidents word for word', () => {
    expect(record).toMatchObject({ learner: 'ana', usernames: ['ana'], emails: ['ana@example.com'], incidents: 3 });
    expect(record.attempts.map(({ minutes }) => minutes.used)).toEqual([10, undefined, 90, undefined]);
    expect(record.attempts.map(incidentCount)).toEqual([1, 0, 2, 0]);
    const texts = record.attempts.flatMap(({ incidents }) => incidents.flatMap(({ entries }) => entries));
    expect(texts.map(({ text }) => text)).toEqual(['One; with a semicolon', 'Phone on desk', 'Looking away']);
  });

  test('tells a time that cannot be read from one that is not there', () => {
    const odd = v2('odd.csv', row('ana', 'Final', 'verified', '30/4/2021', 'None'));
    expect(learnerRecord([odd], 0).attempts[0]).toMatchObject({
      started: { text: '30/4/2021', micros: undefined },
      completed: undefined,
    });
  });
});

describe('one learner in several reports', () => {
  const autumn = v2('autumn.csv', row('ana', 'Final', 'submitted', day(1), day(1, '09:30:00')));
  const nobodys = v2('other.csv', row('ben', 'Final', 'verified', day(3), day(3)));

  test('is found by the username in all of them, and each attempt says where it stands', () => {
    const record = learnerRecord([spring, nobodys, autumn], 2);
    expect(record.reports).toEqual([
      { id: 'spring.csv', fileName: 'spring.csv', asOf: expect.anything(), attempts: 4 },
      { id: 'autumn.csv', fileName: 'autumn.csv', asOf: expect.anything(), attempts: 1 },
    ]);
    expect(record.attempts.map(({ report, row: at }) => `${report} ${at}`)).toEqual([
      ...['autumn.csv 0', 'spring.csv 4', 'spring.csv 3', 'spring.csv 2', 'spring.csv 0'],
    ]);
    expect(record.exams.find(({ name }) => name === 'Final')?.attempts).toHaveLength(4);
    expect(record.exams.flatMap(({ together }) => together)).toEqual([]);
  });

  test('is an address, in whatever case, where a report has no usernames', () => {
    const old = (name: string, email: string): LearnerSource => ({
      id: name,
      report: reportFromText(`user_email,exam_name,is_sample_attempt,status\r\n${email},Final,False,verified`, name),
    });
    const record = learnerRecord([old('a', 'Ana@Example.com'), old('b', 'ana@example.com')], 0);
    expect(record).toMatchObject({ learner: 'ana@example.com', emails: ['Ana@Example.com', 'ana@example.com'] });
    expect(record.reports).toHaveLength(2);
  });

  test('exams of one name in two courses are two', () => {
    const other = v2('c2.csv', row('ana', 'Final', 'verified', day(1), day(1)).replace('c1,', 'c2,'));
    expect(learnerRecord([spring, other], 0).exams.map(({ course, name }) => `${course} ${name}`)).toEqual([
      ...['c2 Final', 'c1 Midterm', 'c1 Final'],
    ]);
  });
});

describe('two downloads of one course', () => {
  const named = (at: string) => `x_proctored_exam_results_report_${at}.csv`;
  const waiting = row('ana', 'Final', 'submitted', day(20), day(20, '10:00:00'));
  const decided = waiting.replace(',submitted,None,0,', ',rejected,Suspicious,1,Phone on desk');
  const [before, after] = [v2(named('2021-04-21-0900'), waiting), v2(named('2021-04-28-0900'), decided)];

  test('an attempt that both hold is one, as the newer tells it, whichever is in front', () => {
    for (const sources of [
      [before, after],
      [after, before],
    ]) {
      const record = learnerRecord(sources, 0);
      const [attempt, ...others] = record.attempts;
      expect(others).toEqual([]);
      expect(attempt).toMatchObject({ report: after.id, verdict: { label: 'Not passed' } });
      expect(attempt!.earlier).toMatchObject([
        { report: before.id, row: 0, verdict: { label: 'In review' }, earlier: [] },
      ]);
      expect(record.exams.map(({ attempts }) => attempts.length)).toEqual([1]);
      expect(record.reports.map(({ attempts }) => attempts)).toEqual([1, 1]);
      // Counted twice, an incident would weigh twice in a decision.
      expect(record.incidents).toBe(1);
    }
  });

  test('one that was taken away meanwhile stays, as the older tells it; one that is new has no earlier', () => {
    const later = row('ana', 'Final', 'verified', day(27), day(27, '10:00:00'));
    const record = learnerRecord([v2(named('2021-04-28-0900'), later), before], 0);
    expect(record.attempts.map(({ verdict, earlier }) => [verdict.label, earlier.length])).toEqual([
      ['In review', 0],
      ['Passed', 0],
    ]);
  });

  test('a report that does not say of when it is, is the older one', () => {
    const timeless = v2('renamed.csv', row('ana', 'Final', 'submitted', 'None', 'None'));
    const record = learnerRecord([timeless, v2(named('2021-04-28-0900'), decided.replace(day(20), 'None'))], 0);
    expect(record.attempts).toMatchObject([{ report: after.id, earlier: [{ report: 'renamed.csv' }] }]);
  });

  test('a code that one report has twice is two attempts', () => {
    const twice = learnerRecord([v2(named('2021-04-28-0900'), decided, decided), before], 0);
    expect(twice.attempts.map(({ row: at, earlier }) => [at, earlier.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('two downloads of a report without attempt codes', () => {
  const v1a = (name: string, ...rows: string[]): LearnerSource => {
    const cells = 'user_email,exam_name,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status';
    return { id: name, report: reportFromText([cells, ...rows].join('\r\n'), name) };
  };
  const at = (time: string, course = 'x') => `${course}_proctored_exam_results_report_2015-09-${time}.csv`;
  const [started, another] = ['2015-09-02 09:00:05.120000+00:00', '2015-09-03 08:00:00+00:00'];
  const line = (status: string, start = started, exam = 'Final') =>
    `ana@x.org,${exam},120,False,${start},None,${status}`;
  const told = (...sources: LearnerSource[]) =>
    learnerRecord(sources, 0).attempts.map((attempt) => [
      `${attempt.exam} ${attempt.status}`,
      attempt.earlier.map((before) => `${before.status}${isInferred(attempt, before) ? ', inferred' : ''}`),
    ]);
  const before = v1a(at('03-0900'), line('submitted'), line('created', 'None'));

  test('an attempt that both hold is one by its exam and start, however the case of its address', () => {
    const after = v1a(at('09-0900'), line('created', 'None'), line('verified').replace('ana@', 'Ana@'));
    const once = [
      ['Final verified', ['submitted, inferred']],
      ['Final created', ['created, inferred']],
    ];
    expect(told(before, after)).toEqual(once);
    expect(told(after, before)).toEqual(once);
    const { exams, reports } = learnerRecord([after, before], 0);
    expect(exams.map(({ attempts }) => attempts.length)).toEqual([2]);
    expect(reports.map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  test('another start or another exam is another attempt', () => {
    const after = v1a(at('09-0900'), line('verified', another), line('verified', started, 'Midterm'));
    expect(told(v1a(at('03-0900'), line('submitted')), after)).toEqual([
      ['Midterm verified', []],
      ['Final submitted', []],
      ['Final verified', []],
    ]);
  });

  test('two in one report are two, and one that never started is none of another course', () => {
    expect(told(v1a('a.csv', line('error'), line('verified')))).toEqual([
      ['Final error', []],
      ['Final verified', []],
    ]);
    const elsewhere = v1a(at('09-0900', 'y'), line('created', 'None'));
    expect(told(v1a(at('03-0900'), line('created', 'None')), elsewhere).map(([, earlier]) => earlier)).toEqual([
      [],
      [],
    ]);
  });

  test('it is the same as one that has a code since, and as one whose code alone is missing', () => {
    const coded = v2(at('09-0900'), row('ana@x.org', 'Final', 'verified', started, another));
    const codeless = v2(
      'old.csv',
      row('ana@x.org', 'Final', 'submitted', started, another, 'None,0,').replace('Final-submitted', 'None'),
    );
    const v1b = `user_email,attempt_code,exam_name,status,started_at\r\nana@x.org,C1,Final,verified,${started}`;
    const since = { id: 'since.csv', report: reportFromText(v1b, at('09-0900')) };
    expect(told(since, before)).toEqual([
      ['Final verified', ['submitted, inferred']],
      ['Final created', []],
    ]);
    expect(told(coded, codeless)).toEqual([['Final verified', ['submitted, inferred']]]);
  });
});

test('a row that names nobody stands alone', () => {
  const unnamed = row('ana', 'Final', 'verified', day(1), day(1)).replace(',ana,ana@example.com', ',None,');
  const record = learnerRecord([v2('a', unnamed, unnamed), v2('b', unnamed)], 1);
  expect(record).toMatchObject({ learner: undefined, usernames: [], emails: [] });
  expect(record.attempts.map(({ report, row: at }) => [report, at])).toEqual([['a', 1]]);
});

test('nobody else’s row is ever in it, and none of the learner’s own is missing', () => {
  const report = reportFromText(fixture('reports/v3.csv'), 'v3.csv');
  const rows = [...rowNumbers(report.table)];
  for (const at of rows) {
    const record = learnerRecord([{ id: 'one', report }], at);
    expect(record.attempts.map((attempt) => attempt.row).sort((a, b) => a - b)).toEqual(learnerRows(report.table, at));
    expect(record.exams.flatMap(({ attempts }) => attempts)).toHaveLength(record.attempts.length);
    const own = report.cell(at, 'username');
    for (const attempt of record.attempts) expect(report.cell(attempt.row, 'username')).toBe(own);
  }
  expect(rows.some((at) => learnerRows(report.table, at).length > 1)).toBe(true);
});
