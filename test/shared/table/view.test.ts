import { describe, expect, test } from 'vitest';
import { choicesView, valueCounts } from '../../../shared/table/summary.ts';
import {
  createRankCache,
  type Filter,
  filterOf,
  isFiltered,
  matchesIn,
  searchTerms,
  type View,
  wholeView,
  withFilter,
  withoutFilter,
} from '../../../shared/table/view.ts';
import { reportFromText, rowNumbers, rowsOf, tableOf } from '../../support/table.ts';

const table = tableOf(
  [
    'Ana,verified,30,2021-04-01 09:00:00+00:00,"looked ""away"""',
    'Bert,Rejected,90,2021-04-02 00:00:00+00:00,None',
    'José,verified,,None,phone',
    'Ömer,None,60.5,2021-04-02 09:00:00+00:00, None ',
    'anna,,many,2021-05-01 00:00:00+00:00,Phone on the desk',
  ].join('\n'),
  {
    columns: ['name', 'status', { id: 'minutes', kind: 'number' }, { id: 'at', kind: 'time' }, 'comment'],
  },
);
const ranks = createRankCache(table);
const rows = (view: Partial<View>) => [...rowsOf({ ...wholeView, ...view }, table, ranks)];
const filtered = (...filters: Filter[]) => rows({ filters });
const micros = (text: string) => Date.parse(text) * 1000;

describe('a filter', () => {
  test('by values keeps the cells whose text is one of them, letter for letter', () => {
    expect(filtered({ kind: 'values', column: 'status', values: ['verified'] })).toEqual([0, 2]);
    expect(filtered({ kind: 'values', column: 'status', values: ['verified', 'Rejected'] })).toEqual([0, 1, 2]);
    expect(filtered({ kind: 'values', column: 'status', values: ['rejected'] })).toEqual([]);
    expect(filtered({ kind: 'values', column: 'status', values: [] })).toEqual([]);
  });

  test('by the value "" keeps every cell without a value', () => {
    expect(filtered({ kind: 'values', column: 'status', values: [''] })).toEqual([3, 4]);
    expect(filtered({ kind: 'values', column: 'comment', values: ['', 'phone'] })).toEqual([1, 2, 3]);
    expect(filtered({ kind: 'values', column: 'status', values: ['None'] })).toEqual([]);
  });

  test('by text keeps the cells that hold it, in any case', () => {
    expect(filtered({ kind: 'text', column: 'comment', contains: 'PHONE' })).toEqual([2, 4]);
    expect(filtered({ kind: 'text', column: 'name', contains: 'öM' })).toEqual([3]);
    expect(filtered({ kind: 'text', column: 'comment', contains: 'on the' })).toEqual([4]);
    expect(filtered({ kind: 'text', column: 'comment', contains: '"away"' })).toEqual([0]);
  });

  test('by text does not find None, nor anything in an empty cell', () => {
    expect(filtered({ kind: 'text', column: 'status', contains: 'none' })).toEqual([]);
    expect(filtered({ kind: 'text', column: 'comment', contains: '' })).toEqual([0, 2, 4]);
  });

  test('by number keeps both ends of its range', () => {
    expect(filtered({ kind: 'number', column: 'minutes', min: 30, max: 60.5 })).toEqual([0, 3]);
    expect(filtered({ kind: 'number', column: 'minutes', min: 60.6 })).toEqual([1]);
    expect(filtered({ kind: 'number', column: 'minutes', max: 30 })).toEqual([0]);
    expect(filtered({ kind: 'number', column: 'minutes' })).toEqual([0, 1, 3]);
  });

  test('by time keeps its beginning and leaves out its end', () => {
    const from = micros('2021-04-02T00:00:00Z');
    const before = micros('2021-05-01T00:00:00Z');
    expect(filtered({ kind: 'time', column: 'at', from, before })).toEqual([1, 3]);
    expect(filtered({ kind: 'time', column: 'at', from })).toEqual([1, 3, 4]);
    expect(filtered({ kind: 'time', column: 'at', before: from })).toEqual([0]);
  });

  test('on a column that the table lacks keeps no row', () => {
    expect(filtered({ kind: 'values', column: 'gone', values: [''] })).toEqual([]);
    expect(filtered({ kind: 'number', column: 'gone' })).toEqual([]);
  });

  test('holds together with every other one', () => {
    const status: Filter = { kind: 'values', column: 'status', values: ['verified', 'Rejected'] };
    const minutes: Filter = { kind: 'number', column: 'minutes', min: 31 };
    expect(filtered(status, minutes)).toEqual([1]);
    expect(filtered(status, { kind: 'text', column: 'status', contains: 'ver' })).toEqual([0, 2]);
    expect(rows({ filters: [status], search: 'phone' })).toEqual([2]);
  });

  test('is put in the place of another of its kind on its column, and beside others', () => {
    const values = (...list: string[]): Filter => ({ kind: 'values', column: 'status', values: list });
    const text: Filter = { kind: 'text', column: 'status', contains: 'x' };
    const other: Filter = { kind: 'values', column: 'name', values: ['Ana'] };
    let view = withFilter(withFilter(withFilter(wholeView, values('a')), other), text);
    expect(view.filters).toEqual([values('a'), other, text]);
    view = withFilter(view, values('b', 'c'));
    expect(view.filters).toEqual([values('b', 'c'), other, text]);
    expect(filterOf(view, 'status', 'values')).toEqual(values('b', 'c'));
    expect(filterOf(view, 'status', 'number')).toBeUndefined();
    expect(withoutFilter(view, 'status', 'values').filters).toEqual([other, text]);
    expect(withoutFilter(view, 'status').filters).toEqual([other]);
    expect(withoutFilter(view, 'gone')).toEqual(view);
    expect(wholeView.filters).toEqual([]);
  });

  test('or a word to search for makes a view filtered, and spaces do not', () => {
    expect(isFiltered(wholeView)).toBe(false);
    expect(isFiltered({ ...wholeView, search: ' \t ' })).toBe(false);
    expect(isFiltered({ ...wholeView, sort: [{ column: 'name', descending: false }] })).toBe(false);
    expect(isFiltered({ ...wholeView, search: 'a' })).toBe(true);
    expect(isFiltered({ ...wholeView, filters: [{ kind: 'number', column: 'minutes' }] })).toBe(true);
  });
});

describe('a search', () => {
  test.each([
    ['every word must occur, each in any cell', 'verified away', [0]],
    ['the order of the words does not matter', 'away verified', [0]],
    ['one word may occur inside another', 'ann', [4]],
    ['case does not matter', 'ANA VERIFIED', [0]],
    ['case does not matter beyond ASCII either', 'öMER', [3]],
    ['accents do matter', 'jose', []],
    ['quotes are looked for as they are', '"away"', [0]],
    ['a doubled quote of the file is not seen', '""', []],
    ['None is not found', 'none', []],
    ['a part of None is not found where it stands for no value', 'non', []],
    ['spaces around the words do not count', '  phone  ', [2, 4]],
    ['nothing to search for keeps every row', '   ', [0, 1, 2, 3, 4]],
    ['numbers are found as they are written', '60.5', [3]],
  ])('%s', (_, search, found) => {
    expect(rows({ search })).toEqual(found);
  });

  test('looks into the cells beyond the header, and into the verdict', () => {
    const report = reportFromText(
      'username,exam_name,status,attempt_code\nana,E,verified,1\nbo,E,rejected,2,surplus!\n',
    );
    const cache = createRankCache(report.table);
    const found = (search: string) => [...rowsOf({ ...wholeView, search }, report.table, cache)];
    expect(found('surplus!')).toEqual([1]);
    expect(found('passed')).toEqual([0, 1]);
    expect(found('not passed')).toEqual([1]);
  });

  test('is divided at spaces of any kind', () => {
    expect(searchTerms('  Ana\u00a0\t B\u3000c ')).toEqual(['ana', 'b', 'c']);
    expect(searchTerms('')).toEqual([]);
  });
});

describe('the marks of a search', () => {
  test.each<[text: string, terms: string[], marked: string]>([
    ['looked away', ['away'], 'looked [away]'],
    ['Away, AWAY', ['away'], '[Away], [AWAY]'],
    ['phone on desk', ['desk', 'phone'], '[phone] on [desk]'],
    ['aaaa', ['aa'], '[aa][aa]'],
    ['abcdef', ['abc', 'cde'], '[abcde]f'],
    ['abcdef', ['abc', 'cde', 'ef'], '[abcdef]'],
    ['abcdef', ['bcd', 'c'], 'a[bcd]ef'],
    ['Ömer', ['ö'], '[Ö]mer'],
    ['None', ['no'], 'None'],
    ['nothing', [], 'nothing'],
    // Lower-casing makes it longer, so no place in it can be told.
    ['İpek', ['pek'], 'İpek'],
  ])('in %j for %j', (text, terms, marked) => {
    let shown = '';
    let at = 0;
    for (const [start, end] of matchesIn(text, terms)) {
      shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
      at = end;
    }
    expect(shown + text.slice(at)).toBe(marked);
  });

  test('are found in no time in a long comment', () => {
    const marks = matchesIn('e, '.repeat(30_000), ['e', ',']);
    expect(marks).toHaveLength(60_000);
  });
});

describe('the counts of a view', () => {
  const status = table.column('status')!;

  test('name each value with its rows, in the order of the column, no value last', () => {
    expect(valueCounts(status, rowNumbers(table), ranks)).toEqual([
      { value: 'Rejected', count: 1 },
      { value: 'verified', count: 2 },
      { value: '', count: 2 },
    ]);
  });

  test('name values without a row too, where they are few', () => {
    expect(valueCounts(status, Uint32Array.of(1, 4), ranks)).toEqual([
      { value: 'Rejected', count: 1 },
      { value: 'verified', count: 0 },
      { value: '', count: 1 },
    ]);
  });

  test('take one text written in two ways for one value', () => {
    const two = tableOf('"a""b"\na"b\n', { columns: ['x'] });
    expect(valueCounts(two.column('x')!, rowNumbers(two), createRankCache(two))).toEqual([{ value: 'a"b', count: 2 }]);
  });

  test('work without a dictionary too', () => {
    const text = Array.from({ length: 3000 }, (_, row) => `v${row}\n`).join('');
    const many = tableOf(`${text}v1\nNone\n`, { columns: ['x', 'y'] });
    expect(many.column('x')!.distinct).toBe(0);
    const counts = valueCounts(many.column('x')!, Uint32Array.of(1, 3000, 2, 3001), createRankCache(many));
    expect(counts).toEqual([
      { value: 'v1', count: 2 },
      { value: 'v2', count: 1 },
      { value: '', count: 1 },
    ]);
  });

  test('offer in a filter what the other filters leave, whatever it has chosen itself', () => {
    const chosen = withFilter(wholeView, { kind: 'values', column: 'status', values: ['Rejected'] });
    const view = withFilter({ ...chosen, search: 'phone' }, { kind: 'number', column: 'minutes' });
    const choices = (of: View) => valueCounts(status, rowsOf(choicesView(of, 'status'), table, ranks), ranks);
    expect(choices(chosen)).toEqual(valueCounts(status, rowNumbers(table), ranks));
    expect(choices(view).map(({ count }) => count)).toEqual([0, 0, 0]);
    expect(choices({ ...chosen, search: 'phone' })).toEqual([
      { value: 'Rejected', count: 0 },
      { value: 'verified', count: 1 },
      { value: '', count: 1 },
    ]);
  });
});
