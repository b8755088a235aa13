import { expect, test } from 'vitest';
import { verdictWidth } from '../../../renderer/grid/sheet-columns.ts';
import { fittedVerdictWidth, widestVerdict } from '../../../renderer/grid/verdict-width.ts';
import { reportFromText } from '../../support/table.ts';

/** As if every letter were 6 px wide. */
const measure = (text: string) => text.length * 6;
const widthFor = (...statuses: readonly string[]) =>
  fittedVerdictWidth(
    reportFromText(
      ['username,exam_name,status,attempt_code', ...statuses.map((status) => `a,b,${status},c`)].join('\n'),
    ),
    measure,
  );

test('the Verdict column is as wide as the longest verdict of the report, between two bounds', () => {
  expect(widthFor('verified')).toBe(verdictWidth);
  expect(widthFor('verified', 'timed_out')).toBe('Needs you · timed out, may be reset'.length * 6 + 53);
  expect(widthFor('a status that nobody knows and that goes on and on')).toBe(widestVerdict);
});
