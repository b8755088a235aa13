/** What can be done with a cell, as a list: the menu shows it, and others may add to it. */
import { type CommandId, command } from '../../shared/commands.ts';
import type { Viewer } from '../../shared/contract/bridge.ts';
import { cellEntry } from '../../shared/report/glossary.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { cellCount } from '../../shared/table/selection.ts';
import type { MenuEntry } from '../parts/ContextMenu.tsx';
import { keyWords } from '../parts/key-words.ts';
import { counted, numberText } from '../parts/words.ts';
import { showAttempt } from '../state/act.ts';
import { showHelp } from '../state/act-help.ts';
import { showLearner } from '../state/act-learner.ts';
import { canChartNow, chartColumn } from '../state/act-overview.ts';
import { selectedIn } from '../state/act-selection.ts';
import type { Open } from '../state/state.ts';
import { columnsShown, copyCells, copyFields, selectAllCells, selectCells } from './select-and-copy.ts';

/** The cell that a menu was asked for on. */
export interface MenuCell {
  readonly row: number;
  readonly column: string;
}

/** What a part of the window that knows of filters puts into the menu; without them the entries are left out. */
export interface CellMenuSlots {
  readonly onFilterByValue?: (cell: MenuCell) => void;
  readonly onExcludeValue?: (cell: MenuCell) => void;
  readonly onNarrow?: () => void;
}

export function cellMenu(open: Open, platform: Viewer['platform'], slots: CellMenuSlots = {}): MenuEntry[] {
  const { focusRow: row, focusColumn: column, selection, shown } = open;
  if (row === undefined || column === undefined) return [];
  const keys = (id: CommandId) => ({ keys: keyWords(command(id).keys ?? '', platform) });
  const rectangle = selectedIn(open, columnsShown());
  const cells = rectangle ? cellCount(rectangle) : 1;
  const rows = rectangle ? rectangle.bottom - rectangle.top + 1 : 1;
  const { onFilterByValue, onExcludeValue, onNarrow } = slots;
  const entry = cellEntry(open.report, row, column);
  const place = { position: rowPlace(shown.rows, row), column };
  const { anchor, focus } = selection ?? { anchor: place, focus: place };
  return [
    { id: 'show-attempt', label: 'Show the attempt', ...keys('show-attempt'), run: () => showAttempt(row) },
    ...(open.report.facts.plain
      ? []
      : [{ id: 'show-learner', label: 'Show the learner', ...keys('show-learner'), run: () => showLearner(row) }]),
    ...(entry === undefined
      ? []
      : [
          {
            id: 'explain',
            label: 'What this means',
            icon: 'circle-question-mark',
            run: () => showHelp(entry),
          } as const,
        ]),
    ...(onFilterByValue
      ? [{ id: 'filter', label: 'Filter by this value', apart: true, run: () => onFilterByValue({ row, column }) }]
      : []),
    ...(onExcludeValue
      ? [{ id: 'exclude', label: 'Exclude this value', run: () => onExcludeValue({ row, column }) }]
      : []),
    ...(onNarrow ? [{ id: 'narrow', label: `Narrow to selection (${counted(rows, 'row')})`, run: onNarrow }] : []),
    ...(canChartNow(column)
      ? [{ id: 'chart-column', label: 'Chart this column', icon: 'chart' as const, run: () => chartColumn(column) }]
      : []),
    {
      id: 'copy',
      label: cells === 1 ? 'Copy' : `Copy ${counted(cells, 'cell')}`,
      icon: 'copy',
      apart: true,
      ...keys('copy'),
      run: () => void copyCells({ headers: false }),
    },
    {
      id: 'copy-with-headers',
      label: 'Copy with headers',
      ...keys('copy-with-headers'),
      run: () => void copyCells({ headers: true }),
    },
    { id: 'copy-fields', label: 'Copy the attempt as a list', run: () => copyFields(row) },
    {
      id: 'select-rows',
      label: rows === 1 ? 'Select the row' : `Select the ${numberText(rows)} rows`,
      apart: true,
      keys: 'Shift+Space',
      run: () => selectCells({ kind: 'rows', anchor, focus }),
    },
    {
      id: 'select-columns',
      label: rectangle && rectangle.columns.length > 1 ? 'Select the columns' : 'Select the column',
      keys: 'Ctrl+Space',
      run: () => selectCells({ kind: 'columns', anchor, focus }),
    },
    { id: 'select-all', label: 'Select all', ...keys('select-all'), run: selectAllCells },
  ];
}
