import { describe, expect, test } from 'vitest';
import { readPlace, smallest, visibleBounds } from '../../main/window-place.ts';

const left = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

describe('where the window opens', () => {
  test('is where it was, on every display', () => {
    expect(visibleBounds(at(100, 100), [left, right])).toEqual(at(100, 100).bounds);
    expect(visibleBounds(at(2000, 10), [left, right])).toEqual(at(2000, 10).bounds);
  });

  test('is nowhere in particular when its display has gone', () => {
    expect(visibleBounds(at(2000, 10), [left])).toBeUndefined();
    expect(visibleBounds(at(100, 100), [])).toBeUndefined();
    expect(visibleBounds(undefined, [left])).toBeUndefined();
  });

  test('is never where its title bar is out of reach', () => {
    expect(visibleBounds(at(100, -300), [left])).toBeUndefined();
    expect(visibleBounds(at(100, 1075), [left])).toBeUndefined();
    expect(visibleBounds(at(-950, 100), [left])).toBeUndefined();
    expect(visibleBounds(at(-500, 100), [left])).toEqual(at(-500, 100).bounds);
  });

  test('is cut to a display that has become smaller, and never below the smallest size', () => {
    expect(visibleBounds(at(0, 30, 4000, 3000), [left])).toMatchObject({ width: 1920, height: 1055 });
    expect(visibleBounds(at(0, 30, 10, 10), [left])).toBeUndefined();
    expect(visibleBounds(at(0, 30, 200, 10), [left])).toMatchObject(smallest);
  });
});

describe('a stored place', () => {
  test.each([
    null,
    'x',
    {},
    { bounds: { x: 1, y: 2, width: 3 }, maximized: true },
    { bounds: { x: 1.5, y: 0, width: 100, height: 100 }, maximized: true },
    { bounds: { x: 1e12, y: 0, width: 100, height: 100 }, maximized: true },
  ])('that is unsound is no place: %j', (stored) => {
    expect(readPlace(stored)).toBeUndefined();
  });

  test('that is sound is one', () => {
    expect(readPlace({ ...at(1, 2), surplus: 1 })).toEqual(at(1, 2));
  });
});
