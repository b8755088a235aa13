/** Find next and previous, wherever the keyboard is. */
import { shownColumns } from '../grid/sheet-columns.ts';
import { findCell, showFind, typeFind } from '../state/act-find.ts';
import { activeOpen, store } from '../state/state.ts';
import { findId } from './focus.ts';

/** Ids of the columns on screen: what is hidden is not found. */
function columnsNow(): string[] {
  const state = store.getState();
  const open = activeOpen(state);
  return open ? shownColumns(open.report, state.settings) : [];
}

/** With nothing to find yet, what is searched for is stepped through, if it is one word; otherwise it asks what. */
export function findStep(step: 1 | -1) {
  const open = activeOpen(store.getState());
  const find = open?.find;
  const searched = open?.view.search.trim() ?? '';
  if (!find?.open) showFind(true);
  if (!find?.text && searched !== '' && !/\s/.test(searched)) {
    findTyped(searched);
    return;
  }
  if (find?.text) findCell(columnsNow(), step, 'step');
  // A bar that is only now drawn takes the focus itself.
  else document.getElementById(findId)?.focus();
}

export function findTyped(text: string) {
  typeFind(text);
  findCell(columnsNow(), 1, 'type');
}

export function countFound() {
  findCell(columnsNow(), 1, 'count');
}
