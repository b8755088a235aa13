/** Where the keyboard goes, by name. */

import { rowPlace } from '../../shared/table/row-place.ts';
import { welcomeKeyboard } from '../grid/focus-row.ts';
import { lastInputWasKey } from '../parts/last-input.ts';
import type { Open } from '../state/state.ts';

export const searchId = 'search';
export const findId = 'find';

/** Where the row stands that had the focus, or 0. */
export const placeOf = ({ shown, focusRow }: Open): number =>
  focusRow === undefined ? 0 : Math.max(0, rowPlace(shown.rows, focusRow));

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
    cells.find((other) => !other.classList.contains('row-number')) ??
    document.querySelector<HTMLElement>('.sheet .ag-row .ag-cell:not(.row-number)');
  if (cell) cell.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/**
 * A sheet that has come to the front takes the keyboard, where the person left it last, or at its first cell. Only from
 * who is at the keyboard, and where nothing else has it: what had it went with what was shown before.
 */
export function welcomeToSheet(open: Open | undefined) {
  if (document.activeElement !== document.body || !lastInputWasKey()) return;
  const place = open?.focusRow === undefined ? -1 : rowPlace(open.shown.rows, open.focusRow);
  welcomeKeyboard({ place: place < 0 ? undefined : place, column: open?.focusColumn });
}

let tabWanted: string | undefined;

/** Who asks for a tab of the overview panel with the keyboard goes to it, as soon as it is there. */
export function wantInsight(tab: string) {
  if (!lastInputWasKey()) return;
  tabWanted = tab;
  focusWantedTab();
}

/** To be called whenever the panel shows another tab. */
export function focusWantedTab() {
  if (tabWanted === undefined) return;
  const tab = document.querySelector<HTMLElement>(`.insight [role=tab][data-key="${tabWanted}"][aria-selected=true]`);
  if (!tab) return;
  tabWanted = undefined;
  tab.focus();
}

export const columnsButtonId = 'choose-columns';

/** The popover stands at its button, so the command presses it. */
export function openColumnChooser() {
  document.getElementById(columnsButtonId)?.click();
}

/** The parts of the window, in the order in which F6 goes through them. */
const panes = ['.toolbar', '.insight', '.sheet', '.pane', '.status-bar', '.toast', '.tour-card'] as const;

/** What in a part takes the keyboard. */
const insides = {
  '.insight': '[role=tab][aria-selected=true]',
  '.pane': '#pane-title',
  '.status-bar': 'button:not(.status-folded *)',
  '.toast': 'button',
  '.tour-card': 'h2',
} as const;

/** Gives the keyboard to the next part of the window, or to the one before. */
export function stepPane(open: Open, step: 1 | -1) {
  const there = panes.filter((pane) => document.querySelector(pane) !== null);
  const now = there.findIndex((pane) => document.activeElement?.closest(pane));
  const from = now < 0 && step < 0 ? 0 : now;
  const next = there[(from + step + there.length) % there.length];
  if (next === '.toolbar') focusSearch();
  else if (next === '.sheet') focusSheet(placeOf(open));
  else if (next !== undefined) {
    document.querySelector<HTMLElement>(`${next} ${insides[next]}`)?.focus();
  }
}
