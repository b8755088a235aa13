import type { Settings } from '../../shared/settings.ts';
import { sheetSize } from '../../shared/sheet.ts';

/** Tells the styles of the sheet (grid.css) its sizes. */
export function dressSheet(host: HTMLElement, settings: Pick<Settings, 'wrap' | 'density' | 'gridZoom'>) {
  const { zoom, fontSize, lineHeight } = sheetSize(settings);
  host.style.setProperty('--sheet-zoom', String(zoom));
  host.style.setProperty('--sheet-font', `${fontSize}px`);
  host.style.setProperty('--sheet-line', `${lineHeight}px`);
  host.style.setProperty('--sheet-lines', String(settings.wrap));
  host.classList.toggle('is-wrapped', settings.wrap > 1);
}
