import { type KeyboardEvent, useEffect, useRef } from 'react';
import { IconButton } from '../parts/Button.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { numberText } from '../parts/words.ts';
import { showFind } from '../state/act-find.ts';
import type { Find, Open } from '../state/state.ts';
import './finding.css';
import { countFound, findStep, findTyped } from './finding.ts';
import { findId, focusSheet, placeOf } from './focus.ts';

/** Goes from cell to cell among the rows shown, and leaves none out. */
export function FindBar({ open, find }: { open: Open; find: Find }) {
  const { rows } = open.shown;
  const counted = useRef(rows);
  // Other rows hold other cells; the person stays where they are.
  useEffect(() => {
    if (counted.current !== rows) countFound();
    counted.current = rows;
  }, [rows]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when the bar appears with nothing to find yet.
  useEffect(() => {
    if (find.text === '') document.getElementById(findId)?.focus();
  }, []);

  const close = () => {
    showFind(false);
    focusSheet(placeOf(open));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') findStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="find-bar" aria-label="Find in the rows shown">
      <SearchField
        id={findId}
        label="Find in the rows shown"
        placeholder="Find a cell"
        value={find.text}
        onChange={findTyped}
        onKeyDown={press}
      />
      <p className="find-count" role="status">
        {foundWords(find)}
      </p>
      <IconButton icon="chevron-up" label="Find previous" hint="Shift+F3" onPress={() => findStep(-1)} />
      <IconButton icon="chevron-down" label="Find next" hint="F3" onPress={() => findStep(1)} />
      <IconButton icon="x" label="Close find" hint="Esc" onPress={close} />
    </search>
  );
}

function foundWords({ text, found }: Find): string {
  if (text.trim() === '' || !found) return '';
  if (found.count === 0) return 'Not found';
  const place = `${numberText(found.index + 1)} of ${numberText(found.count)}`;
  return found.wrapped ? `${place}, begun again` : place;
}
