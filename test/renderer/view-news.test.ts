import { describe, expect, test } from 'vitest';
import { filterWords } from '../../renderer/panels/filters/filter-words.ts';
import { viewNews, waitWords } from '../../renderer/panels/view-news.ts';
import { dayStart, daysBefore } from '../../shared/report/clock.ts';
import { type Filter, type View, wholeView } from '../../shared/table/view.ts';

const micros = (text: string) => Date.parse(text) * 1000;

describe('a filter in words', () => {
  test.each<[words: string, filter: Filter]>([
    ['a, b', { kind: 'values', column: 'x', values: ['a', 'b'] }],
    ['a, b, c and 2 more', { kind: 'values', column: 'x', values: ['a', 'b', 'c', 'd', 'e'] }],
    ['a, b', { kind: 'set', column: 'set:rows', sets: ['1', '2'], names: ['a', 'b'] }],
    ['nothing', { kind: 'values', column: 'x', values: [] }],
    ['not (no value)', { kind: 'values', column: 'x', values: [''], exclude: true }],
    ['contains “a”', { kind: 'text', column: 'x', contains: 'a' }],
    [
      'starts with “a” and does not contain “b”',
      {
        kind: 'text',
        column: 'x',
        conditions: [
          { test: 'starts', text: 'a' },
          { test: 'lacks', text: 'b' },
        ],
      },
    ],
    [
      'is empty or matches /a+/',
      {
        kind: 'text',
        column: 'x',
        any: true,
        conditions: [
          { test: 'empty', text: '' },
          { test: 'pattern', text: 'a+' },
        ],
      },
    ],
    ['2 to 4 or no value', { kind: 'number', column: 'x', min: 2, max: 4, empty: true }],
    ['no value', { kind: 'number', column: 'x', empty: true }],
    ['any value', { kind: 'number', column: 'x' }],
    ['at most 3', { kind: 'number', column: 'x', max: 3 }],
    ['until 2021-04-30', { kind: 'time', column: 'x', before: micros('2021-05-01') }],
    [
      '2021-04-01, 2021-04-03 to 2021-04-04, from 2021-04-06',
      {
        ...{ kind: 'time', column: 'x', from: micros('2021-04-01'), before: micros('2021-04-02') },
        also: [{ from: micros('2021-04-03'), before: micros('2021-04-05') }, { from: micros('2021-04-06') }],
      },
    ],
    [
      'last 7 days before the report or no value',
      { kind: 'time', column: 'x', from: 1, before: 2, empty: true, last: { days: 7, until: 'report' } },
    ],
    ['last day before today', { kind: 'time', column: 'x', from: 1, before: 2, last: { days: 1, until: 'today' } }],
  ])('%s', (words, filter) => {
    expect(filterWords(filter, 'utc')).toBe(words);
  });

  test('the last days are whole ones, and the day they lead up to is one of them', () => {
    const { from, before } = daysBefore(micros('2021-04-30T23:59:00Z'), 3, 'utc');
    expect(from).toBe(dayStart('2021-04-27', 'utc'));
    expect(before).toBe(dayStart('2021-05-01', 'utc'));
  });
});

describe('what is read out of a change', () => {
  const titles = new Map([
    ['status', 'Status'],
    ['n', 'Count'],
  ]);
  const passed: Filter = { kind: 'values', column: 'status', values: ['passed'] };
  const few: Filter = { kind: 'number', column: 'n', max: 2 };
  test.each<[says: string, before: Partial<View>, now: Partial<View>]>([
    ['Sorted by Status, descending.', {}, { sort: [{ column: 'status', descending: true }] }],
    [
      'Sorted by Status, ascending, then Count, descending.',
      {},
      {
        sort: [
          { column: 'status', descending: false },
          { column: 'n', descending: true },
        ],
      },
    ],
    ['In the order of the file.', { sort: [{ column: 'n', descending: true }] }, {}],
    ['Search “ana”.', {}, { search: ' ana ' }],
    ['Search cleared.', { search: 'ana' }, {}],
    ['Status: passed.', {}, { filters: [passed] }],
    ['Count: at most 2.', { filters: [passed] }, { filters: [passed, few] }],
    ['Filter on Status removed.', { filters: [passed, few] }, { filters: [few] }],
    ['Search cleared. No filters.', { filters: [passed, few], search: 'a' }, {}],
    ['', { filters: [passed] }, { filters: [{ ...passed }] }],
  ])('%s', (says, before, now) => {
    expect(viewNews({ ...wholeView, ...before }, { ...wholeView, ...now }, titles, 'utc')).toBe(says);
  });
});

const waitTitles = new Map([['email', 'Email']]);
const byEmail: View = { ...wholeView, sort: [{ column: 'email', descending: false }] };

test.each<[words: string, from: View, to: View]>([
  ['Sorting by Email…', wholeView, byEmail],
  [
    'Sorting by Email, then Suspicious Count…',
    byEmail,
    { ...byEmail, sort: [...byEmail.sort, { column: 'Suspicious Count', descending: true }] },
  ],
  ['Searching…', byEmail, { ...byEmail, search: 'ana' }],
  ['Filtering…', byEmail, { ...byEmail, filters: [{ kind: 'values', column: 'status', values: ['error'] }] }],
  ['Working…', byEmail, { ...byEmail, sort: [] }],
])('%s is said while the sheet waits for it', (words, from, to) => {
  expect(waitWords(from, to, waitTitles)).toBe(words);
});
