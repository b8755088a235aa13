/** What the person does to the columns, as changes of the list that the settings keep. */
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { withOthers } from '../../shared/sheet.ts';
import { type PlacedColumn, placedColumns } from './sheet-columns.ts';

const narrowest = 20;
const widest = 2000;

export const placeOf = ({ id, width, hidden, pinned }: PlacedColumn): ColumnPlace => ({
  id,
  width: Math.max(narrowest, Math.min(widest, Math.round(width))),
  hidden,
  pinned,
});

/** The list after one column was changed. */
export function changeColumn(
  report: Report,
  settings: Settings,
  id: string,
  change: Partial<Pick<ColumnPlace, 'hidden' | 'pinned' | 'width'>>,
): ColumnPlace[] {
  const places = placedColumns(report, settings).map((column) =>
    placeOf(column.id === id ? { ...column, ...change } : column),
  );
  return withOthers(places, settings.columns);
}

/**
 * The list after a column was put where another stands, or undefined where it cannot go there: pinned columns stay
 * before the others.
 */
export function moveColumn(report: Report, settings: Settings, id: string, to: string): ColumnPlace[] | undefined {
  const columns = placedColumns(report, settings);
  const from = columns.findIndex((column) => column.id === id);
  const target = columns.findIndex((column) => column.id === to);
  const [moved, there] = [columns[from], columns[target]];
  if (!moved || !there || from === target || moved.pinned !== there.pinned) return undefined;
  return withOthers(columns.toSpliced(from, 1).toSpliced(target, 0, moved).map(placeOf), settings.columns);
}

/** The list in which every column is shown. */
export const showAll = (report: Report, settings: Settings): ColumnPlace[] =>
  withOthers(
    placedColumns(report, settings).map((column) => placeOf({ ...column, hidden: false })),
    settings.columns,
  );

/** The list after columns were given widths. */
export const resizeColumns = (report: Report, settings: Settings, widths: ReadonlyMap<string, number>): ColumnPlace[] =>
  withOthers(
    placedColumns(report, settings).map((column) =>
      placeOf({ ...column, width: widths.get(column.id) ?? column.width }),
    ),
    settings.columns,
  );
