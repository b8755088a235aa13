import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { missingFromReport, recognise } from '../../../shared/report/columns.ts';
import { firstLine, readHead, readPlainHead } from '../../../shared/table/head.ts';
import { bytesOf, decoded, fixture, fixturePath, reportFromText } from '../../support/table.ts';

const header = 'exam_name,username,attempt_code,status';
const isReport = (cells: readonly string[]) => recognise(cells) !== undefined;
const head = (text: string, final = true, end?: number) => {
  const bytes = bytesOf(text);
  return readHead(bytes, 0, end ?? bytes.length, final, isReport);
};

/** Row counts as the README of the fixtures tells them: `| \`v0.csv\` | 6 rows, … |`. */
const told = new Map(
  [
    ...Buffer.from(fixture('README.md'))
      .toString('utf8')
      .matchAll(/^\| `([\w.-]+)` \| ([^|]*)\|/gm),
  ].map(([, name, what]) => [name!, Number(/(\d+) rows?\b/.exec(what!)?.[1] ?? 0)]),
);

describe('a header', () => {
  test('is found in the first line, and the rows begin after it', () => {
    expect(head(`${header}\r\nE,ana,1,verified\r\n`)).toEqual({
      delimiter: ',',
      header: header.split(','),
      preamble: '',
      preambleLines: [],
      bodyOffset: header.length + 2,
    });
  });

  test.each([',', ';', '\t', '|'])('is found under the delimiter %j', (delimiter) => {
    const line = header.replaceAll(',', delimiter);
    expect(head(`${line}\nE,1;2|3\t4\n`)).toMatchObject({ delimiter, header: header.split(','), bodyOffset: 39 });
  });

  test('may have quoted cells, spaces and any case', () => {
    expect(head('"EXAM_NAME", Username ,"attempt_code","sta""tus",STATUS\n')?.header).toEqual([
      'EXAM_NAME',
      ' Username ',
      'attempt_code',
      'sta"tus',
      'STATUS',
    ]);
  });

  test('may stand behind a disclaimer, blank lines and the line of a spreadsheet', () => {
    const preamble = 'sep=;\r\n\r\n"Confidential;\r\nsee policy"\n\n';
    const line = header.replaceAll(',', ';');
    const found = head(`${preamble}${line}\nE;ana;1;verified`)!;
    expect(found.preamble).toBe(preamble);
    expect(found.delimiter).toBe(';');
    expect(found.bodyOffset).toBe(preamble.length + line.length + 1);
  });

  test('is not taken from data: a delimiter that only rows have does not count', () => {
    expect(head(`${header}\n${'a;b;c;d;e;f;g\n'.repeat(50)}`)?.delimiter).toBe(',');
  });

  test.each([0, 1, 5, 19, 20])('is found behind %i lines, and no row behind it is lost', (lines) => {
    const preamble = 'x\n'.repeat(lines);
    const text = `${preamble}${header}\n${'E,ana,1,verified\n'.repeat(30)}`;
    expect(head(text)?.bodyOffset).toBe(preamble.length + header.length + 1);
    expect(reportFromText(text).table.rowCount).toBe(30);
    expect([...reportFromText(`${preamble}${header}\n\nE,ana,1,verified\n`).table.problems]).toMatchObject([
      ...Array.from({ length: lines }, (_, line) => ({ kind: 'before-header', offset: line * 2 })),
      { kind: 'blank-line', row: 0 },
    ]);
  });

  test('is not looked for behind more than twenty lines', () => {
    expect(head(`${'x\n'.repeat(21)}${header}\n`)).toBeUndefined();
  });

  test('is not known before it has wholly arrived', () => {
    const text = `sep=,\n${header}\nE,ana,1,verified\n`;
    const complete = 6 + header.length + 1;
    for (let end = 0; end <= text.length; end += 1) {
      const found = head(text, false, end);
      if (end < complete) expect(found, `after ${end} bytes`).toBeUndefined();
      else expect(found, `after ${end} bytes`).toMatchObject({ preamble: 'sep=,\n', bodyOffset: complete });
    }
  });

  test('without a line end is one at the end of the file', () => {
    expect(head(header, false)).toBeUndefined();
    expect(head(header)?.bodyOffset).toBe(header.length);
  });

  test('is what a table that is not the report shows of its own', () => {
    const line = (text: string) => firstLine(bytesOf(text), 0, bytesOf(text).length);
    expect(line('a;b;c\n1,2;3;4\n')).toEqual(['a', 'b', 'c']);
    expect(line('\n\na,b')).toEqual(['a', 'b']);
    expect(line('')).toEqual([]);
  });
});

describe('every report among the fixtures', () => {
  const names = readdirSync(fixturePath('reports/'));

  test('is described by the README there', () => {
    expect(names.filter((name) => !told.has(name))).toEqual([]);
  });

  test.each(names)('%s opens with as many rows as it is said to have', (name) => {
    const report = reportFromText(fixture(`reports/${name}`), name);
    expect(report.table.rowCount).toBe(told.get(name));
    expect(report.table.column('exam_name')).toBeDefined();
  });

  test.each(['v0', 'v1a', 'v1b', 'v2', 'v3a', 'v3', 'nau-1', 'nau-2'])('%s is known as that version', (name) => {
    expect(reportFromText(fixture(`reports/${name}.csv`)).facts.version?.toLowerCase()).toBe(name);
  });

  test.each(names)('%s reads the same wherever it is cut into chunks', (name) => {
    const file = fixture(`reports/${name}`);
    const { table } = reportFromText(file);
    const text = JSON.stringify(table.columns.map((column) => [...Array(table.rowCount).keys()].map(column.text)));
    for (let cut = 1; cut < file.length; cut += Math.ceil(file.length / 40)) {
      const again = reportFromText(file, name, [cut, cut + 1]).table;
      expect(JSON.stringify(again.columns.map((column) => [...Array(again.rowCount).keys()].map(column.text)))).toBe(
        text,
      );
      expect([...again.problems]).toEqual([...table.problems]);
    }
  });

  test.each<[string, string[]]>([
    ['ragged.csv', ['short-row', 'text-date', 'blank-line', 'long-row', 'blank-line', 'short-row', 'blank-line']],
    ['mixed-line-ends.csv', ['line-end', 'line-end', 'line-end', 'blank-line', 'line-end', 'cut-off']],
    ['quote-out-of-place.csv', ['quote-out-of-place', 'quote-out-of-place']],
    ['quoting.csv', []],
    ['v3.csv', []],
  ])('%s is noted to have these peculiarities', (name, kinds) => {
    expect([...reportFromText(fixture(`reports/${name}`)).table.problems].map(({ kind }) => kind)).toEqual(kinds);
  });

  test('whose line ends are mixed counts them all', () => {
    const { lineEnds } = reportFromText(fixture('reports/mixed-line-ends.csv')).table.parts;
    expect(Object.values(lineEnds).every((count) => count > 0)).toBe(true);
  });

  test('of a spreadsheet tells its delimiter and what stood before its header', () => {
    const { facts } = reportFromText(fixture('reports/semicolon-excel.csv'));
    expect([facts.delimiter, facts.preamble]).toEqual([';', 'sep=;\r\n']);
  });

  test('in UTF-16 is in tabs', () => {
    const { facts } = reportFromText(fixture('reports/utf16le.csv'));
    expect([facts.delimiter, facts.encoding, facts.encodingWhy]).toEqual(['\t', 'utf-16le', 'byte order mark']);
  });
});

describe('the header of any table', () => {
  const plain = (text: string) => {
    const found = readPlainHead(bytesOf(text), 0, bytesOf(text).length, true);
    return found && { ...found, header: [...found.header] };
  };

  test('is the first record, under the delimiter that gives most columns to most records', () => {
    expect(plain('a;b;c\n1,5;2;3\n4,5;5;6\n')).toMatchObject({
      delimiter: ';',
      header: ['a', 'b', 'c'],
      bodyOffset: 6,
    });
    expect(plain('id,name,note\n1,ana,x;y;z;w\n2,bo,-\n3,cy,-\n')).toMatchObject({ delimiter: ',', preamble: '' });
    expect(plain('a\tb\n1\t2\n')).toMatchObject({ delimiter: '\t' });
  });

  test('stands behind lines that are narrower', () => {
    expect(plain('Grades of spring\n\nid,name\n1,ana\n2,bo\n')).toMatchObject({
      preamble: 'Grades of spring\n\n',
      header: ['id', 'name'],
    });
  });

  test('may be a single column, or missing', () => {
    expect(plain('name\nana\nbo\n')).toMatchObject({ header: ['name'], bodyOffset: 5 });
    expect(plain('\n\n')).toBeUndefined();
    expect(plain('')).toBeUndefined();
  });
});

test('a table that is not the report is told what it lacks', () => {
  const { bytes, from, end } = decoded(fixture('wrong/not-the-report.csv'));
  expect(readHead(bytes, from, end, true, isReport)).toBeUndefined();
  expect(missingFromReport(firstLine(bytes, from, end))).toEqual([
    'exam_name',
    'status',
    'one of attempt_code, is_sample_attempt or allowed_time_limit_mins',
  ]);
});
