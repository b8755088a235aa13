import { describe, expect, test } from 'vitest';
import { learnerKey } from '../../../shared/report/learners.ts';
import { learnersIn, totalsOf, verdictCounts } from '../../../shared/report/totals.ts';
import { type VerdictKind, verdictKinds } from '../../../shared/report/verdict.ts';
import { fixture, reportFromText, rowNumbers } from '../../support/table.ts';

const counts = (some: Partial<Record<VerdictKind, number>>) => verdictKinds.map(({ kind }) => some[kind] ?? 0);

describe('the totals of attempts', () => {
  test('needs you, in review and decided are the base of rates, and the others are named apart', () => {
    const totals = totalsOf(
      counts({ 'needs-you': 3, 'in-review': 12, passed: 166, 'not-passed': 9, practice: 9, 'not-started': 8 }),
    );
    expect(totals).toEqual({
      ...{ attempts: 207, needsYou: 3, inReview: 12, passed: 166, notPassed: 9, decided: 175, toReview: 190 },
      others: [
        { kind: 'not-started', label: 'Not started', count: 8 },
        { kind: 'practice', label: 'Practice', count: 9 },
      ],
      otherCount: 17,
    });
  });

  test.each(verdictKinds.map(({ kind }) => kind))('%s is counted once', (kind) => {
    const totals = totalsOf(counts({ [kind]: 5 }));
    expect(totals.attempts).toBe(5);
    expect(totals.toReview + totals.otherCount).toBe(5);
    const inBase = ['needs-you', 'in-review', 'passed', 'not-passed'].includes(kind);
    expect(totals.others.map((other) => other.kind)).toEqual(inBase ? [] : [kind]);
  });

  test('none is none', () => {
    expect(totalsOf(counts({}))).toMatchObject({ attempts: 0, toReview: 0, others: [], otherCount: 0 });
  });
});

describe('counted over rows', () => {
  const report = reportFromText(fixture('reports/v3.csv'));
  const rows = rowNumbers(report.table);

  test('each row adds to its verdict', () => {
    const some = rows.subarray(2, 7);
    const wanted = verdictKinds.map(({ kind }) => [...some].filter((row) => report.verdict(row).kind === kind).length);
    expect(verdictCounts(report, some)).toEqual(wanted);
  });

  test.each(['v0', 'v1b', 'v2', 'v3', 'nau-2', 'ragged', 'quoting', 'right-to-left'])(
    'the learners of %s are as many as their keys',
    (name) => {
      const { table } = reportFromText(fixture(`reports/${name}.csv`));
      const keys = [...rowNumbers(table)].map((row) =>
        learnerKey({
          username: table.column('username')?.text(row),
          email: table.column('email')?.text(row),
          userEmail: table.column('user_email')?.text(row),
        }),
      );
      const wanted = new Set(keys.filter((key) => key !== undefined)).size;
      expect(wanted).toBeGreaterThan(0);
      expect(learnersIn(table, rowNumbers(table))).toBe(wanted);
      expect(learnersIn(table, new Uint32Array([0, 0]))).toBe(keys[0] === undefined ? 0 : 1);
    },
  );
});
