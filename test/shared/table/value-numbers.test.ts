import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone } from '../../../shared/table/column.ts';
import { numberValues } from '../../../shared/table/value-numbers.ts';
import { tableOf } from '../../support/table.ts';

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** The same by texts: what the numbers have to say. */
function byText(
  rows: readonly (readonly string[])[],
  folded: readonly boolean[],
): { numbers: number[]; count: number } {
  const known = new Map<string, number>();
  const numbers = rows.map((row) => {
    const at = row.findIndex((cell) => !isNone(cell));
    if (at < 0) return 0;
    const value = folded[at] ? row[at]!.trim().toLowerCase() : row[at]!.trim();
    if (!known.has(value)) known.set(value, known.size + 1);
    return known.get(value)!;
  });
  return { numbers, count: known.size };
}

/** The numbers as they would be in the order of appearance: which value has which number is nobody's business. */
function byBytes(rows: readonly (readonly string[])[], folded: readonly boolean[]) {
  const columns = folded.map((_, index) => `c${index}`);
  const table = tableOf(csv(rows), { columns });
  const sources = columns.map((id, index) => ({ column: table.column(id)!, folded: folded[index]! }));
  const { numbers, count } = numberValues(sources, table);
  const order = [...new Set(numbers)].filter((number) => number > 0);
  expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, at) => at + 1));
  return { numbers: [...numbers].map((number) => order.indexOf(number) + 1), count };
}

test.each<[string, string[], number[]]>([
  ['the same text has the same number, in the order of appearance', ['b', 'a', 'b'], [1, 2, 1]],
  ['white space around it does not count', ['ana', ' ana', 'ana\t', '\u00a0ana\u3000'], [1, 1, 1, 1]],
  ['what is no value has none', ['None', '', ' None ', 'null'], [0, 0, 0, 1]],
  ['quotes inside are what they are', ['a"b', '"', 'a"b'], [1, 2, 1]],
  ['case tells values apart', ['Ana', 'ana', 'ANA'], [1, 2, 3]],
  ['letters beyond ASCII as well', ['Вера', 'вера', 'Вера', '李'], [1, 2, 1, 3]],
])('%s', (_, texts, numbers) => {
  expect(
    byBytes(
      texts.map((text) => [text]),
      [false],
    ).numbers,
  ).toEqual(numbers);
});

test.each<[string, string[], number[]]>([
  ['case does not tell values apart', ['Ana@Example.com', 'ana@example.com', 'bea@example.com'], [1, 1, 2]],
  ['beyond ASCII neither', ['ÉMILE@x.org', 'émile@x.org'], [1, 1]],
  ['signs that differ by the bit of case do', ['a@b', 'a`b', 'a[b', 'a{b'], [1, 2, 3, 4]],
])('folded, %s', (_, texts, numbers) => {
  expect(
    byBytes(
      texts.map((text) => [text]),
      [true],
    ).numbers,
  ).toEqual(numbers);
});

test('a row without a value in the first column has that of the next, and equal values of two columns are one', () => {
  const rows = [
    ['ana', 'x@example.com'],
    ['None', 'Ana'],
    ['', 'None'],
    ['Ana', ''],
  ];
  expect(byBytes(rows, [false, true])).toEqual({ numbers: [1, 1, 0, 2], count: 2 });
});

test('they agree with texts compared one by one, whatever the cells, in either form of a column', () => {
  const cell = fc.oneof(
    fc.constantFrom('None', '', 'ana', 'Ana', ' ana ', '\u00a0ana', 'a"b', 'É', 'é'),
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => text.isWellFormed() && !/[\r\n]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 60 }), (rows) => {
      expect(byBytes(rows, [false, true])).toEqual(byText(rows, [false, true]));
    }),
  );
  const many = Array.from({ length: 5000 }, (_, row) => [`learner_${row % 3000}`, `Learner.${row % 2500}@example.com`]);
  expect(byBytes(many, [false, true])).toEqual(byText(many, [false, true]));
});
