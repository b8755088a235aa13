import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenOrder } from '../../../shared/report/report.ts';
import { isNone } from '../../../shared/table/column.ts';
import { noRank, numberRanks, ranksOf, sortRows, textRanks } from '../../../shared/table/order.ts';
import { createRankCache, type SortKey, wholeView } from '../../../shared/table/view.ts';
import { runs } from '../../support/runs.ts';
import { columnTexts, rowNumbers, rowsOf, tableOf } from '../../support/table.ts';

const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const columnOf = (texts: readonly string[], kind: 'text' | 'number' | 'time' = 'text') =>
  tableOf(texts.map((text) => `${csvCell(text)}\n`).join(''), { columns: [{ id: 'x', kind }] });

/** The texts in their order. */
function sorted(texts: readonly string[], descending = false, kind: 'text' | 'number' | 'time' = 'text'): string[] {
  const table = columnOf(texts, kind);
  const column = table.column('x')!;
  return columnTexts(
    table,
    'x',
    sortRows(rowNumbers(table), ranksOf(column, table.parts.bytes, table.rowCount), column, descending),
  );
}

/** Texts in their order, each line from first to last; those joined by `=` share a place. */
const orders: Record<string, readonly string[]> = {
  'case does not matter': ['Anna = anna = ANNA', 'Bert', 'carl', 'Dora'],
  'accents do not matter': ['Jose = José', 'Josef', 'Zoe = Zoë = ZOË', 'zofia'],
  'digits inside text count as numbers': ['a1', 'a2', 'a9', 'a10', 'a10b', 'a100'],
  'zeros in front do not make a number another': ['006', '7 = 007 = 07', '8', '00010'],
  'parts of a version count one by one': ['1.2', '1.10', '1.10.1', '2.1', '10.0'],
  'long numbers are not rounded': ['x9007199254740992', 'x9007199254740993', 'x90071992547409930'],
  'numbers of a hundred digits are still numbers': ['x9', `x${'1'.repeat(100)}`, 'y', 'ж'],
  'digits stand where a zero would': ['a-b', 'a0', 'a1', 'a10', 'aa'],
  'a shorter text comes before one that goes on': ['Exam', 'Exam 1', 'Exam 1a', 'Exam 10', 'Exams'],
  'Latin letters come before other scripts': ['Zed', 'zürich', 'Ελένη', 'Анна', 'Яна', 'דנה', '王伟'],
  'other scripts ignore case and accents too': ['ΑΝΝΑ = Άννα', 'Βίκυ', 'анна = АННА', 'борис'],
  'digits count as numbers in other scripts too': ['тест 2', 'тест 9', 'тест 10'],
  'letters with a stroke stand with their plain one': ['Lodz = Łódź', 'Oslo', 'Østby', 'Straße = Strasse', 'Zug'],
  'typographic signs stand with those of the keyboard': ['“x” = "x"', "it's = it’s", 'Part - 1 = Part – 1', 'Part - 2'],
  'a sign from no script does not push a text behind others': ['Exam A', 'Exam € B', 'Exam ☃ C', 'Zed', 'Экзамен'],
};

describe('the order of text', () => {
  test.each(Object.entries(orders))('%s', (_, line) => {
    const alike = line.map((entry) => entry.split(' = '));
    const texts = alike.flat();
    const { ranks } = textRanks(texts.length, (index) => texts[index]!);
    expect([...ranks]).toEqual(alike.flatMap((entry, place) => entry.map(() => place)));
  });

  test('puts what has no value last, in either direction', () => {
    const texts = ['b', 'None', '', 'a', ' ', ' None ', 'c'];
    expect(sorted(texts)).toEqual(['a', 'b', 'c', 'None', '', ' ', ' None ']);
    expect(sorted(texts, true)).toEqual(['c', 'b', 'a', 'None', '', ' ', ' None ']);
  });

  test('takes null, Unknown and none for values', () => {
    expect(sorted(['none', 'x', 'None', 'Unknown', 'null'])).toEqual(['none', 'null', 'Unknown', 'x', 'None']);
  });

  test('keeps the order of the file among equals, in either direction', () => {
    const texts = ['b', 'A', 'a', 'B', 'á'];
    expect(sorted(texts)).toEqual(['A', 'a', 'á', 'b', 'B']);
    expect(sorted(texts, true)).toEqual(['b', 'B', 'A', 'a', 'á']);
  });

  test('is the same in a dictionary and in spans', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `user${(index * 7919) % 3000}`);
    const few = many.slice(0, 500);
    const byNumber = (a: string, b: string) => Number(a.slice(4)) - Number(b.slice(4));
    expect(columnOf(many).column('x')!.parts.cells.form).toBe('spans');
    expect(sorted(many)).toEqual(many.toSorted(byNumber));
    expect(sorted(few)).toEqual(few.toSorted(byNumber));
  });

  test('is one order: of any three texts, none contradicts the others', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', '0', '1', '9', ' ', '-', 'ж', 'Ω', '😀'),
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.nat(11), (texts, turn) => {
        const turned = [...texts.slice(turn), ...texts.slice(0, turn)];
        const rankOf = (list: readonly string[]) => {
          const { ranks, highest } = textRanks(list.length, (index) => list[index]!);
          expect(ranks.every((rank) => rank === noRank || rank <= highest)).toBe(true);
          return new Map(list.map((entry, index) => [entry, ranks[index]!]));
        };
        // The ranks do not depend on where a text stands in the file.
        expect([...rankOf(turned)].sort()).toEqual([...rankOf(texts)].sort());
      }),
      runs(300),
    );
  });
});

describe('the order of numbers and times', () => {
  test('is by value, then texts that are none, then no value', () => {
    const texts = ['10', '9', 'many', 'None', '-1', '9.5', 'few', ''];
    expect(sorted(texts, false, 'number')).toEqual(['-1', '9', '9.5', '10', 'few', 'many', 'None', '']);
    expect(sorted(texts, true, 'number')).toEqual(['many', 'few', '10', '9.5', '9', '-1', 'None', '']);
  });

  test('takes equal numbers for equal, however they are written', () => {
    const table = columnOf(['7', '07', '7.0', ' 7'], 'number');
    const { ranks } = ranksOf(table.column('x')!, table.parts.bytes, 4);
    expect(new Set(ranks)).toEqual(new Set([0]));
  });

  test('of a column without a single number is that of text', () => {
    expect(sorted(['b', 'None', 'a'], false, 'number')).toEqual(['a', 'b', 'None']);
  });

  test('puts times in their order, whatever their form', () => {
    const texts = ['2021-04-30T09:00:00Z', '2021-04-30 08:59:59.999999+00:00', '27.04.2021 09:02', 'None'];
    expect(sorted(texts, false, 'time')).toEqual([texts[1], texts[0], texts[2], texts[3]]);
  });

  test('ranks any numbers as comparing them would', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }))), (list) => {
        const { ranks } = numberRanks(Float64Array.from(list));
        const distinct = [...new Set(list.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
        expect([...ranks]).toEqual(list.map((value) => (Number.isNaN(value) ? noRank : distinct.indexOf(value))));
      }),
      runs(300),
    );
  });
});

describe('an order that the field gives', () => {
  const life = (text: string) => ['created', 'started', 'submitted', 'verified'].indexOf(text) + 1 || undefined;
  const order = (texts: readonly string[], given: (text: string) => number | undefined, descending = false) => {
    const table = columnOf(texts);
    const column = table.column('x')!;
    const ranks = ranksOf(column, table.parts.bytes, table.rowCount, given);
    return columnTexts(table, 'x', sortRows(rowNumbers(table), ranks, column, descending));
  };

  test('comes first, then other texts, then no value', () => {
    const texts = ['zeta', 'verified', 'None', 'created', 'alpha', 'submitted'];
    expect(order(texts, life)).toEqual(['created', 'submitted', 'verified', 'alpha', 'zeta', 'None']);
    expect(order(texts, life, true)).toEqual(['zeta', 'alpha', 'verified', 'submitted', 'created', 'None']);
  });

  test.each(['status', 'review_status'])('of the column %s leaves no value without a place', (id) => {
    const given = givenOrder(id)!;
    expect(['None', '', ' '].map((text) => given(text))).toEqual([undefined, undefined, undefined]);
  });
});

describe('a sort by several keys', () => {
  const table = tableOf('b,2,x\na,2,y\nb,1,z\na,10,x\nNone,2,x\n', {
    columns: ['name', { id: 'n', kind: 'number' }, 'last'],
  });
  const by = (...sort: SortKey[]) => [...rowsOf({ ...wholeView, sort }, table, createRankCache(table))];

  test('goes by the first key, and by the next only among equals', () => {
    expect(by({ column: 'name', descending: false }, { column: 'n', descending: false })).toEqual([1, 3, 2, 0, 4]);
    expect(by({ column: 'name', descending: false }, { column: 'n', descending: true })).toEqual([3, 1, 0, 2, 4]);
    expect(by({ column: 'n', descending: true }, { column: 'last', descending: false })).toEqual([3, 0, 4, 1, 2]);
  });

  test('passes over columns that the table lacks', () => {
    expect(by({ column: 'gone', descending: true }, { column: 'n', descending: false })).toEqual([2, 0, 1, 4, 3]);
  });

  test('gives what comparing row with row would give', () => {
    const text = fc.constantFrom('a', 'A', 'b', 'á', 'a2', 'a10', 'None', '', 'ж');
    const row = fc.tuple(text, fc.constantFrom('1', '2', '10', 'None', 'x'), fc.constantFrom('p', 'q'));
    const key = fc.record({ column: fc.constantFrom('t', 'n', 'p'), descending: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.array(key, { maxLength: 3 }), (rows, sort) => {
        const table = tableOf(rows.map((cells) => `${cells.join(',')}\n`).join(''), {
          columns: ['t', { id: 'n', kind: 'number' }, 'p'],
        });
        const cache = createRankCache(table);
        const compare = (a: number, b: number) => {
          for (const { column: id, descending } of sort) {
            const column = table.column(id)!;
            const [noneA, noneB] = [isNone(column.text(a)), isNone(column.text(b))];
            if (noneA !== noneB) return noneA ? 1 : -1;
            if (noneA) continue;
            const { ranks } = cache.of(column);
            const difference = ranks[column.code(a)]! - ranks[column.code(b)]!;
            if (difference !== 0) return descending ? -difference : difference;
          }
          return a - b;
        };
        const found = rowsOf({ ...wholeView, sort }, table, cache);
        expect([...found]).toEqual([...rowNumbers(table)].sort(compare));
      }),
      runs(200),
    );
  });

  test('gives what comparing row with row would give where there are more values than 16 bits tell apart', () => {
    const numbers = Float64Array.from({ length: 70_000 }, (_, index) => (index * 31_337) % 69_997);
    const parts = { id: 'n', name: 'n', header: undefined, kind: 'number', readings: undefined } as const;
    const table = tableOf('', { columns: ['x'] });
    const column = {
      ...table.columns[0]!,
      parts: { ...parts, cells: { form: 'numbers', numbers, digits: 0 } },
    } as const;
    const rows = Uint32Array.from(numbers, (_, index) => index);
    const ranks = ranksOf(column, table.parts.bytes, numbers.length);
    for (const descending of [false, true]) {
      const wanted = [...rows].sort((a, b) => (numbers[a]! - numbers[b]!) * (descending ? -1 : 1) || a - b);
      const found = sortRows(rows, ranks, column, descending);
      expect(wanted.findIndex((row, at) => row !== found[at])).toBe(-1);
    }
  });
});
