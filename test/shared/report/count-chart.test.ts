import { expect, test } from 'vitest';
import { countChart } from '../../../shared/report/count-chart.ts';
import type { Division } from '../../../shared/report/divisions.ts';
import { givenOrder } from '../../../shared/report/report.ts';
import { createRankCache, wholeView } from '../../../shared/table/view.ts';
import { reportFromText, rowNumbers } from '../../support/table.ts';

const rows = 200;
const report = reportFromText(`exam_name,status,username,attempt_code\r\n${'Final,verified,ana,C1\r\n'.repeat(rows)}`);

test('many values by many parts cost no more than what is drawn', () => {
  // Bars and parts of a file of a million rows; two of each occur.
  const many = (count: number): Division => ({
    places: Array.from({ length: count }, (_, at) => ({ key: `${at}`, label: `${at}` })),
    outside: [],
    codes: Uint8Array.from({ length: rows }, (_, row) => row % 2),
    placeOf: Uint32Array.of(0, count - 1),
  });
  const looked = {
    ...{ report, view: wholeView, zone: 'utc' as const, rows: rowNumbers(report.table) },
    ranks: createRankCache(report.table, givenOrder),
  };
  const chart = countChart(looked, {
    ...{ id: 'a', title: 'A', head: 'A', form: 'lying', values: 'by count' },
    by: { kind: 'values', column: 'status' },
    partsBy: { kind: 'values', column: 'exam_name' },
    ...{ division: many(200_000), parts: many(50_000) },
  });
  expect(chart).toMatchObject({ counts: [100, 0, 0, 100], totals: [100, 100], rows });
});
