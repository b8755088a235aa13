/** The sheet's sizes and columns as the settings have them, worked out without a screen. */
import type { ColumnPlace, Settings } from './settings.ts';

export const gridZooms = [70, 80, 90, 100, 110, 125, 150, 175, 200] as const;

export interface SheetSize {
  readonly zoom: number;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}

const line = 18;
/** What a row has above and below its lines, together. */
const room = { comfortable: 10, compact: 4 } as const;
const header = { comfortable: 34, compact: 28 } as const;

/** How high a row is and how large its text. Whole pixels, so that lines stay sharp. */
export function sheetSize({ wrap, density, gridZoom }: Pick<Settings, 'wrap' | 'density' | 'gridZoom'>): SheetSize {
  const zoom = gridZoom / 100;
  const lineHeight = Math.round(line * zoom);
  return {
    zoom,
    fontSize: Math.round(13 * zoom * 10) / 10,
    lineHeight,
    rowHeight: wrap * lineHeight + Math.round(room[density] * zoom),
    headerHeight: Math.round(header[density] * zoom),
  };
}

/** The next larger or smaller of the sizes offered. */
export function nextZoom(now: number, step: 1 | -1): number {
  const found = step > 0 ? gridZooms.find((zoom) => zoom > now) : gridZooms.findLast((zoom) => zoom < now);
  return found ?? now;
}

/** The list to keep. Columns of other reports that the person placed earlier stay in it, behind those of this one. */
export function withOthers(places: readonly ColumnPlace[], kept: readonly ColumnPlace[]): ColumnPlace[] {
  const ids = new Set(places.map(({ id }) => id));
  return [...places, ...kept.filter(({ id }) => !ids.has(id))];
}

/** What of a column decides whether it stays pinned. */
interface Pinnable {
  readonly id: string;
  /** In CSS pixels on screen. */
  readonly width: number;
  readonly pinned: boolean;
  readonly hidden: boolean;
}

/**
 * Which of the pinned columns stay pinned in a sheet of this width: as many, from the left, as leave the others two
 * fifths of it. The rest scrolls with the others until there is room again; the settings keep it as pinned.
 */
export function pinnedThatFit(columns: readonly Pinnable[], sheetWidth: number): ReadonlySet<string> {
  const fit = new Set<string>();
  let left = sheetWidth * 0.6;
  for (const { id, width, pinned, hidden } of columns) {
    if (!pinned || hidden) continue;
    left -= width;
    if (left < 0) break;
    fit.add(id);
  }
  return fit;
}

/**
 * The columns with one of them widened to what it holds. Not in a sheet where one of the first two pinned columns, which
 * say how it went and for whom, would have to let go for it.
 */
export function widenedWhereRoom<Column extends Pinnable>(
  columns: readonly Column[],
  id: string,
  width: number,
  sheetWidth: number,
): readonly Column[] {
  const wide = columns.map((column) => (column.id === id ? { ...column, width } : column));
  const pinned = pinnedThatFit(wide, sheetWidth).size;
  return pinned < 2 && pinned < pinnedThatFit(columns, sheetWidth).size ? columns : wide;
}

/** What is at the top left corner of the grid. */
export interface ScrollPlace {
  /** The first row that is to be seen, by its position in the view. */
  readonly position: number;
  /** How far the columns that are not pinned are scrolled, in CSS pixels. */
  readonly left: number;
}
