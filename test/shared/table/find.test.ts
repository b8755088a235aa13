import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone } from '../../../shared/table/column.ts';
import { findCells, nextHit } from '../../../shared/table/find.ts';
import { runs } from '../../support/runs.ts';
import { tableOf } from '../../support/table.ts';

const table = tableOf(['ana,None,x Ana', 'None,,banana', 'bo,ANA,'].join('\n'), { columns: ['a', 'b', 'c'] });
const find = (text: string, rows = [0, 1, 2], columns = ['a', 'b', 'c']) => [
  ...findCells(table, Uint32Array.from(rows), columns, text).cells,
];

test('finds cells in reading order, in any case, once each', () => {
  expect(find('ana')).toEqual([0, 2, 5, 7]);
  expect(find('ana', [2, 0])).toEqual([1, 3, 5]);
  expect(find('ana', [0, 1, 2], ['c', 'a'])).toEqual([0, 1, 2]);
  expect(find('x A')).toEqual([2]);
});

test('finds nothing in nothing', () => {
  expect(find('')).toEqual([]);
  expect(find('  ')).toEqual([]);
  expect(find('none')).toEqual([]);
  expect(find('ana', [], ['a'])).toEqual([]);
  expect(find('ana', [0], [])).toEqual([]);
  expect(find('ana', [0], ['gone'])).toEqual([]);
});

test('steps from hit to hit and over the end, and says so', () => {
  const hits = findCells(table, Uint32Array.of(0, 1, 2), ['a', 'b', 'c'], 'ana');
  const step = (position: number, column: number, by: 1 | -1) => {
    const hit = nextHit(hits, { position, column }, by)!;
    return [hit.index, hit.position, hit.column, hit.wrapped];
  };
  expect(step(0, 0, 1)).toEqual([1, 0, 2, false]);
  expect(step(0, 1, 1)).toEqual([1, 0, 2, false]);
  expect(step(2, 1, 1)).toEqual([0, 0, 0, true]);
  expect(step(0, 0, -1)).toEqual([3, 2, 1, true]);
  expect(step(2, 2, -1)).toEqual([3, 2, 1, false]);
  expect(step(1, -1, 1)).toEqual([2, 1, 2, false]);
  expect(step(1, -1, -1)).toEqual([1, 0, 2, false]);
  expect(nextHit(hits, undefined, 1)).toMatchObject({ index: 0, wrapped: false });
  expect(nextHit(hits, undefined, -1)).toMatchObject({ index: 3, wrapped: false });
  expect(nextHit({ width: 3, cells: new Uint32Array(0) }, undefined, 1)).toBeUndefined();
});

test('meets every cell that looking at each would meet, and no other', () => {
  const cell = fc.constantFrom('', 'None', 'a', 'A', 'ab', 'É', 'é"', 'none', '~1');
  const filler = Array.from({ length: 1100 }, (_, index) => `x,~${index}`).join('\n');
  const quoted = (text: string) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('a', 'AB', 'é', '"', '~1', 'no'),
      (rows, text) => {
        const made = tableOf(`${filler}\n${rows.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`, {
          columns: ['few', 'many'],
        });
        const order = Uint32Array.from({ length: made.rowCount }, (_, at) => made.rowCount - 1 - at);
        const expected: number[] = [];
        for (const [at, row] of order.entries()) {
          for (const [place, column] of made.columns.slice(0, 2).entries()) {
            const here = column.text(row);
            if (!isNone(here) && here.toLowerCase().includes(text.toLowerCase())) expected.push(at * 2 + place);
          }
        }
        expect([...findCells(made, order, ['few', 'many'], text).cells]).toEqual(expected);
      },
    ),
    runs(30),
  );
});
