import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone } from '../../../shared/table/column.ts';
import { hashValues } from '../../../shared/table/value-hash.ts';
import { tableOf } from '../../support/table.ts';

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

test('equal hashes stand for equal values but for case, whatever the cells, in either form of a column, and while it is read', () => {
  const cell = fc.oneof(
    fc.constantFrom('None', '', 'ana', 'Ana', ' ana ', '\u00a0ana', 'a"b', 'A"B', 'É', 'é', 'abcdefgh', 'ABCDEFGH'),
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => text.isWellFormed() && !/[\r\n]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), fc.boolean(), fc.boolean(), (texts, many, hashed) => {
      const rows = many ? [...texts, ...Array.from({ length: 1500 }, (_, index) => `other${index}`)] : texts;
      const table = tableOf(csv(rows.map((text) => [text, ''])), { columns: [{ name: 'c', hashed }, 'other'] });
      expect(table.column('c')!.parts.hashes !== undefined).toBe(many && hashed);
      const hashes = hashValues(table.column('c')!, table);
      const byValue = new Map<string, number>();
      for (const [row, text] of rows.entries()) {
        const value = isNone(text) ? '' : text.trim().toLowerCase();
        expect(hashes[row] === 0).toBe(value === '');
        if (!byValue.has(value)) byValue.set(value, hashes[row]!);
        expect(hashes[row]).toBe(byValue.get(value));
      }
      // Of so few values no two meet by chance.
      expect(new Set(byValue.values()).size).toBe(byValue.size);
    }),
    { numRuns: 60, seed: 4 },
  );
});
