/** How high a row is and how large its text, out of the settings. Whole pixels, so that lines stay sharp. */
import type { Settings } from '../../shared/settings.ts';

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

/** Tells the styles of the sheet (grid.css) its sizes. */
export function dressSheet(host: HTMLElement, settings: Pick<Settings, 'wrap' | 'density' | 'gridZoom'>) {
  const { zoom, fontSize, lineHeight } = sheetSize(settings);
  host.style.setProperty('--sheet-zoom', String(zoom));
  host.style.setProperty('--sheet-font', `${fontSize}px`);
  host.style.setProperty('--sheet-line', `${lineHeight}px`);
  host.style.setProperty('--sheet-lines', String(settings.wrap));
  host.classList.toggle('is-wrapped', settings.wrap > 1);
}
