import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../shared/table/lines.ts';
import { createTableBuilder, type Table } from '../../../shared/table/table.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, tableOf } from '../../support/table.ts';

/**
 * Every byte of a file is accounted for: it is in a cell of a row, or a quote, a delimiter or a line end around it, or
 * in a line that is reported as blank.
 */

const COMMA = 0x2c;
const QUOTE = 0x22;
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** The bytes of a row's cells as they stand in the file: doubled quotes doubled, nothing around them. */
function rawCells(table: Table, row: number): Uint8Array[] {
  const { bytes, shortRows, surplus } = table.parts;
  const found: Uint8Array[] = [];
  const add = (start: number, length: number) => found.push(bytes.slice(start, start + (length & 0x7fff_ffff)));
  for (const { parts } of table.columns.slice(0, shortRows.get(row) ?? undefined)) {
    if (parts.cells.form === 'spans') add(parts.cells.spans.starts[row]!, parts.cells.spans.lengths[row]!);
    else if (parts.cells.form === 'dictionary') {
      const code = parts.cells.codes[row]!;
      add(parts.cells.values.starts[code]!, parts.cells.values.lengths[code]!);
    }
  }
  const extra = surplus.get(row) ?? [];
  for (let at = 0; at < extra.length; at += 2) add(extra[at]!, extra[at + 1]!);
  return found;
}

const lineEndAt = (bytes: Uint8Array, at: number, end: number): number => {
  if (at >= end) return 0;
  if (bytes[at] === 0x0d) return at + 1 < end && bytes[at + 1] === 0x0a ? 2 : 1;
  return bytes[at] === 0x0a ? 1 : 0;
};

/** Walks through the bytes by what the table tells, and gives the place where the two part; the end = they never do. */
function walked(table: Table, end: number): number {
  const { bytes, recordStarts, problems } = table.parts;
  const literal = new Set(problems.flatMap(({ kind, row }) => (kind === 'quote-out-of-place' ? [row] : [])));
  const blanks = problems.flatMap(({ kind, offset }) => (kind === 'blank-line' ? [offset] : []));
  let at = 0;
  let row = 0;
  let blank = 0;
  while (at < end) {
    if (blanks[blank] === at) {
      while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
      blank += 1;
    } else if (row < table.rowCount && recordStarts[row] === at) {
      for (const [index, cell] of rawCells(table, row).entries()) {
        if (index > 0) {
          if (bytes[at] !== COMMA) return at;
          at += 1;
        }
        const quoted = bytes[at] === QUOTE && !literal.has(row);
        if (quoted) at += 1;
        if (!same(bytes.slice(at, at + cell.length), cell)) return at;
        at += cell.length;
        if (quoted && bytes[at] !== QUOTE) return at;
        if (quoted) at += 1;
      }
      row += 1;
    } else return at;
    const lineEnd = lineEndAt(bytes, at, end);
    if (lineEnd === 0 && at < end) return at;
    at += lineEnd;
  }
  return row === table.rowCount && blank === blanks.length ? at : -1;
}

function tableOfBytes(file: Uint8Array, width: number): Table {
  const bytes = new Uint8Array(new SharedArrayBuffer(file.length + 16));
  bytes.set(file);
  const columns = Array.from({ length: width }, (_, at) => ({
    ...{ id: `${at}`, name: `${at}`, header: `${at}` },
    kind: 'text' as const,
  }));
  const builder = createTableBuilder({
    bytes,
    from: 0,
    delimiter: COMMA,
    columns,
    expectedRows: 1,
    reading: () => NaN,
  });
  builder.scan(file.length, true);
  return builder.finish();
}

describe('every byte of a file is in a row or in a line that is reported', () => {
  const list = (...texts: string[]) => fc.constantFrom(...texts);
  const texts = fc
    .array(list('a', 'bc', ',', ',', '"', '""', '\r', '\n', '\r\n', ' ', '\t', 'é', '","', '"\n'), { maxLength: 40 })
    .map((parts) => bytesOf(parts.join('')));

  test.each<[what: string, files: fc.Arbitrary<Uint8Array>, times: number]>([
    ['any bytes', fc.uint8Array({ maxLength: 200 }), 300],
    ['any text of quotes, commas and line ends', texts, 1500],
  ])('%s', (_, files, times) => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 4 }), (file, width) => {
        expect(walked(tableOfBytes(file, width), file.length)).toBe(file.length);
      }),
      runs(times),
    );
  });

  test('and its line is the one that an editor counts', () => {
    fc.assert(
      fc.property(texts, (file) => {
        const table = tableOfBytes(file, 2);
        const text = Buffer.from(file).toString('latin1');
        for (const { offset } of table.parts.problems) {
          // A CR and an LF that belong together end one line, on whichever side of the place they stand.
          const before = text.slice(0, offset).replace(/\r$/, text[offset] === '\n' ? '' : '\r');
          expect(lineOf(table, offset)).toBe(before.split(/\r\n|\r|\n/).length);
        }
      }),
      runs(300),
    );
  });
});

describe('a problem', () => {
  const kinds = (text: string, columns: Parameters<typeof tableOf>[1] = { columns: ['a', 'b'] }) =>
    tableOf(text, columns).parts.problems.map(({ kind, row }) => [kind, row]);

  test('is a line that ends otherwise than the one before', () => {
    expect(kinds('1,2\r\n3,4\r\n5,6\n7,8\n')).toEqual([['line-end', 2]]);
    expect(kinds('1,2\r\n3,"4\n"\r\n5,6\r\n')).toEqual([]);
  });

  test('is an end without a line end, whatever the length of the last row', () => {
    expect(kinds('1,2\n3,4')).toEqual([['cut-off', 1]]);
    expect(kinds('1,2\n3')).toEqual([
      ['short-row', 1],
      ['cut-off', 1],
    ]);
    expect(kinds('')).toEqual([]);
    expect(kinds('1,2\n')).toEqual([]);
  });

  test('is the header once more, and not a row that only begins like it', () => {
    expect(kinds('a,b\na,c\n"a","b"\n')).toEqual([
      ['repeated-header', 0],
      ['repeated-header', 2],
    ]);
  });

  test('is a time that is none, cell by cell; one that has no value is not', () => {
    const times = { columns: ['who', { id: 't', name: 't', header: 't', kind: 'time' as const }] };
    const text = 'x,2021-03-12 18:00:00+00:00\nx,12.03.2021\nx,None\nx,\nx,"####"\n';
    expect(kinds(text, times)).toEqual([
      ['text-date', 1],
      ['text-date', 4],
    ]);
    const many = Array.from({ length: 3000 }, (_, at) => (at % 3 === 0 ? `x,${at}.1.2021\n` : 'x,None\n')).join('');
    const table = tableOf(many, times);
    expect(table.parts.problemCount).toBe(1000);
    expect(table.column('t')!.parts.cells.form).toBeDefined();
  });

  test('at the end of the file is listed even after ten thousand others', () => {
    const { problems, problemCount } = tableOf(`${'\n'.repeat(10_003)}1`, { columns: ['a', 'b'] }).parts;
    expect([problems.length, problemCount, problems.at(-1)?.kind]).toEqual([10_000, 10_005, 'cut-off']);
  });
});
