import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultDictionary, otherId } from '../../../shared/report/dictionary.ts';
import { incidentKinds, incidentsOf } from '../../../shared/report/incidents.ts';
import {
  categoryRows,
  incidentCounts,
  ledgerOf,
  noTextId,
  sameText,
  wordingRows,
} from '../../../shared/report/ledger.ts';
import { categorisedBy } from '../../../shared/report/report.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

type Cells = readonly [count: string, comments: string, count2: string, comments2: string];

const header =
  'exam_name,username,attempt_code,is_sample_attempt,status,Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const reportOf = (rows: readonly Cells[]) =>
  reportFromText(
    `${header}\r\n${rows.map((cells, row) => `Exam,learner${row},C${row},False,verified,${cells.map(quoted).join(',')}\r\n`).join('')}`,
  );

/** Every entry as a person would read it. */
function entriesOf(report: ReturnType<typeof reportOf>) {
  const ledger = ledgerOf(report);
  return [...ledger.rows].map((row, entry) => {
    const text = ledger.texts[ledger.textOf[entry]!];
    const note = ledger.notes[ledger.noteOf[entry]!];
    return `${row} ${incidentKinds[ledger.kinds[entry]!]} ${text} ×${ledger.times[entry]}${note ? ` (${note})` : ''}`;
  });
}
const found = (mask: Uint8Array) => [...mask].flatMap((kept, row) => (kept === 1 ? [row] : []));

const report = reportOf([
  ['2', 'Phone seen; Phone seen', '1', 'Looking away from computer'],
  ['0', '', '0', ''],
  ['1', 'phone seen!', '2', 'Looking away from computer; Music playing'],
  ['3', 'Phone; notes', '0', ''],
  ['2', '', '1', ' '],
  ['0', '', '1', 'Wore a tie'],
]);

describe('the ledger', () => {
  test('has an entry for each text of an attempt, in the order of the file', () => {
    expect(entriesOf(report)).toEqual([
      '0 Suspicious Phone seen ×2',
      '0 Rules Violation Looking away from computer ×1',
      '2 Suspicious phone seen! ×1',
      '2 Rules Violation Looking away from computer ×1',
      '2 Rules Violation Music playing ×1',
      '3 Suspicious Phone; notes ×1 (The report counts 3; the text cannot be divided for certain.)',
      '4 Suspicious (no text) ×2 (The report counts 2 but holds no text.)',
      '4 Rules Violation (no text) ×1',
      '5 Rules Violation Wore a tie ×1',
    ]);
  });

  test('tells where the entries of a row stand', () => {
    expect([...ledgerOf(report).firstOf]).toEqual([0, 2, 2, 5, 6, 8, 9]);
  });

  test('is empty for a report without the columns', () => {
    const bare = reportFromText('exam_name,username,attempt_code,status\r\nExam,ana,C,verified\r\n');
    expect(entriesOf(bare)).toEqual([]);
    expect(incidentCounts(bare, rowNumbers(bare.table))).toMatchObject({ attempts: 0, counted: [0, 0] });
  });

  test('says of every row what the rule for its cells says, however the columns are kept', () => {
    const text = fc.constantFrom('a', 'b; c', 'Phone', '', 'None', 'x;y', '(no text)', 'ä; "q"');
    const count = fc.constantFrom('0', '1', '2', '', 'None', '2.0', 'two');
    fc.assert(
      fc.property(fc.array(fc.tuple(count, text, count, text), { minLength: 1, maxLength: 30 }), (rows) => {
        // Texts of their own make the column one without a dictionary.
        for (const given of [rows, rows.map(([a, b, c, d], at): Cells => [a, b, c, d && `${d} ${at}`])]) {
          const one = reportOf(given);
          const ledger = ledgerOf(one);
          for (const row of given.keys()) {
            const entries = [...ledger.rows.keys()].filter((entry) => ledger.rows[entry] === row);
            const told = entries.map((entry) => [ledger.texts[ledger.textOf[entry]!], ledger.times[entry]]);
            const ruled = [0, 2].flatMap((at) => {
              const read = incidentsOf(incidentKinds[at / 2]!, given[row]![at]!, given[row]![at + 1]!);
              if (read.entries.length > 0) return read.entries.map((entry) => [entry.text, entry.times]);
              return read.count ? [['(no text)', read.count]] : [];
            });
            expect(told).toEqual(ruled);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('counts of incidents', () => {
  const counts = incidentCounts(report, rowNumbers(report.table));
  const of = (id: string) => counts.categories.find((category) => category.id === id);

  test('count a text once per attempt, and attempts apart', () => {
    expect(of('device')).toMatchObject({ counts: [3, 0], attemptsOf: [3, 0], attempts: 3 });
    expect(of('looking-away')).toMatchObject({ counts: [0, 2], attemptsOf: [0, 2], attempts: 2 });
    expect(of('noise')).toMatchObject({ name: 'Noise or music', counts: [0, 1], attempts: 1 });
    expect(of(otherId)).toMatchObject({ name: 'Other', counts: [0, 1], attempts: 1 });
    expect(of(noTextId)).toMatchObject({ name: '(no text)', counts: [1, 1], attemptsOf: [1, 1], attempts: 1 });
  });

  test('hold the totals of the file, whatever the texts say', () => {
    expect(counts).toMatchObject({ counted: [8, 5], withIncidents: [4, 4], attempts: 5 });
  });

  test('are those of the given rows', () => {
    const two = incidentCounts(report, Uint32Array.of(2, 5));
    expect(two).toMatchObject({ counted: [1, 3], withIncidents: [1, 2], attempts: 2 });
    expect(two.categories.map(({ id }) => id)).toEqual([...defaultDictionary.categories.map(({ id }) => id), otherId]);
  });

  test('follow another dictionary', () => {
    const own = categorisedBy(report, { categories: [{ id: 'tie', name: 'Tie', words: ['tie'], except: [] }] });
    const told = incidentCounts(own, rowNumbers(own.table)).categories.map(({ id, attempts }) => [id, attempts]);
    expect(told).toEqual([
      ['tie', 1],
      ['other', 3],
      ['no-text', 1],
    ]);
  });
});

describe('sets of rows', () => {
  test.each([
    ['device', [0, 2, 3]],
    ['device|Suspicious', [0, 2, 3]],
    ['device|Rules Violation', []],
    ['notes', [3]],
    ['looking-away|Rules Violation', [0, 2]],
    ['other', [5]],
    ['no-text', [4]],
    ['gone', []],
  ])('of the category %s', (set, rows) => {
    expect(found(categoryRows(report, set))).toEqual(rows);
  });

  test.each([
    ['phone seen', [0, 2]],
    [sameText('phone seen!'), [2]],
    ['looking away from computer', [0, 2]],
    ['never written', []],
    [sameText('Never written'), []],
  ])('of the wording %s', (set, rows) => {
    expect(found(wordingRows(report, set))).toEqual(rows);
  });

  test('agree with the counts', () => {
    const v3 = reportFromText(fixture('reports/v3.csv'), 'v3.csv');
    for (const { id, attempts } of incidentCounts(v3, rowNumbers(v3.table)).categories)
      expect(found(categoryRows(v3, id))).toHaveLength(attempts);
  });
});
