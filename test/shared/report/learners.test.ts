import { expect, test } from 'vitest';
import { learnerKey } from '../../../shared/report/learners.ts';

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
