import { useEffect, useRef, useState } from 'react';
import { withoutFilter } from '../../../shared/table/view.ts';
import { sheetColumns } from '../../grid/sheet-columns.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Popover } from '../../parts/Popover.tsx';
import { changeView } from '../../state/act.ts';
import { useSelect } from '../../state/select.ts';
import { activeOpen } from '../../state/state.ts';
import { filterKind } from './filter-words.ts';
import { DateFilter, NumberFilter, TextFilter } from './RangeFilters.tsx';
import { ValuesFilter } from './ValuesFilter.tsx';

/** The filter of one column, at the thing that asked for it: a column's header, or a chip. */
export function ColumnFilter({
  columnId,
  anchor,
  onClose,
}: {
  columnId: string;
  anchor: Element;
  onClose: () => void;
}) {
  // A header is drawn anew when its column is filtered, so the popover holds on to the place, not to the element.
  const [place] = useState(() => anchor.getBoundingClientRect());
  const spot = useRef<HTMLSpanElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const { left, top, width, height } = place;
  return (
    <>
      <span ref={spot} className="spot" style={{ left, top, width, height }} />
      {ready && (
        <Popover label="Filter" anchor={spot} open onClose={onClose}>
          <FilterBody columnId={columnId} onDone={onClose} />
        </Popover>
      )}
    </>
  );
}

/** What is inside; `onBack` leads to the list of columns, where there is one. */
export function FilterBody(props: { columnId: string; onDone: () => void; onBack?: () => void }) {
  const { columnId, onDone, onBack } = props;
  const open = useSelect(activeOpen);
  const zone = useSelect((state) => state.settings.time);
  const column = open?.report.table.column(columnId);
  if (!open || !column) return <p className="filter-wait text-soft">This report has no such column.</p>;

  const { report, view } = open;
  const known = sheetColumns(report).find((other) => other.id === columnId);
  const kind = filterKind(column);
  const filtered = view.filters.some((filter) => filter.column === columnId);
  return (
    <div className="filter">
      <header className="filter-head">
        {onBack && <IconButton icon="chevron-left" label="All columns" onPress={onBack} />}
        <h2>{known?.title ?? column.name}</h2>
      </header>
      <div className="filter-body">
        {kind === 'values' && <ValuesFilter columnId={columnId} view={view} />}
        {kind === 'text' && <TextFilter columnId={columnId} view={view} />}
        {kind === 'number' && <NumberFilter columnId={columnId} view={view} />}
        {kind === 'time' && <DateFilter key={zone} columnId={columnId} view={view} zone={zone} />}
      </div>
      <footer className="filter-foot">
        <Button
          look="quiet"
          disabled={!filtered}
          onPress={() => {
            changeView((now) => withoutFilter(now, columnId));
            if (kind !== 'values') onDone();
          }}
        >
          Clear this filter
        </Button>
        <Button onPress={onDone}>Done</Button>
      </footer>
    </div>
  );
}
