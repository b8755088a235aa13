import { expect, test } from 'vitest';
import { verdictWidth } from '../../../renderer/grid/sheet-columns.ts';
import { fittedVerdictWidth, longestKnown, widestVerdict } from '../../../renderer/grid/verdict-width.ts';
import { statuses } from '../../../shared/report/statuses.ts';
import { verdictOf } from '../../../shared/report/verdict.ts';
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

test('the Verdict column has room for the longest verdict of an exam that is known, whichever the report has', () => {
  const known = longestKnown.length * 6 + 53;
  expect(known).toBeGreaterThan(verdictWidth);
  expect(widthFor('verified')).toBe(known);
  expect(widthFor('verified', 'timed_out')).toBe(known);
});

test('no verdict of a known status is longer, practice left out', () => {
  const labels = [...statuses.keys()].flatMap((status) =>
    [undefined, 'None', 'software_secure', 'rpnow', 'proctortrack'].flatMap((provider) =>
      [false, true].map((superseded) => verdictOf({ status, provider, superseded }).label),
    ),
  );
  expect(labels).toContain(longestKnown);
  expect(Math.max(...labels.map((label) => label.length))).toBe(longestKnown.length);
});

test('it is wider for the words of a status that is not known, as far as a bound', () => {
  expect(widthFor('a status that nobody knows and that goes on and on')).toBe(widestVerdict);
});
