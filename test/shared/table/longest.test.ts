import { expect, test } from 'vitest';
import { longestRows } from '../../../shared/table/longest.ts';
import { tableOf } from '../../support/table.ts';

const columnOf = (values: readonly string[]) => {
  const table = tableOf(values.map((value) => `${value},x\n`).join(''), { columns: ['a', 'b'] });
  return { column: table.column('a')!, rowCount: table.rowCount };
};
const rowsOf = (values: readonly string[]) => {
  const { column, rowCount } = columnOf(values);
  return { form: column.parts.cells.form, rows: longestRows(column, rowCount) };
};
const word = (length: number) => 'x'.repeat(length);

test('of few values the first row of each, longest first', () => {
  const values = ['', 'b', 'ccc', 'b', 'aa', 'ccc', 'dd', ''];
  expect(rowsOf([...values, ...values, ...values])).toEqual({ form: 'dictionary', rows: [2, 4, 6, 1, 0] });
});

test('of many values the longest, wherever they stand', () => {
  const values = Array.from({ length: 5000 }, (_, row) => `${row}@${word((row * 7919) % 30)}`);
  for (const [row, length] of [
    [4999, 90],
    [3, 70],
    [2500, 80],
  ] as const)
    values[row] = word(length);
  const { form, rows } = rowsOf(values);
  expect(form).toBe('spans');
  expect(rows.slice(0, 3)).toEqual([4999, 2500, 3]);
  expect(rows).toHaveLength(24);
  const shortest = Math.min(...rows.map((row) => values[row]!.length));
  expect(values.filter((value) => value.length > shortest).length).toBeLessThan(24);
});

test('of no rows none', () => {
  expect(rowsOf([]).rows).toEqual([]);
});
