import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangesMask, rangesText } from '../../../shared/table/row-ranges.ts';

describe('rows as ranges', () => {
  test.each<[rows: readonly number[], text: string]>([
    [[], ''],
    [[4], '4'],
    [[4, 5], '4-5'],
    [[9, 3, 4, 5, 4, 20], '3-5,9,20'],
    [[0, 2, 1], '0-2'],
  ])('%j is %j', (rows, text) => {
    expect(rangesText(rows)).toBe(text);
  });

  test.each<[text: string, rows: readonly number[]]>([
    ['', []],
    ['1-2,4', [1, 2, 4]],
    ['3-99', [3, 4]],
    ['nothing,-1,2-,1', [1]],
    ['3-2', []],
  ])('%j, of five rows, has %j', (text, rows) => {
    expect([...rangesMask(text, 5).keys()].filter((row) => rangesMask(text, 5)[row] === 1)).toEqual(rows);
  });

  test('what was written is read again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), (rows) => {
        const mask = rangesMask(rangesText(rows), 201);
        expect([...mask.keys()].filter((row) => mask[row] === 1)).toEqual(rows.toSorted((a, b) => a - b));
      }),
    );
  });
});
