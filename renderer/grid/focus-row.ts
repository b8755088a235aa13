/** The way to a row from outside the sheet: the grid alone knows how to bring one into sight and give it the keyboard. */
import type { GridApi } from 'ag-grid-community';
import { reportColumns } from './row-numbers.ts';

const request = 'proctorsheet-focus-row';

/** Brings the row at a place on screen into sight, and gives it the keyboard, in the column that had it last. */
export function focusRowAt(place: number) {
  document.querySelector('.sheet')?.dispatchEvent(new CustomEvent(request, { detail: place }));
}

/** Listens for as long as the sheet lives. */
export function listenForFocusRow(sheet: HTMLElement, api: GridApi) {
  sheet.addEventListener(request, (event) => {
    const place = (event as CustomEvent<number>).detail;
    const column = api.getFocusedCell()?.column ?? reportColumns(api)[0];
    api.ensureIndexVisible(place);
    if (column) api.setFocusedCell(place, column);
  });
}
