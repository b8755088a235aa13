import { expect, test } from 'vitest';
import { incidentRows, incidentsOfRow, noIncidentsSentence } from '../../../shared/report/attempt-incidents.ts';
import { incidentCount, learnerRecord } from '../../../shared/report/learner-record.ts';
import { incidentCounts, ledgerOf } from '../../../shared/report/ledger.ts';
import { workGroupsOf } from '../../../shared/report/worklist.ts';
import { reportFromText } from '../../support/table.ts';

const rowOf = (header: string, cells: string) =>
  incidentsOfRow(
    reportFromText(`exam_name,status,username,attempt_code${header}\r\nFinal,verified,ana,C1${cells}\r\n`),
    0,
  );

test.each<[header: string, cells: string, kinds: [kind: string, count: number | undefined, texts: string[]][]]>([
  ['', '', []],
  [',Suspicious Count,Suspicious Comments', ',2,a; b', [['Suspicious', 2, ['a', 'b']]]],
  [',Suspicious Comments', ',a; b', [['Suspicious', undefined, ['a; b']]]],
  [
    ',Rules Violation Comments,Rules Violation Count,Suspicious Count',
    ',music,1,0',
    [
      ['Suspicious', 0, []],
      ['Rules Violation', 1, ['music']],
    ],
  ],
])('the incidents of a row with %j are read from its cells %j', (header, cells, kinds) => {
  const found = rowOf(header, cells).map(({ kind, count, entries }) => [kind, count, entries.map(({ text }) => text)]);
  expect(found).toEqual(kinds);
});

test.each([
  [undefined, /^The reviewer reported no incidents\.$/],
  ['None', /^The reviewer reported no incidents\.$/],
  ['Clean', /^The reviewer reported no incidents\.$/],
  ['Suspicious', /holds no comments, though the review came out Suspicious/],
  [' rules violation', /holds no comments, though the review came out Rules Violation/],
])('without incidents after the review %s', (review, words) => {
  expect(noIncidentsSentence(review)).toMatch(words);
});

test.each<[count: string, comments: string, counted: number, has: boolean]>([
  ['2', 'a; b', 2, true],
  ['2.0', 'a; b', 2, true],
  ['3', '', 3, true],
  ['0', 'looked away', 0, true],
  ['', 'looked away', 0, true],
  ['2.5', 'looked away', 0, true],
  ['2.5', '', 0, false],
  ['-1', 'None', 0, false],
  ['0', ' ', 0, false],
])('whether there are incidents, and how many, is one answer everywhere: count %j, comments %j', (...row) => {
  const [count, comments, counted, has] = row;
  const header = 'exam_name,status,username,attempt_code,Suspicious Count,Suspicious Comments';
  const report = reportFromText(`${header}\r\nFinal,rejected,ana,C1,${count},${comments}\r\n`);
  const { counts, has: hasAny } = incidentRows(report.table);
  const told = counts.map(({ codes, numbers }) => numbers[codes[0]!]);
  expect([...told, hasAny(0)]).toEqual([counted, 0, has]);
  expect(ledgerOf(report).rows.length > 0).toBe(has);
  expect(incidentCounts(report, new Uint32Array([0])).counted).toEqual([counted, 0]);
  expect(workGroupsOf(report, 10)[0] !== 0).toBe(has);
  expect(learnerRecord([{ id: 'a', report }], 0).attempts.map(incidentCount)).toEqual([counted]);
});
