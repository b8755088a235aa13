import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codedBy, combinationsOf } from '../../../shared/table/coded.ts';
import { runs } from '../../support/runs.ts';
import { tableOf } from '../../support/table.ts';

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

  test('do so whether few or many could occur, of two to six columns', () => {
    const row = fc.tuple(fc.nat(2), fc.nat(3), fc.nat(1), fc.nat(900), fc.nat(2), fc.nat(1));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), fc.integer({ min: 2, max: 6 }), (all, width) => {
        const rows = all.map((cells) => cells.slice(0, width));
        // So many values that the fourth column can make too many combinations for one walk.
        const wide = 900;
        const parts = rows[0]!.map((_, at) => ({
          codes: Uint32Array.from(rows, (cells) => cells[at]!),
          size: at === 3 ? wide * (all.length % 2 === 0 ? 1 : 100) : 4,
          text: String,
        }));
        const { codes, firstRows } = combinationsOf(parts, rows.length);
        const keys = rows.map((cells) => cells.join());
        expect(firstRows).toHaveLength(new Set(keys).size);
        for (const [place, key] of keys.entries()) expect(firstRows[codes[place]!]).toBe(keys.indexOf(key));
      }),
      runs(200),
    );
  });
});
