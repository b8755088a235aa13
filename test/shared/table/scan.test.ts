import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../support/table.ts';
import { cellsOfScan, scanOf } from './scanned.ts';

/** Line ends as signs one can see: ␍ is CR, ␊ is LF, ␀ is NUL. */
const seen = (text: string) => text.replaceAll('\r', '␍').replaceAll('\n', '␊').replaceAll('\0', '␀');
const meant = (text: string) => text.replaceAll('␍', '\r').replaceAll('␊', '\n').replaceAll('␀', '\0');

/** Cells between bars, records on lines of their own. */
function told(text: string, cuts: readonly number[] = []): string {
  const bytes = bytesOf(text);
  const scan = scanOf(bytes, { cuts });
  const cells = cellsOfScan(bytes, scan);
  const lines = scan.announced.map(({ kind }, index) => {
    const line = seen(cells[index]!.join('|'));
    return kind === 'blank' ? '(blank)' : `${line}${kind === 'literal' ? ' (literal)' : ''}`;
  });
  return lines.join(' / ');
}

/** The input, and its records: cells between bars, records between slashes. */
const cases: Record<string, readonly (readonly [input: string, records: string])[]> = {
  'plain records': [
    ['a,b', 'a|b'],
    ['a,b␊c,d␊', 'a|b / c|d'],
    ['a', 'a'],
    [',', '|'],
    ['a,', 'a|'],
    [',a', '|a'],
    ['a,␊,␊', 'a| / |'],
    [' a , b ', ' a | b '],
    ['Ж,é😀', 'Ж|é😀'],
    ['a;b\tc', 'a;b\tc'],
  ],
  'line ends': [
    ['a␍␊b␍␊', 'a / b'],
    ['a␊b', 'a / b'],
    ['a␍b␍', 'a / b'],
    ['a␍␊b␊c␍d', 'a / b / c / d'],
    ['a␍', 'a'],
    ['␊a', '(blank) / a'],
    ['a␊␊b', 'a / (blank) / b'],
    ['a␍␍␊b', 'a / (blank) / b'],
    ['a␊␍b', 'a / (blank) / b'],
    ['a␍␊␍␊', 'a / (blank)'],
    ['␍␊', '(blank)'],
    [' ␊', ' '],
    ['', ''],
  ],
  'quoted fields': [
    ['"a","b"', 'a|b'],
    ['"a,b",c', 'a,b|c'],
    ['"a␊b",c␊d,e', 'a␊b|c / d|e'],
    ['"a␍␊b"␍␊c', 'a␍␊b / c'],
    ['"a␍"␍"b"', 'a␍ / b'],
    ['"a""b"', 'a"b'],
    ['""""', '"'],
    ['"""a"""', '"a"'],
    ['"""",""', '"|'],
    ['""', ''],
    ['"",""', '|'],
    ['""␊a', ' / a'],
    ['"a",', 'a|'],
    ['" a "', ' a '],
  ],
  'quotes inside an unquoted field mean themselves': [
    ['a"b,c', 'a"b|c'],
    ['5",6"', '5"|6"'],
    ['a""b', 'a""b'],
    [' "a",b', ' "a"|b'],
  ],
  'a quote out of place costs its own record, and no other': [
    ['"a"b,c␊d,e', '"a"b|c (literal) / d|e'],
    ['x,"a" ,c␊d,e', 'x|"a" |c (literal) / d|e'],
    ['"a,b"c,d"␊e', '"a|b"c|d" (literal) / e'],
    ['"a␊b"c,d␊e', '"a (literal) / b"c|d / e'],
    ['a,"b␊c,d␊e,f', 'a|"b (literal) / c|d / e|f'],
    ['"', '" (literal)'],
    ['"a', '"a (literal)'],
    ['"a""', '"a"" (literal)'],
    ['"a␊', '"a (literal)'],
    ['"a␍␊b␍␊', '"a (literal) / b'],
    ['a,"b␊"c"␊d', 'a|"b (literal) / c / d'],
    ['"a"b␊"c␊d"', '"a"b (literal) / c␊d'],
    ['"a""␊b,c', '"a"" (literal) / b|c'],
  ],
  'NUL is a character like others': [
    ['a␀,␀b', 'a␀|␀b'],
    ['"␀"', '␀'],
    ['␀', '␀'],
  ],
};

describe.each(Object.entries(cases))('%s', (_, list) => {
  test.each(list)('%s  →  %s', (input, records) => {
    const text = meant(input);
    expect(told(text)).toBe(records);
    for (let cut = 0; cut <= bytesOf(text).length; cut += 1) expect(told(text, [cut]), `cut at ${cut}`).toBe(records);
  });
});

describe('a scanner', () => {
  test.each([';', '\t', '|'])('reads %j as delimiter as well as a comma', (delimiter) => {
    const bytes = bytesOf(`a${delimiter}"b${delimiter}c"\nd,e${delimiter}f`);
    expect(cellsOfScan(bytes, scanOf(bytes, { delimiter }))).toEqual([
      ['a', `b${delimiter}c`],
      ['d,e', 'f'],
    ]);
  });

  test('counts the kinds of line end outside of quotes', () => {
    const bytes = bytesOf('a\r\nb\r\n"c\nd\r"\ne\rf');
    expect(scanOf(bytes).lineEnds).toEqual({ crlf: 2, lf: 1, cr: 1 });
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(scanOf(bytes, { cuts: [cut] }).lineEnds).toEqual({ crlf: 2, lf: 1, cr: 1 });
    }
  });

  test('begins where it is told to', () => {
    const bytes = bytesOf('"x,y\na,b\n');
    expect(cellsOfScan(bytes, scanOf(bytes, { from: 5 }))).toEqual([['a', 'b']]);
  });

  test('announces the bytes of a record without its line end', () => {
    const { announced } = scanOf(bytesOf('a,"b"\r\n\r\nc\n'));
    expect(announced.map(({ start, end }) => [start, end])).toEqual([
      [0, 5],
      [7, 7],
      [9, 10],
    ]);
  });

  test('marks only the fields in which doubled quotes stand for one', () => {
    const [first, second] = scanOf(bytesOf('"a""b","c",d""e,"f"\n"g","""h"')).announced;
    expect(first!.fields.map(([, , doubled]) => doubled)).toEqual([true, false, false, false]);
    expect(second!.fields.map(([, , doubled]) => doubled)).toEqual([false, true]);
  });

  test('says how far whole records reach while more is to come', () => {
    const bytes = bytesOf('a,b\nc,"d\ne"\r\nf');
    const positions: number[] = [];
    for (let cut = 0; cut <= bytes.length; cut += 1)
      scanOf(bytes, { cuts: [cut], onChunk: (_, position) => positions.push(position) });
    // The record in the middle ends with its LF, the last one only with the file.
    expect(positions).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 13, 13]);
    expect(scanOf(bytes).position).toBe(bytes.length);
  });

  test('reads records of many more fields than it first has room for, wherever they are cut', () => {
    const cells = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? `"${index}"` : `${index}`));
    const bytes = bytesOf(`${cells.join(',')}\nlast`);
    const wanted = [cells.map((cell) => cell.replaceAll('"', '')), ['last']];
    for (const cut of [1, 63, 64, 200, 1000, 3000, bytes.length - 8]) {
      expect(cellsOfScan(bytes, scanOf(bytes, { cuts: [cut, cut + 7] }))).toEqual(wanted);
    }
  });

  // Read bytes are written over after each chunk, so a scanner that read them again would announce something else.
  test.each([
    ['a quoted field', '"', (size: number) => `1,"ok","x""y","${'a,\n'.repeat(size / 3)}",z\nnext`],
    ['a field without quotes', 'x', (size: number) => `1,"ok",${'a'.repeat(size)},z\nnext`],
    ['a record of small fields', 'x', (size: number) => `${'"ok",b,'.repeat(size / 7)}z\nnext`],
  ])('reads no byte of %s twice, however many chunks it comes in', (_, over, text) => {
    const original = bytesOf(text(1 << 18));
    const once = scanOf(original);
    expect(once.announced.map(({ kind }) => kind)).toEqual(['record', 'record']);
    const bytes = original.slice();
    const cuts = Array.from({ length: Math.floor(bytes.length / 4096) }, (_, index) => (index + 1) * 4096);
    let written = 0;
    const onChunk = (end: number) => {
      // What may be looked at again is the first byte of an open field and the last two of what has come.
      for (; written < end - 2; written += 1) if (original[written] !== 0x22) bytes[written] = over.charCodeAt(0);
    };
    expect(scanOf(bytes, { cuts, onChunk })).toEqual(once);
  });
});
