import { describe, expect, test } from 'vitest';
import { combinedLine, learnerKey, learnerName, learnerOf } from '../../../shared/report/learners.ts';
import { learnerRows, rowsOfLearner } from '../../../shared/report/report.ts';
import type { VerdictKind } from '../../../shared/report/verdict.ts';
import type { Table } from '../../../shared/table/table.ts';
import { rowNumbers, tableOf } from '../../support/table.ts';

test.each([
  ['a username is the learner', { username: 'ana_p', email: 'ana@example.com' }, 'ana_p'],
  ['usernames keep their case', { username: 'Ana_P' }, 'Ana_P'],
  ['spaces around a username do not make another learner', { username: ' ana_p ' }, 'ana_p'],
  ['in the oldest reports the address is, whatever its case', { userEmail: 'Ana.P@Example.com ' }, 'ana.p@example.com'],
  ['without a username the email stands in', { username: 'None', email: 'LI@example.com' }, 'li@example.com'],
  ['a learner may be called null', { username: 'null' }, 'null'],
  ['a row that names nobody has no learner', { username: '', email: 'None', userEmail: ' ' }, undefined],
  ['a row without such columns has no learner', {}, undefined],
])('%s', (_, row, key) => {
  expect(learnerKey(row)).toBe(key);
});

describe('several attempts under one exam name', () => {
  const of = (...kinds: VerdictKind[]) => combinedLine(kinds.map((kind) => ({ kind, verdict: kind })));
  test.each<[string, VerdictKind[], string | undefined]>([
    ['one attempt needs no line', ['passed'], undefined],
    ['two exams may share a name, so nothing is said', ['passed', 'not-passed'], undefined],
    ['an error that was resumed leaves the attempt after it', ['passed', 'superseded'], 'passed'],
    ['whatever its verdict is', ['not-started', 'superseded', 'superseded'], 'not-started'],
    ['of two that count, an error explains one only', ['passed', 'not-passed', 'superseded'], undefined],
    ['alike or not', ['passed', 'passed', 'superseded'], undefined],
    ['practice does not count', ['practice', 'passed', 'superseded'], 'passed'],
    ['nothing but superseded attempts says nothing', ['superseded', 'superseded'], undefined],
  ])('%s', (_name, kinds, wanted) => {
    const line = of(...kinds);
    if (wanted === undefined) expect(line).toBeUndefined();
    else expect(line).toMatch(new RegExp(`^Taken together: ${wanted}\\. .* superseded by a later one\\.$`));
  });
});

test.each([
  ['ana,a@x.org,A@y.org', 'ana'],
  ['None,a@x.org,A@y.org', 'A@y.org'],
  [' ,a@x.org,None', 'a@x.org'],
  ['None,,None', undefined],
])('a row of %j is named %j, as the file writes it', (cells, name) => {
  expect(learnerName(tableOf(cells, { columns: ['username', 'email', 'user_email'] }), 0)).toBe(name);
});

describe('the rows of a learner', () => {
  const columns = [{ name: 'username', hashed: true }, 'user_email', 'email'];
  const named = ['ana', 'Ana', ' ana ', 'None', '', 'élise', 'Élise', 'a"b', 'ana@x.org'];
  const addressed = ['ana@x.org', 'ANA@X.ORG', ' ana@x.org', 'None', 'ÉLISE@X.ORG', 'élise@x.org'];
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const line = (_: unknown, row: number) =>
    [named[row % named.length]!, 'None', addressed[row % addressed.length]!].map(quoted).join(',');
  /** As a dictionary, and, with as many others, as a span a row. */
  const tables = [0, 3000].map((others) => {
    const lines = Array.from({ length: 90 }, line);
    return tableOf([...lines, ...Array.from({ length: others }, (_, row) => `u${row},,u${row}@x.org`)].join('\n'), {
      columns,
    });
  });

  test.each(tables)('are those that have its key, whatever stands in them', (table) => {
    const keys = [...rowNumbers(table)].map((row) => learnerOf(table, row));
    for (const key of new Set(keys.slice(0, 90))) {
      const rows = keys.flatMap((other, row) => (other === key ? [row] : []));
      if (key !== undefined) expect(rowsOfLearner(table, key)).toEqual(rows);
      for (const row of rows.slice(0, 3)) expect(learnerRows(table, row)).toEqual(key === undefined ? [row] : rows);
    }
    expect(rowsOfLearner(table, 'nobody')).toEqual([]);
  });

  test('are found without making a text of every row', () => {
    let texts = 0;
    const [, table] = tables as [Table, Table];
    const watched: Table = {
      ...table,
      column(id) {
        const column = table.column(id);
        const text = (row: number) => {
          texts += 1;
          return column!.text(row);
        };
        return column && { ...column, text };
      },
    };
    const rows = learnerRows(watched, 0);
    expect(rows.length).toBe(20);
    expect(texts).toBeLessThan(table.rowCount / 10);
  });
});
