/** Where the keyboard goes, by name. */

export const searchId = 'search';

export function focusSearch() {
  const field = document.getElementById(searchId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

/** Gives the keyboard to the grid: to the row at a place on screen, in the column that had it last. */
export function focusSheet(place: number) {
  const column = document.querySelector('.sheet .ag-cell-focus')?.getAttribute('col-id');
  const cells = [...document.querySelectorAll<HTMLElement>(`.sheet .ag-row[row-index="${place}"] .ag-cell`)];
  const cell =
    cells.find((other) => other.getAttribute('col-id') === column) ??
    cells[0] ??
    document.querySelector<HTMLElement>('.sheet .ag-row .ag-cell');
  if (cell) cell.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

export const columnsButtonId = 'choose-columns';

/** The popover stands at its button, so the command presses it. */
export function openColumnChooser() {
  document.getElementById(columnsButtonId)?.click();
}
