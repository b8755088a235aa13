import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  headerCells,
  headerVersions,
  knownColumns,
  missingFromReport,
  recognise,
} from '../../../shared/report/columns.ts';

const minimal = ['exam_name', 'status', 'attempt_code', 'username'];
const names = (header: string[]) => headerCells(header).map((cell) => cell.name);

describe('header versions', () => {
  test.each([
    ['V0', 11],
    ['V1a', 7],
    ['V1b', 8],
    ['V2', 15],
    ['V3a', 17],
    ['V3', 17],
    ['NAU-1', 21],
    ['NAU-2', 21],
  ])('%s has %i columns and is recognised as itself', (id, width) => {
    const headers = headerVersions.find((version) => version.id === id)!.headers;
    expect(headers).toHaveLength(width);
    expect(recognise(headers)?.version).toBe(id);
  });

  test('V2 is spelled as the documentation lists it', () => {
    expect(headerVersions.find(({ id }) => id === 'V2')!.headers.join()).toBe(
      'course_id,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,started_at,' +
        'completed_at,status,review_status,Suspicious Count,Suspicious Comments,' +
        'Rules Violation Count,Rules Violation Comments',
    );
  });

  test('V1a is V1b without the attempt code', () => {
    expect(headerVersions.find(({ id }) => id === 'V1a')!.headers.join()).toBe(
      'user_email,exam_name,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status',
    );
  });

  test('V3 puts provider and track behind the course, V3a at the end', () => {
    const v3 = headerVersions.find(({ id }) => id === 'V3')!.headers;
    const v3a = headerVersions.find(({ id }) => id === 'V3a')!.headers;
    expect(v3.slice(0, 4)).toEqual(['course_id', 'provider', 'track', 'exam_name']);
    expect(v3a.slice(-3)).toEqual(['Rules Violation Comments', 'provider', 'track']);
  });

  test('every column of V0 to V3 is known', () => {
    for (const { id, headers } of headerVersions.filter((version) => version.id.startsWith('V'))) {
      expect(
        recognise(headers)!.cells.filter((cell) => cell.known === undefined),
        id,
      ).toEqual([]);
    }
  });
});

describe('recognising a header', () => {
  test('it needs an exam, a status, one column of an attempt and one of a person', () => {
    expect(recognise(minimal)).toBeDefined();
    for (const attempt of ['attempt_code', 'is_sample_attempt', 'allowed_time_limit_mins']) {
      for (const person of ['username', 'email', 'user_email']) {
        expect(recognise(['exam_name', 'status', attempt, person])).toBeDefined();
      }
    }
  });

  test.each([
    [['status', 'attempt_code', 'username'], ['exam_name']],
    [['exam_name', 'attempt_code', 'email'], ['status']],
    [['exam_name', 'status', 'email'], ['one of attempt_code, is_sample_attempt or allowed_time_limit_mins']],
    [['exam_name', 'status', 'attempt_code'], ['one of username, email or user_email']],
    [
      ['Name', 'Grade'],
      ['exam_name', 'status', expect.any(String), expect.any(String)],
    ],
    [[], [expect.any(String), expect.any(String), expect.any(String), expect.any(String)]],
  ])('%j lacks %j', (header, missing) => {
    expect(recognise(header)).toBeUndefined();
    expect(missingFromReport(header)).toEqual(missing);
  });

  test('order, case, padding and a byte order mark do not matter', () => {
    const cells = recognise(['\uFEFF USERNAME ', 'Status', 'attempt_code\t', 'Exam_Name', 'SUSPICIOUS count'])!.cells;
    expect(cells.map((cell) => cell.known)).toEqual([
      'username',
      'status',
      'attempt_code',
      'exam_name',
      'suspicious_count',
    ]);
    expect(cells[0]).toMatchObject({ header: '\uFEFF USERNAME ', name: 'USERNAME' });
  });

  test('a byte order mark saved as letters does not hide the first column', () => {
    expect(recognise(['ï»¿course_id', ...minimal])!.cells[0]).toMatchObject({ known: 'course_id', name: 'course_id' });
  });

  test('columns in another order are the report, of no version', () => {
    expect(recognise(['status', 'exam_name', 'attempt_code', 'username'])).toMatchObject({ version: undefined });
  });

  test('empty cells at the end do not change the version', () => {
    expect(recognise([...headerVersions[3]!.headers, '', ' '])!.version).toBe('V2');
  });

  test('the title the documentation once used for a column is not its name', () => {
    expect(recognise(['Exam Name', 'Status', 'Is Sample Attempt', 'User/Email'])).toBeUndefined();
  });
});

describe('names of header cells', () => {
  test('of a repeated name the first is known and the others are numbered', () => {
    const cells = recognise([...minimal, 'username', 'Username'])!.cells;
    expect(cells.map((cell) => cell.name).slice(3)).toEqual(['username', 'username (2)', 'Username (3)']);
    expect(cells.map((cell) => cell.known).slice(3)).toEqual(['username', undefined, undefined]);
    expect(cells[5]!.header).toBe('Username');
  });

  test('the NAU headers repeat course_id, or course_id, username and email', () => {
    const repeated = (id: string) =>
      recognise(headerVersions.find((version) => version.id === id)!.headers)!
        .cells.map((cell) => cell.name)
        .filter((name) => name.endsWith('(2)'));
    expect(repeated('NAU-1')).toEqual(['course_id (2)']);
    expect(repeated('NAU-2')).toEqual(['course_id (2)', 'username (2)', 'email (2)']);
  });

  test('an empty cell is named by its place', () => {
    expect(names(['a', 'b', 'c', '', '  '])).toEqual(['a', 'b', 'c', 'column 4', 'column 5']);
  });

  test('a column really called "a (2)" or "column 1" keeps its name', () => {
    expect(names(['a', 'a', 'a (2)'])).toEqual(['a', 'a (3)', 'a (2)']);
    expect(names(['', 'column 1'])).toEqual(['column 1', 'column 1 (2)']);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is an ordinary unknown column', (name) => {
    const cells = recognise([...minimal, name])!.cells;
    expect(cells.at(-1)).toEqual({ index: 4, header: name, name, known: undefined });
  });

  test('no two names are alike, and every header text is kept', () => {
    const cell = fc.oneof(
      fc.constantFrom('a', 'A', 'a (2)', 'a (3)', '', 'column 1', 'column 2', 'status'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(cell), (header) => {
        const cells = headerCells(header);
        expect(new Set(cells.map(({ name }) => name.toLowerCase())).size).toBe(header.length);
        expect(cells.map((each) => each.header)).toEqual(header);
      }),
    );
  });
});

test('every known column has its own header and title', () => {
  expect(knownColumns).toHaveLength(21);
  for (const key of ['id', 'header', 'title'] as const) {
    expect(new Set(knownColumns.map((column) => column[key].toLowerCase())).size).toBe(21);
  }
});
