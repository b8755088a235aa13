import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { changeColumn, moveColumn, showAll } from '../grid/column-places.ts';
import { type PlacedColumn, placedColumns } from '../grid/sheet-columns.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Checkbox } from '../parts/Checkbox.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Popover } from '../parts/Popover.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { perform } from '../perform.ts';
import { changeSettings } from '../state/act.ts';
import { columnsButtonId } from './focus.ts';

interface ColumnChooserProps {
  readonly report: Report;
  readonly settings: Settings;
}

const keep = (columns: ColumnPlace[] | undefined) => columns && void changeSettings({ columns });

/** "Columns": which are shown, in which order, and which stay at the left. */
export function ColumnChooser({ report, settings }: ColumnChooserProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const hidden = placedColumns(report, settings).filter((column) => column.hidden).length;
  return (
    <>
      <Button
        ref={anchor}
        id={columnsButtonId}
        icon="columns"
        {...(hidden > 0 && { label: `Columns, ${hidden} hidden` })}
        onPress={() => setOpen(!open)}
      >
        Columns
        {hidden > 0 && <span className="columns-hidden">{hidden} hidden</span>}
      </Button>
      <Popover label="Columns" anchor={anchor} open={open} onClose={() => setOpen(false)}>
        <ColumnList report={report} settings={settings} />
      </Popover>
    </>
  );
}

function ColumnList({ report, settings }: ColumnChooserProps) {
  const [search, setSearch] = useState('');
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const columns = placedColumns(report, settings);
  const words = search.trim().toLowerCase();
  const found = columns.filter(({ id, title }) => `${title}\n${id}`.toLowerCase().includes(words));
  const shown = columns.filter((column) => !column.hidden).length;
  const move = (id: string, to: string | undefined) => to !== undefined && keep(moveColumn(report, settings, id, to));
  const dropOn = (id: string) => {
    if (dragged !== undefined) move(dragged, id);
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <div className="filter columns">
      <header className="filter-head columns-head">
        <SearchField label="Search the columns" placeholder="Search the columns" value={search} onChange={setSearch} />
        <span className="columns-count" role="status">
          {shown} of {columns.length} shown
        </span>
      </header>
      <ul className="columns-list" aria-label="Columns in their order">
        {found.map((column) => {
          const place = columns.indexOf(column);
          // Neighbours are those of the whole list, and moves stay among the pinned or among the others.
          const before = columns[place - 1]?.pinned === column.pinned ? columns[place - 1]?.id : undefined;
          const after = columns[place + 1]?.pinned === column.pinned ? columns[place + 1]?.id : undefined;
          return (
            <ColumnItem
              key={column.id}
              column={column}
              last={shown === 1 && !column.hidden}
              movable={words === ''}
              isOver={over === column.id && dragged !== undefined && dragged !== column.id}
              onShow={(show) => keep(changeColumn(report, settings, column.id, { hidden: !show }))}
              onPin={() => keep(changeColumn(report, settings, column.id, { pinned: !column.pinned }))}
              {...(before !== undefined && { onUp: () => move(column.id, before) })}
              {...(after !== undefined && { onDown: () => move(column.id, after) })}
              onDrag={() => setDragged(column.id)}
              onOver={() => setOver(column.id)}
              onDrop={() => dropOn(column.id)}
              onDragEnd={() => dropOn('')}
            />
          );
        })}
        {found.length === 0 && <li className="filter-note text-soft">No column has such a name.</li>}
      </ul>
      <footer className="filter-foot">
        {/* Never disabled: the button that was just pressed would lose the keyboard, and Esc with it. */}
        <Button look="quiet" onPress={() => shown < columns.length && keep(showAll(report, settings))}>
          Show all
        </Button>
        <Button look="quiet" onPress={() => perform('autosize-columns')}>
          Fit to content
        </Button>
        <Button look="quiet" onPress={() => perform('reset-columns')}>
          Reset
        </Button>
      </footer>
    </div>
  );
}

interface ColumnItemProps {
  readonly column: PlacedColumn;
  /** The only one that is shown, which therefore stays. */
  readonly last: boolean;
  readonly movable: boolean;
  readonly isOver: boolean;
  readonly onShow: (show: boolean) => void;
  readonly onPin: () => void;
  readonly onUp?: () => void;
  readonly onDown?: () => void;
  readonly onDrag: () => void;
  readonly onOver: () => void;
  readonly onDrop: () => void;
  readonly onDragEnd: () => void;
}

function ColumnItem({ column, last, movable, isOver, onUp, onDown, ...on }: ColumnItemProps) {
  const { title, hidden, pinned } = column;
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || !movable || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'ArrowUp') onUp?.();
    else onDown?.();
  };
  const drag = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'all';
    on.onDrag();
  };
  return (
    <li
      className={`columns-item${isOver ? ' is-over' : ''}`}
      draggable={movable}
      onKeyDownCapture={press}
      onDragStart={drag}
      onDragOver={on.onOver}
      onDrop={on.onDrop}
      onDragEnd={on.onDragEnd}
    >
      <span className="columns-grip" aria-hidden="true">
        {movable && <Icon name="grip" />}
      </span>
      <Checkbox checked={!hidden} disabled={last} onChange={on.onShow}>
        <bdi>{title}</bdi>
      </Checkbox>
      <IconButton
        icon="chevron-up"
        label={`Move ${title} up`}
        hint="Alt+↑"
        disabled={!movable}
        {...(onUp && { onPress: onUp })}
      />
      <IconButton
        icon="chevron-down"
        label={`Move ${title} down`}
        hint="Alt+↓"
        disabled={!movable}
        {...(onDown && { onPress: onDown })}
      />
      <IconButton
        icon={pinned ? 'pin-off' : 'pin'}
        label={pinned ? `Let ${title} scroll` : `Pin ${title} to the left`}
        onPress={on.onPin}
      />
    </li>
  );
}
