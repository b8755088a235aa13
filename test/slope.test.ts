import { expect, test } from 'vitest';
import { floorsOf, slopeOf } from './speed/slope.ts';

const line = (slope: number) => Array.from({ length: 40 }, (_, at) => ({ at, value: 100 + slope * at }));

test('the slope of a line is found', () => {
  expect(slopeOf(line(3))).toBe(3);
  expect(slopeOf(line(0))).toBe(0);
  expect(slopeOf([])).toBeNaN();
});

test('a few points out of place do not change it, whatever they are', () => {
  const points = line(3).map((point) => (point.at % 5 === 0 ? { ...point, value: 1e6 - point.at ** 3 } : point));
  expect(slopeOf(points)).toBeCloseTo(3, 9);
});

test('a step that stays is growth', () => {
  const points = line(0).map(({ at }) => ({ at, value: at < 20 ? 0 : 100 }));
  expect(slopeOf(points)).toBeGreaterThan(2);
});

test('the lowest of each few are taken, and a rest is left out', () => {
  const points = [5, 3, 4, 9, 8, 7, 1].map((value, at) => ({ at, value }));
  expect(floorsOf(points, 3)).toEqual([
    { at: 1, value: 3 },
    { at: 5, value: 7 },
  ]);
});
