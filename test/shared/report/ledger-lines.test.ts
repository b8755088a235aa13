import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentKinds } from '../../../shared/report/incidents.ts';
import { categoryRows, ledgerOf, sameText, wordingRows } from '../../../shared/report/ledger.ts';
import { type LedgerLine, type LedgerQuery, ledgerLines } from '../../../shared/report/ledger-lines.ts';
import { givenOrder } from '../../../shared/report/report.ts';
import { createRankCache } from '../../../shared/table/view.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const header =
  'exam_name,username,attempt_code,is_sample_attempt,started_at,completed_at,status,Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const report = reportFromText(
  [
    header,
    'Midterm,bo,C0,False,2021-04-30 09:00:00+00:00,2021-04-30 10:00:00+00:00,verified,2,Phone seen; Phone seen,1,Looking away',
    'Final,ana,C1,False,2021-04-29 09:00:00+00:00,None,rejected,1,phone SEEN!,2,Looking away; Music',
    'Midterm,cyd,C2,False,None,None,submitted,0,,0,',
    'Final,None,C3,False,2021-05-01 09:00:00+00:00,2021-05-01 10:00:00+00:00,error,3,Phone; notes,1,Phone seen',
    '',
  ].join('\r\n'),
);
const ranks = createRankCache(report.table, givenOrder);
const wholeQuery: LedgerQuery = {
  ...{ by: 'entry', kind: undefined, category: undefined, search: '' },
  ...{ order: 'file', descending: false, unfolded: [] },
};
const linesOf = (query: Partial<LedgerQuery>, rows = rowNumbers(report.table)) =>
  ledgerLines(report, rows, { ...wholeQuery, ...query }, ranks);

function words(line: LedgerLine): string {
  switch (line.line) {
    case 'entry':
      return `${line.row} ${line.text}${line.times > 1 ? ` ×${line.times}` : ''}`;
    case 'category':
      return `${line.id} ${line.kinds.join('+')} in ${line.attempts}`;
    case 'wording':
      return `${line.text} ×${line.incidents} in ${line.attempts}${line.texts > 1 ? `, ${line.texts} texts` : ''}`;
    case 'text':
      return `- ${line.text} ×${line.incidents} in ${line.attempts}`;
  }
}
const all = (query: Partial<LedgerQuery>, rows?: Uint32Array) => {
  const found = linesOf(query, rows);
  return found.lines(0, found.count).map(words);
};

const inFile = [
  '0 Phone seen ×2',
  '0 Looking away',
  '1 phone SEEN!',
  '1 Looking away',
  '1 Music',
  '3 Phone; notes',
  '3 Phone seen',
];

describe('incidents one by one', () => {
  test.each<[query: Partial<LedgerQuery>, order: readonly number[]]>([
    [{}, [0, 1, 2, 3, 4, 5, 6]],
    [{ descending: true }, [6, 5, 4, 3, 2, 1, 0]],
    [{ order: 'kind' }, [0, 2, 5, 1, 3, 4, 6]],
    [{ order: 'kind', descending: true }, [1, 3, 4, 6, 0, 2, 5]],
    // Phone or device, looking away, noise.
    [{ order: 'category' }, [0, 2, 5, 6, 1, 3, 4]],
    [{ order: 'text' }, [1, 3, 4, 0, 6, 2, 5]],
    [{ order: 'exam' }, [2, 3, 4, 5, 6, 0, 1]],
    [{ order: 'learner' }, [2, 3, 4, 0, 1, 5, 6]],
    [{ order: 'learner', descending: true }, [0, 1, 2, 3, 4, 5, 6]],
    [{ order: 'time' }, [2, 3, 4, 0, 1, 5, 6]],
    [{ order: 'time', descending: true }, [5, 6, 0, 1, 2, 3, 4]],
    [{ kind: 'Rules Violation' }, [1, 3, 4, 6]],
    [{ category: 'device' }, [0, 2, 5, 6]],
    [{ category: 'notes' }, [5]],
    [{ category: 'gone' }, []],
    [{ search: 'PHONE seen' }, [0, 2, 6]],
    [{ search: 'phone', kind: 'Suspicious', category: 'notes' }, [5]],
  ])('%j', (query, order) => {
    expect(all(query)).toEqual(order.map((place) => inFile[place]));
  });

  test('are in the order of verdicts', () => {
    const order = all({ order: 'verdict' }).map((line) => line[0]);
    expect(new Set(order.slice(0, 2))).toEqual(new Set(['3']));
    expect(all({ order: 'verdict', descending: true }).map((line) => line[0])).not.toEqual(order);
  });

  test('are those of the rows of the view, in the order of the file', () => {
    expect(all({}, Uint32Array.of(3, 0))).toEqual([0, 1, 5, 6].map((place) => inFile[place]));
  });

  test('are counted as the texts have them, with the attempts they are of', () => {
    expect(linesOf({})).toMatchObject({ count: 7, incidents: 8, attempts: 3 });
    expect(linesOf({ kind: 'Suspicious' })).toMatchObject({ count: 3, incidents: 4, attempts: 3 });
  });

  test('are told in windows', () => {
    expect(linesOf({}).lines(2, 2).map(words)).toEqual(inFile.slice(2, 4));
    expect(linesOf({}).lines(6, 10).map(words)).toEqual(inFile.slice(6));
    expect(linesOf({}).lines(7, 10)).toEqual([]);
  });

  test('say why a text could not be divided', () => {
    const notes = linesOf({})
      .lines(0, 7)
      .flatMap((line) => (line.line === 'entry' && line.note ? [line.note] : []));
    expect(notes).toEqual(['The report counts 3; the text cannot be divided for certain.']);
  });
});

describe('categories', () => {
  test.each<[query: Partial<LedgerQuery>, lines: readonly string[]]>([
    [{}, ['device 3+1 in 3', 'notes 1+0 in 1', 'looking-away 0+2 in 2', 'noise 0+1 in 1']],
    [{ order: 'count' }, ['device 3+1 in 3', 'looking-away 0+2 in 2', 'notes 1+0 in 1', 'noise 0+1 in 1']],
    [{ kind: 'Rules Violation' }, ['device 0+1 in 1', 'looking-away 0+2 in 2', 'noise 0+1 in 1']],
    [{ category: 'notes' }, ['notes 1+0 in 1']],
    [{ search: 'nothing like it' }, []],
  ])('%j', (query, lines) => {
    expect(all({ by: 'category', ...query })).toEqual(lines);
  });
});

describe('groups', () => {
  const v3 = reportFromText(fixture('reports/v3.csv'), 'v3.csv');
  const given = createRankCache(v3.table, givenOrder);
  const most = ledgerOf(v3).rows.length * 2;

  test('say how many rows a click on them shows, in any view', () => {
    const anyRows = fc.uniqueArray(fc.nat({ max: v3.table.rowCount - 1 }));
    fc.assert(
      fc.property(
        anyRows,
        fc.constantFrom('category', 'wording'),
        fc.constantFrom(undefined, ...incidentKinds),
        (some, by, kind) => {
          const rows = Uint32Array.from(some);
          const found = ledgerLines(v3, rows, { ...wholeQuery, by, kind, unfolded: ledgerOf(v3).wordings }, given);
          for (const line of found.lines(0, most)) {
            const mask =
              line.line === 'category'
                ? categoryRows(v3, kind ? `${line.id}|${kind}` : line.id)
                : wordingRows(
                    v3,
                    line.line === 'wording' ? line.wording : sameText(line.line === 'text' ? line.text : ''),
                  );
            const shown = some.filter((row) => mask[row] === 1).length;
            // A wording is filtered by in either kind.
            if (line.line === 'category' || kind === undefined)
              expect(line.line !== 'entry' && line.attempts).toBe(shown);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('wordings', () => {
  const folded = ['Phone seen ×4 in 3, 2 texts', 'Looking away ×2 in 2', 'Music ×1 in 1', 'Phone; notes ×1 in 1'];

  test.each<[query: Partial<LedgerQuery>, lines: readonly string[]]>([
    [{}, folded],
    [
      { unfolded: ['phone seen', 'looking away', 'gone'] },
      [folded[0]!, '- Phone seen ×3 in 2', '- phone SEEN! ×1 in 1', ...folded.slice(1)],
    ],
    [{ order: 'text' }, [folded[1]!, folded[2]!, folded[0]!, folded[3]!]],
    [{ order: 'text', descending: true }, [folded[3]!, folded[0]!, folded[2]!, folded[1]!]],
    [{ kind: 'Rules Violation' }, ['Looking away ×2 in 2', 'Phone seen ×1 in 1', 'Music ×1 in 1']],
    [{ search: 'seen!' }, ['phone SEEN! ×1 in 1']],
  ])('%j', (query, lines) => {
    expect(all({ by: 'wording', ...query })).toEqual(lines);
  });
});

test('a text that changes its length in lower case is found', () => {
  const comments = 'İzinsiz odadan çıktı';
  const found = reportFromText(
    `exam_name,username,attempt_code,status,Suspicious Count,Suspicious Comments\r\nFinal,ana,C1,rejected,1,${comments}\r\n`,
  );
  const lines = (search: string) =>
    ledgerLines(found, rowNumbers(found.table), { ...wholeQuery, search }, createRankCache(found.table, givenOrder));
  expect(lines('ODA').count).toBe(1);
  expect(lines('phone').count).toBe(0);
});

test('by learner, those known by an address only come after those with a username, in either column', () => {
  const mixed = reportFromText(
    [
      'exam_name,username,email,attempt_code,status,Suspicious Count,Suspicious Comments',
      ...['None,bo@x.org', 'cyd,a@x.org', 'None,an@x.org', 'None,None', 'ana,z@x.org'].map(
        (who, at) => `Final,${who},C${at},rejected,1,Phone`,
      ),
    ].join('\r\n'),
  );
  const lines = ledgerLines(
    mixed,
    rowNumbers(mixed.table),
    { ...wholeQuery, order: 'learner' },
    createRankCache(mixed.table, givenOrder),
  );
  expect(lines.lines(0, 5).map((line) => line.line === 'entry' && line.row)).toEqual([4, 1, 2, 0, 3]);
});
