import { describe, expect, test } from 'vitest';
import { asOf, asOfText, namedAfter, readFileName } from '../../../shared/report/file-name.ts';

const report = '_proctored_exam_results_report_2021-04-30-2359';
const time = Date.UTC(2021, 3, 30, 23, 59) * 1000;

describe('what is made of a report is named after it', () => {
  test.each<[source: string, what: string, name: string]>([
    ['a.csv', 'export', 'a export.csv'],
    ['a.CSV.gz', 'filtered 3', 'a filtered 3.csv'],
    ['a', '- Verdicts by exam', 'a - Verdicts by exam.csv'],
    [`${'x'.repeat(300)}.csv`, 'export', `${'x'.repeat(209)} export.csv`],
    [`${'ж'.repeat(300)}.csv`, 'export', `${'ж'.repeat(104)} export.csv`],
    [`${'😀'.repeat(300)}.csv`, 'export', `${'😀'.repeat(52)} export.csv`],
  ])('%s, %s', (source, what, name) => {
    expect(namedAfter(source, what, 'csv')).toBe(name);
  });
});

describe('the file name', () => {
  test.each([
    [`edX_DemoX_Demo_2014${report}.csv`, 'edX_DemoX_Demo_2014'],
    [`MITx_14.73PEx_1T2021${report}.csv`, 'MITx_14.73PEx_1T2021'],
    [`ITMOU_CS-101_весна_2020${report}.csv`, 'ITMOU_CS-101_весна_2020'],
    [`foo_bar_baz_ccx_1${report}.csv`, 'foo_bar_baz_ccx_1'],
    [`a_b_c${report}_x7Kq2Lm.csv`, 'a_b_c'],
    [`a_b_c${report} (1).csv`, 'a_b_c'],
    [`a_b_c${report}(12).csv`, 'a_b_c'],
    [`a_b_c${report}_x7Kq2Lm (2).csv`, 'a_b_c'],
    [`Copy of a_b_c${report}.csv`, 'Copy of a_b_c'],
    [`a_b_c${report}.CSV`, 'a_b_c'],
  ])('%s tells the course and the time', (name, prefix) => {
    expect(readFileName(name)).toEqual({ prefix, asOfMicros: time });
  });

  test.each([
    'results.csv',
    'a_proctored_exam_results_report_2021-02-30-1200.csv',
    'a_proctored_exam_results_report_2021-04-30-2460.csv',
    'a_proctored_exam_results_report_2021-04-30.csv',
    `${report}.csv`,
    `a${report}.xlsx`,
    `a${report}_short.csv`,
    '',
  ])('%s tells nothing', (name) => {
    expect(readFileName(name)).toBeUndefined();
  });
});

describe('as of', () => {
  test('the time in the name comes first', () => {
    const moment = asOf({ fileName: `a${report}.csv`, newest: () => time - 60_000_000 });
    expect(moment).toEqual({ micros: time, source: 'file name' });
    expect(asOfText(moment)).toBe('As of 2021-04-30 23:59 UTC');
  });

  test('else it is not before the newest time inside', () => {
    const moment = asOf({ fileName: 'results.csv', newest: () => time });
    expect(moment).toEqual({ micros: time, source: 'newest time inside' });
    expect(asOfText(moment)).toBe('Not before 2021-04-30 23:59 UTC');
  });

  test('else it is not known', () => {
    expect(asOf({ fileName: 'results.csv', newest: () => undefined })).toBeUndefined();
    expect(asOf({})).toBeUndefined();
    expect(asOfText(undefined)).toBe('Time of the report not known');
  });
});
