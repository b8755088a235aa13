import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWithin,
  rangesOf,
  type TimeRange,
  timeFilter,
  withoutRange,
  withRange,
} from '../../../shared/table/time-ranges.ts';
import { runs } from '../../support/runs.ts';

const range = (from: number, before: number): TimeRange => ({ from, before });

describe('a range that is added', () => {
  test.each<[to: TimeRange[], added: TimeRange, together: TimeRange[]]>([
    [[], range(1, 2), [range(1, 2)]],
    [[range(1, 2)], range(2, 3), [range(1, 3)]],
    [[range(2, 3)], range(1, 2), [range(1, 3)]],
    [[range(1, 2)], range(3, 4), [range(1, 2), range(3, 4)]],
    [[range(1, 2), range(3, 4)], range(2, 3), [range(1, 4)]],
    [[range(-Infinity, 2)], range(5, 6), [range(-Infinity, 2), range(5, 6)]],
  ])('to %j: %j', (to, added, together) => {
    expect(withRange(to, added)).toEqual(together);
  });
});

describe('a range that is taken away', () => {
  test.each<[from: TimeRange[], taken: TimeRange, left: TimeRange[]]>([
    [[range(1, 2)], range(1, 2), []],
    [[range(1, 4)], range(2, 3), [range(1, 2), range(3, 4)]],
    [[range(1, 4)], range(1, 2), [range(2, 4)]],
    [[range(1, Infinity)], range(2, 3), [range(1, 2), range(3, Infinity)]],
    [[range(1, 2), range(5, 6)], range(5, 6), [range(1, 2)]],
  ])('from %j: %j', (from, taken, left) => {
    expect(withoutRange(from, taken)).toEqual(left);
  });
});

test('a filter has its ranges also after it was written down and read', () => {
  const days = fc
    .uniqueArray(fc.nat(20), { minLength: 1 })
    .map((all) => all.reduce<TimeRange[]>((now, day) => withRange(now, range(day, day + 1)), []));
  const open = fc.boolean().map((is) => (is ? Infinity : 22));
  fc.assert(
    fc.property(days, open, (some, before) => {
      const ranges = withRange(some, range(21, before));
      const filter = JSON.parse(JSON.stringify(timeFilter('at', ranges)));
      expect(rangesOf(filter)).toEqual(ranges);
      for (let day = 0; day < 21; day += 1) {
        expect(isWithin(ranges, range(day, day + 1))).toBe(some.some((one) => day >= one.from && day < one.before));
      }
    }),
    runs(50),
  );
});

test('without ranges there is no filter, unless it asks for what has no time', () => {
  expect(timeFilter('at', [])).toBeUndefined();
  expect(timeFilter('at', [], true)).toEqual({ kind: 'time', column: 'at', empty: true });
  expect(rangesOf({ empty: true })).toEqual([]);
  expect(rangesOf({})).toEqual([range(-Infinity, Infinity)]);
});
