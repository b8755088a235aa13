import { describe, expect, test } from 'vitest';
import { sheetColumns } from '../../../renderer/grid/sheet-columns.ts';
import { derivedColumns, headerVersions, recognise } from '../../../shared/report/columns.ts';
import { findingWords } from '../../../shared/report/finding-words.ts';
import {
  cellEntry,
  columnEntry,
  entryText,
  findingEntry,
  type GlossaryEntry,
  glossary,
  reviewEntry,
  searched,
  statusEntry,
  verdictEntry,
} from '../../../shared/report/glossary.ts';
import { minutesColumn, verdictColumn } from '../../../shared/report/report.ts';
import { reviewMeaning, reviews, statuses, statusMeaning } from '../../../shared/report/statuses.ts';
import { verdictKinds, verdictOf } from '../../../shared/report/verdict.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const entry = (id: string | undefined): GlossaryEntry => {
  const found = glossary.find((one) => one.id === id);
  if (!found) throw new Error(`nothing explains ${id}`);
  return found;
};

describe('there is an entry', () => {
  test.each(verdictKinds.map(({ kind }) => kind))('for the verdict %s', (kind) => {
    expect(entry(verdictEntry(kind))).toMatchObject({ section: 'verdicts', meaning: expect.stringMatching(/\.$/) });
  });

  test.each([...statuses.keys(), 'None', '', 'verifying', 'Ready to start'])('for the status %j', (text) => {
    expect(entry(statusEntry(text)).section).toBe('statuses');
  });

  test.each([...reviews.keys(), 'Rules Violation', 'None', '', 'Подозрительно'])('for the review %j', (text) => {
    expect(entry(reviewEntry(text)).section).toBe('reviews');
  });

  test.each(headerVersions.filter(({ id }) => id.startsWith('V')))('for every column of $id', ({ headers }) => {
    for (const { known } of recognise(headers)!.cells) expect(entry(columnEntry(known!)).section).toBe('columns');
  });

  test.each(findingWords)('for the finding $id', ({ id, title }) => {
    expect(entry(findingEntry(id))).toMatchObject({ section: 'findings', title });
  });

  test('for what a cell says, where that is one of few words, and else for its column', () => {
    const report = reportFromText(fixture('reports/v3.csv'), 'v3.csv');
    for (let row = 0; row < report.table.rowCount; row += 1) {
      expect(cellEntry(report, row, 'verdict')).toBe(verdictEntry(report.verdict(row).kind));
      expect(cellEntry(report, row, 'status')).toBe(statusEntry(report.cell(row, 'status')!));
      expect(entry(cellEntry(report, row, 'review_status')).section).toBe('reviews');
      expect(cellEntry(report, row, 'track')).toBe('column:track');
      expect(cellEntry(report, row, 'other:name')).toBeUndefined();
    }
  });

  test('for the columns that the viewer works out, and none for one that only a file has', () => {
    expect(derivedColumns.map(({ id }) => id)).toEqual([verdictColumn, minutesColumn]);
    for (const { id } of derivedColumns) expect(entry(columnEntry(id)).section).toBe('columns');
    expect(columnEntry('other:anonymous_user_id')).toBeUndefined();
    expect(columnEntry('constructor')).toBeUndefined();
  });
});

test.each(glossary.map((one) => [one.id, one] as const))(
  '%s says what it means and where that is known from',
  (_, one) => {
    expect(one.title).not.toBe('');
    expect(one.meaning).toMatch(/^\p{Lu}.*[.”]$/u);
    expect(one.source.length).toBeGreaterThan(10);
    for (const { name, text } of one.more) expect([name, text]).not.toContain('');
    expect(entryText(one)).not.toMatch(/cheat|fraud|guilty|undefined/i);
    expect(glossary.filter(({ id }) => id === one.id)).toHaveLength(1);
  },
);

describe('what the learner sees and who acts', () => {
  test.each([...statuses.values()])('of $key is what its verdict says', ({ key }) => {
    const { learnerSees, whoActs } = entry(statusEntry(key));
    const verdict = verdictOf({ status: key });
    expect({ learnerSees, whoActs }).toEqual({ learnerSees: verdict.learnerSees, whoActs: verdict.whoActs });
  });

  test('is said of every kind of verdict that has a result or something to do', () => {
    const told = Object.fromEntries(
      verdictKinds.map(({ kind, learnerSees, whoActs }) => [kind, [learnerSees, whoActs]]),
    );
    expect(told).toMatchObject({
      'needs-you': ['Pending or Error', 'course team'],
      'in-review': ['Pending', 'provider'],
      passed: ['Satisfactory', undefined],
      'not-passed': ['Unsatisfactory', 'course team, on appeal'],
      practice: [undefined, undefined],
    });
    for (const [key] of statuses) {
      const verdict = verdictOf({ status: key, provider: 'rpnow4' });
      const { learnerSees } = entry(verdictEntry(verdict.kind));
      if (verdict.learnerSees !== undefined) expect(learnerSees).toContain(verdict.learnerSees);
    }
  });
});

test('a verdict names the statuses that lead to it, and with whom where that differs', () => {
  const from = (kind: Parameters<typeof verdictEntry>[0]) => entry(verdictEntry(kind)).more[0]!.text;
  expect(from('passed')).toBe('verified');
  expect(from('not-passed')).toBe('rejected');
  expect(from('in-review')).toBe(
    'submitted, second_review_required (with RPNow (software_secure, rpnow4); where no provider is named)',
  );
  expect(from('needs-you')).toContain('second_review_required (with Proctortrack; with any other provider named)');
  expect(from('superseded')).toContain('resumed, error, where the file holds a later attempt');
  expect(from('practice')).toContain('is_sample_attempt is True');
});

test.each(['rpnow4', 'proctortrack', 'examity', undefined])('tooltips say the same with provider %s', (provider) => {
  for (const key of statuses.keys()) {
    const { meaning, more } = entry(statusEntry(key));
    const texts = [meaning, ...more.map(({ text }) => `${meaning} ${text}`)];
    expect(texts).toContain(statusMeaning(key, provider));
  }
  for (const key of reviews.keys()) {
    const { meaning, more } = entry(reviewEntry(key));
    expect([meaning, ...more.map(({ text }) => `${meaning} ${text}`)]).toContain(reviewMeaning(key, provider));
  }
});

test('the header of a column says what its entry says', () => {
  const columns = sheetColumns(reportFromText(fixture('reports/v3.csv'), 'v3.csv'));
  for (const { id, title, meaning } of columns) expect(entry(columnEntry(id))).toMatchObject({ title, meaning });
  expect(columns.length).toBeGreaterThan(15);
});

describe('searching', () => {
  const found = (query: string) => searched(glossary, query, entryText).map(({ id }) => id);
  test.each<[string, string[]]>([
    ['second_review required', ['status:second_review_required', 'verdict:needs-you', 'review:suspicious']],
    ['SATISFACTORY clean', ['review:clean', 'status:verified']],
    ['reset', ['status:error', 'status:timed_out', 'verdict:needs-you']],
    ['attempt code', ['column:attempt_code']],
  ])('%j finds among others %j', (query, ids) => {
    expect(found(query)).toEqual(expect.arrayContaining(ids));
    expect(found(query).length).toBeLessThan(glossary.length);
  });

  test('an empty query finds everything, and words nobody wrote find nothing', () => {
    expect(found('  ')).toHaveLength(glossary.length);
    expect(found('verified zebra')).toEqual([]);
  });
});
