import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { bytesOf } from '../../support/table.ts';
import { cellsOfScan, type Scan, scanOf } from './scanned.ts';

const delimiters = [',', ';'] as const;
const lineEnds = ['\r\n', '\n', '\r'] as const;

interface Text {
  readonly text: string;
  readonly delimiter: string;
  /** How records end, where the text was written by a CSV writer. */
  readonly newline?: (typeof lineEnds)[number];
}

const anyText: fc.Arbitrary<Text> = fc.record({
  text: fc.string({
    unit: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', '"', ',', ';') },
      { weight: 2, arbitrary: fc.constantFrom('\r', '\n', '\r\n', '""') },
      { weight: 1, arbitrary: fc.constantFrom(' ', 'é', '😀', '0', '12') },
    ),
    maxLength: 24,
  }),
  delimiter: fc.constantFrom(...delimiters),
});

const cell = fc.string({
  unit: fc.constantFrom('a', 'b', '"', ',', ';', '\r', '\n', '\r\n', ' ', 'é', '😀', '7'),
  maxLength: 6,
});

/** What a CSV writer would write: line breaks of any kind only between quotes. */
const writtenText: fc.Arbitrary<Text> = fc
  .record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    delimiter: fc.constantFrom(...delimiters),
    newline: fc.constantFrom(...lineEnds),
    quotes: fc.boolean(),
    lastEnd: fc.boolean(),
  })
  .map(({ rows, delimiter, newline, quotes, lastEnd }) => ({
    text: Papa.unparse(rows, { delimiter, newline, quotes }) + (lastEnd ? newline : ''),
    delimiter,
    newline,
  }));

/**
 * The records that PapaParse reads, or undefined where it is no judge, because it is known not to read verbatim:
 * - line ends of several kinds: it knows one kind, so records that end otherwise are merged;
 * - a quote out of place or never closed: it says so in `errors`, and goes on in its own way;
 * - spaces between a closing quote and the delimiter: it drops them.
 */
function readByPapa({ text, delimiter, newline }: Text): string[][] | undefined {
  const kinds = new Set(text.match(/\r\n|\r|\n/g));
  if (newline === undefined && kinds.size > 1) return undefined;
  if (/" +(?:[,;\r\n]|$)/.test(text)) return undefined;
  const end = newline ?? ([...kinds][0] as Text['newline']) ?? '\n';
  const { data, errors } = Papa.parse<string[]>(text, { header: false, delimiter, newline: end });
  if (errors.length > 0) return undefined;
  // After the last line end it reads one more record, of one empty cell.
  if (text.endsWith(end) && data.at(-1)?.join() === '') data.pop();
  return data;
}

/** A blank line is one empty cell to PapaParse, and is announced apart by the scanner. */
const records = (bytes: Uint8Array, scan: Scan) =>
  cellsOfScan(bytes, scan).map((cells, index) => (scan.announced[index]!.kind === 'blank' ? [''] : cells));

const everyCut = (length: number) => Array.from({ length: length + 1 }, (_, cut) => cut);

describe('the scanner and PapaParse', () => {
  const arbitrary = fc.tuple(
    fc.oneof({ weight: 3, arbitrary: anyText }, { weight: 1, arbitrary: writtenText }),
    fc.array(fc.nat(1000), { maxLength: 6 }),
  );

  test('read the same records in every text that PapaParse reads verbatim, wherever it is cut into chunks', () => {
    let texts = 0;
    let judged = 0;
    fc.assert(
      fc.property(arbitrary, ([text, places]) => {
        texts += 1;
        const wanted = readByPapa(text);
        if (wanted === undefined) return;
        judged += 1;
        const bytes = bytesOf(text.text);
        const { delimiter } = text;
        expect(records(bytes, scanOf(bytes, { delimiter }))).toEqual(wanted);
        const whole = scanOf(bytes, { delimiter });
        for (const cut of everyCut(bytes.length))
          expect(scanOf(bytes, { delimiter, cuts: [cut] }), `cut at ${cut}`).toEqual(whole);
        const cuts = places.map((place) => place % (bytes.length + 1));
        expect(scanOf(bytes, { delimiter, cuts })).toEqual(whole);
      }),
      runs(2000),
    );
    expect(judged / texts, 'share of texts that PapaParse can judge').toBeGreaterThan(0.3);
  });

  test('judge most of what a CSV writer writes', () => {
    const share = fc.sample(writtenText, { seed: 1, numRuns: 300 }).filter((text) => readByPapa(text)).length / 300;
    expect(share).toBeGreaterThan(0.7);
  });
});

describe('the scanner, for any bytes', () => {
  const anyBytes = fc
    .array(fc.constantFrom(0x22, 0x22, 0x2c, 0x2c, 0x0d, 0x0a, 0x61, 0x20, 0xc3, 0xa9, 0xff, 0x00), { maxLength: 32 })
    .map((list) => Uint8Array.from(list));

  test('announces the same wherever they are cut into chunks', () => {
    fc.assert(
      fc.property(anyBytes, fc.array(fc.nat(1000), { maxLength: 8 }), (bytes, places) => {
        const whole = scanOf(bytes);
        for (const cut of everyCut(bytes.length)) expect(scanOf(bytes, { cuts: [cut] })).toEqual(whole);
        expect(scanOf(bytes, { cuts: everyCut(bytes.length) })).toEqual(whole);
        const cuts = places.map((place) => place % (bytes.length + 1));
        expect(scanOf(bytes, { cuts })).toEqual(whole);
      }),
      runs(400),
    );
  });

  test('announces every byte once: as part of a field, a quote around it, a delimiter or a line end', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(8), (bytes, from) => {
        const start = Math.min(from, bytes.length);
        expect(accounted(bytes, start)).toEqual({ to: bytes.length, lines: scanOf(bytes, { from: start }).lineEnds });
      }),
      runs(1000),
    );
  });

  test('reads a record with a quote out of place up to its own line end', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        for (const { kind, start, end } of scanOf(bytes).announced) {
          if (kind !== 'literal') continue;
          expect(bytes.subarray(start, end).some((byte) => byte === 0x0d || byte === 0x0a)).toBe(false);
          expect(bytes.subarray(start, end)).toContain(0x22);
        }
      }),
      runs(400),
    );
  });
});

/** Walks over what was announced and checks that each thing begins where the one before it ended. */
function accounted(bytes: Uint8Array, from: number) {
  const lines = { crlf: 0, lf: 0, cr: 0 };
  const { announced } = scanOf(bytes, { from });
  let at = from;
  for (const { kind, start, end, fields } of announced) {
    expect(start).toBe(at);
    for (const [index, [fieldStart, length, doubled]] of fields.entries()) {
      if (index > 0) expect(bytes[at++]).toBe(0x2c);
      const quoted = kind === 'record' && bytes[at] === 0x22;
      expect(fieldStart).toBe(quoted ? at + 1 : at);
      at = fieldStart + length;
      const inside = Array.from(bytes.subarray(fieldStart, at));
      if (quoted) {
        expect(bytes[at++]).toBe(0x22);
        const text = String.fromCharCode(...inside);
        expect(text.replaceAll('""', '')).not.toContain('"');
        expect(doubled).toBe(text.includes('""'));
      } else {
        expect(inside.some((byte) => byte === 0x2c || byte === 0x0d || byte === 0x0a)).toBe(false);
        expect(doubled).toBe(false);
      }
    }
    expect(at).toBe(end);
    if (kind === 'blank') expect(fields).toEqual([]);
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) {
      lines.crlf += 1;
      at += 2;
    } else if (at < bytes.length) {
      expect([0x0d, 0x0a]).toContain(bytes[at]);
      if (bytes[at] === 0x0a) lines.lf += 1;
      else lines.cr += 1;
      at += 1;
    }
  }
  return { to: at, lines };
}
