/** How high a row is and how large its text, out of the settings. Whole pixels, so that lines stay sharp. */
import type { Settings } from '../../shared/settings.ts';
export declare const gridZooms: readonly [70, 80, 90, 100, 110, 125, 150, 175, 200];
export interface SheetSize {
  readonly zoom: number;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}
export declare function sheetSize({
  wrap,
  density,
  gridZoom,
}: Pick<Settings, 'wrap' | 'density' | 'gridZoom'>): SheetSize;
/** The next larger or smaller of the sizes offered. */
export declare function nextZoom(now: number, step: 1 | -1): number;
/** Tells the styles of the sheet (grid.css) its sizes. */
export declare function dressSheet(host: HTMLElement, settings: Pick<Settings, 'wrap' | 'density' | 'gridZoom'>): void;
