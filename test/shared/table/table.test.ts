import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../../../shared/report/minutes.ts';
import { spanText } from '../../../shared/table/column.ts';
import { surplusId, type Table } from '../../../shared/table/table.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, cellsOf, columnTexts, printed, rowNumbers, tableOf } from '../../support/table.ts';

const form = (table: Table, id: string) => table.column(id)!.parts.cells.form;
const lines = (count: number, cell: (row: number) => string) => Array.from({ length: count }, (_, row) => cell(row));

describe('a column', () => {
  test('of few distinct values is a dictionary, one of many is a span for each row', () => {
    const table = tableOf(lines(5000, (row) => `${row % 7},mail${row}@example.com`).join('\n'), {
      columns: ['few', 'many'],
    });
    expect(form(table, 'few')).toBe('dictionary');
    expect(table.column('few')!.distinct).toBe(7);
    expect(form(table, 'many')).toBe('spans');
    expect(table.column('many')!.distinct).toBe(0);
    expect(columnTexts(table, 'many')).toEqual(lines(5000, (row) => `mail${row}@example.com`));
  });

  test('keeps a byte for the length of each cell, and four once there is a long one or a doubled quote', () => {
    const { cells } = tableOf(lines(5000, (row) => `mail${row}@example.com`).join('\n'), {
      columns: ['many'],
    }).column('many')!.parts;
    expect(cells.form === 'spans' && cells.spans.lengths.BYTES_PER_ELEMENT).toBe(1);
    const long = 'x'.repeat(256);
    for (const at of [3, 3000]) {
      for (const [written, read] of [[long, long] as const, ['"a ""b"" c"', 'a "b" c'] as const]) {
        const table = tableOf(lines(5000, (row) => (row === at ? written : `mail${row}`)).join('\n'), {
          columns: ['many'],
        });
        expect(columnTexts(table, 'many')).toEqual(lines(5000, (row) => (row === at ? read : `mail${row}`)));
      }
    }
    const few = tableOf(lines(500, (row) => (row === 300 ? long : `v${row % 5}`)).join('\n'), { columns: ['few'] });
    expect(few.column('few')!.text(300)).toBe(long);
    expect(few.column('few')!.text(299)).toBe('v4');
  });

  test('stays a dictionary while there are many rows for each value', () => {
    const table = tableOf(lines(20_000, (row) => `v${row % 4000}`).join('\n'), { columns: ['some'] });
    // 1024 new values in the first 1024 rows: judged too early to know, and given up.
    expect(form(table, 'some')).toBe('spans');
    const slow = tableOf(lines(20_000, (row) => `v${Math.floor(row / 5)}`).join('\n'), { columns: ['some'] });
    expect(form(slow, 'some')).toBe('dictionary');
    expect(slow.column('some')!.distinct).toBe(4000);
  });

  // Where the codes of a dictionary no longer fit into one byte, then into two.
  test.each([
    [255, 1],
    [256, 1],
    [257, 2],
    [1023, 2],
    [1024, 2],
    [65_535, 2],
    [65_536, 2],
    [65_537, 4],
    [65_540, 4],
  ])('of %i distinct values reads every cell as it was written', (distinct, codeBytes) => {
    // Each value four times, so that the dictionary is kept.
    const cell = (row: number) => `v${Math.floor(row / 4)}`;
    const table = tableOf(lines(distinct * 4, cell).join('\n'), { columns: ['value'], expectedRows: 10 });
    const { cells } = table.column('value')!.parts;
    if (cells.form !== 'dictionary') throw new Error('no dictionary');
    expect(cells.codes.BYTES_PER_ELEMENT).toBe(codeBytes);
    expect(table.column('value')!.distinct).toBe(distinct);
    let wrong = 0;
    for (let row = 0; row < table.rowCount; row += 1) if (table.column('value')!.text(row) !== cell(row)) wrong += 1;
    expect([table.rowCount, wrong]).toEqual([distinct * 4, 0]);
  });

  test.each([1, 64, 65, 1000, 100_000])('grows when more rows come than the %i expected', (expectedRows) => {
    const text = lines(3000, (row) => `${row % 300},${row}`).join('\r\n');
    const table = tableOf(text, { columns: ['a', 'b'], expectedRows, cuts: [100, 5000, 5001] });
    expect(printed(cellsOf(table))).toBe(lines(3000, (row) => `${row % 300}|${row}`).join('\n'));
  });

  test('takes a quoted cell and a plain one of the same text for one value', () => {
    const table = tableOf('"a"\na\n"a"\n', { columns: ['x'] });
    expect(table.column('x')!.distinct).toBe(1);
    expect(columnTexts(table, 'x')).toEqual(['a', 'a', 'a']);
  });

  test('tells a doubled quote from two that stand in an unquoted cell', () => {
    const table = tableOf('"a""b"\na""b\na"b\n', { columns: ['x'] });
    expect(columnTexts(table, 'x')).toEqual(['a"b', 'a""b', 'a"b']);
  });

  test('reads any text back, long or short, ASCII or not', () => {
    const texts = ['é', '😀', 'a'.repeat(48), 'a'.repeat(49), `${'a'.repeat(47)}é`, '\ufeffx', '\0', 'ﬁ ＝'];
    for (const text of texts) {
      const bytes = bytesOf(`xx${text}yy`);
      expect(spanText(bytes, 2, bytes.length - 4)).toBe(text);
    }
  });
});

describe('a row', () => {
  const table = tableOf('1,2,3\n1\n1,2,3,4,"five, 5"\n\n,,\n1,2\n', { columns: ['a', 'b', 'c'] });

  test('that is short is filled up with empty cells, and noted', () => {
    expect(cellsOf(table, [1, 4], ['a', 'b', 'c'])).toEqual([
      ['1', '', ''],
      ['1', '2', ''],
    ]);
    expect([...table.parts.shortRows]).toEqual([
      [1, 1],
      [4, 2],
    ]);
  });

  test('that is long keeps its surplus, and shows it in a column of its own', () => {
    expect(table.columns.map((column) => column.id)).toEqual(['a', 'b', 'c', surplusId]);
    expect(columnTexts(table, surplusId)).toEqual(['', '', '4 | five, 5', '', '']);
    expect(table.column(surplusId)!.parts.header).toBeUndefined();
  });

  test('that is out of line is noted with its number and place', () => {
    expect([...table.problems]).toEqual([
      { kind: 'short-row', row: 1, offset: 6 },
      { kind: 'long-row', row: 2, offset: 8 },
      { kind: 'blank-line', row: 3, offset: 26 },
      { kind: 'short-row', row: 4, offset: 30 },
    ]);
    expect(table.problems.count).toBe(4);
  });

  test('with a quote out of place is noted, and its neighbours are not', () => {
    const odd = tableOf('1,2\n"1"x,2\n1,2\n', { columns: ['a', 'b'] });
    expect(printed(cellsOf(odd))).toBe('1|2\n\\"1\\"x|2\n1|2');
    expect([...odd.problems]).toEqual([{ kind: 'quote-out-of-place', row: 1, offset: 4 }]);
  });
});

describe('a table', () => {
  test('counts its line ends', () => {
    expect(tableOf('a\r\nb\nc\r', { columns: ['x'] }).parts.lineEnds).toEqual({ crlf: 1, lf: 1, cr: 1 });
  });

  test('without rows is empty, not absent', () => {
    const table = tableOf('', { columns: ['a', { id: 'n', kind: 'number' }] });
    expect([table.rowCount, cellsOf(table)]).toEqual([0, []]);
  });

  test('has columns of any name', () => {
    const names = ['__proto__', 'constructor', 'toString', 'surplus', ''];
    const table = tableOf('1,2,3,4,5\n', { columns: names.map((name) => ({ id: `other:${name}`, name })) });
    expect(cellsOf(table)).toEqual([['1', '2', '3', '4', '5']]);
    expect(table.column('other:__proto__')!.text(0)).toBe('1');
    expect(table.column('__proto__')).toBeUndefined();
    expect(table.column('valueOf')).toBeUndefined();
  });

  test('is the same wherever the file is cut into chunks', () => {
    const text = 'a,"b\r\nc"\r\né,"d""e"\r\n\r\nx,"y"z\r\n1\r\n1,2,3';
    const whole = tableOf(text, { columns: ['p', 'q'] });
    for (let cut = 0; cut <= bytesOf(text).length; cut += 1) {
      const table = tableOf(text, { columns: ['p', 'q'], cuts: [cut, cut + 1].filter((at) => at <= text.length) });
      expect(cellsOf(table)).toEqual(cellsOf(whole));
      expect([...table.problems]).toEqual([...whole.problems]);
    }
  });

  test('handed out while the file is read is not changed by what is read later', () => {
    const row = (n: number) => `${n % 9},"m""${n}"${n % 7 === 0 ? '' : `,${n},${n % 5 === 0 ? 'x,y' : 'x'}`}\r\n`;
    const text = lines(6000, row).join('');
    const noted = ({ parts, problems, surplus }: Table) =>
      JSON.stringify([[...problems], [...parts.shortRows], [...surplus].map(([row, spans]) => [row, ...spans])]);
    const snapshots: { table: Table; printed: string; noted: string }[] = [];
    const cuts = Array.from({ length: 12 }, (_, index) => (index + 1) * 9000);
    expect(text.length).toBeGreaterThan(12 * 9000);
    const whole = tableOf(text, {
      columns: ['few', 'many', { id: 'n', kind: 'number' }, 'last'],
      cuts,
      expectedRows: 100,
      onChunk(snapshot, rows) {
        const table = snapshot();
        expect(table.rowCount).toBe(rows);
        snapshots.push({ table, printed: printed(cellsOf(table)), noted: noted(table) });
      },
    });
    expect(snapshots.length).toBeGreaterThan(12);
    expect(form(whole, 'many')).toBe('spans');
    for (const { table, printed: before, noted: notedBefore } of snapshots) {
      expect(printed(cellsOf(table))).toBe(before);
      expect(noted(table)).toBe(notedBefore);
      expect(before).toBe(printed(cellsOf(whole, rowNumbers(table))));
    }
    expect(whole.rowCount).toBe(6000);
  });
});

describe('a typed reading', () => {
  const numbers = (cells: readonly string[], kind: 'number' | 'time' = 'number') => {
    const table = tableOf(cells.map((cell) => `${cell},x\n`).join(''), { columns: [{ id: 'n', kind }, 'other'] });
    return cells.map((_, row) => table.column('n')!.number(row));
  };

  test('of a number stands beside its text', () => {
    const table = tableOf('007,x\n1.5,x\n -2 ,x\nNone,x\n,x\n1e3,x\n####,x\n', {
      columns: [{ id: 'n', kind: 'number' }, 'other'],
    });
    const column = table.column('n')!;
    expect(columnTexts(table, 'n')).toEqual(['007', '1.5', ' -2 ', 'None', '', '1e3', '####']);
    expect([0, 1, 2, 3, 4, 5, 6].map((row) => column.number(row))).toEqual([7, 1.5, -2, NaN, NaN, NaN, NaN]);
  });

  test('is the same in a dictionary and in spans', () => {
    const cells = lines(3000, (row) => (row % 10 === 3 ? 'None' : `${row / 4}`));
    expect(numbers(cells)).toEqual(cells.map((cell) => (cell === 'None' ? NaN : Number(cell))));
    const times = lines(3000, (row) => (row % 10 === 3 ? 'None' : `${new Date(row * 86_399_001).toISOString()}`));
    expect(numbers(times, 'time')).toEqual(times.map((time) => (time === 'None' ? NaN : Date.parse(time) * 1000)));
  });

  test('of text is no number', () => {
    expect(
      tableOf('1\n', { columns: ['t'] })
        .column('t')!
        .number(0),
    ).toBeNaN();
  });

  const two = (n: number) => String(n).padStart(2, '0');
  const other = (n: number) => `20${two(n % 50)}-01-01 00:${two(n % 60)}:00.${100_000 + n}+00:00`;
  /** What becomes of times after so many others that they are told from their bytes. */
  function told(texts: readonly string[]): number[] {
    const before = lines(2500, other);
    const times = [...before, ...texts];
    const table = tableOf(times.map((time) => `${time},x\n`).join(''), { columns: [{ id: 'n', kind: 'time' }, 'x'] });
    expect(form(table, 'n')).toBe('spans');
    return texts.map((_, index) => table.column('n')!.number(before.length + index));
  }
  const micros = (text: string) => parseTime(text)?.micros ?? Number.NaN;

  test.each([
    '2021-04-30 09:02:11.482113+00:00',
    '2021-04-30 09:02:11+00:00',
    '1970-01-01 00:00:00+00:00',
    '1969-12-31 23:59:59.999999+00:00',
    '2000-02-29 12:00:00+00:00',
    '2024-02-29 12:00:00.000001+00:00',
    '2023-02-29 12:00:00+00:00',
    '1900-02-29 12:00:00+00:00',
    '2021-04-31 00:00:00+00:00',
    '2021-00-10 00:00:00+00:00',
    '2021-13-10 00:00:00+00:00',
    '2021-01-00 00:00:00+00:00',
    '2021-01-01 24:00:00+00:00',
    '2021-01-01 23:60:00+00:00',
    '2021-01-01 23:59:60+00:00',
    '0001-01-01 00:00:00+00:00',
    '1684-12-31 23:59:59+00:00',
    '1685-01-01 00:00:00+00:00',
    '2254-12-31 23:59:59.999999+00:00',
    '2255-01-01 00:00:00+00:00',
    '9999-12-31 23:59:59.999999+00:00',
    '2021-04-3O 09:02:11+00:00',
    '2021-04-30T09:02:11+00:00',
    '2021-04-30 09:02:11Z',
    '2021-04-30 09:02:11.48+00:00',
    '2021-04-30 09:02:11.482113+01:00',
    '',
    'None',
  ])('of the time “%s” from its bytes agrees with that from its text', (text) => {
    expect(told([text])).toEqual([micros(text)]);
  });

  test('of any date from its bytes agrees with that from its text', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    const date = fc.tuple(fc.integer({ min: 1600, max: 2300 }), part(13), part(32), part(25), part(61), part(61));
    const texts = fc
      .sample(fc.tuple(date, fc.option(part(999_999))), runs(3000))
      .map(([[y, mo, d, h, mi, s], fraction]) => {
        const tail = fraction === null ? '' : `.${String(fraction).padStart(6, '0')}`;
        return `${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}${tail}+00:00`;
      });
    expect(told(texts)).toEqual(texts.map(micros));
  });
});
