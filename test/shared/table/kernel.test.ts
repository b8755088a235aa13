import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseTime } from '../../../shared/report/minutes.ts';
import { Kernel } from '../../../shared/table/kernel.ts';
import { problemsListed } from '../../../shared/table/problems.ts';
import { Scanner } from '../../../shared/table/scan.ts';
import type { Table } from '../../../shared/table/table.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, cellsOf, columnTexts, type TableOptions, tableOf } from '../../support/table.ts';
import { cellsOfScan, scanOf } from './scanned.ts';

// Cells as they are written, few enough to come again, and such as begin or end like one another.
const written = fc.constantFrom(
  ...['', 'a', 'ab', 'abc', 'abcd', 'abce', 'abcde', 'None', '0', '10', '1', 'a\tb', 'a\tc', '\t', ' a', 'é', 'éa'],
  ...[
    '"a"',
    '""',
    '"a,b"',
    '"a,b,c"',
    '"a""b"',
    '"""a"',
    '"a\nb"',
    'a"b',
    'a""b',
    '"a"b',
    '"abc',
    'course-v1:A',
    'course-v1:B',
  ],
);
const time = fc.constantFrom(
  ...['2021-04-30 09:02:11.482113+00:00', '2021-04-30 09:02:11+00:00', '2021-05-30 09:02:11+00:00', 'None', ''],
  ...['2021-04-30 09:02:11.482113+01:00', '2021-04-31 09:02:11+00:00', '2021-04-30', '"2021-04-30 09:02:11+00:00"'],
  ...['2021-04-30 09:02:11.482113+00:0,', '2021-04-30 09:02:11.48211,+00:00', '-'],
);
const line = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(written, written, time, written).map((cells) => cells.join(',')) },
  // The header once more, and what only begins like it.
  { weight: 1, arbitrary: fc.constantFrom('"a""b",two,time,last', 'a"b,two,time,last', '"a""b",two,None,"last"') },
);
/** Line ends that come one after the other. */
const ends = fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\r\n', '\r\n', '\n', '\r']);
const texts = fc.tuple(fc.array(line, { maxLength: 30 }), ends, fc.boolean());
const joined = (lines: readonly string[], ends: readonly string[], last: boolean) =>
  lines.map((line, at) => line + (last || at < lines.length - 1 ? ends[at % ends.length] : '')).join('');
const columns = ['one', 'two', { id: 'time', kind: 'time' as const }, 'last'];

/** All that a table is made of. */
const whole = (table: Table) => ({ parts: table.parts, problems: [...table.problems].slice(0, problemsListed) });
/** With the kernel and without it. Long arrays are printed only where they differ. */
function expectSame(text: string | Uint8Array, options: TableOptions) {
  const [swift, plain] = [true, false].map((swift) => whole(tableOf(text, { ...options, swift })));
  if (!isDeepStrictEqual(swift, plain)) expect(swift).toEqual(plain);
}

describe('a table of which the kernel reads what is ordinary', () => {
  test('has the fields that a search byte by byte finds, wherever the bytes are cut', () => {
    let seen = 0;
    fc.assert(
      fc.property(texts, fc.array(fc.nat(3000), { maxLength: 12 }), ([lines, end, last], places) => {
        const text = joined(lines, end, last);
        const bytes = bytesOf(text);
        const plain = scanOf(bytes);
        // A line of nothing but spaces is no row of the table.
        const records = cellsOfScan(bytes, plain).filter(
          (cells) => cells.length > 1 || !/^[ \t]*$/.test(cells[0] ?? ''),
        );
        const cuts = places.map((place) => place % (bytes.length + 1));
        const table = tableOf(text, { columns, cuts });
        const four = records.map((cells) => [0, 1, 2, 3].map((at) => cells[at] ?? ''));
        expect(cellsOf(table, undefined, ['one', 'two', 'time', 'last'])).toEqual(four);
        for (const [row, cells] of four.entries()) {
          seen += 1;
          expect(table.column('time')!.number(row)).toBe(parseTime(cells[2]!)?.micros ?? Number.NaN);
        }
      }),
      runs(400),
    );
    expect(seen).toBeGreaterThan(1000);
  });

  test('is the very table that comes of it without', () => {
    const hashed = [
      { id: 'one', header: 'a"b' },
      { id: 'two', hashed: true },
      { id: 'time', kind: 'time' as const },
      'last',
    ];
    // After so many values of their own, columns are spans, and told in another way.
    const before = Array.from(
      { length: 1300 },
      (_, row) => `${row % 3},n${row},2021-05-01 10:00:00.${100_000 + row}+00:00,z`,
    );
    const any = fc.tuple(texts, fc.constantFrom(0, 1300), fc.array(fc.nat(100_000), { maxLength: 6 }));
    fc.assert(
      fc.property(any, ([[lines, end, last], many, places]) => {
        const text = joined([...before.slice(0, many), ...lines], end, last);
        const cuts = places.map((place) => place % (bytesOf(text).length + 1));
        expectSame(text, { columns: hashed, cuts });
      }),
      runs(150),
    );
  });

  const row = (index: number) => `v${index % 9},${index},2021-05-01 10:00:00+00:00,"a, ""b"""`;
  const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index));

  test.each<[what: string, text: string, from?: TableOptions['columns']]>([
    [
      'a record longer than what is read in one go',
      [...rows(50), `a,"${'x,\n'.repeat(70_000)}",b,c`, ...rows(50)].join('\n'),
    ],
    [
      'a value longer than those that are kept',
      [...rows(20), ...rows(20).map((line) => line + 'y'.repeat(300))].join('\n'),
    ],
    [
      'more values than are kept',
      rows(4000)
        .map((line, index) => `${line} ${index % 1500}`)
        .join('\n'),
    ],
    ['line ends of Macs of old', rows(3000).join('\r')],
    [
      'line ends of every kind',
      rows(3000)
        .map((line, index) => line + ['\n', '\r\n', '\r'][(index >> 4) % 3])
        .join(''),
    ],
    [
      'another kind of record at every third place',
      rows(900)
        .map((line, index) => (index % 3 === 0 ? 'a,b' : line))
        .join('\n'),
    ],
    ['a record of far too many fields', [row(1), 'x,'.repeat(90_000), row(2)].join('\n')],
    [
      'a doubled quote in a record that is not ordinary, below short values',
      [...rows(3000), '1,"a ""b""","c"d,e', row(3000)].join('\n'),
    ],
    [
      'the header once more, whose first name is empty',
      [',two,time,last', row(1), ',2,3,4', ',two,time,last', row(2), ',two,3,4'].join('\n'),
      [{ id: 'one', header: '' }, ...columns.slice(1)],
    ],
    ['the header once more', ['one,two,time,last', row(1), 'one,two,time,last', 'one,2,3,4', row(2)].join('\n')],
    [
      'more columns than the kernel reads',
      rows(40)
        .map((line) => `${line},`.repeat(70))
        .join('\n'),
      Array.from({ length: 281 }, (_, at) => `c${at}`),
    ],
    ['one column', 'a\n \n\nb\n', ['one']],
    ['nothing', ''],
  ])('is the same with %s', (_, text, from = columns) => {
    expectSame(text, { columns: from, cuts: [1000, 100_000] });
  });

  test('has hardly a record that was read without it, where all are ordinary, and few tries of it where none is', () => {
    const readRecord = vi.spyOn(Scanner.prototype, 'readRecord');
    const chunks = [50_000, 100_000, 150_000];
    for (const ends of [['\r\n'], ['\r'], ['\r\n', '\n', '\r']]) {
      readRecord.mockClear();
      tableOf(joined(rows(6000), ends, true), { columns, cuts: chunks });
      // One for each chunk, to see that the last record is not all there, and one that then is.
      expect(readRecord.mock.calls.length).toBeLessThan(3 * (chunks.length + 1));
    }
    readRecord.mockRestore();
    const read = vi.spyOn(Kernel.prototype, 'read');
    // A quote out of place in each.
    const odd = rows(6000).map((line) => `"v"${line}`);
    expect(tableOf(odd.join('\n'), { columns, cuts: chunks }).rowCount).toBe(6000);
    expect(read.mock.calls.length).toBeLessThan(40);
    read.mockRestore();
  });

  test.each<[what: string, no: 'Memory' | 'Instance']>([
    ['no memory that it can read', 'Memory'],
    ['none for the kernel', 'Instance'],
  ])('is the same where there is %s, and the kernel reads the next one', (_, no) => {
    const text = rows(3000).join('\n');
    const read = vi.spyOn(Kernel.prototype, 'read');
    const none = vi.spyOn(WebAssembly, no).mockImplementation(() => {
      throw new RangeError('Out of memory: Cannot allocate Wasm memory for new instance');
    });
    expectSame(text, { columns });
    expect(none).toHaveBeenCalled();
    none.mockRestore();
    expect(read).not.toHaveBeenCalled();
    expectSame(text, { columns });
    expect(read).toHaveBeenCalled();
    read.mockRestore();
  });

  test('is read where it stands: no part of it is copied, wherever records are that are not ordinary', () => {
    const text = rows(60_000)
      .map((line, index) => (index % 10 === 0 ? `${line}\n` : line))
      .join('\n');
    const { set } = Uint8Array.prototype;
    let copied = 0;
    vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, from, at) {
      // All other arrays are of a row's worth each, or less.
      if (this.length > 100_000) copied += from.length;
      set.call(this, from, at);
    });
    expect(tableOf(text, { columns }).rowCount).toBe(60_000);
    vi.restoreAllMocks();
    // Once, into the memory that is read.
    expect(copied).toBe(text.length);
  });

  describe('has the hashes that come of the texts', () => {
    const hashed = ['one', { id: 'two', hashed: true }];
    // After so many values of their own the column has no dictionary, and the kernel tells its hashes.
    const before = Array.from({ length: 1300 }, (_, row) => `é,n${row}\n`).join('');

    test('of names with every letter there is', () => {
      const letters = Array.from({ length: 0x1_0000 - 0x80 }, (_, place) => 0x80 + place)
        .filter((point) => point < 0xd800 || point > 0xdfff)
        .map((point) => String.fromCodePoint(point));
      const names = letters.flatMap((letter) => [letter, `B${letter}`, `${letter}_Y`]);
      const longer = ['😀A', `${'ÀB'.repeat(84)}C`, `${'ÀB'.repeat(86)}C`, 'ΣΑΣ', 'İstanbul', 'K'];
      expectSame(before + [...names, ...longer].map((name) => `x,${name}\n`).join(''), { columns: hashed });
    });

    test('of bytes that are no letters', () => {
      const bytes = [0x41, 0x5a, 0x7f, 0x80, 0x81, 0x9f, 0xa0, 0xaf, 0xb0, 0xbf, 0xc3, 0xe3, 0xed, 0xff];
      const rows: number[] = [];
      for (let lead = 0x80; lead < 0x100; lead += 1) {
        for (const second of bytes) for (const third of bytes) rows.push(0x78, 0x2c, lead, second, third, 0x0a);
        rows.push(0x78, 0x2c, 0x61, lead, 0x0a);
      }
      expectSame(Uint8Array.from([...bytesOf(before), ...rows]), { columns: hashed });
    });
  });

  test('give way to spans in the middle, and the times are read all the same', () => {
    const stamp = (row: number) =>
      `2021-0${1 + (row % 9)}-1${row % 10} 0${row % 7}:${10 + (row % 50)}:00.${100_000 + row}+00:00`;
    const rows = Array.from({ length: 5000 }, (_, row) => [
      `v${row % 3}`,
      row < 2000 ? 'same' : `mail${row}`,
      row % 11 === 0 ? 'None' : row % 13 === 0 ? `soon ${row}` : stamp(row),
      `"${row % 600}"`,
    ]);
    const text = rows.map((cells) => cells.join(',')).join('\n');
    const table = tableOf(text, { columns, cuts: [10_000, 99_999, 100_000] });
    expect(table.column('time')!.parts.cells.form).toBe('spans');
    expect(columnTexts(table, 'two')).toEqual(rows.map((cells) => cells[1]));
    expect(columnTexts(table, 'last')).toEqual(rows.map((_, row) => `${row % 600}`));
    const times = rows.map((_, row) => table.column('time')!.number(row));
    expect(times).toEqual(rows.map((cells) => parseTime(cells[2]!)?.micros ?? Number.NaN));
    const unread = rows.filter((cells) => cells[2]!.startsWith('soon')).length;
    expect(table.problems.countOf('text-date')).toBe(unread);
  });
});
