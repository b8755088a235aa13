import { expect, test } from 'vitest';
import { incidentsOfRow, noIncidentsSentence } from '../../../shared/report/attempt-incidents.ts';
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
