import { useEffect, useRef, useState } from 'react';
import { columnEntry } from '../../../shared/report/glossary.ts';
import { type CellFilter, filterOf, withoutFilter } from '../../../shared/table/view.ts';
import { sheetColumns } from '../../grid/sheet-columns.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Popover } from '../../parts/Popover.tsx';
import { changeView } from '../../state/act.ts';
import { showHelp } from '../../state/act-help.ts';
import { canChartNow, chartColumn } from '../../state/act-overview.ts';
import { useSelect } from '../../state/select.ts';
import { activeOpen } from '../../state/state.ts';
import { DateFilter } from './DateFilter.tsx';
import { filterKinds, kindNames } from './filter-words.ts';
import { NumberFilter } from './NumberFilter.tsx';
import { TextFilter } from './TextFilter.tsx';
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

/**
 * For what stands where the thing that had the focus has just gone: a key pressed meanwhile would go nowhere. Where there
 * is something to type into, that takes it a moment later.
 */
export const takeFocus = (element: HTMLElement | null) => element?.focus();

/** What is inside; `onBack` leads to the list of columns, where there is one. */
export function FilterBody(props: { columnId: string; onDone: () => void; onBack?: () => void }) {
  const { columnId, onDone, onBack } = props;
  const open = useSelect(activeOpen);
  const zone = useSelect((state) => state.settings.time);
  const [chosenKind, setKind] = useState<CellFilter['kind']>();
  const column = open?.report.table.column(columnId);
  if (!open || !column) return <p className="filter-wait text-soft">This report has no such column.</p>;

  const { report, view } = open;
  const entry = columnEntry(columnId);
  const known = sheetColumns(report).find((other) => other.id === columnId);
  const kinds = filterKinds(column, view);
  // A column that is filtered already opens at what filters it.
  const kind = chosenKind ?? kinds.find((one) => filterOf(view, columnId, one)) ?? kinds[0]!;
  const filtered = view.filters.some((filter) => filter.column === columnId);
  return (
    <div className="filter">
      <header className="filter-head">
        {onBack && <IconButton icon="chevron-left" label="All columns" onPress={onBack} ref={takeFocus} />}
        <h2>{known?.title ?? column.name}</h2>
        {entry !== undefined && (
          <IconButton
            icon="circle-question-mark"
            label="What this column means"
            onPress={() => {
              onDone();
              showHelp(entry);
            }}
          />
        )}
        {canChartNow(columnId) && (
          <IconButton
            icon="chart"
            label="Chart this column"
            onPress={() => {
              onDone();
              chartColumn(columnId);
            }}
          />
        )}
      </header>
      <div className="filter-body">
        {kinds.length > 1 && (
          <Choice
            label="By"
            value={kind}
            options={kinds.map((value) => ({ value, label: kindNames[value] }))}
            onChange={setKind}
          />
        )}
        {kind === 'values' && <ValuesFilter columnId={columnId} view={view} />}
        {kind === 'text' && <TextFilter columnId={columnId} view={view} slow={open.shown.slow} />}
        {kind === 'number' && <NumberFilter columnId={columnId} view={view} />}
        {kind === 'time' && (
          <DateFilter key={zone} columnId={columnId} view={view} zone={zone} asOf={report.facts.asOf?.micros} />
        )}
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
