import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type FailureCode, failureWords } from '../../../shared/contract/failure.ts';
import { encodingTitle } from '../../../shared/table/encodings.ts';
import { lineOf } from '../../../shared/table/lines.ts';
import type { Problem } from '../../../shared/table/problems.ts';
import { type Opened, type OpenedOptions, opened } from '../../support/opening.ts';
import { bytesOf, fixture } from '../../support/table.ts';

/** Every file that a person may bring, with the worker's own code: what is expected of it, and what is seen. */

const table: string[][] = [];
afterAll(() => {
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  process.stdout.write(`\n${lines.join('\n')}\n`);
});
table.push(['case', 'expected', 'seen']);

/** What a person can see of an opened report, in one line. */
function seenOf({ report, failure }: Opened): string {
  if (failure) {
    const { title } = failureWords(failure);
    return `refused: ${title}${failure.detail ? ` [${failure.detail}]` : ''}`;
  }
  const { table, facts } = report!;
  const kinds = new Map<string, number>();
  for (const { kind } of table.problems) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const parts = [
    `${table.rowCount} rows`,
    facts.encoding + (facts.encodingWhy.endsWith('guessed') ? ' guessed' : ''),
    facts.delimiter === '\t' ? 'tab' : facts.delimiter,
    facts.packed ?? '',
    facts.plain ? 'plain' : '',
    ...[...kinds].map(([kind, count]) => `${kind}×${count}`),
  ];
  return parts.filter(Boolean).join(' ');
}

async function check(name: string, file: Uint8Array, expected: string, options: OpenedOptions = {}) {
  const found = await opened(file, { name, ...options });
  const seen = seenOf(found);
  table.push([name, expected, seen]);
  expect(seen).toBe(expected);
  return found;
}

describe('a report to which something has happened', () => {
  test.each([
    ['v0', '6 rows utf-8 ,'],
    ['v1a', '7 rows utf-8 ,'],
    ['v1b', '8 rows utf-8 ,'],
    ['v2', '8 rows utf-8 ,'],
    ['v3a', '8 rows utf-8 ,'],
    ['v3', '10 rows utf-8 ,'],
    ['nau-1', '8 rows utf-8 ,'],
    ['nau-2', '8 rows utf-8 ,'],
    ['header-only', '0 rows utf-8 ,'],
    ['bom', '3 rows utf-8 ,'],
    ['two-boms', '10 rows utf-8 , inner-mark×1'],
    ['inner-bom', '10 rows utf-8 , inner-mark×1'],
    ['utf16le', '3 rows utf-16le tab'],
    ['utf16le-no-bom', '10 rows utf-16le ,'],
    ['utf16be', '10 rows utf-16be ,'],
    ['windows-1252', '3 rows windows-1252 guessed ,'],
    ['windows-1250', '10 rows windows-1250 guessed ,'],
    ['windows-1251', '10 rows windows-1251 guessed ,'],
    ['koi8-r', '10 rows koi8-r guessed ,'],
    ['shift-jis', '10 rows shift_jis guessed ,'],
    ['damaged-utf8', '10 rows utf-8 , undecodable×1'],
    ['semicolon-excel', '4 rows utf-8 ; before-header×1 text-date×6'],
    ['excel-de', '10 rows windows-1252 guessed ; before-header×1 text-date×16'],
    ['excel-fr', '10 rows windows-1252 guessed ; text-date×16'],
    ['excel-en-us', '10 rows utf-8 , text-date×16'],
    ['mixed-line-ends', '6 rows utf-8 , line-end×4 blank-line×1 cut-off×1'],
    ['ragged', '6 rows utf-8 , short-row×2 text-date×1 blank-line×3 long-row×1'],
    ['quote-out-of-place', '7 rows utf-8 , quote-out-of-place×2'],
    ['repeated-header', '21 rows utf-8 , repeated-header×1'],
    ['truncated', '9 rows utf-8 , short-row×1 cut-off×1'],
    ['no-last-line-end', '10 rows utf-8 , cut-off×1'],
    ['nul', '10 rows utf-8 ,'],
    ['unknown-columns', '3 rows utf-8 ,'],
  ])('%s.csv opens: %s', async (name, expected) => {
    const { report } = await check(`${name}.csv`, fixture(`reports/${name}.csv`), expected);
    const texts = report!.table.columns.flatMap(({ text }) => (report!.table.rowCount > 0 ? [text(0)] : []));
    if (name !== 'damaged-utf8') expect(texts.join()).not.toContain('\ufffd');
  });

  test.each([
    ['windows-1250', 'Egzamin końcowy'],
    ['windows-1251', 'Итоговый экзамен'],
    ['koi8-r', 'Итоговый экзамен'],
    ['shift-jis', '期末試験'],
    ['excel-de', 'Prüfung – Teil 1'],
    ['excel-fr', 'Épreuve finale'],
    ['utf16be', 'Итоговый экзамен'],
  ])('%s.csv shows the words as they were meant: %s', async (name, exam) => {
    const { report } = await opened(fixture(`reports/${name}.csv`));
    expect(report!.table.column('exam_name')!.text(0)).toBe(exam);
  });

  test.each(['excel-de', 'excel-fr', 'excel-en-us'])(
    '%s.csv keeps its practice exam, in its own words',
    async (name) => {
      const { report } = await opened(fixture(`reports/${name}.csv`));
      expect(report!.verdict(8).kind).toBe('practice');
      expect(report!.table.column('started_at')!.text(8)).toMatch(/^\d{1,2}[./]\d{1,2}[./]2021 18:00$/);
    },
  );

  test.each(['gzip-inside.csv', 'edX_DemoX_Demo_2021_proctored_exam_results_report_2021-04-30-2359.csv.gz'])(
    '%s is unpacked',
    async (name) => {
      const { report } = await check(name, fixture(`packed/${name}`), '10 rows utf-8 , gzip', { chunkBytes: 100 });
      expect(report!.facts.asOf?.source).toBe(name.endsWith('.gz') ? 'file name' : 'newest time inside');
    },
  );

  test('is read in the encoding that a person chooses', async () => {
    const file = fixture('reports/windows-1251.csv');
    for (const [encoding, exam] of [
      ['koi8-r', 'хРНЦНБШИ ЩЙГЮЛЕМ'],
      ['windows-1251', 'Итоговый экзамен'],
      ['utf-8', '\ufffd'],
    ] as const) {
      const { report } = await opened(file, { encoding });
      expect(report!.facts).toMatchObject({ encoding });
      expect(report!.table.column('exam_name')!.text(0)).toContain(exam);
      expect(encodingTitle(encoding)).not.toBe(encoding);
    }
  });

  test('hands over the lines that tell one encoding from another', async () => {
    const { report } = await opened(fixture('reports/koi8-r.csv'));
    expect(new TextDecoder('koi8-r').decode(report!.facts.sample)).toContain('Итоговый экзамен');
    expect((await opened(fixture('reports/v3.csv'))).report!.facts.sample?.length).toBeGreaterThan(0);
  });
});

describe('a problem', () => {
  const places = async (name: string) => {
    const { report } = await opened(fixture(`reports/${name}.csv`));
    return [...report!.table.problems].map((one: Problem) => [one.kind, one.row, lineOf(report!.table, one.offset)]);
  };

  test('has its row and its line; of a run of line ends, the first and the last', async () => {
    const { report } = await opened(fixture('reports/mixed-line-ends.csv'));
    const runs = [...report!.table.problems].flatMap(({ lines, offset, row }) =>
      lines ? [[row, lines.ending, lineOf(report!.table, offset), lineOf(report!.table, lines.last)]] : [],
    );
    expect(runs).toEqual([
      [0, 'LF', 2, 2],
      [1, 'CR', 3, 3],
      [3, 'LF', 6, 6],
      [4, 'CR', 8, 8],
    ]);

    expect(await places('damaged-utf8')).toEqual([['undecodable', 9, 11]]);
    expect(await places('two-boms')).toEqual([['inner-mark', undefined, 1]]);
    expect(await places('inner-bom')).toEqual([['inner-mark', 2, 4]]);
    expect(await places('repeated-header')).toEqual([['repeated-header', 10, 13]]);
    expect(await places('truncated')).toEqual([
      ['short-row', 8, 11],
      ['cut-off', 8, 11],
    ]);
    expect(await places('ragged')).toEqual([
      ['short-row', 1, 3],
      ['text-date', 1, 3],
      ['blank-line', 2, 4],
      ['long-row', 3, 6],
      ['blank-line', 4, 7],
      ['short-row', 4, 8],
      ['blank-line', 6, 10],
    ]);
  });
});

describe('a file that is not the report', () => {
  const refused = (code: FailureCode, detail?: string) =>
    `refused: ${failureWords({ code, ...(detail ? { detail } : {}) }).title}${detail ? ` [${detail}]` : ''}`;
  const partial = refused('partial-download');
  test.each<[path: string, expected: string]>([
    ['wrong/sign-in-page.csv', refused('web-page', 'Sign in or Register | Your Platform Name Here')],
    ['refused/server-error.csv', refused('web-page', '502 Bad Gateway')],
    ['packed/sign-in-page.csv.gz', refused('web-page', 'Sign in')],
    ['wrong/access-denied.csv', refused('storage-error', 'AccessDenied: Request has expired')],
    ['refused/no-such-key.csv', refused('storage-error', 'NoSuchKey: The specified key does not exist.')],
    ['wrong/json-error.csv', refused('json')],
    ['refused/report.csv.crdownload', partial],
    ['refused/report.csv.part', partial],
    ['wrong/zip.csv', refused('archive', 'an Excel workbook (.xlsx)')],
    ['refused/ods.csv', refused('archive', 'a LibreOffice workbook (.ods)')],
    ['refused/xls.csv', refused('archive', 'an old Excel workbook (.xls)')],
    ['refused/archive.csv', refused('archive', 'a zip archive')],
    ['packed/broken-off.csv.gz', refused('packed-damaged')],
    ['wrong/pdf.csv', refused('binary', 'a PDF document')],
    ['wrong/image.csv', refused('binary', 'a picture (PNG)')],
    ['refused/sqlite.csv', refused('binary', 'a database (SQLite)')],
    ['wrong/binary.csv', refused('binary')],
    ['wrong/empty.csv', refused('empty')],
    ['wrong/only-bom.csv', refused('empty')],
    ['refused/utf16-mark.csv', refused('empty')],
    ['refused/blanks.csv', refused('empty')],
  ])('%s is refused for what it is', async (path, expected) => {
    await check(path.split('/')[1]!, fixture(path), expected);
  });

  test('tells which columns it lacks, and opens as the table it is', async () => {
    const lacks = 'these columns: exam_name, status, one of attempt_code, is_sample_attempt or allowed_time_limit_mins';
    const grades = fixture('wrong/not-the-report.csv');
    await check('not-the-report.csv', grades, refused('other-csv', lacks));
    const { report } = await check('not-the-report.csv, as a table', grades, '2 rows utf-8 , plain', { plain: true });
    expect(report!.table.columns.map(({ name }) => name).slice(0, 3)).toEqual(['Student ID', 'Email', 'Username']);
    expect(report!.table.column('verdict')).toBeUndefined();
    await check('semicolon-grades.csv, as a table', fixture('refused/semicolon-grades.csv'), '2 rows utf-8 ; plain', {
      plain: true,
    });
  });

  test('of more than ten thousand columns is not read, also as a table', async () => {
    const wide = bytesOf(`${Array.from({ length: 10_001 }, (_, at) => `c${at}`).join(',')}\r\n`);
    await check('10,001 columns', wide, refused('too-many-columns', '10,001'));
    await check('10,001 columns, as a table', wide, refused('too-many-columns', '10,001'), { plain: true });
    const header = 'exam_name,status,username,attempt_code';
    await check(
      '10,001 columns of a report',
      bytesOf(`${header}${',x'.repeat(9_997)}\r\n`),
      refused('too-many-columns', '10,001'),
    );
  });

  test('that unpacks to more than a report can be is refused before it takes memory', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 2 ** 20), { level: 9 });
    const detail = 'it is packed with gzip, and unpacked it is more than 268 MB';
    await check(`300 MB of zeros in ${Math.round(bomb.length / 1000)} kB`, bomb, refused('too-large', detail));
  });

  test('whose reading breaks off says why', async () => {
    const file = fixture('reports/v3.csv');
    for (const code of ['read-error', 'changed-while-reading'] as const) {
      await check(`${code} in the middle`, file, refused(code), { last: { kind: 'failed', failure: { code } } });
    }
    const ended = refused('read-error', 'the reading process ended');
    await check('the reader ends in the middle', file, ended, { last: 'closed' });
  });
});
