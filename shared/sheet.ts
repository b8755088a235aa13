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

/**
 * Which of the pinned columns stay pinned in a sheet of this width: as many, from the left, as leave the others two
 * fifths of it. The rest scrolls with the others until there is room again; the settings keep it as pinned.
 */
export function pinnedThatFit(
  columns: readonly {
    readonly id: string;
    readonly width: number;
    readonly pinned: boolean;
    readonly hidden: boolean;
  }[],
  sheetWidth: number,
): ReadonlySet<string> {
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

/** What is at the top left corner of the grid. */
export interface ScrollPlace {
  /** The first row that is to be seen, by its position in the view. */
  readonly position: number;
  /** How far the columns that are not pinned are scrolled, in CSS pixels. */
  readonly left: number;
}
