import { expect, test } from 'vitest';
import { countChart } from '../../../shared/report/count-chart.ts';
import { byValue, type Division } from '../../../shared/report/divisions.ts';
import { givenOrder } from '../../../shared/report/report.ts';
import { atOnce, rowsInPart } from '../../../shared/table/parts.ts';
import { createRankCache, type Filter, wholeView } from '../../../shared/table/view.ts';
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
  const steps = countChart(looked, {
    ...{ id: 'a', title: 'A', head: 'A', form: 'lying', values: 'by count' },
    by: { kind: 'values', column: 'status' },
    partsBy: { kind: 'values', column: 'exam_name' },
    ...{ division: many(200_000), parts: many(50_000) },
  });
  const chart = atOnce(steps);
  expect(chart).toMatchObject({ counts: [100, 0, 0, 100], totals: [100, 100], rows });
});

test('a chart with a filter of its own finds its rows in parts', () => {
  const parts = 3;
  const line = (_: unknown, row: number) => `Final,verified,ana,C${row}`;
  const lines = Array.from({ length: parts * rowsInPart }, line);
  const large = reportFromText(['exam_name,status,username,attempt_code', ...lines].join('\n'));
  const byCode: Filter = { kind: 'text', column: 'attempt_code', contains: '9' };
  const own: Filter = { kind: 'values', column: 'exam_name', values: ['Midterm'] };
  const steps = countChart(
    {
      ...{ report: large, view: { ...wholeView, filters: [byCode, own] }, zone: 'utc', rows: new Uint32Array(0) },
      ranks: createRankCache(large.table, givenOrder),
    },
    {
      ...{ id: 'a', title: 'A', head: 'A', form: 'lying', by: { kind: 'values', column: 'exam_name' } },
      division: byValue(large.table.column('exam_name')!, large.table.rowCount),
    },
  );
  for (let part = 0; part < parts; part += 1) expect(steps.next().done).toBe(false);
  expect(atOnce(steps).rows).toBe(lines.filter((code) => code.includes('9')).length);
});
