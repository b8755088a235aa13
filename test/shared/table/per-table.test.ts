import { expect, test } from 'vitest';
import { findingsOf } from '../../../shared/report/findings.ts';
import { categorisedBy, judgedBy } from '../../../shared/report/report.ts';
import { perTable } from '../../../shared/table/per-table.ts';
import { reportFromText } from '../../support/table.ts';

const report = reportFromText('exam_name,status,username,attempt_code\r\nFinal,verified,ana,C1\r\n');
const again = reportFromText('exam_name,status,username,attempt_code\r\nFinal,verified,ana,C1\r\n');

test('what is kept for a table is there for those derived from it, and for no other', () => {
  const kept = perTable<string>();
  expect(kept.get(report.table)).toBeUndefined();
  kept.set(report.table, 'a');
  expect(kept.get(judgedBy(report, 'provider').table)).toBe('a');
  expect(kept.get(categorisedBy(report, { categories: [] }).table)).toBe('a');
  expect(kept.get(again.table)).toBeUndefined();
});

test('findings are looked for once, whoever decides the second reviews and whatever the categories are', () => {
  const findings = findingsOf(report);
  expect(findingsOf(judgedBy(report, 'provider'))).toBe(findings);
  expect(findingsOf(categorisedBy(report, { categories: [] }))).toBe(findings);
  expect(findingsOf(again)).not.toBe(findings);
});
