import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone } from '../../../shared/table/column.ts';
import { createKnownTerms } from '../../../shared/table/known-terms.ts';
import { atOnce } from '../../../shared/table/parts.ts';
import type { Table } from '../../../shared/table/table.ts';
import { createRankCache, type Filter, keptSteps, searchTerms, wholeView } from '../../../shared/table/view.ts';
import { runs } from '../../support/runs.ts';
import { rowNumbers, rowsOf, tableOf } from '../../support/table.ts';

const [notAsked, lacks, holds] = [0, 1, 2];

test('what goes on from a term is known to be missing where that is missing, and else not known', () => {
  const terms = createKnownTerms();
  terms.of('lo', 4).set([holds, lacks, notAsked, holds]);
  expect([...terms.of('loo', 4)]).toEqual([notAsked, lacks, notAsked, notAsked]);
  expect([...terms.of('blow', 4)]).toEqual([notAsked, lacks, notAsked, notAsked]);
  expect([...terms.of('ol', 4)]).toEqual([notAsked, notAsked, notAsked, notAsked]);
  expect([...terms.of('lo', 4)]).toEqual([holds, lacks, notAsked, holds]);
});

test('of terms that it may go on from the longest tells most, and those not asked for lately are given up', () => {
  const terms = createKnownTerms();
  terms.of('l', 3).set([holds, holds, lacks]);
  terms.of('lo', 3).set([holds, lacks, lacks]);
  expect([...terms.of('loo', 3)]).toEqual([notAsked, lacks, lacks]);
  for (const other of ['a', 'b', 'c', 'd']) terms.of(other, 3);
  expect([...terms.of('loo', 3)]).toEqual([notAsked, notAsked, notAsked]);
});

const letters = [
  'a',
  'A',
  'b',
  'n',
  'N',
  'o',
  'e',
  'k',
  'i',
  'K',
  'İ',
  'é',
  'É',
  'ß',
  'Σ',
  'σ',
  'ж',
  'Ж',
  '😀',
  '"',
  "'",
];
const signs = ['2', '0', '1', '-', ':', '.', '+', '@', '_', ',', ' ', '\n', '|'];
const word = fc.string({ unit: fc.constantFrom(...letters, ...signs), maxLength: 7 });
const cell = fc.oneof(
  fc.constantFrom('', 'None', ' None ', 'none', 'No one', '""', 'a"b', 'İnan', 'KILO', 'Éva'),
  word,
);
const time = fc.oneof(
  fc.constantFrom('None', '', '2021-01-10 12:00:00+00:00', ' 2021-01-10 12:00:00+00:00', 'never', '10.1.2021'),
  fc
    .integer({ min: 0, max: 59 })
    .map((second) => `2021-01-11 10:10:${`${second}`.padStart(2, '0')}.${100_000 + second}+00:00`),
);
const row = fc.tuple(cell, cell, cell, time, fc.constantFrom('0', '1', '10', 'x'));

const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly (readonly string[])[]) => rows.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');

// So many values make the columns spans. What stands before them was a dictionary's value first, and may be repeated.
const filler = (zone: string) =>
  Array.from({ length: 1100 }, (_, at) => {
    const moment = new Date(Date.UTC(2020, 0, 1) + at * 61_000).toISOString().slice(0, 19).replace('T', ' ');
    return [`u${at}`, 'few', `~${at}`, `${moment}${zone}`, '5'];
  });
const fillers = { read: filler('+00:00'), unread: filler(' Ekaterinburg') };
const columns = ['name', 'few', 'note', { id: 'at', kind: 'time' }, { id: 'n', kind: 'number' }] as const;

function tableWith(rows: readonly (readonly string[])[], times: 'read' | 'unread'): Table {
  const table = tableOf(csv([...rows, ...rows, ...fillers[times], ...rows]), { columns });
  const forms = table.columns.map(({ parts }) => parts.cells.form);
  expect(forms).toEqual(['spans', 'dictionary', 'spans', 'spans', 'dictionary']);
  return table;
}

/** What a search means, said row by row. */
function found(table: Table, search: string, few: readonly string[] | undefined): number[] {
  const terms = searchTerms(search);
  return [...rowNumbers(table)].filter((at) => {
    const own = table.column('few')!.text(at);
    if (few && !few.includes(isNone(own) ? '' : own)) return false;
    const texts = table.columns.map((column) => column.text(at)).filter((text) => !isNone(text));
    return terms.every((term) => texts.some((text) => text.toLowerCase().includes(term)));
  });
}

type Step = { readonly type: string } | { readonly only: boolean } | 'delete' | 'clear';
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom(...letters, ...signs) }) },
  { weight: 3, arbitrary: fc.constantFrom('delete' as const, 'clear' as const) },
  { weight: 1, arbitrary: fc.record({ only: fc.boolean() }) },
);

/** Letter by letter a text that stands in the table, so that there is something to be found at the end. */
const spelled = (text: string): Step[] => [...text].map((type) => ({ type }));

test('a search that is typed, deleted and changed keeps the rows that it would keep if it were the first', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.array(step, { maxLength: 12 }),
      fc.nat(),
      fc.constantFrom('read', 'unread'),
      fc.nat(6),
      fc.boolean(),
      (rows, steps, pick, times, parts, goesOn) => {
        const table = tableWith(rows, times);
        const cells = rows.flat();
        const known = { ...createRankCache(table), terms: createKnownTerms() };
        let search = '';
        let few: string[] | undefined;
        for (const next of [...spelled(cells[pick % cells.length]!), ...steps]) {
          if (next === 'delete') search = search.slice(0, -1);
          else if (next === 'clear') search = '';
          else if ('type' in next) search += next.type;
          else few = next.only ? ['few', isNone(rows[0]![1]) ? '' : rows[0]![1]] : undefined;
          const filters: Filter[] = few ? [{ kind: 'values', column: 'few', values: few }] : [];
          const view = { ...wholeView, search, filters };
          const first = [...rowsOf(view, table, createRankCache(table))];
          // Another question about it has got so far when this one comes.
          const beside = keptSteps(view, table, known);
          for (let part = 0; part < parts; part += 1) beside.next();
          expect([...rowsOf(view, table, known)]).toEqual(first);
          if (goesOn) expect([...(atOnce(beside) ?? first)]).toEqual(first);
          expect(first).toEqual(found(table, search, few));
        }
      },
    ),
    runs(60),
  );
});
