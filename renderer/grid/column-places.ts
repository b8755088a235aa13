/** What the person does to the columns, as changes of the list that the settings keep. */
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { type PlacedColumn, placedColumns } from './sheet-columns.ts';

const narrowest = 20;
const widest = 2000;

export const placeOf = ({ id, width, hidden, pinned }: PlacedColumn): ColumnPlace => ({
  id,
  width: Math.max(narrowest, Math.min(widest, Math.round(width))),
  hidden,
  pinned,
});

/** The list to keep. Columns of other reports that the person placed earlier stay in it, behind those of this one. */
export function withOthers(places: readonly ColumnPlace[], kept: readonly ColumnPlace[]): ColumnPlace[] {
  const ids = new Set(places.map(({ id }) => id));
  return [...places, ...kept.filter(({ id }) => !ids.has(id))];
}

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

/**
 * Which of the pinned columns stay pinned in a sheet of this width: as many, from the left, as leave the others two
 * fifths of it. The rest scrolls with the others until there is room again; the settings keep it as pinned.
 */
export function pinnedThatFit(
  columns: readonly {
    readonly id: string;
    readonly width: number;
    readonly pinned: boolean;
    readonly hidden: boolean;
  }[],
  sheetWidth: number,
): ReadonlySet<string> {
  const fit = new Set<string>();
  let left = sheetWidth * 0.6;
  for (const { id, width, pinned, hidden } of columns) {
    if (!pinned || hidden) continue;
    left -= width;
    if (left < 0) break;
    fit.add(id);
  }
  return fit;
}
