import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  dayMicros,
  dayOf,
  dayStart,
  daysBefore,
  hourMicros,
  hoursOf,
  spansBetween,
} from '../../../shared/report/clock.ts';

const at = (text: string) => Date.parse(text) * 1000;
const before = process.env.TZ;
// Node asks again which zone it is in.
beforeEach(() => {
  process.env.TZ = 'America/New_York';
});
afterEach(() => {
  process.env.TZ = before;
  if (before === undefined) delete process.env.TZ;
});

test.each([
  ['2021-04-30T23:59:00Z', 'utc', '2021-04-30', 23],
  ['2021-05-01T00:00:00Z', 'utc', '2021-05-01', 0],
  ['2021-05-01T03:59:00Z', 'local', '2021-04-30', 23],
  ['2021-05-01T04:00:00Z', 'local', '2021-05-01', 0],
  ['1969-12-31T23:30:00Z', 'utc', '1969-12-31', 23],
  // Clocks went forward at 2:00, which was 7:00 UTC.
  ['2021-03-14T06:59:59Z', 'local', '2021-03-14', 1],
  ['2021-03-14T07:00:00Z', 'local', '2021-03-14', 3],
] as const)('%s %s is on %s at %i', (moment, zone, day, hour) => {
  expect(dayOf(at(moment), zone)).toBe(day);
  expect(hoursOf(zone)(at(moment))).toBe(hour);
});

test('a day begins at midnight of its zone, also one of 23 hours', () => {
  expect(dayStart('2021-03-14', 'local')).toBe(at('2021-03-14T05:00:00Z'));
  expect(dayStart('2021-03-14', 'local', 1)).toBe(at('2021-03-15T04:00:00Z'));
  expect(dayStart('2021-03-14', 'utc', 1)).toBe(at('2021-03-15T00:00:00Z'));
  expect(dayStart('14.3.2021', 'utc')).toBeUndefined();
  expect(daysBefore(at('2021-03-15T12:00:00Z'), 1, 'local')).toEqual({
    from: at('2021-03-14T05:00:00Z'),
    before: at('2021-03-16T04:00:00Z'),
  });
});

describe('stretches of days', () => {
  const between = (first: string, last: string, zone: 'utc' | 'local' = 'utc') => {
    const { span, spans } = spansBetween(at(first), at(last), zone, 60);
    for (const [place, { before: end }] of spans.entries())
      if (spans[place + 1]) expect(spans[place + 1]!.from).toBe(end);
    expect(spans[0]!.from).toBeLessThanOrEqual(at(first));
    expect(spans.at(-1)!.before).toBeGreaterThan(at(last));
    return { span, days: spans.map(({ day }) => day), hours: spans.map((one) => (one.before - one.from) / hourMicros) };
  };

  test('are days, with those between', () => {
    expect(between('2021-04-29T23:00:00Z', '2021-05-01T00:00:00Z')).toMatchObject({
      span: 'day',
      days: ['2021-04-29', '2021-04-30', '2021-05-01'],
    });
    expect(between('2021-03-13T12:00:00Z', '2021-03-15T12:00:00Z', 'local').hours).toEqual([24, 23, 24]);
    expect(between('2021-04-29T23:00:00Z', '2021-04-29T23:00:00Z').days).toEqual(['2021-04-29']);
  });

  test('are weeks from Monday, months or years where days would be too many', () => {
    expect(between('2021-01-07T00:00:00Z', '2021-04-01T00:00:00Z')).toMatchObject({ span: 'week' });
    expect(between('2021-01-07T00:00:00Z', '2021-04-01T00:00:00Z').days.slice(0, 2)).toEqual([
      '2021-01-04',
      '2021-01-11',
    ]);
    expect(between('2019-11-30T00:00:00Z', '2021-04-01T00:00:00Z')).toMatchObject({ span: 'month' });
    expect(between('2019-11-30T00:00:00Z', '2021-04-01T00:00:00Z').days.slice(0, 3)).toEqual([
      ...['2019-11-01', '2019-12-01', '2020-01-01'],
    ]);
    expect(between('2015-02-03T00:00:00Z', '2021-04-01T00:00:00Z')).toMatchObject({
      span: 'year',
      days: expect.any(Array),
    });
    expect(between('2015-02-03T00:00:00Z', '2021-04-01T00:00:00Z').days).toHaveLength(7);
  });

  test('are never more than sixty, and a few', () => {
    for (const days of [1, 59, 60, 61, 419, 420, 421, 1799, 1800, 9000]) {
      const first = at('2015-01-01T12:00:00Z');
      expect(spansBetween(first, first + days * dayMicros, 'utc', 60).spans.length).toBeLessThanOrEqual(62);
    }
  });
});
