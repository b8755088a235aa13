import { describe, expect, test } from 'vitest';
import { findingWord, findingWords } from '../../../shared/report/finding-words.ts';
import { countFindings, findingRows, findingsOf } from '../../../shared/report/findings.ts';
import { plainReportOf } from '../../../shared/report/plain.ts';
import type { Report } from '../../../shared/report/report.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const name = 'edX_DemoX_1_proctored_exam_results_report_2021-04-30-2359.csv';
const standard = {
  course_id: 'course-v1:edX+DemoX+1',
  provider: 'software_secure',
  exam_name: 'Final',
  username: 'ana',
  email: 'ana@example.com',
  attempt_code: '',
  allowed_time_limit_mins: '60',
  is_sample_attempt: 'False',
  started_at: '2021-04-30 09:00:00+00:00',
  completed_at: '2021-04-30 09:50:00+00:00',
  status: 'verified',
  review_status: 'Clean',
  'Suspicious Count': '0',
  'Suspicious Comments': '',
  'Rules Violation Count': '0',
  'Rules Violation Comments': '',
};
type Column = keyof typeof standard;
type Cells = Partial<Record<Column, string>>;

/** A report of rows that differ from a sound one in these cells. */
function reportOf(rows: readonly Cells[], without: readonly Column[] = [], fileName = name): Report {
  const columns = (Object.keys(standard) as Column[]).filter((column) => !without.includes(column));
  const lines = rows.map((cells, row) => {
    const own = { ...standard, attempt_code: `CODE-${row}`, ...cells };
    return columns.map((column) => own[column]).join(',');
  });
  return reportFromText([columns.join(','), ...lines, ''].join('\r\n'), fileName);
}

/** What a report shows: each finding with its rows. */
function found(report: Report): Record<string, number[]> {
  const findings = findingsOf(report);
  const counted = countFindings(report, findings, rowNumbers(report.table));
  return Object.fromEntries(
    counted.map(({ id, count }) => {
      const rows = [...findingRows(findings, id)!].flatMap((own, row) => (own === 1 ? [row] : []));
      expect(rows.length, id).toBe(count);
      return [id, rows];
    }),
  );
}

test('a sound report shows nothing', () => {
  expect(found(reportOf([{}, { username: 'bea', email: 'bea@example.com' }]))).toEqual({});
});

describe('the attempt code', () => {
  test.each<[what: string, codes: string[], rows: number[] | undefined]>([
    ['twice names both rows', ['A', 'B', 'A'], [0, 2]],
    ['three times names all', ['A', 'A', 'B', 'a '], [0, 1, 3]],
    ['that is none is no code', ['None', 'None', ''], undefined],
    ['once is sound', ['A', 'B'], undefined],
  ])('%s', (_, codes, rows) => {
    expect(found(reportOf(codes.map((attempt_code) => ({ attempt_code }))))['duplicate-attempt']).toEqual(rows);
  });
});

describe('a learner', () => {
  const rowsOf = (...pairs: [string, string][]) =>
    found(reportOf(pairs.map(([username, email]) => ({ username, email }))))['one-learner-two-emails'];

  test('with two emails is found in all their rows', () => {
    expect(rowsOf(['ana', 'ana@x.org'], ['bea', 'bea@x.org'], ['ana', 'other@x.org'])).toEqual([0, 2]);
  });
  test('with one email under two names as well', () => {
    expect(rowsOf(['ana', 'ana@x.org'], ['ana2', 'ana@x.org'], ['bea', 'bea@x.org'])).toEqual([0, 1]);
  });
  test('whose email is written in another case is one', () => {
    expect(rowsOf(['ana', 'ana@x.org'], ['ana', 'Ana@X.org'])).toBeUndefined();
  });
  test('whose name differs by case is another', () => {
    expect(rowsOf(['ana', 'ana@x.org'], ['Ana', 'ana@x.org'])).toEqual([0, 1]);
  });
  test('without a name or an email says nothing', () => {
    expect(rowsOf(['ana', 'ana@x.org'], ['ana', 'None'], ['None', 'ana@x.org'], ['', ''])).toBeUndefined();
  });
});

describe('in a file of many rows', () => {
  // So many that no column of names is a dictionary; the same is worked out here by texts.
  const many = Array.from({ length: 6000 }, (_, row) => ({
    username: `learner_${row % 4000}`,
    email: `Learner.${row % 4000}@example.com`,
    attempt_code: `CODE-${row}`,
  }));
  const odd = many.map((cells, row) => {
    if (row % 1000 === 7) return { ...cells, attempt_code: 'code-1' };
    if (row === 4321) return { ...cells, email: 'another@example.com' };
    if (row === 5000) return { ...cells, email: 'ANOTHER@example.com' };
    if (row === 2222) return { ...cells, email: 'learner.3333@example.com' };
    return cells;
  });
  const rowsOf = (keyOf: (cells: (typeof odd)[number]) => string, otherOf: (cells: (typeof odd)[number]) => string) => {
    const others = new Map<string, Set<string>>();
    for (const cells of odd) others.set(keyOf(cells), (others.get(keyOf(cells)) ?? new Set()).add(otherOf(cells)));
    return odd.flatMap((cells, row) => (others.get(keyOf(cells))!.size > 1 ? [row] : []));
  };

  test.each([
    ['all of them ASCII', ''],
    ['and a letter of another script', 'é'],
  ])('codes and emails are told apart, %s', (_, letter) => {
    const cells = odd.map((one, row) => (row === 17 ? { ...one, email: `${letter}${one.email}` } : one));
    const report = reportOf(cells);
    expect(report.table.column('email')!.parts.cells.form).toBe('spans');
    const codes = odd.flatMap((one, row) => (one.attempt_code.toLowerCase() === 'code-1' ? [row] : []));
    const name = (one: (typeof odd)[number]) => one.username;
    const email = (one: (typeof odd)[number]) => one.email.toLowerCase();
    const split = new Set([...rowsOf(name, email), ...rowsOf(email, name), ...(letter === '' ? [] : [17, 4017])]);
    expect(codes.length).toBe(7);
    expect(found(report)).toEqual({
      'duplicate-attempt': codes,
      'one-learner-two-emails': [...split].toSorted((a, b) => a - b),
    });
  });
});

describe('courses', () => {
  const rowsOf = (...courses: string[]) =>
    found(reportOf(courses.map((course_id) => ({ course_id }))))['several-courses'];
  test('more than one: those outside the largest are named', () => {
    expect(rowsOf('A', 'B', 'B', 'C')).toEqual([0, 3]);
    expect(rowsOf('A', 'B')).toEqual([1]);
  });
  test('one, or none, is sound', () => {
    expect(rowsOf('A', 'A', 'None')).toBeUndefined();
  });
});

describe('the comments', () => {
  test.each<[what: string, count: string, text: string, id: string | undefined]>([
    ['as many pieces as counted', '2', 'A; B', undefined],
    ['fewer pieces', '3', 'A; B', 'comments-cannot-be-divided'],
    ['more pieces', '2', 'A; B; C', 'comments-cannot-be-divided'],
    ['one is never divided', '1', 'A; B; C', undefined],
    ['counted, and no text', '2', '', 'count-missing-text'],
    ['the literal None is no text', '2', 'None', 'count-missing-text'],
    ['a text, and 0 counted', '0', 'A', 'count-missing-text'],
    ['a text without a count to read', 'None', 'A', 'comments-cannot-be-divided'],
    ['a count that went through a spreadsheet', '2.0', 'A; B', undefined],
    ['neither', '0', '', undefined],
  ])('%s', (_, count, text, id) => {
    for (const kind of ['Suspicious', 'Rules Violation'] as const) {
      const cells: Cells = { review_status: 'Rules Violation', [`${kind} Count`]: count, [`${kind} Comments`]: text };
      expect(found(reportOf([cells, {}]))).toEqual(id ? { [id]: [0] } : {});
    }
  });

  test.each<[Cells, boolean]>([
    [{ 'Suspicious Count': '1' }, true],
    [{ 'Rules Violation Comments': 'Music' }, true],
    [{ review_status: 'Clean' }, true],
    [{}, false],
  ])('of a practice attempt: %j', (cells, wanted) => {
    const practice = { is_sample_attempt: 'True', review_status: 'None', ...cells };
    expect(found(reportOf([practice]))['practice-with-review']).toEqual(wanted ? [0] : undefined);
  });
});

describe('the times', () => {
  test('completed before started', () => {
    expect(found(reportOf([{}, { completed_at: '2021-04-30 08:59:59+00:00' }]))).toEqual({ 'time-order': [1] });
  });

  test.each<[status: string, wanted: boolean]>([
    ['verified', true],
    ['rejected', true],
    ['submitted', true],
    ['second_review_required', false],
    ['declined', false],
    ['error', false],
  ])('%s and never started', (status, wanted) => {
    const cells = { status, started_at: 'None', review_status: 'Not Reviewed' };
    expect(found(reportOf([cells]))['finished-without-start']).toEqual(wanted ? [0] : undefined);
  });

  test('a start that cannot be read is not a missing one', () => {
    expect(found(reportOf([{ started_at: 'about nine' }]))['finished-without-start']).toBeUndefined();
  });

  test('over time, where ten attempts tell the usual limit', () => {
    const usual = Array.from({ length: 10 }, (): Cells => ({}));
    const late = { completed_at: '2021-04-30 10:02:01+00:00' };
    const rows = [...usual, late, { completed_at: '2021-04-30 10:02:00+00:00' }, { ...late, exam_name: 'Other' }];
    expect(found(reportOf(rows))).toEqual({ 'over-time': [10] });
    expect(found(reportOf([...usual, { ...late, allowed_time_limit_mins: '20' }]))).toEqual({});
  });

  const under = (started_at: string, more: Cells = {}): Cells => ({
    ...{ status: 'started', review_status: 'None', completed_at: 'None', started_at },
    ...more,
  });

  test('stuck by the time in the file’s name', () => {
    const rows = [under('2021-04-30 21:59:00+00:00'), under('2021-04-30 21:58:59+00:00')];
    expect(found(reportOf(rows))).toEqual({ stuck: [1] });
    expect(found(reportOf([under('2021-04-01 09:00:00+00:00', { allowed_time_limit_mins: 'None' })]))).toEqual({});
  });

  test('or by the newest time inside, which it is not before', () => {
    const rows = [{ completed_at: '2021-04-30 12:00:01+00:00' }, under('2021-04-30 10:00:00+00:00')];
    expect(found(reportOf(rows, [], 'renamed.csv'))).toEqual({ stuck: [1] });
  });
});

test('status and review are judged for each row, in whatever order they come', () => {
  const rows: Cells[] = [
    { status: 'rejected' },
    {},
    { review_status: 'Suspicious', 'Suspicious Count': '1', 'Suspicious Comments': 'A' },
    { status: 'rejected', review_status: 'Rules Violation' },
    { status: 'rejected', review_status: 'Rules Violation', provider: 'examity' },
    { status: 'what' },
    { status: 'rejected' },
  ];
  expect(found(reportOf(rows))).toEqual({
    'rejected-but-cleared': [0, 3, 6],
    'passed-but-suspicious': [2],
    'unknown-value': [5],
  });
});

describe('the text of the file', () => {
  const ofFixture = (file: string) => {
    const report = reportFromText(fixture(`reports/${file}.csv`));
    return countFindings(report, findingsOf(report), rowNumbers(report.table));
  };

  test.each<[file: string, id: string, count: number]>([
    ['ragged', 'ragged-row', 3],
    ['quote-out-of-place', 'quote-out-of-place', 2],
    ['damaged-utf8', 'undecodable-bytes', 1],
  ])('%s has %s in %i rows, and their places', (file, id, count) => {
    const finding = ofFixture(file).find((one) => one.id === id);
    expect(finding).toMatchObject({ count, shown: count, outside: 0, atLeast: false });
    expect(finding?.offsets).toHaveLength(count);
  });

  test('lines that end otherwise than most are found, each of a run', () => {
    const rows = 'A,ana,60,error\r\nA,bea,60,error\nA,eve,60,error\nA,kim,60,error\r\n';
    const report = reportFromText(`exam_name,username,allowed_time_limit_mins,status\r\n${rows}`);
    expect(found(report)).toEqual({ 'mixed-line-ends': [1, 2] });
  });

  test('a problem after the last row is one without a row', () => {
    const report = reportFromText('exam_name,username,allowed_time_limit_mins,status\r\nA,ana,60,error\r\n\n');
    const [finding] = countFindings(report, findingsOf(report), rowNumbers(report.table));
    expect(finding).toMatchObject({ id: 'mixed-line-ends', count: 0, outside: 1 });
  });

  test('a header once more is no attempt', () => {
    expect(ofFixture('repeated-header').map(({ id }) => id)).not.toContain('unknown-value');
  });

  test('what a spreadsheet did is told by kind', () => {
    const damage = ofFixture('excel-de').find(({ id }) => id === 'spreadsheet-damage');
    expect(damage?.count).toBe(10);
    expect(damage?.damage).toEqual(
      expect.arrayContaining([
        { kind: 'flags', count: 10 },
        { kind: 'times', count: expect.any(Number) },
      ]),
    );
  });
});

test('over a view each finding is counted by the rows of the view, and by all', () => {
  const report = reportOf([{ status: 'rejected' }, {}, { status: 'rejected' }, { status: 'what' }]);
  const counted = countFindings(report, findingsOf(report), new Uint32Array([2, 1]));
  expect(counted.map(({ id, count, shown }) => [id, count, shown])).toEqual([
    ['rejected-but-cleared', 2, 1],
    ['unknown-value', 1, 0],
  ]);
});

test('without the columns that it rests on, a finding is silent', () => {
  const rows: Cells[] = [
    { status: 'rejected', attempt_code: 'A', course_id: 'A' },
    { status: 'error', review_status: 'Not Reviewed', attempt_code: 'A', course_id: 'B', email: 'b@x.org' },
    { status: 'submitted', started_at: 'None', 'Suspicious Count': '2', is_sample_attempt: 'True' },
    { completed_at: '2021-04-30 08:00:00+00:00', 'Suspicious Count': '2', 'Suspicious Comments': 'A' },
    { status: 'started', review_status: 'None', started_at: '2021-01-01 09:00:00+00:00', completed_at: 'None' },
  ];
  const all = Object.keys(found(reportOf(rows)));
  expect(all.length).toBeGreaterThan(8);
  const header = (column: string) => column.toLowerCase().replaceAll(' ', '_');
  const optional = (Object.keys(standard) as Column[]).filter(
    (column) => !['exam_name', 'status', 'username'].includes(column),
  );
  for (const column of optional) {
    const left = Object.keys(found(reportOf(rows, [column])));
    for (const { id, needs } of findingWords) {
      const lost = needs.length > 0 && needs.every((columns) => columns.some((needed) => needed === header(column)));
      if (lost) expect(left, `${id} without ${column}`).not.toContain(id);
    }
  }
  expect(found(reportOf(rows, ['review_status']))).not.toHaveProperty('rejected-but-cleared');
  expect(found(reportOf(rows, ['started_at']))).not.toHaveProperty('time-order');
});

test('a table that is not the report shows nothing', () => {
  const { table, parts, facts } = reportOf([{ status: 'rejected' }]);
  const plain = plainReportOf({ table, cells: parts.cells, about: facts, complete: true, secondReview: 'not-said' });
  expect(countFindings(plain, findingsOf(plain), rowNumbers(table))).toEqual([]);
});

test('there is no set for a name that is no finding', () => {
  expect(findingRows(findingsOf(reportOf([{}])), 'constructor')).toBeUndefined();
});

describe('the words', () => {
  test('are there for all, the gravest first, and accuse nobody', () => {
    const order = ['contradiction', 'look', 'explained'];
    const places = findingWords.map(({ severity }) => order.indexOf(severity));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const { title, meaning, advice } of findingWords) {
      const all = `${title} ${meaning} ${advice}`;
      expect(all).not.toMatch(/cheat|fraud|dishonest|guilt|misconduct|suspect|offen[cd]/i);
      expect(meaning).toMatch(/^\S.*\.$/);
      expect(advice).toMatch(/^\S.*\.$/);
    }
  });

  test.each(['spreadsheet-damage', 'ragged-row'] as const)('%s says to download the report again', (id) => {
    expect(findingWord(id).advice).toMatch(/^Download the report again/);
  });
});
