import { expect, test } from 'vitest';
import { categorisedBy, judgedBy, type Report } from '../../../shared/report/report.ts';
import { perTable } from '../../../shared/table/per-table.ts';
import { reportFromText } from '../../support/table.ts';

const text = 'exam_name,status,username,attempt_code\r\nFinal,verified,ana,C1\r\n';

test('is worked out once for a table, whatever stands beside its columns, and anew for another', () => {
  let count = 0;
  const rows = perTable(
    ({ table }: Report) => table,
    ({ table }) => {
      count += 1;
      return table.rowCount;
    },
  );
  const report = reportFromText(text);
  for (const same of [report, judgedBy(report, 'provider'), categorisedBy(report, { categories: [] })])
    expect(rows(same)).toBe(1);
  expect(count).toBe(1);
  expect(rows(reportFromText(`${text}Final,error,ana,C2\r\n`))).toBe(2);
  expect(count).toBe(2);
});
