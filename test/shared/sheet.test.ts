import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../shared/settings.ts';
import { nextZoom, pinnedThatFit, sheetSize, widenedWhereRoom, withOthers } from '../../shared/sheet.ts';

describe('pinned columns', () => {
  const column = (id: string, width: number, pinned = true, hidden = false) => ({ id, width, pinned, hidden });
  const shipped = [column('verdict', 206), column('username', 132), column('email', 190, false)];

  test.each<[sheet: number, columns: typeof shipped, fit: string[]]>([
    [1440, shipped, ['verdict', 'username']],
    [640, shipped, ['verdict', 'username']],
    [480, shipped, ['verdict']],
    [240, shipped, []],
    [1000, [column('a', 500), column('b', 90), column('c', 90)], ['a', 'b']],
    // A narrow one behind a wide one that must go, goes too: the order of pinned columns is kept.
    [1000, [column('a', 700), column('b', 90)], []],
    [1000, [column('a', 700, true, true), column('b', 90)], ['b']],
  ])('leave two fifths of a sheet of %d pixels to the others', (sheet, columns, fit) => {
    expect([...pinnedThatFit(columns, sheet)]).toEqual(fit);
  });

  test.each<[sheet: number, columns: typeof shipped, width: number]>([
    [1244, shipped, 260],
    // 0.6 × 600 is room for 206 + 132, and not for 260 + 132.
    [600, shipped, 206],
    // The username stays in neither width.
    [480, shipped, 260],
    [420, shipped, 206],
    // The third lets go: what is in the first is to be read.
    [1000, [column('verdict', 206), column('username', 132), column('email', 250)], 260],
    [600, [column('verdict', 206), column('username', 132, false)], 260],
  ])('in a sheet of %d pixels are widened where the first two can stay', (sheet, columns, width) => {
    expect(widenedWhereRoom(columns, 'verdict', 260, sheet).find(({ id }) => id === 'verdict')?.width).toBe(width);
  });
});

test('what was placed for other reports is kept behind', () => {
  const place = (id: string, width = 100) => ({ id, width, hidden: false, pinned: false });
  expect(withOthers([place('b', 50), place('a')], [place('a', 20), place('c')])).toEqual([
    place('b', 50),
    place('a'),
    place('c'),
  ]);
});

describe('the size of rows', () => {
  const height = (change: Partial<typeof defaultSettings>) => sheetSize({ ...defaultSettings, ...change }).rowHeight;
  test('follows from lines, density and zoom', () => {
    expect(height({})).toBe(28);
    expect(height({ density: 'compact' })).toBe(22);
    expect(height({ wrap: 2 })).toBe(46);
    expect(height({ wrap: 4 })).toBe(82);
    expect(height({ gridZoom: 200 })).toBe(56);
    expect(height({ wrap: 4, density: 'compact', gridZoom: 150 })).toBe(4 * 27 + 6);
  });

  test('goes up and down in steps, and stays at the ends', () => {
    expect([nextZoom(100, 1), nextZoom(100, -1), nextZoom(200, 1), nextZoom(70, -1), nextZoom(133, 1)]).toEqual([
      ...[110, 90, 200, 70, 150],
    ]);
  });
});
