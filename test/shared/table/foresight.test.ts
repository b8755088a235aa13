import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../../../shared/report/minutes.ts';
import { codedBy, combinationsOf } from '../../../shared/table/coded.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, cellsOf, columnTexts, tableOf } from '../../support/table.ts';
import { cellsOfScan, scanOf } from './scanned.ts';

// Cells as they are written, few enough to come again, and such as begin or end like one another.
const written = fc.constantFrom(
  ...['', 'a', 'ab', 'abc', 'abcd', 'abce', 'abcde', 'None', '0', '10', '1', 'a\tb', 'a\tc', '\t', ' a', 'é', 'éa'],
  ...[
    '"a"',
    '""',
    '"a,b"',
    '"a,b,c"',
    '"a""b"',
    '"""a"',
    '"a\nb"',
    'a"b',
    '"a"b',
    '"abc',
    'course-v1:A',
    'course-v1:B',
  ],
);
const time = fc.constantFrom(
  ...['2021-04-30 09:02:11.482113+00:00', '2021-04-30 09:02:11+00:00', '2021-05-30 09:02:11+00:00', 'None', ''],
  ...['2021-04-30 09:02:11.482113+01:00', '2021-04-31 09:02:11+00:00', '2021-04-30', '"2021-04-30 09:02:11+00:00"'],
  ...['2021-04-30 09:02:11.482113+00:0,', '2021-04-30 09:02:11.48211,+00:00', '-'],
);
const line = fc.tuple(written, written, time, written).map((cells) => cells.join(','));
const texts = fc.tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean());
const columns = ['one', 'two', { id: 'time', kind: 'time' as const }, 'last'];

describe('values that are known by sight', () => {
  test('are the fields that a search byte by byte finds, wherever the bytes are cut', () => {
    let seen = 0;
    fc.assert(
      fc.property(texts, fc.array(fc.nat(3000), { maxLength: 12 }), ([lines, end, last], places) => {
        const text = lines.join(end) + (last ? end : '');
        const bytes = bytesOf(text);
        const plain = scanOf(bytes);
        // A line of nothing but spaces is no row of the table.
        const records = cellsOfScan(bytes, plain).filter(
          (cells) => cells.length > 1 || !/^[ \t]*$/.test(cells[0] ?? ''),
        );
        const cuts = places.map((place) => place % (bytes.length + 1));
        const table = tableOf(text, { columns, cuts });
        const four = records.map((cells) => [0, 1, 2, 3].map((at) => cells[at] ?? ''));
        expect(cellsOf(table, undefined, ['one', 'two', 'time', 'last'])).toEqual(four);
        for (const [row, cells] of four.entries()) {
          seen += 1;
          expect(table.column('time')!.number(row)).toBe(parseTime(cells[2]!)?.micros ?? Number.NaN);
        }
      }),
      runs(400),
    );
    expect(seen).toBeGreaterThan(1000);
  });

  test('give way to spans in the middle, and the times are read all the same', () => {
    const stamp = (row: number) =>
      `2021-0${1 + (row % 9)}-1${row % 10} 0${row % 7}:${10 + (row % 50)}:00.${100_000 + row}+00:00`;
    const rows = Array.from({ length: 5000 }, (_, row) => [
      `v${row % 3}`,
      row < 2000 ? 'same' : `mail${row}`,
      row % 11 === 0 ? 'None' : row % 13 === 0 ? `soon ${row}` : stamp(row),
      `"${row % 600}"`,
    ]);
    const text = rows.map((cells) => cells.join(',')).join('\n');
    const table = tableOf(text, { columns, cuts: [10_000, 99_999, 100_000] });
    expect(table.column('time')!.parts.cells.form).toBe('spans');
    expect(columnTexts(table, 'two')).toEqual(rows.map((cells) => cells[1]));
    expect(columnTexts(table, 'last')).toEqual(rows.map((_, row) => `${row % 600}`));
    const times = rows.map((_, row) => table.column('time')!.number(row));
    expect(times).toEqual(rows.map((cells) => parseTime(cells[2]!)?.micros ?? Number.NaN));
    const unread = rows.filter((cells) => cells[2]!.startsWith('soon')).length;
    expect(table.problems.countOf('text-date')).toBe(unread);
  });
});

describe('combinations of columns', () => {
  test('tell apart the rows that differ in one of them, whatever form the columns have', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(2000)), { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        (rows, many) => {
          // Enough different values before them, and the second column has no dictionary any more.
          const before = many ? Array.from({ length: 1500 }, (_, row): [number, number] => [0, 5000 + row]) : [];
          const all = [...before, ...rows];
          const table = tableOf(all.map((cells) => cells.join(',')).join('\n'), { columns: ['few', 'many'] });
          expect(table.column('many')!.parts.cells.form).toBe(many ? 'spans' : 'dictionary');
          const parts = [...table.columns.map((column) => codedBy(column, all.length)), codedBy(undefined, all.length)];
          const { codes, firstRows } = combinationsOf(parts, all.length);
          const keys = all.map((cells) => cells.join());
          expect(firstRows).toHaveLength(new Set(keys).size);
          for (const [row, key] of keys.entries()) expect(firstRows[codes[row]!]).toBe(keys.indexOf(key));
        },
      ),
      runs(60),
    );
  });
});
