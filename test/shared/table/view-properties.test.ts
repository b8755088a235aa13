import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone } from '../../../shared/table/column.ts';
import { valueCounts } from '../../../shared/table/summary.ts';
import type { Table } from '../../../shared/table/table.ts';
import {
  createRankCache,
  type Filter,
  matchesIn,
  searchTerms,
  type TextCondition,
  wholeView,
} from '../../../shared/table/view.ts';
import { runs } from '../../support/runs.ts';
import { rowNumbers, rowsOf, tableOf } from '../../support/table.ts';

const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Cells that are near each other, so that searches and filters meet some of them. */
const cell = fc.oneof(
  fc.constantFrom(
    'None',
    '',
    ' None ',
    'none',
    'No',
    'Ana',
    'ana',
    'ANA "x"',
    'a"b',
    '""',
    'Éva',
    'éva',
    '\u212aİ',
    'Kai',
    '😀',
    '5',
    '10',
    '1.5',
  ),
  fc.string({
    unit: fc.constantFrom('a', 'N', 'o', 'n', 'e', 'k', '\u212a', 'i', 'İ', '"', ',', ' ', 'é', 'É', 'Ω', 'ω', '\n'),
    maxLength: 6,
  }),
);
const columns = ['few', 'many', { id: 'n', kind: 'number' }] as const;
const row = fc.tuple(cell, cell, cell);

// Enough distinct values first that the second column becomes spans; the rows that matter come after them.
const filler = Array.from({ length: 1100 }, (_, index) => `x,~${index},\n`).join('');
const spanned = (rows: readonly (readonly string[])[]) =>
  tableOf(filler + rows.map((cells) => `${cells.map(csvCell).join(',')}\n`).join(''), { columns });

/** What a condition means, said of one text. */
function meets(text: string, { test, text: wanted }: TextCondition): boolean {
  const [cell, part] = [text.toLowerCase(), wanted.toLowerCase()];
  const none = isNone(text);
  switch (test) {
    case 'contains':
      return !none && cell.indexOf(part) >= 0;
    case 'lacks':
      return none || cell.indexOf(part) < 0;
    case 'is':
      return !none && cell.trim() === part.trim();
    case 'is-not':
      return none || cell.trim() !== part.trim();
    case 'starts':
      return !none && cell.slice(0, part.length) === part;
    case 'ends':
      return !none && cell.slice(cell.length - Math.min(part.length, cell.length)) === part;
    case 'empty':
      return none;
    case 'filled':
      return !none;
    case 'pattern':
      return !none && new RegExp(wanted, 'i').test(text);
  }
}

/** What a view means, said row by row. */
function holds(table: Table, at: number, search: string, filters: readonly Filter[]): boolean {
  const texts = table.columns.map((column) => column.text(at));
  const found = (text: string, term: string) => !isNone(text) && text.toLowerCase().includes(term);
  return (
    searchTerms(search).every((term) => texts.some((text) => found(text, term))) &&
    filters.every((filter) => {
      const column = table.column(filter.column)!;
      const text = column.text(at);
      const number = column.number(at);
      switch (filter.kind) {
        case 'values': {
          const listed = filter.values.includes(isNone(text) ? '' : text);
          return filter.exclude ? !listed : listed;
        }
        case 'text': {
          if (filter.conditions === undefined) return found(text, filter.contains.toLowerCase());
          const met = filter.conditions.map((condition) => meets(text, condition));
          return met.length === 0 || (filter.any ? met.includes(true) : !met.includes(false));
        }
        case 'number': {
          if (isNone(text)) return filter.empty === true;
          if (filter.empty && filter.min === undefined && filter.max === undefined) return false;
          return !Number.isNaN(number) && number >= (filter.min ?? -Infinity) && number <= (filter.max ?? Infinity);
        }
        default:
          return true;
      }
    })
  );
}

const column = fc.constantFrom('few', 'many', 'n');
const bound = fc.option(fc.constantFrom(-1, 1.5, 5, 10), { nil: undefined });
const orNone = fc.option(fc.constant(true as const), { nil: undefined });
const condition: fc.Arbitrary<TextCondition> = fc.oneof(
  fc.record({
    test: fc.constantFrom('contains', 'lacks', 'is', 'is-not', 'starts', 'ends', 'empty', 'filled'),
    text: cell,
  }),
  fc.record({
    test: fc.constant('pattern' as const),
    text: fc.constantFrom('^a', 'n.', '[no]+$', 'é|"', '^\\d+$', ''),
  }),
);
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: fc.constant('values' as const), column, values: fc.array(cell, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('values' as const),
    column,
    values: fc.array(cell, { maxLength: 4 }),
    exclude: fc.constant(true as const),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    column,
    conditions: fc.array(condition, { maxLength: 3 }),
    any: fc.option(fc.constant(true as const), { nil: undefined }),
  }) as fc.Arbitrary<Filter>,
  fc.record({ kind: fc.constant('text' as const), column, contains: cell }),
  fc.record({
    kind: fc.constant('number' as const),
    column,
    min: bound,
    max: bound,
    empty: orNone,
  }) as fc.Arbitrary<Filter>,
);
const searches = fc.oneof(
  cell,
  fc.tuple(cell, cell).map((words) => words.join(' ')),
);

test('a view keeps the rows that looking at each row would keep, in a dictionary as well as in spans', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(searches, fc.array(filter, { maxLength: 2 })), { minLength: 1, maxLength: 6 }),
      (rows, views) => {
        const table = spanned(rows);
        expect(table.columns.map((each) => each.parts.cells.form)).toEqual(['dictionary', 'spans', 'dictionary']);
        const ranks = createRankCache(table);
        for (const [search, filters] of views) {
          const found = [...rowsOf({ ...wholeView, search, filters }, table, ranks)];
          expect(found).toEqual([...rowNumbers(table)].filter((at) => holds(table, at, search, filters)));
        }
      },
    ),
    runs(40),
  );
});

test('a cell begins and ends as its text does, also where its bytes do not tell', () => {
  const cells = ['\u212aelvin', 'kelvin', 'tic\u212a', 'tick', 'None', 'no', 'a "no', 'é no', 'k"', 'éa'];
  const table = spanned(cells.map((text) => ['', text, '']));
  const found = (test: 'starts' | 'ends', text: string) => {
    const filters: Filter[] = [{ kind: 'text', column: 'many', conditions: [{ test, text }] }];
    const rows = rowsOf({ ...wholeView, filters }, table, createRankCache(table));
    return [...rows].map((row) => table.column('many')!.text(row));
  };
  expect(found('starts', 'K')).toEqual(['\u212aelvin', 'kelvin', 'k"']);
  expect(found('ends', 'ck')).toEqual(['tic\u212a', 'tick']);
  expect(found('ends', 'k')).toEqual(['tic\u212a', 'tick']);
  expect(found('starts', 'no')).toEqual(['no']);
  expect(found('ends', 'no')).toEqual(['no', 'a "no', 'é no']);
  expect(found('ends', 'a')).toEqual(['éa']);
});

test('the counts of the values of a column add up to the rows, and each is the number of its rows', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const table = tableOf(rows.map((cells) => `${cells.map(csvCell).join(',')}\n`).join(''), { columns });
      const ranks = createRankCache(table);
      const all = rowNumbers(table);
      for (const each of table.columns) {
        const counts = valueCounts(each, all, ranks);
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(new Set(counts.map(({ value }) => value)).size).toBe(counts.length);
        for (const { value, count } of counts) {
          const filters: Filter[] = [{ kind: 'values', column: each.id, values: [value] }];
          expect(rowsOf({ ...wholeView, filters }, table, ranks)).toHaveLength(count);
        }
      }
    }),
    runs(100),
  );
});

test('the marks of a search are in order, apart from each other, and cover exactly what was found', () => {
  fc.assert(
    fc.property(cell, searches, (text, search) => {
      // Of a text whose small letters are more than its letters no place is marked.
      fc.pre(text.toLowerCase().length === text.length);
      const terms = searchTerms(search);
      const marks = matchesIn(text, terms);
      const marked = new Set<number>();
      let last = 0;
      for (const [start, end] of marks) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
        for (let at = start; at < end; at += 1) marked.add(at);
      }
      expect(last).toBeLessThanOrEqual(text.length);
      const anyFound = !isNone(text) && terms.some((term) => text.toLowerCase().includes(term));
      expect(marks.length > 0).toBe(anyFound);
      for (const term of terms) {
        if (isNone(text)) continue;
        // Every place is marked where the term begins for the first time after its last place.
        let at = text.toLowerCase().indexOf(term);
        for (; at >= 0; at = text.toLowerCase().indexOf(term, at + term.length)) {
          for (let place = at; place < at + term.length; place += 1) expect(marked).toContain(place);
        }
      }
    }),
    runs(500),
  );
});
