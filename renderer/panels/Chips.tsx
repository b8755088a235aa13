import { useRef, useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import { isFiltered, type View, withoutFilter } from '../../shared/table/view.ts';
import { sheetColumns } from '../grid/sheet-columns.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Zone } from '../parts/words.ts';
import { changeView } from '../state/act.ts';
import { ColumnFilter } from './filters/ColumnFilter.tsx';
import { filterWords } from './filters/filter-words.ts';
import { focusSearch } from './focus.ts';

/** What keeps rows from being shown, each by name and to be taken away: the search and every filter. */
export function Chips({ report, view, zone }: { report: Report; view: View; zone: Zone }) {
  const list = useRef<HTMLUListElement>(null);
  const [editing, setEditing] = useState<string>();
  const titles = new Map(sheetColumns(report).map((column) => [column.id, column.title]));
  const searched = view.search.trim();
  return (
    <>
      <ul className="chips" ref={list} aria-label="Search and filters" hidden={!isFiltered(view)}>
        {searched !== '' && (
          <Chip
            name="Search"
            words={`“${searched}”`}
            onRemove={() => changeView((now) => ({ ...now, search: '' }))}
            onEdit={focusSearch}
          />
        )}
        {view.filters.map((filter) => (
          <Chip
            key={`${filter.column} ${filter.kind}`}
            name={titles.get(filter.column) ?? filter.column}
            words={filterWords(filter, zone)}
            onRemove={() => changeView((now) => withoutFilter(now, filter.column, filter.kind))}
            onEdit={() => setEditing(filter.column)}
          />
        ))}
        <li>
          <button
            type="button"
            className="chips-clear"
            onClick={() => changeView((now) => ({ ...now, search: '', filters: [] }))}
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
  readonly onEdit: () => void;
}

function Chip({ name, words, onRemove, onEdit }: ChipProps) {
  return (
    <li className="chip">
      <button type="button" className="chip-words" onClick={onEdit}>
        <span className="chip-name">{name}:</span> <bdi>{words}</bdi>
      </button>
      <button type="button" className="chip-remove" aria-label={`Remove ${name}: ${words}`} onClick={onRemove}>
        <Icon name="x" />
      </button>
    </li>
  );
}
