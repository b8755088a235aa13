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
});
