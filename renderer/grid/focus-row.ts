/** The way to a row from outside the sheet: the grid alone knows how to bring one into sight and give it the keyboard. */
import type { GridApi } from 'ag-grid-community';
import { reportColumns } from './row-numbers.ts';

const request = 'proctorsheet-focus-row';
const welcome = 'proctorsheet-welcome';

interface Welcomed {
  /** Where the row stands that had the keyboard last, if one had. */
  readonly place: number | undefined;
  readonly column: string | undefined;
}

/** Brings the row at a place on screen into sight, and gives it the keyboard, in the column that had it last. */
export function focusRowAt(place: number) {
  document.querySelector('.sheet')?.dispatchEvent(new CustomEvent(request, { detail: place }));
}

/** Gives the keyboard to the cell that had it last, or to the first one in sight. */
export function welcomeKeyboard(to: Welcomed) {
  document.querySelector('.sheet')?.dispatchEvent(new CustomEvent(welcome, { detail: to }));
}

/** False = the grid has no such row: whoever names a place may mean rows that are on their way, or have gone meanwhile. */
export function bringIntoSight(api: GridApi, place: number): boolean {
  if (place < 0 || place >= api.getDisplayedRowCount()) return false;
  api.ensureIndexVisible(place);
  return true;
}

/**
 * Listens for as long as the sheet lives.
 * @param given is told of a cell that gets the keyboard though nobody has gone to it
 */
export function listenForFocusRow(sheet: HTMLElement, api: GridApi, given: (place: number, column: string) => void) {
  sheet.addEventListener(welcome, (event) => {
    const { place, column: wanted } = (event as CustomEvent<Welcomed>).detail;
    const columns = reportColumns(api);
    const column = columns.find((one) => one.getColId() === wanted) ?? columns[0];
    const at = place ?? api.getFirstDisplayedRowIndex();
    if (!column || !bringIntoSight(api, at)) return;
    given(at, column.getColId());
    api.setFocusedCell(at, column);
  });
  sheet.addEventListener(request, (event) => {
    const place = (event as CustomEvent<number>).detail;
    const column = api.getFocusedCell()?.column ?? reportColumns(api)[0];
    if (bringIntoSight(api, place) && column) api.setFocusedCell(place, column);
  });
}
