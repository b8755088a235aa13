import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { guardCell, needsGuard, unguardCell } from '../../../shared/report/guard.ts';
import { verdictColumn } from '../../../shared/report/report.ts';
import { spanText } from '../../../shared/table/column.ts';
import type { Table } from '../../../shared/table/table.ts';
import { write } from '../../../shared/table/write.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, fixture, fixturePath, reportFromText, rowNumbers, tableOf } from '../../support/table.ts';

const same = (text: string) => text;

interface Wanted {
  readonly cell?: (text: string) => string;
  readonly bom?: boolean;
  readonly columns?: readonly string[];
  readonly rows?: readonly number[];
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const pieceBytes = 1000;

const piecesOf = (table: Table, { cell = same, bom = false, columns, rows }: Wanted = {}): string[] =>
  [...write(table, { cell, bom, columns, pieceBytes, rows: rows ? Uint32Array.from(rows) : rowNumbers(table) })].map(
    (piece) => decoder.decode(piece),
  );

const written = (table: Table, wanted?: Wanted): string => piecesOf(table, wanted).join('');

/** The same by PapaParse alone, which knows of no record that is one blank cell. */
const unparsed = (rows: readonly (readonly string[])[], cell: (text: string) => string = same): string =>
  rows
    .map((cells) => {
      const [only] = cells;
      if (cells.length === 1 && /^[ \t]*$/.test(only!)) return `"${cell(only!)}"\r\n`;
      return `${Papa.unparse([cells.map(cell)], { quotes: (text: string) => text.startsWith("'") })}\r\n`;
    })
    .join('');

/** Every record as long as it is in the file. */
function records(table: Table): string[][] {
  const columns = table.columns.filter((column) => column.parts.header !== undefined);
  return Array.from({ length: table.rowCount }, (_, row) => {
    const cells = columns.map((column) => column.text(row)).slice(0, table.parts.shortRows.get(row));
    const extra = table.surplus.get(row) ?? [];
    for (let at = 0; at < extra.length; at += 2) cells.push(spanText(table.parts.bytes, extra[at]!, extra[at + 1]!));
    return cells;
  });
}

const headers = (table: Table) => table.columns.flatMap((column) => column.parts.header ?? []);

describe('CSV', () => {
  const table = tableOf('Name, Note \nÉva,"a, ""b"""\n=1,\n', {});

  test('has the header as it is in the file, CRLF after every record, and quotes only where needed', () => {
    expect(written(table)).toBe('Name," Note "\r\nÉva,"a, ""b"""\r\n=1,\r\n');
  });

  test('begins with a byte order mark where that is wanted', () => {
    expect(written(table, { bom: true })).toBe(`\ufeff${written(table)}`);
  });

  test('of no row is the header', () => {
    expect(written(table, { rows: [] })).toBe('Name," Note "\r\n');
  });

  test('has the rows and the columns that are asked for, in that order', () => {
    const text = 'username,exam_name,status,attempt_code,Cohort\nana,E,verified,1,x\nbo,"E,2",error,2,y,surplus\nc,E\n';
    const { table } = reportFromText(text);
    const columns = ['status', 'other:Cohort', verdictColumn, 'gone', 'username'];
    expect(written(table, { rows: [2, 0, 1], columns })).toBe(
      'status,Cohort,Verdict,username\r\n,,No status,c\r\nverified,x,Passed,ana\r\nerror,y,Needs you · resume or reset,bo\r\n',
    );
  });

  test('of everything has no derived column, the original names and the lengths of the rows', () => {
    const text = 'STATUS, username,exam_name,attempt_code,status\na,b,c,d,e\na\na,b,c,d,e,f,"g,"\n';
    expect(written(reportFromText(text).table)).toBe(
      'STATUS," username",exam_name,attempt_code,status\r\na,b,c,d,e\r\na\r\na,b,c,d,e,f,"g,"\r\n',
    );
  });

  test('comes in pieces of whole records, each as long as is asked for', () => {
    const table = tableOf(`a,b\n${Array.from({ length: 200 }, (_, row) => `${row},"x\ny"\n`).join('')}`);
    const pieces = piecesOf(table);
    expect(pieces.length).toBe(3);
    for (const piece of pieces) expect(piece.endsWith('y"\r\n') && piece.length < pieceBytes + 12).toBe(true);
    expect(pieces.join('')).toBe(unparsed([headers(table), ...records(table)]));
  });

  test('holds a cell that is longer than many pieces', () => {
    const rows = [
      ['a', 'b'],
      ['x'.repeat(300_000), 'é'.repeat(100_000)],
      [`${'x'.repeat(200_000)},`, 'y'],
    ];
    expect(written(tableOf(unparsed(rows)))).toBe(unparsed(rows));
  });

  test('quotes a record of one empty cell, which were a blank line otherwise', () => {
    expect(written(tableOf('a,b\n""\nx,y\n'))).toBe('a,b\r\n""\r\nx,y\r\n');
    expect(written(tableOf('""\n""\n'))).toBe('""\r\n""\r\n');
  });
});

describe('an exact export of everything', () => {
  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom('a', 'Z', '0', '-', '"', ',', ';', '\r', '\n', '\r\n', ' ', 'é', '😀', "'", '='),
      maxLength: 6,
    }),
    fc.constantFrom('None', '=1+1', '\ufeff', '\ufeffx', '\t', '#', '""', ' x ', '\0'),
  );
  const quoted = (cells: readonly string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  const file = (rows: readonly (readonly string[])[]) => rows.map((cells) => `${quoted(cells)}\n`).join('');
  const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      // A file that begins with NULs in every other byte is taken for UTF-16.
      header: fc.array(
        cell.filter((text) => !text.includes('\0')),
        { minLength: width, maxLength: width },
      ),
      rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
    }),
  );

  test.each([
    ['exact', same],
    ['guarded', guardCell],
  ])('is what PapaParse alone writes, for any table: %s', (_, cell) => {
    fc.assert(
      fc.property(table, ({ header, rows }) => {
        // Twice: a value that a column has met is written another way.
        expect(written(tableOf(file([header, ...rows, ...rows])), { cell })).toBe(
          unparsed([header, ...rows, ...rows], cell),
        );
      }),
      runs(300),
    );
  });

  test('gives the same cells and row lengths when it is read again, for any table', () => {
    fc.assert(
      fc.property(table, fc.boolean(), ({ header, rows }, bom) => {
        const first = tableOf(file([header, ...rows]));
        expect(headers(first)).toEqual(header);
        expect(records(first)).toEqual(rows);
        const second = tableOf(written(first, { bom }));
        expect(headers(second)).toEqual(header);
        expect(records(second)).toEqual(rows);
      }),
      runs(300),
    );
  });

  test('gives the same cells when every cell is guarded and the guard is taken back', () => {
    fc.assert(
      fc.property(table, ({ header, rows }) => {
        const again = tableOf(written(tableOf(file([header, ...rows])), { cell: guardCell }));
        expect(headers(again).map(unguardCell)).toEqual(header);
        expect(records(again).map((cells) => cells.map(unguardCell))).toEqual(rows);
      }),
      runs(200),
    );
  });

  test.each(readdirSync(fixturePath('reports/')))(
    'of %s gives the same cells and row lengths when read again',
    (name) => {
      const { table, facts } = reportFromText(fixture(`reports/${name}`), name);
      const again = reportFromText(written(table, { bom: true }), name);
      expect(headers(again.table)).toEqual(headers(table));
      expect(records(again.table)).toEqual(records(table));
      expect(again.facts.version).toBe(facts.version);
      expect(again.parts.verdictCodes).toEqual(reportFromText(fixture(`reports/${name}`), name).parts.verdictCodes);
    },
  );

  test('of a damaged file writes its damaged bytes as U+FFFD', () => {
    const bytes = Uint8Array.from([...bytesOf('a,é\nx'), 0xff, ...bytesOf('y,z\n')]);
    expect(written(tableOf(bytes))).toBe('a,é\r\nx\ufffdy,z\r\n');
  });
});

describe('a safe export', () => {
  const { table } = reportFromText(fixture('reports/formulas.csv'));
  const safe = written(table, { cell: guardCell });

  test('leaves no cell that a spreadsheet would run', () => {
    const cells = records(tableOf(safe)).flat();
    expect(cells.filter((text) => text.startsWith("'")).length).toBeGreaterThan(15);
    expect(cells.filter((text) => !text.startsWith("'") && needsGuard(text))).toEqual([]);
  });

  test('encloses each guarded cell in quotes, and leaves the others as they are', () => {
    const plain = tableOf('a,b\n=1,1\n+1,x y\n');
    expect(written(plain, { cell: guardCell })).toBe(`a,b\r\n"'=1",1\r\n"'+1",x y\r\n`);
  });

  test('guards a header too', () => {
    expect(written(tableOf('=a,b\n1,2\n'), { cell: guardCell })).toBe(`"'=a",b\r\n1,2\r\n`);
  });

  test('holds the very values again once the guard is taken back', () => {
    expect(records(tableOf(safe)).map((cells) => cells.map(unguardCell))).toEqual(records(table));
  });
});
