import { describe, expect, test } from 'vitest';
import { rowIsAt, rowPlace } from '../../../shared/table/row-place.ts';

/** A row is nowhere near its number. */
const sorted = () => Uint32Array.from({ length: 1000 }, (_, place) => (place * 7 + 3) % 1000);
const asInFile = () => Uint32Array.from({ length: 1000 }, (_, row) => row);

describe('where a row stands', () => {
  test('is right for each row, in whatever order they are asked for, and again', () => {
    for (const rows of [sorted(), asInFile(), asInFile().reverse()]) {
      const shuffled = Array.from(rows.keys(), (at) => (at * 331) % 1000);
      for (const place of [...rows.keys(), ...shuffled, 5, 5]) expect(rowPlace(rows, rows[place]!)).toBe(place);
    }
  });

  test('is nowhere for one that is left out, before and after others', () => {
    const rows = Uint32Array.of(8, 2, 0, 5);
    const asked = [1, 8, 1, 1, 2, 3, 5, 0, 4, 8];
    expect(asked.map((row) => rowPlace(rows, row))).toEqual([-1, 0, -1, -1, 1, -1, 3, 2, -1, 0]);
    expect(rowPlace(new Uint32Array(0), 0)).toBe(-1);
  });

  test('is told of each order by itself', () => {
    const [one, other] = [Uint32Array.of(4, 5, 6), Uint32Array.of(6, 5, 4)];
    for (const row of [4, 6, 5, 4]) expect([rowPlace(one, row), rowPlace(other, row)]).toEqual([row - 4, 6 - row]);
  });
});

describe('the rows are looked through', () => {
  /** How often they are, while this is done. */
  function looks(rows: Uint32Array, act: () => void): number {
    let count = 0;
    const indexOf = (row: number) => {
      count += 1;
      return Uint32Array.prototype.indexOf.call(rows, row);
    };
    Object.assign(rows, { indexOf });
    act();
    return count;
  }

  test('not for the rows before and after the one where somebody is, nor for that one again', () => {
    const rows = sorted();
    rowIsAt(rows, 400);
    const steps = [400, 401, 402, 403, 402, 401, 400, 400, 399];
    expect(looks(rows, () => steps.map((place) => rowPlace(rows, rows[place]!)))).toBe(0);
  });

  test('not where they stand as in the file', () => {
    const rows = asInFile();
    expect(looks(rows, () => [0, 999, 12, 500].map((row) => rowPlace(rows, row)))).toBe(0);
  });

  test('once for a jump to anywhere else, and for a row that is not there', () => {
    const rows = sorted();
    const asked = [700, 700, 700].map((place) => rows[place]!);
    expect(looks(rows, () => asked.map((row) => rowPlace(rows, row)))).toBe(1);
    expect(looks(rows, () => [5000, 5000].map((row) => rowPlace(rows, row)))).toBe(1);
  });
});
