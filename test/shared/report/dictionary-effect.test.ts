import { expect, test } from 'vitest';
import { type Dictionary, defaultDictionary } from '../../../shared/report/dictionary.ts';
import { dictionaryEffect } from '../../../shared/report/dictionary-effect.ts';
import { incidentCounts } from '../../../shared/report/ledger.ts';
import { categorisedBy } from '../../../shared/report/report.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const report = reportFromText(
  [
    'exam_name,username,attempt_code,status,Suspicious Count,Suspicious Comments',
    'Final,a,C0,verified,1,Wore a tie',
    'Final,b,C1,verified,2,Wore a tie; Phone seen',
    'Final,c,C2,verified,1,',
    'Final,d,C3,verified,1,Phone and tie',
    '',
  ].join('\r\n'),
);
const tie = { id: 'tie', name: 'Tie', words: ['tie'], except: [] };
const withTie: Dictionary = { categories: [...defaultDictionary.categories, tie] };
const told = (draft: Dictionary, of = report) =>
  dictionaryEffect(of, draft).categories.filter(({ before, after }) => before !== after);

test('the same dictionary changes nothing', () => {
  const effect = dictionaryEffect(report, defaultDictionary);
  expect(effect).toMatchObject({ changed: 0, samples: [] });
  expect(effect.categories.every(({ before, after }) => before === after)).toBe(true);
});

test('a category more has incidents that others lose, and the texts say which', () => {
  expect(told(withTie)).toEqual([
    { id: 'tie', name: 'Tie', before: undefined, after: 3 },
    { id: 'other', name: 'Other', before: 2, after: 0 },
  ]);
  const { changed, samples } = dictionaryEffect(report, withTie);
  expect(changed).toBe(2);
  expect(samples).toEqual([
    { text: 'Wore a tie', incidents: 2, before: ['Other'], after: ['Tie'] },
    { text: 'Phone and tie', incidents: 1, before: ['Phone or device'], after: ['Phone or device', 'Tie'] },
  ]);
});

test('a category taken away is named as it was', () => {
  const without = { categories: defaultDictionary.categories.filter(({ id }) => id !== 'device') };
  expect(told(without)).toEqual([
    { id: 'other', name: 'Other', before: 2, after: 4 },
    { id: 'device', name: 'Phone or device', before: 2, after: undefined },
  ]);
});

test('another order or name changes no text', () => {
  const moved = {
    categories: defaultDictionary.categories.toReversed().map((one) => ({ ...one, name: `${one.name}!` })),
  };
  expect(dictionaryEffect(report, moved)).toMatchObject({ changed: 0, samples: [] });
});

test('what it tells is what comes of it', () => {
  const v3 = reportFromText(fixture('reports/v3.csv'));
  const after = incidentCounts(categorisedBy(v3, withTie), rowNumbers(v3.table));
  for (const { id, counts } of after.categories.filter((one) => one.id !== 'no-text')) {
    const effect = dictionaryEffect(v3, withTie).categories.find((one) => one.id === id);
    expect(effect?.after).toBe(counts[0] + counts[1]);
  }
});
