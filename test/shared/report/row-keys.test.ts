import { describe, expect, test } from 'vitest';
import { carryRanges, rowKeys, rowsByKey } from '../../../shared/report/row-keys.ts';
import { reportFromText } from '../../support/table.ts';

const header = 'course_id,exam_name,username,attempt_code,is_sample_attempt,status';
const reportOf = (codes: readonly string[]) =>
  reportFromText([header, ...codes.map((code, at) => `c,Exam,name-${at},${code},False,verified`)].join('\r\n'));
const before = reportOf(['A', 'B', 'None', 'A', 'C']);

describe('the key of a row', () => {
  test('is its attempt code, and which of the rows with that code it is', () => {
    expect(rowKeys(before, [0, 3, 1, undefined, 2])).toEqual([
      { code: 'A', occurrence: 0 },
      { code: 'A', occurrence: 1 },
      { code: 'B', occurrence: 0 },
      undefined,
      undefined,
    ]);
  });

  test('leads to the row in another reading, wherever it stands, or nowhere', () => {
    const after = reportOf(['NEW', 'C', 'A', 'None', 'A']);
    expect(rowsByKey(after, rowKeys(before, [0, 3, 1, 4, undefined]))).toEqual([2, 4, undefined, 1, undefined]);
    expect(rowsByKey(reportOf(['A']), rowKeys(before, [0, 3]))).toEqual([0, undefined]);
  });

  test('carries rows that were picked over to another reading, without those that are gone', () => {
    const after = reportOf(['NEW', 'C', 'A', 'None', 'A']);
    expect(carryRanges(before, after, '0-1,3-4')).toEqual({ ranges: '1-2,4', count: 3 });
    expect(carryRanges(before, after, '1-2')).toEqual({ ranges: '', count: 0 });
    const old = reportFromText('user_email,exam_name,is_sample_attempt,status\r\na@x.org,Exam,False,verified');
    expect(carryRanges(old, old, '0')).toBeUndefined();
  });

  test('is none where the report has no attempt codes', () => {
    const old = reportFromText('user_email,exam_name,is_sample_attempt,status\r\na@x.org,Exam,False,verified');
    expect(rowKeys(old, [0])).toEqual([undefined]);
    expect(rowsByKey(old, [{ code: 'A', occurrence: 0 }])).toEqual([undefined]);
  });
});
