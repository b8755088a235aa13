import { describe, expect, test } from 'vitest';
import { combinedLine, learnerKey, learnerName } from '../../../shared/report/learners.ts';
import type { VerdictKind } from '../../../shared/report/verdict.ts';
import { tableOf } from '../../support/table.ts';

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
