import { expect, test } from 'vitest';
import { judgedBy, type Report, type SecondReview, verdictColumn } from '../../../shared/report/report.ts';
import { columnTexts, fixture, reportFromText } from '../../support/table.ts';

const report = reportFromText(fixture('reports/v2.csv'), 'v2.csv');
const status = columnTexts(report.table, 'status');
const answers: SecondReview[] = ['not-said', 'provider', 'course-team'];
const labels = (one: Report) => status.map((_, row) => one.verdict(row).label);

test('another answer to who decides second reviews changes those verdicts, and no others', () => {
  const before = labels(report);
  const after = labels(judgedBy(report, 'course-team'));
  const changed = status.filter((_, row) => before[row] !== after[row]);
  expect(changed.length).toBeGreaterThan(0);
  expect([...new Set(changed)]).toEqual(['second_review_required']);
});

test.each(answers)(
  'the column, the verdicts and the facts agree under %s, and the cells stay as they are',
  (answer) => {
    const judged = judgedBy(report, answer);
    const words = columnTexts(judged.table, verdictColumn);
    for (const [row, word] of words.entries())
      expect(judged.verdict(row).label.startsWith(word.split(' ')[0]!)).toBe(true);
    expect(judged.facts).toEqual({ ...report.facts, secondReview: answer, unnamedSecondReviews: expect.any(Number) });
    expect(judged.facts.unnamedSecondReviews > 0).toBe(answer === 'not-said');
    for (const { id } of report.table.columns.filter((column) => column.id !== verdictColumn)) {
      expect(columnTexts(judged.table, id)).toEqual(columnTexts(report.table, id));
    }
  },
);

test('the first answer given again leads back to the same verdicts', () => {
  const back = judgedBy(judgedBy(report, 'course-team'), 'not-said');
  expect(labels(back)).toEqual(labels(report));
  expect(columnTexts(back.table, verdictColumn)).toEqual(columnTexts(report.table, verdictColumn));
  expect(back.facts).toEqual(report.facts);
});
