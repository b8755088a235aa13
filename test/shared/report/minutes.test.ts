import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatTime,
  formatTimeWithSeconds,
  limitMark,
  limitSentence,
  parseTime,
  ratioApplies,
  usedMinutes,
  usualLimit,
} from '../../../shared/report/minutes.ts';

const at = (...parts: [number, number, number, number, number, number]) => Date.UTC(...parts) * 1000;

describe('reading a time', () => {
  test.each([
    ['2015-08-20 20:21:54.123456+00:00', at(2015, 7, 20, 20, 21, 54) + 123_456, 'stated'],
    ['2015-08-20 20:21:54+00:00', at(2015, 7, 20, 20, 21, 54), 'stated'],
    ['2015-08-20T20:21:54Z', at(2015, 7, 20, 20, 21, 54), 'stated'],
    ['2015-08-20T20:21:54.5Z', at(2015, 7, 20, 20, 21, 54) + 500_000, 'stated'],
    ['2015-08-20 20:21:54.007', at(2015, 7, 20, 20, 21, 54) + 7_000, 'assumed'],
    ['2015-08-20 20:21:54', at(2015, 7, 20, 20, 21, 54), 'assumed'],
    ['2015-08-20 20:21:54+05:30', at(2015, 7, 20, 14, 51, 54), 'stated'],
    ['2015-08-20 20:21:54-03:00', at(2015, 7, 20, 23, 21, 54), 'stated'],
    ['2015-08-20 20:21:54-00:00', at(2015, 7, 20, 20, 21, 54), 'stated'],
    ['2016-02-29 00:00:00Z', at(2016, 1, 29, 0, 0, 0), 'stated'],
    ['2000-02-29 23:59:59Z', at(2000, 1, 29, 23, 59, 59), 'stated'],
    [' 2016-01-01 00:00:00Z ', at(2016, 0, 1, 0, 0, 0), 'stated'],
    ['1970-01-01 00:00:00.000001Z', 1, 'stated'],
    ['1969-12-31 23:59:59.999999Z', -1, 'stated'],
  ])('%s is a time', (text, micros, zone) => {
    expect(parseTime(text)).toEqual({ micros, zone });
  });

  test.each([
    'None',
    '',
    '2015-08-20',
    '2015-08-20 20:21',
    '20/08/2015 20:21:54',
    '8/20/15 20:21',
    '2015-8-20 20:21:54',
    '2015-00-20 20:21:54',
    '2015-13-20 20:21:54',
    '2015-04-31 20:21:54',
    '2015-02-29 20:21:54',
    '1900-02-29 20:21:54',
    '2015-08-00 20:21:54',
    '2015-08-20 24:00:00',
    '2015-08-20 20:60:00',
    '2015-08-20 20:21:60',
    '2015-08-20 20:21:54.',
    '2015-08-20 20:21:54.1234567',
    '2015-08-20 20:21:54,123',
    '2015-08-20 20:21:54+0000',
    '2015-08-20 20:21:54+24:00',
    '2015-08-20 20:21:54+00:60',
    '2015-08-20 20:21:54 UTC',
    '2015-08-20  20:21:54',
    '2015-08-20t20:21:54z',
    '٢٠١٥-08-20 20:21:54',
    '9999-12-31 23:59:59Z',
    '0001-01-01 00:00:00Z',
    '42236.84854',
  ])('%s stays text', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  test('every moment the platform can write is read back exactly, in any offset', () => {
    const millis = fc.integer({ min: Date.UTC(1690, 0, 1), max: Date.UTC(2250, 0, 1) });
    const two = (number: number) => String(number).padStart(2, '0');
    fc.assert(
      fc.property(
        millis,
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: -840, max: 840 }),
        (milli, micro, offset) => {
          const local = new Date(milli + offset * 60_000).toISOString().slice(0, 23).replace('T', ' ');
          const distance = Math.abs(offset);
          const suffix = `${offset < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
          const time = parseTime(`${local}${String(micro).padStart(3, '0')}${suffix}`);
          expect(time).toEqual({ micros: milli * 1000 + micro, zone: 'stated' });
          expect(Number.isSafeInteger(time!.micros)).toBe(true);
        },
      ),
    );
  });

  test('a day exists exactly when the calendar has it', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1690, max: 2250 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.toISOString().startsWith(iso);
        expect(parseTime(`${iso} 12:00:00Z`) !== undefined).toBe(exists);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('minutes used', () => {
  test('are the minutes between start and completion, with their fraction', () => {
    expect(usedMinutes(0, 90_000_000)).toBe(1.5);
    expect(usedMinutes(5, 5)).toBe(0);
  });

  test('are not known without both times, or where they contradict each other', () => {
    expect(usedMinutes(Number.NaN, 1)).toBeNaN();
    expect(usedMinutes(1, Number.NaN)).toBeNaN();
    expect(usedMinutes(Number.NaN, Number.NaN)).toBeNaN();
    expect(usedMinutes(2, 1)).toBeNaN();
  });
});

describe('showing a time', () => {
  const micros = parseTime('2021-04-30 23:02:59.999999+00:00')!.micros;

  test.each([
    ['utc', undefined, '2021-04-30 23:02', '2021-04-30 23:02:59'],
    ['utc', 120, '2021-04-30 23:02', '2021-04-30 23:02:59'],
    ['local', 120, '2021-05-01 01:02', '2021-05-01 01:02:59'],
    ['local', -210, '2021-04-30 19:32', '2021-04-30 19:32:59'],
    ['local', 0, '2021-04-30 23:02', '2021-04-30 23:02:59'],
  ] as const)('in %s, offset %s, it is %s', (zone, offset, minutes, seconds) => {
    expect(formatTime(micros, zone, offset)).toBe(minutes);
    expect(formatTimeWithSeconds(micros, zone, offset)).toBe(seconds);
  });

  test('local without an offset is the time of this computer', () => {
    const date = new Date(micros / 1000);
    const two = (number: number) => String(number).padStart(2, '0');
    const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    expect(formatTime(micros, 'local')).toBe(`${day} ${two(date.getHours())}:${two(date.getMinutes())}`);
  });

  test('before 1970 it is cut downwards too', () => {
    expect(formatTimeWithSeconds(-1, 'utc')).toBe('1969-12-31 23:59:59');
  });
});

describe('the usual limit', () => {
  const attempts = (...groups: [count: number, limit: number | undefined, started?: boolean][]) =>
    groups.flatMap(([count, limit, started = true]) => Array.from({ length: count }, () => ({ limit, started })));

  test.each([
    ['10 of 10 attempts', attempts([10, 120]), 120],
    ['exactly 60 % of 10', attempts([6, 120], [4, 180]), 120],
    ['60 % of 15', attempts([9, 90], [6, 60]), 90],
    ['less than 60 %', attempts([59, 120], [41, 180]), undefined],
    ['9 attempts only', attempts([9, 120]), undefined],
    ['10 of which one was not started', attempts([9, 120], [1, 120, false]), undefined],
    ['10 with limits beside some without', attempts([10, 120], [30, 0], [30, undefined]), 120],
    ['9 with limits beside some without', attempts([9, 120], [30, 0], [30, undefined]), undefined],
    ['zeros only', attempts([20, 0]), undefined],
    ['no attempts', [], undefined],
  ])('over %s is as the rule says', (_, values, usual) => {
    expect(usualLimit(values)).toBe(usual);
  });

  test.each([
    [180, 120, 'longer', true],
    [60, 120, 'shorter', false],
    [120, 120, undefined, true],
    [0, 120, 'shorter', false],
    [0, undefined, undefined, false],
    [60, undefined, undefined, true],
    [undefined, 120, undefined, false],
    [-5, 120, undefined, false],
    [Number.NaN, 120, undefined, false],
  ])('a limit of %s where %s is usual is marked %s', (limit, usual, mark, ratio) => {
    expect(limitMark(limit, usual)).toBe(mark);
    expect(ratioApplies(limit, usual)).toBe(ratio);
  });

  test('its marks accuse nobody and name no reason that is personal', () => {
    for (const mark of ['longer', 'shorter'] as const) {
      expect(limitSentence(mark)).toMatch(new RegExp(`^${mark} than the usual limit`, 'i'));
      expect(limitSentence(mark)).not.toMatch(/accommodat|disab|cheat|suspic|unfair/i);
    }
  });
});
