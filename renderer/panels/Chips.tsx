import { useEffect, useRef, useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import { isFiltered, type View, withoutFilter } from '../../shared/table/view.ts';
import { Icon } from '../parts/Icon.tsx';
import { lastInputWasKey } from '../parts/last-input.ts';
import type { Zone } from '../parts/words.ts';
import { changeView } from '../state/act.ts';
import { ColumnFilter } from './filters/ColumnFilter.tsx';
import { filterTitles, filterWords } from './filters/filter-words.ts';
import { focusSearch } from './focus.ts';

/** What keeps rows from being shown, each by name and to be taken away: the search and every filter. */
export function Chips({ report, view, zone }: { report: Report; view: View; zone: Zone }) {
  const list = useRef<HTMLUListElement>(null);
  const [editing, setEditing] = useState<string>();
  const titles = filterTitles(report);
  const searched = view.search.trim();
  /** The place of the chip that was taken away with the keyboard. */
  const removed = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is gone.
  useEffect(() => {
    const place = removed.current;
    removed.current = undefined;
    if (place === undefined || document.activeElement !== document.body) return;
    const left = [...(list.current?.querySelectorAll<HTMLElement>('.chip-remove') ?? [])];
    const next = left[Math.min(place, left.length - 1)];
    if (next) next.focus();
    else focusSearch();
  }, [view]);
  const takeAway = (place: number, change: (now: View) => View) => {
    removed.current = lastInputWasKey() ? place : undefined;
    changeView(change);
  };
  const first = searched === '' ? 0 : 1;
  return (
    <>
      <ul className="chips" ref={list} aria-label="Search and filters" hidden={!isFiltered(view)}>
        {searched !== '' && (
          <Chip
            name="Search"
            words={`“${searched}”`}
            onRemove={() => takeAway(0, (now) => ({ ...now, search: '' }))}
            onEdit={focusSearch}
          />
        )}
        {view.filters.map((filter, at) => (
          <Chip
            key={`${filter.column} ${filter.kind}`}
            name={titles.get(filter.column) ?? filter.column}
            words={filterWords(filter, zone)}
            onRemove={() => takeAway(first + at, (now) => withoutFilter(now, filter.column, filter.kind))}
            // What was clicked to choose a set is where it is changed.
            onEdit={filter.kind === 'set' ? undefined : () => setEditing(filter.column)}
          />
        ))}
        <li>
          <button
            type="button"
            className="chips-clear"
            onClick={() => takeAway(0, (now) => ({ ...now, search: '', filters: [] }))}
          >
            Clear all
          </button>
        </li>
      </ul>
      {editing !== undefined && list.current && (
        <ColumnFilter columnId={editing} anchor={list.current} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
}

interface ChipProps {
  readonly name: string;
  readonly words: string;
  readonly onRemove: () => void;
  readonly onEdit: (() => void) | undefined;
}

function Chip({ name, words, onRemove, onEdit }: ChipProps) {
  const text = (
    <>
      <span className="chip-name">{name}:</span> <bdi>{words}</bdi>
    </>
  );
  return (
    <li className="chip">
      {onEdit ? (
        <button type="button" className="chip-words" onClick={onEdit}>
          {text}
        </button>
      ) : (
        <span className="chip-words">{text}</span>
      )}
      <button type="button" className="chip-remove" aria-label={`Remove ${name}: ${words}`} onClick={onRemove}>
        <Icon name="x" />
      </button>
    </li>
  );
}
