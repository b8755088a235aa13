import { describe, expect, test } from 'vitest';
import {
  isOutOfOrder,
  isOverTime,
  isStuck,
  isUnderWay,
  minutesPast,
  mustHaveStarted,
} from '../../../shared/report/findings-of-time.ts';

const minute = 60_000_000;
const none = Number.NaN;

test.each<[number, number, boolean]>([
  [100, 99, true],
  [100, 100, false],
  [100, 101, false],
  [none, 99, false],
  [100, none, false],
])('started %s, completed %s: out of order is %s', (started, completed, wanted) => {
  expect(isOutOfOrder({ started, completed })).toBe(wanted);
});

describe('over time', () => {
  test.each<[what: string, used: number, allowed: number, usual: number, over: boolean]>([
    ['within the limit', 90 * minute, 90, 90, false],
    ['two minutes more are what handing in takes', 92 * minute, 90, 90, false],
    ['more than that', 92 * minute + 1, 90, 90, true],
    ['a longer limit is its own', 182 * minute, 180, 90, false],
    ['and over it', 183 * minute, 180, 90, true],
    ['a shorter limit is what was left', 300 * minute, 30, 90, false],
    ['without a usual limit nothing is known', 300 * minute, 90, none, false],
    ['without a limit neither', 300 * minute, none, 90, false],
    ['a limit of 0 neither', 300 * minute, 0, 90, false],
    ['without an end neither', none, 90, 90, false],
  ])('%s', (_, used, allowed, usual, over) => {
    expect(isOverTime({ started: 1000, completed: 1000 + used, allowed, usual })).toBe(over);
  });
});

describe('stuck', () => {
  test.each<[what: string, passed: number, allowed: number, stuck: boolean]>([
    ['under way', 60 * minute, 90, false],
    ['an hour past the limit', 150 * minute, 90, false],
    ['more than an hour past it', 150 * minute + 1, 90, true],
    ['a limit of 0 is one', 60 * minute + 1, 0, true],
    ['without a limit nothing is known', 10_000 * minute, none, false],
    ['without the time of the report neither', none, 90, false],
  ])('%s', (_, passed, allowed, stuck) => {
    expect(isStuck({ started: 1000, allowed, asOf: 1000 + passed })).toBe(stuck);
  });

  test('only an attempt under way can be', () => {
    const under = ['started', 'ready_to_submit', 'Ready to submit'];
    const others = ['created', 'completed', 'submitted', 'error', 'timed_out', 'ready_to_resume', ''];
    expect(under.filter(isUnderWay)).toEqual(under);
    expect(others.filter(isUnderWay)).toEqual([]);
  });

  test('by how much is told in minutes', () => {
    expect(minutesPast({ started: 0, allowed: 90, asOf: 200 * minute })).toBe(110);
  });
});

test('verified, rejected and submitted attempts must have begun', () => {
  const begun = ['verified', 'rejected', 'submitted', 'Verified'];
  expect(begun.filter(mustHaveStarted)).toEqual(begun);
  expect(['second_review_required', 'error', 'declined', 'created', 'expired'].filter(mustHaveStarted)).toEqual([]);
});
