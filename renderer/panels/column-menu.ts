/** What can be done with a column, as a list: the menu shows it, and others may add to it. */
import { columnEntry } from '../../shared/report/glossary.ts';
import type { Settings } from '../../shared/settings.ts';
import { changeColumn } from '../grid/column-places.ts';
import { placedColumns } from '../grid/sheet-columns.ts';
import type { MenuEntry } from '../parts/ContextMenu.tsx';
import { changeSettings, changeView } from '../state/act.ts';
import { showHelp } from '../state/act-help.ts';
import { canChartNow, chartColumn } from '../state/act-overview.ts';
import type { Open } from '../state/state.ts';
import { openColumnChooser } from './focus.ts';
import { selectCells } from './select-and-copy.ts';
import { fitToContent } from './sheet-commands.ts';

/** `openFilter` opens the filter of the column at its header. */
export function columnMenu(open: Open, settings: Settings, id: string, openFilter: () => void): MenuEntry[] {
  const { report, view, shown } = open;
  const columns = placedColumns(report, settings);
  const column = columns.find((other) => other.id === id);
  if (!column) return [];
  const isLast = columns.filter(({ hidden }) => !hidden).length === 1;
  const sorted = view.sort.find((key) => key.column === id);
  const sort = (descending: boolean) =>
    changeView((now) => ({
      ...now,
      sort: [{ column: id, descending }, ...now.sort.filter((key) => key.column !== id)],
    }));
  const keep = (change: { hidden?: boolean; pinned?: boolean }) =>
    void changeSettings({ columns: changeColumn(report, settings, id, change) });
  const top = { position: 0, column: id };
  const entry = report.facts.plain ? undefined : columnEntry(id);
  return [
    { id: 'sort-up', label: 'Sort ascending', ...tick(sorted?.descending === false), run: () => sort(false) },
    { id: 'sort-down', label: 'Sort descending', ...tick(sorted?.descending === true), run: () => sort(true) },
    {
      id: 'sort-none',
      label: 'Do not sort by it',
      disabled: !sorted,
      run: () => changeView((now) => ({ ...now, sort: now.sort.filter((key) => key.column !== id) })),
    },
    { id: 'filter', label: 'Filter…', keys: 'Alt+↓', apart: true, run: openFilter },
    ...(canChartNow(id)
      ? [{ id: 'chart', label: 'Chart this column', icon: 'chart' as const, run: () => chartColumn(id) }]
      : []),
    {
      id: 'select',
      label: 'Select the column',
      keys: 'Ctrl+Space',
      apart: true,
      disabled: shown.rows.length === 0,
      run: () => selectCells({ kind: 'columns', anchor: top, focus: top }),
    },
    { id: 'fit', label: 'Fit to its content', apart: true, run: () => void fitToContent([id]) },
    {
      id: 'pin',
      label: column.pinned ? 'Let it scroll' : 'Pin to the left',
      icon: column.pinned ? 'pin-off' : 'pin',
      run: () => keep({ pinned: !column.pinned }),
    },
    { id: 'hide', label: 'Hide the column', icon: 'eye-off', disabled: isLast, run: () => keep({ hidden: true }) },
    { id: 'choose', label: 'Choose the columns…', icon: 'columns', apart: true, run: openColumnChooser },
    ...(entry === undefined
      ? []
      : [{ id: 'explain', label: 'What it means', icon: 'circle-question-mark', run: () => showHelp(entry) } as const]),
  ];
}

const tick = (isTrue: boolean): Pick<MenuEntry, 'icon'> => (isTrue ? { icon: 'check' } : {});
