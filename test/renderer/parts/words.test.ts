import { expect, test } from 'vitest';
import { agoText, laterText } from '../../../renderer/parts/words.ts';

const now = new Date(2021, 4, 1, 0, 30).getTime();
const at = (...when: [number, number, number, number, number]) => agoText(new Date(...when).getTime(), now);

test('how long ago something was is said by the calendar, not by hours', () => {
  expect(at(2021, 4, 1, 0, 29)).toBe('today');
  expect(at(2021, 3, 30, 23, 59)).toBe('yesterday');
  expect(at(2021, 3, 29, 23, 59)).toBe('2 days ago');
  expect(at(2021, 2, 3, 12, 0)).toBe('59 days ago');
  expect(at(2021, 2, 2, 12, 0)).toBe('on 2 Mar 2021');
  expect(at(2019, 11, 31, 12, 0)).toBe('on 31 Dec 2019');
});

test('a clock that was put back makes no days to come', () => {
  expect(at(2021, 4, 3, 12, 0)).toBe('today');
});

test.each([
  [20, 'at the same minute'],
  [60, '1 minute later'],
  [59 * 60, '59 minutes later'],
  [61 * 60, '1 hour later'],
  [23 * 3600, '23 hours later'],
  [24 * 3600, '1 day later'],
  [17 * 24 * 3600, '17 days later'],
  [2000 * 24 * 3600, '2,000 days later'],
])('%i seconds are told as: %s', (seconds, words) => {
  expect(laterText(seconds * 1_000_000)).toBe(words);
});
