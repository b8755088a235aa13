import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortPairs } from '../../../shared/table/sort-pairs.ts';
import { runs } from '../../support/runs.ts';

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, -0, Infinity, -Infinity, 2 ** 48 - 1, 1.5),
);

function expectSorted(list: readonly number[]) {
  const numbers = Float64Array.from(list);
  const places = Uint32Array.from(list, (_, place) => place);
  sortPairs(numbers, places);
  const sorted = [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // −0 and 0 are one number.
  expect([...numbers].map((value) => value + 0)).toEqual(sorted.map((value) => value + 0));
  expect([...places].map((place) => list[place]! + 0)).toEqual([...numbers].map((value) => value + 0));
  expect(new Set(places).size).toBe(list.length);
}

test('numbers are sorted, and each keeps its place beside it', () => {
  fc.assert(fc.property(fc.array(number, { maxLength: 120 }), expectSorted), runs(400));
});

test.each([1, 10, 4095, 4096, 20_000])('so are %i that repeat a few', (count) => {
  const few = fc.sample(number, { seed: count, numRuns: 50 });
  expectSorted(Array.from({ length: count }, (_, at) => few[(at * 7919) % few.length]!));
  expectSorted(Array.from({ length: count }, (_, at) => Math.sin(at * count) * 10 ** (at % 20)));
});
