import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tick, ticksOf } from '../../../shared/table/ticks.ts';
import type { ValuesFilter } from '../../../shared/table/view.ts';
import { runs } from '../../support/runs.ts';

const filter = (values: readonly string[], exclude?: true): ValuesFilter => ({
  ...{ kind: 'values', column: 'status', values },
  ...(exclude && { exclude }),
});
const few = ['a', 'b', 'c'];
const many = Array.from({ length: 20_000 }, (_, at) => `learner-${at}@example.com`);

describe('the values ticked', () => {
  test('are all without a filter, those it names, or all but those', () => {
    expect(few.filter(ticksOf(undefined))).toEqual(few);
    expect(few.filter(ticksOf(filter(['b'])))).toEqual(['b']);
    expect(few.filter(ticksOf(filter(['b'], true)))).toEqual(['a', 'c']);
  });

  test('are the same under the filter that comes of them, whatever it was before', () => {
    const pool = many.slice(0, 300);
    const some = fc.subarray(pool);
    const before = fc.option(
      fc.tuple(fc.subarray(pool), fc.boolean()).map(([values, out]) => filter(values, out || undefined)),
      { nil: undefined },
    );
    fc.assert(
      fc.property(some, some, before, (listed, ticked, now) => {
        const isTicked = ticksOf(filter(ticked));
        const made = tick('status', listed, isTicked, now);
        expect(listed.filter(ticksOf(made))).toEqual(listed.filter(isTicked));
        expect(made === undefined).toBe(listed.every(isTicked));
      }),
      runs(200),
    );
  });
});

describe('the filter that comes of them', () => {
  test('names them in the order in which they were ticked', () => {
    expect(tick('status', few, (value) => value !== 'b', filter(['c']))).toEqual(filter(['c', 'a']));
  });

  test('names those that are left out where that is so much shorter', () => {
    const out = new Set(many.slice(5, 8));
    expect(tick('status', many, (value) => !out.has(value))).toEqual(filter(many.slice(5, 8), true));
    expect(tick('status', few, (value) => value !== 'b')).toEqual(filter(['a', 'c']));
  });

  test('keeps what was said of values that other filters keep from being listed', () => {
    expect(tick('status', ['a', 'b'], (value) => value === 'a', filter(['z']))).toEqual(filter(['z', 'a']));
    const isTicked = (value: string) => value !== many[0];
    expect(tick('status', many, isTicked, filter(['z'], true))).toEqual(filter(['z', many[0]!], true));
    // Named one by one, they are named one by one: all but the first of them would have others as well.
    expect(ticksOf(tick('status', many, isTicked, filter(many)))('z')).toBe(false);
    expect(ticksOf(tick('status', many, isTicked, filter([])))('z')).toBe(false);
  });

  test('is found in a walk or two over the values, however many are ticked', () => {
    let reads = 0;
    // What looked through a list for each value of another would read 20,000 times 10,000 values.
    const values = new Proxy(many.slice(0, 10_000), {
      get(list, key, receiver) {
        reads += 1;
        return Reflect.get(list, key, receiver);
      },
    });
    const now = { ...filter([]), values };
    const isTicked = ticksOf(now);
    let asked = 0;
    tick(
      'status',
      many,
      (value) => {
        asked += 1;
        return isTicked(value) && value !== many[0];
      },
      now,
    );
    expect(reads).toBeLessThan(10 * many.length);
    expect(asked).toBeLessThanOrEqual(3 * many.length);
  });
});
