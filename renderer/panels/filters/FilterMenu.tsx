import { useRef, useState } from 'react';
import type { Report } from '../../../shared/report/report.ts';
import { filterOf, type View } from '../../../shared/table/view.ts';
import { sheetColumns } from '../../grid/sheet-columns.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Popover } from '../../parts/Popover.tsx';
import { FilterBody, takeFocus } from './ColumnFilter.tsx';

/** "Filter": every column, and from there the filter of one. */
export function FilterMenu({ report, view }: { report: Report; view: View }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [columnId, setColumnId] = useState<string>();
  /** Of which the list was come back from. */
  const [last, setLast] = useState<string>();
  const close = () => {
    setOpen(false);
    setColumnId(undefined);
    setLast(undefined);
  };
  const back = () => {
    setColumnId(undefined);
    setLast(columnId);
  };
  return (
    <>
      <Button ref={anchor} id="filter-columns" icon="list-filter" onPress={() => setOpen(true)}>
        Filter
      </Button>
      <Popover label="Filter" anchor={anchor} open={open} onClose={close}>
        {columnId === undefined ? (
          <ColumnList report={report} view={view} last={last} onChoose={setColumnId} />
        ) : (
          <FilterBody columnId={columnId} onDone={close} onBack={back} />
        )}
      </Popover>
    </>
  );
}

interface ColumnListProps {
  readonly report: Report;
  readonly view: View;
  /** Which column has the focus, if any. */
  readonly last: string | undefined;
  readonly onChoose: (columnId: string) => void;
}

function ColumnList({ report, view, last, onChoose }: ColumnListProps) {
  return (
    <div className="filter">
      <header className="filter-head">
        <h2>Filter by</h2>
      </header>
      <ul className="filter-columns">
        {sheetColumns(report).map((column) => (
          <li key={column.id}>
            <button
              type="button"
              className="filter-column"
              ref={column.id === last ? takeFocus : null}
              onClick={() => onChoose(column.id)}
            >
              <bdi>{column.title}</bdi>
              {isFiltered(view, column.id) && <span className="filter-on">filtered</span>}
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const isFiltered = (view: View, columnId: string): boolean =>
  (['values', 'text', 'number', 'time'] as const).some((kind) => filterOf(view, columnId, kind) !== undefined);
