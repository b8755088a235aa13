import { describe, expect, test } from 'vitest';
import { conditionsOf, patternsOf, testOf, textFilter } from '../../../shared/table/filter.ts';
import { compilePattern, patternTextLimit } from '../../../shared/table/pattern.ts';
import {
  createRankCache,
  type Filter,
  filterOf,
  type TextCondition,
  type TextTest,
  type View,
  wholeView,
  withFilter,
  withSet,
} from '../../../shared/table/view.ts';
import { rowsOf, tableOf } from '../../support/table.ts';

const table = tableOf(
  [
    'Ana,30,2021-04-01 09:00:00+00:00',
    'Hanna,90,2021-04-02 00:00:00+00:00',
    'José,None,None',
    'None,0,2021-04-02 09:00:00+00:00',
    ',many,soon',
  ].join('\n'),
  { columns: ['name', { id: 'minutes', kind: 'number' }, { id: 'at', kind: 'time' }] },
);
const ranks = createRankCache(table);
const filtered = (...filters: Filter[]) => [...rowsOf({ ...wholeView, filters }, table, ranks)];
const named = (conditions: readonly TextCondition[], any?: true) =>
  filtered({ kind: 'text', column: 'name', conditions, ...(any && { any }) });
const micros = (text: string) => Date.parse(text) * 1000;

describe('a condition on text', () => {
  test.each<[test: TextTest, text: string, rows: number[]]>([
    ['contains', 'AN', [0, 1]],
    ['contains', 'none', []],
    ['lacks', 'an', [2, 3, 4]],
    ['is', 'ana', [0]],
    ['is', ' ANA ', [0]],
    ['is', 'an', []],
    ['is', 'None', []],
    ['is-not', 'ana', [1, 2, 3, 4]],
    ['starts', 'a', [0]],
    ['starts', 'none', []],
    ['ends', 'NA', [0, 1]],
    ['ends', 'É', [2]],
    ['empty', '', [3, 4]],
    ['filled', '', [0, 1, 2]],
    ['pattern', '^h?an', [0, 1]],
    ['pattern', 'n{2}', [1]],
    ['pattern', '^\\p{L}{4}$', [2]],
    ['pattern', 'none', []],
    ['pattern', '(', []],
    // Only the lenient grammar takes this escape.
    ['pattern', '\\-|jo', [2]],
  ])('%s %j', (test, text, rows) => {
    expect(named([{ test, text }])).toEqual(rows);
  });

  test('stands beside others, of which all must hold, or any', () => {
    const starts: TextCondition = { test: 'starts', text: 'h' };
    const ends: TextCondition = { test: 'ends', text: 'a' };
    const empty: TextCondition = { test: 'empty', text: '' };
    expect(named([starts, ends])).toEqual([1]);
    expect(named([starts, ends], true)).toEqual([0, 1]);
    expect(named([starts, empty], true)).toEqual([1, 3, 4]);
    expect(named([{ test: 'pattern', text: '^j' }, empty], true)).toEqual([2, 3, 4]);
    expect(named([])).toEqual([0, 1, 2, 3, 4]);
  });

  test('on a pattern takes rows that are known already, instead of trying them', () => {
    const matches = () => Uint8Array.of(0, 0, 0, 1, 1);
    const rows = (any?: true) => {
      const conditions: TextCondition[] = [
        { test: 'pattern', text: '(a+)+$' },
        { test: 'empty', text: '' },
      ];
      const filters: Filter[] = [{ kind: 'text', column: 'name', conditions, ...(any && { any }) }];
      return [...rowsOf({ ...wholeView, filters }, table, { ...ranks, matches })];
    };
    expect(rows()).toEqual([3, 4]);
    expect(rows(true)).toEqual([3, 4]);
  });
});

test('a filter on text is written as short as it can be, and without conditions that wait for their text', () => {
  const contains: TextCondition = { test: 'contains', text: 'x' };
  const waiting: TextCondition = { test: 'is', text: '' };
  const empty: TextCondition = { test: 'empty', text: '' };
  expect(textFilter('a', [contains, waiting], true)).toEqual({ kind: 'text', column: 'a', contains: 'x' });
  expect(textFilter('a', [waiting], false)).toBeUndefined();
  expect(textFilter('a', [empty], true)).toEqual({ kind: 'text', column: 'a', conditions: [empty] });
  const both = textFilter('a', [contains, empty], true)!;
  expect(both).toEqual({ kind: 'text', column: 'a', conditions: [contains, empty], any: true });
  expect(conditionsOf(both)).toEqual([contains, empty]);
  expect(conditionsOf({ kind: 'text', column: 'a', contains: 'x' })).toEqual([contains]);
  const view = withFilter(withFilter(wholeView, both), { kind: 'text', column: 'a', contains: 'x' });
  expect(view.filters).toHaveLength(1);
  expect(filterOf(view, 'a', 'text')).toEqual({ kind: 'text', column: 'a', contains: 'x' });
  expect(patternsOf(both)).toEqual([]);
  expect(patternsOf({ kind: 'text', column: 'a', conditions: [{ test: 'pattern', text: 'p' }] })).toEqual(['p']);
});

test('values can be excluded', () => {
  expect(filtered({ kind: 'values', column: 'name', values: ['Ana', ''], exclude: true })).toEqual([1, 2]);
  expect(filtered({ kind: 'values', column: 'name', values: [], exclude: true })).toEqual([0, 1, 2, 3, 4]);
});

describe('what has no value', () => {
  test.each<[what: string, filter: Filter, rows: number[]]>([
    ['numbers alone', { kind: 'number', column: 'minutes' }, [0, 1, 3]],
    ['no number', { kind: 'number', column: 'minutes', empty: true }, [2]],
    ['a range or no number', { kind: 'number', column: 'minutes', max: 30, empty: true }, [0, 2, 3]],
    ['no time', { kind: 'time', column: 'at', empty: true }, [2]],
    ['a range or no time', { kind: 'time', column: 'at', before: micros('2021-04-02'), empty: true }, [0, 2]],
    ['times alone', { kind: 'time', column: 'at' }, [0, 1, 3]],
    [
      'ranges apart',
      {
        ...{ kind: 'time', column: 'at', before: micros('2021-04-02') },
        also: [{ from: micros('2021-04-02T08:00Z'), before: micros('2021-04-02T10:00Z') }],
      },
      [0, 3],
    ],
  ])('is left out or asked for: %s', (_, filter, rows) => {
    expect(filtered(filter)).toEqual(rows);
  });
});

describe('a pattern', () => {
  test.each<[source: string, says: string]>([
    ['(a', 'A bracket ( is not closed.'],
    ['a)', 'A bracket ) was never opened'],
    ['[a', 'A bracket [ is not closed'],
    ['*a', 'nothing before'],
    ['a**', 'nothing before'],
    ['a\\', 'It ends in \\'],
    ['[z-a]', 'runs backwards'],
    ['a{3,1}', 'run backwards'],
    ['(?<1>a)', 'name of a group'],
    ['(?x', 'After (?'],
  ])('that is wrong says what is: %s', (source, says) => {
    const pattern = compilePattern(source);
    expect(pattern.ok ? '' : pattern.error).toContain(says);
    expect(pattern.ok ? '' : pattern.error).toMatch(/^[A-Z].*\.$/);
  });

  test('is tried on the beginning of a long cell only', () => {
    const ends = testOf({ test: 'pattern', text: 'end$' });
    expect(ends(`${'x'.repeat(patternTextLimit - 3)}end`)).toBe(true);
    expect(ends(`${'x'.repeat(patternTextLimit)}end`)).toBe(false);
  });
});

describe('a filter by sets', () => {
  const sets = (family: string, set: string) =>
    family === 'set:days' && set !== 'none'
      ? Uint8Array.from([0, 0, 0, 0, 0]).fill(1, Number(set), Number(set) + 2)
      : undefined;
  const found = (...filters: Filter[]) => [...rowsOf({ ...wholeView, filters }, table, { ...ranks, sets })];

  test.each<[sets: readonly string[], rows: number[]]>([
    [['1'], [1, 2]],
    [
      ['0', '3'],
      [0, 1, 3, 4],
    ],
    [
      ['3', 'none'],
      [3, 4],
    ],
    [['none'], []],
    [[], []],
  ])('%j keeps the rows of any of them', (chosen, rows) => {
    expect(found({ kind: 'set', column: 'set:days', sets: chosen, names: chosen })).toEqual(rows);
  });

  test('holds beside the others, and for no row where nobody knows of sets', () => {
    const days: Filter = { kind: 'set', column: 'set:days', sets: ['0'], names: ['first'] };
    expect(found(days, { kind: 'text', column: 'name', contains: 'hanna' })).toEqual([1]);
    expect(filtered(days)).toEqual([]);
    expect(found({ ...days, column: 'set:weeks' })).toEqual([]);
  });

  test('a set is chosen alone or beside others, and taken back when it is chosen again', () => {
    const chosen = (view: View) => {
      const filter = filterOf(view, 'set:days', 'set');
      return filter && `${filter.sets.join(' ')}: ${filter.names.join(' ')}`;
    };
    const one = withSet(wholeView, 'set:days', '0', 'first');
    const two = withSet(one, 'set:days', '3', 'last', true);
    expect(chosen(one)).toBe('0: first');
    expect(chosen(two)).toBe('0 3: first last');
    expect(chosen(withSet(two, 'set:days', '1', 'second'))).toBe('1: second');
    expect(chosen(withSet(two, 'set:days', '0', 'first'))).toBe('0: first');
    expect(chosen(withSet(two, 'set:days', '0', 'first', true))).toBe('3: last');
    expect(chosen(withSet(one, 'set:days', '0', 'first'))).toBeUndefined();
    expect(chosen(withSet(one, 'set:days', '0', 'first', true))).toBeUndefined();
  });
});
