import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrySteps } from '../../../shared/report/carry-rows.ts';
import type { Report } from '../../../shared/report/report.ts';
import { keySteps, type RowKey, rowSteps } from '../../../shared/report/row-keys.ts';
import { isNone } from '../../../shared/table/column.ts';
import { atOnce } from '../../../shared/table/parts.ts';
import { rangesMask, rangesText } from '../../../shared/table/row-ranges.ts';
import { runs } from '../../support/runs.ts';
import { reportFromText } from '../../support/table.ts';

const header = 'course_id,exam_name,username,attempt_code,is_sample_attempt,status';
const reportOf = (codes: readonly string[]) =>
  reportFromText([header, ...codes.map((code, at) => `c,Exam,name-${at},${code},False,verified`)].join('\r\n'));
const rowKeys = (report: Report, rows: readonly (number | undefined)[]) => atOnce(keySteps(report, rows));
const rowsByKey = (report: Report, keys: readonly (RowKey | undefined)[]) => atOnce(rowSteps(report, keys));
const carryRanges = (from: Report, to: Report, ranges: string) => atOnce(carrySteps(from, to, ranges));
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

/** The code of each row, and which of the rows with that code it is, told from all texts. */
function keysOf({ table }: Report): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: table.rowCount }, (_, row) => {
    const code = table.column('attempt_code')!.text(row);
    const occurrence = seen.get(code) ?? 0;
    seen.set(code, occurrence + 1);
    return isNone(code) ? '' : `${occurrence} ${code}`;
  });
}

// Codes that differ by what their hashes do not tell, and some that are none.
const code = fc.oneof(
  fc.constantFrom('A1', 'a1', ' A1', 'A1 ', 'B"2', '"', 'None', ' None', '', 'É', 'é', 'C,3'),
  fc.string({ unit: fc.constantFrom('a', 'A', '"', ' ', 'é'), maxLength: 3 }),
);
const csvCode = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** So many others make the column spans. */
const others = Array.from({ length: 1100 }, (_, at) => `other-${at}`);

test('keys and picked rows lead where looking at each text would lead, in a dictionary as well as in spans', () => {
  const codes = fc.tuple(fc.array(code, { minLength: 1, maxLength: 30 }), fc.constantFrom([], others));
  const read = ([some, more]: readonly [readonly string[], readonly string[]]) =>
    reportOf([...some, ...more, ...some.slice(0, 5)].map(csvCode));
  fc.assert(
    fc.property(codes, codes, fc.array(fc.nat(40), { maxLength: 12 }), (one, two, numbers) => {
      const [from, to] = [read(one), read(two)];
      const [keys, otherKeys] = [keysOf(from), keysOf(to)];
      const rows = numbers.map((number) => number % keys.length);
      const found = rowKeys(from, rows);
      expect(found.map((key) => (key ? `${key.occurrence} ${key.code}` : ''))).toEqual(rows.map((row) => keys[row]));
      const expected = rows.map((row) => (keys[row] ? otherKeys.indexOf(keys[row]!) : -1));
      expect(rowsByKey(to, found).map((row) => row ?? -1)).toEqual(expected);
      const ranges = rangesText(rows);
      const picked = rangesMask(ranges, keys.length);
      const carried = otherKeys.flatMap((key, row) => (key && picked[keys.indexOf(key)] === 1 ? [row] : []));
      expect(carryRanges(from, to, ranges)).toEqual({ ranges: rangesText(carried), count: carried.length });
    }),
    runs(40),
  );
});
