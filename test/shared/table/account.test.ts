import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../shared/table/lines.ts';
import { problemsListed } from '../../../shared/table/problems.ts';
import type { Table } from '../../../shared/table/table.ts';
import { TableBuilder } from '../../../shared/table/table-builder.ts';
import { textMemory } from '../../../shared/table/text-memory.ts';
import { asciiEnd } from '../../../shared/table/utf8.ts';
import { opened } from '../../support/opening.ts';
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
  const { surplus } = table;
  const { bytes, shortRows } = table.parts;
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
function walked(table: Table, end: number, start = 0): number {
  const { bytes, recordStarts } = table.parts;
  const problems = [...table.problems];
  const literal = new Set(problems.flatMap(({ kind, row }) => (kind === 'quote-out-of-place' ? [row] : [])));
  const blanks = problems.flatMap(({ kind, offset }) => (kind === 'blank-line' ? [offset] : []));
  let at = start;
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
  const text = textMemory(file.length);
  text.bytes.set(file);
  const columns = Array.from({ length: width }, (_, at) => ({
    ...{ id: `${at}`, name: `${at}`, header: `${at}` },
    kind: 'text' as const,
  }));
  const builder = new TableBuilder({
    text,
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
        for (const { offset } of table.problems) {
          // A CR and an LF that belong together end one line, on whichever side of the place they stand.
          const before = text.slice(0, offset).replace(/\r$/, text[offset] === '\n' ? '' : '\r');
          expect(lineOf(table, offset)).toBe(before.split(/\r\n|\r|\n/).length);
        }
      }),
      runs(300),
    );
  });
});

describe('every byte of a whole file is in the header, in a row, or in a line that is reported', () => {
  const header = 'exam_name,status,username,attempt_code';
  const lineEnd = fc.constantFrom('\r\n', '\n', '\r');
  const line = fc.array(fc.constantFrom('sep=;', 'Confidential', ' ', 'é', '\t', ','), { maxLength: 5 });
  const preambles = fc
    .array(fc.tuple(line, lineEnd), { maxLength: 6 })
    .map((lines) => lines.map(([parts, end]) => `${parts.join('')}${end}`).join(''));
  const texts = fc.array(fc.constantFrom('a', ',', '"', '\r\n', '\n', 'é', '"x,y"', ' ', '\ufeff', 'ana'), {
    maxLength: 30,
  });
  const bodies = fc.oneof(
    texts.map((parts) => bytesOf(parts.join(''))),
    fc.uint8Array({ maxLength: 60 }),
  );

  /** Where the lines of a text begin; what follows its last line end is none. */
  const lineStarts = (text: string): number[] =>
    [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)/g)].map(({ index }) => bytesOf(text.slice(0, index)).length);

  test('with any lines before the header and any bytes behind it', async () => {
    let read = 0;
    let refused = 0;
    const files = fc.asyncProperty(fc.boolean(), preambles, lineEnd, bodies, async (hasMark, preamble, end, body) => {
      const mark = hasMark ? 3 : 0;
      const start = bytesOf(`${hasMark ? '\ufeff' : ''}${preamble}${header}${end}`);
      const file = new Uint8Array([...start, ...body]);
      const { report, failure } = await opened(file, { chunkBytes: 50 });
      if (!report) {
        // What nobody would take for text is refused as a whole.
        expect(failure?.code).toBe('binary');
        refused += 1;
        return;
      }
      read += 1;
      const { table, facts } = report;
      // What the table reads is all of what the encoding that it names makes of the file.
      // Up to its first character beyond ASCII it is plain in any page; Node's shift_jis reads 7F there as 1A.
      const plain = /^utf-16/.test(facts.encoding) ? 0 : asciiEnd(file);
      const decoder = new TextDecoder(facts.encoding, { ignoreBOM: true });
      const rest = decoder.decode(file.subarray(plain), { stream: true }) + decoder.decode();
      const decodedText = String.fromCharCode(...file.subarray(0, plain)) + rest;
      const text = facts.encoding === 'utf-8' ? file : bytesOf(decodedText);
      expect(same(table.parts.bytes.slice(0, text.length), text)).toBe(true);
      expect(table.parts.bytes.slice(text.length).every((byte) => byte === 0)).toBe(true);
      expect(table.problems.countOf('undecodable') > 0).toBe(decodedText.includes('\ufffd'));
      const before = [...table.problems].filter(({ kind }) => kind === 'before-header');
      expect(before.map(({ offset }) => offset - mark)).toEqual(lineStarts(preamble));
      // A CR at the header's end and an LF behind it are one line end.
      const joined = end === '\r' && body[0] === 0x0a ? 1 : 0;
      expect(walked(table, text.length, start.length + joined)).toBe(text.length);
    });
    await fc.assert(files, runs(300));
    expect(read).toBeGreaterThan(refused * 4);
  });
});

describe('a problem', () => {
  const kinds = (text: string, columns: Parameters<typeof tableOf>[1] = { columns: ['a', 'b'] }) =>
    [...tableOf(text, columns).problems].map(({ kind, row, lines }) => [kind, row, ...(lines ? [lines.count] : [])]);

  test.each<[what: string, text: string, problems: unknown[]]>([
    [
      'lines that end otherwise than most, each run once',
      '1,2\r\n3,4\n5,6\n7,8\r\n9,1\r2,3\r\n4,5\r\n',
      [
        ['line-end', 1, 2],
        ['line-end', 4, 1],
      ],
    ],
    ['the later ones where two are as many', '1,2\r\n3,4\r\n5,6\n7,8\n', [['line-end', 2, 2]]],
    [
      'a blank line among them',
      '1,2\n\r\n5,6\n',
      [
        ['blank-line', 1],
        ['line-end', 1, 1],
      ],
    ],
    ['none where a cell holds another one', '1,2\r\n3,"4\n"\r\n5,6\r\n', []],
  ])('is %s', (_, text, problems) => expect(kinds(text)).toEqual(problems));

  test('is every line that ends otherwise than most: the runs hold them all', () => {
    const ends = fc.array(fc.constantFrom('\r\n', '\n', '\r'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ends, (found) => {
        const table = tableOf(found.map((end) => `1,2${end}`).join(''), { columns: ['a', 'b'] });
        const names = found.map((end) => (end === '\n' ? 'LF' : end === '\r' ? 'CR' : 'CRLF'));
        const count = (name: string) => names.filter((other) => other === name).length;
        const told = [...table.problems].flatMap(({ row, lines }) =>
          Array.from({ length: lines!.count }, (_, at) => [row! + at, lines!.ending] as const),
        );
        // Whatever was told of no line is how most lines end.
        const rest = new Set(names.filter((_, row) => !told.some(([other]) => other === row)));
        expect(rest.size).toBe(1);
        expect(count([...rest][0]!)).toBe(Math.max(...names.map(count)));
        for (const [row, ending] of told) expect(names[row]).toBe(ending);
        for (const { row, lines } of table.problems) {
          expect(table.parts.recordStarts[row! + lines!.count - 1]).toBe(lines!.last);
        }
      }),
      runs(200),
    );
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

  test('is the header once more also where a name is empty, and no row where all are', () => {
    const columns = ['', 'a', ''].map((header, at) => ({ id: `${at}`, header }));
    for (const swift of [true, false]) {
      expect(kinds(',a,\n0,1,2\n,1,\n,a,\n,a,b\n', { columns, swift })).toEqual([
        ['repeated-header', 0],
        ['repeated-header', 3],
      ]);
    }
    const empty = ['', ''].map((header, at) => ({ id: `${at}`, header }));
    expect(kinds(',\n', { columns: empty })).toEqual([]);
  });

  test('is the header once more also where names have quotes in them, or stand in some', () => {
    const names = ['the "real" name', '"', 'a,b'];
    const columns = names.map((header, at) => ({ id: `${at}`, header }));
    const header = '"the ""real"" name","""","a,b"';
    // The kernel reads these, one after the other, unless it is to leave one to others.
    const row = '"the ""real"" game",2,3\n'.repeat(20);
    for (const swift of [true, false]) {
      const found = kinds(`${row}${header}\n${row}"the ""real"" name",2,3\n${header}\n`, { columns, swift });
      expect(found).toEqual([
        ['repeated-header', 20],
        ['repeated-header', 42],
      ]);
    }
    expect(kinds('the "real" name,"""","a,b"\n', { columns })).toEqual([['repeated-header', 0]]);
    const short = [{ id: 'q', header: '"' }, 'b'];
    expect(kinds('"""""",b\n"""x",b\n"""","b"\n', { columns: short })).toEqual([['repeated-header', 2]]);
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
    expect(table.problems.countOf('text-date')).toBe(1000);
    expect([...table.problems].every(({ column }) => column === 't')).toBe(true);
  });

  test('at the end of the file is listed even after more than can be listed', () => {
    const { problems } = tableOf(`${'\n'.repeat(problemsListed + 3)}1`, { columns: ['a', 'b'] });
    expect([problems.listed, problems.count]).toEqual([problemsListed, problemsListed + 5]);
    expect(problems.at(problems.listed - 1).kind).toBe('cut-off');
    expect(problems.at(problems.listed - 2)).toMatchObject({ kind: 'blank-line', offset: problemsListed - 2 });
  });

  test('is found by its kind', () => {
    const { problems } = tableOf('1\n\n1,2\n3\n\n', { columns: ['a', 'b'] });
    expect([...problems.placesOf('short-row')].map((place) => problems.at(place).row)).toEqual([0, 2]);
    expect([...problems.placesOf('blank-line')].map((place) => problems.at(place).row)).toEqual([1, 3]);
    expect([problems.countOf('blank-line'), problems.countOf('long-row')]).toEqual([2, 0]);
  });
});
