import { expect, test } from 'vitest';
import { agoText } from '../../../renderer/parts/words.ts';

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
