import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { type SelectionSummary, summarise } from '../../../shared/table/selection-summary.ts';
import { tsvCell, tsvPieces, tsvText } from '../../../shared/table/tsv.ts';
import { rowNumbers, tableOf } from '../../support/table.ts';

const table = tableOf(
  ['Ana,"two\nlines",30', 'Bert,"say ""so""",', ' Cleo ,None,0.1', 'Dörte,"tab\there",0.2', 'Ana,=1+1,many'].join('\n'),
  { columns: ['name', { id: 'note', header: 'The "note"' }, { id: 'minutes', kind: 'number' }] },
);
const all = rowNumbers(table);

test.each([
  ['', ''],
  ['plain', 'plain'],
  [' spaces ', ' spaces '],
  ['a,b;c', 'a,b;c'],
  ["it's", "it's"],
  ['=1+1', '=1+1'],
  ['a\tb', '"a\tb"'],
  ['a\nb', '"a\nb"'],
  ['a\r\nb', '"a\r\nb"'],
  ['a\rb', '"a\rb"'],
  ['"', '""""'],
  ['say "so"', '"say ""so"""'],
  ['Ünï↵', 'Ünï↵'],
])('the cell %j is written as %j', (text, cell) => {
  expect(tsvCell(text)).toBe(cell);
  expect(Papa.parse<string[]>(`${cell}\tx`, { delimiter: '\t' }).data[0]).toEqual([text, 'x']);
});

describe('cells as text', () => {
  test('are the rows in their order, and end without a line of their own', () => {
    const text = tsvText(table, { rows: Uint32Array.of(2, 0), columns: ['minutes', 'name'], headers: false });
    expect(text).toBe('0.1\t Cleo \n30\tAna');
  });

  test('stand below the names that the file writes, where headers are wanted', () => {
    const text = tsvText(table, { rows: Uint32Array.of(1), columns: ['note', 'name'], headers: true });
    expect(text).toBe('"The ""note"""\tname\n"say ""so"""\tBert');
    expect(tsvText(table, { rows: new Uint32Array(0), columns: ['name'], headers: true })).toBe('name');
  });

  test('leave out columns that the table lacks', () => {
    expect(tsvText(table, { rows: Uint32Array.of(0), columns: ['gone', 'name'], headers: true })).toBe('name\nAna');
  });

  test('come in pieces that are one text, also where there are many', () => {
    const rows = Uint32Array.from({ length: 1500 }, (_, at) => at % 5);
    const pieces = [...tsvPieces(table, { rows, columns: ['name', 'note', 'minutes'], headers: true })];
    expect(pieces.length).toBeGreaterThan(3);
    const [head, ...body] = Papa.parse<string[]>(pieces.join(''), { delimiter: '\t', newline: '\n' }).data;
    expect(head).toEqual(['name', 'The "note"', 'minutes']);
    const cells = (row: number) => ['name', 'note', 'minutes'].map((id) => table.column(id)!.text(row));
    expect(body).toEqual([...rows].map(cells));
  });
});

describe('what cells come to', () => {
  const summary = (rows: Uint32Array, ...columns: string[]): SelectionSummary => {
    const steps = summarise(table, rows, columns);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  };

  test.each<[columns: string[], wanted: SelectionSummary]>([
    [['name'], { cells: 5, filled: 5, distinct: 4, numbers: undefined }],
    [['note'], { cells: 5, filled: 4, distinct: 4, numbers: undefined }],
    [['minutes'], { cells: 5, filled: 4, distinct: 4, numbers: { count: 3, min: 0.1, max: 30, sum: 30.3 } }],
    [['name', 'minutes'], { cells: 10, filled: 9, distinct: 8, numbers: { count: 3, min: 0.1, max: 30, sum: 30.3 } }],
    [['gone'], { cells: 0, filled: 0, distinct: 0, numbers: undefined }],
  ])('of %j', (columns, wanted) => {
    expect(summary(all, ...columns)).toEqual(wanted);
  });

  test('of some rows only', () => {
    expect(summary(Uint32Array.of(4, 0), 'name')).toEqual({ cells: 2, filled: 2, distinct: 1, numbers: undefined });
    expect(summary(new Uint32Array(0), 'minutes').numbers).toBeUndefined();
  });

  test('a sum loses nothing to rounding', () => {
    const many = tableOf(Array.from({ length: 3000 }, () => '0.1,x').join('\n'), {
      columns: [{ id: 'n', kind: 'number' }, 'x'],
    });
    const steps = summarise(many, rowNumbers(many), ['n']);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.numbers?.sum).toBeCloseTo(300, 10);
  });
});
