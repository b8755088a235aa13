import { type KeyboardEvent, useEffect, useRef } from 'react';
import { SearchField } from '../parts/SearchField.tsx';
import { changeView, closePane, showAttempt } from '../state/act.ts';
import { activeOpen, type Open, store } from '../state/state.ts';
import { focusSheet, placeOf, searchId } from './focus.ts';

/** Searches every column. Enter opens the first attempt that is found. */
export function SearchBar({ open }: { open: Open }) {
  const waits = useRef(false);

  // Enter may come before the answer: then the first row of the answer is the one to open.
  useEffect(() => {
    if (open.asking || !waits.current) return;
    waits.current = false;
    openFirst();
  }, [open.asking]);

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (activeOpen(store.getState())?.asking) waits.current = true;
      else openFirst();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusSheet(placeOf(open));
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (open.paneRow !== undefined) closePane();
      else if (open.view.search !== '') changeView((view) => ({ ...view, search: '' }));
      else focusSheet(placeOf(open));
    }
  };

  return (
    <search className="search-bar">
      <SearchField
        id={searchId}
        label="Search in all columns"
        placeholder="Search names, emails, exams, comments…"
        value={open.view.search}
        onChange={(search) => {
          waits.current = false;
          changeView((view) => ({ ...view, search }));
        }}
        onKeyDown={press}
      />
    </search>
  );
}

function openFirst() {
  const first = activeOpen(store.getState())?.shown.rows[0];
  if (first === undefined) return;
  showAttempt(first);
  // A pane that opens takes the keyboard itself; one that is open already would leave it here, and J and L to the search.
  document.getElementById('pane-title')?.focus();
}
