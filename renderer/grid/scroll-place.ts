/** Where the grid is scrolled to, so that it can be scrolled there again. */
import type { GridApi } from 'ag-grid-community';
import type { ScrollPlace } from '../../shared/sheet.ts';

const viewportOf = (host: HTMLElement) => host.querySelector<HTMLElement>('.ag-grid-viewport');

/** Tells the place whenever a scroll has come to rest. */
export function listenForScroll(host: HTMLElement, api: GridApi, tell: (place: ScrollPlace) => void) {
  api.addEventListener('bodyScrollEnd', () =>
    tell({ position: firstSeen(host), left: viewportOf(host)?.scrollLeft ?? 0 }),
  );
}

/** Not by its pixels, which a grid of a million rows squeezes. */
function firstSeen(host: HTMLElement): number {
  const below = host.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? 0;
  const seen = [...host.querySelectorAll('.ag-row[row-index]')].filter(
    (row) => row.getBoundingClientRect().bottom > below + 1,
  );
  return Math.min(...seen.map((row) => Number(row.getAttribute('row-index'))), Number.MAX_SAFE_INTEGER);
}

export function scrollTo(host: HTMLElement, api: GridApi, { position, left }: ScrollPlace) {
  const count = api.getDisplayedRowCount();
  if (count > 0) api.ensureIndexVisible(Math.min(position, count - 1), 'top');
  const viewport = viewportOf(host);
  if (viewport) viewport.scrollLeft = left;
}
