/** What the person does to the columns, as changes of the list that the settings keep. */
import type { Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
import { type PlacedColumn } from './sheet-columns.ts';
export declare const placeOf: ({ id, width, hidden, pinned }: PlacedColumn) => ColumnPlace;
/** The list to keep. Columns of other reports that the person placed earlier stay in it, behind those of this one. */
export declare function withOthers(places: readonly ColumnPlace[], kept: readonly ColumnPlace[]): ColumnPlace[];
/** The list after one column was changed. */
export declare function changeColumn(
  report: Report,
  settings: Settings,
  id: string,
  change: Partial<Pick<ColumnPlace, 'hidden' | 'pinned' | 'width'>>,
): ColumnPlace[];
/**
 * The list after a column was put where another stands, or undefined where it cannot go there: pinned columns stay
 * before the others.
 */
export declare function moveColumn(
  report: Report,
  settings: Settings,
  id: string,
  to: string,
): ColumnPlace[] | undefined;
/** The list in which every column is shown. */
export declare const showAll: (report: Report, settings: Settings) => ColumnPlace[];
/** The list after columns were given widths. */
export declare const resizeColumns: (
  report: Report,
  settings: Settings,
  widths: ReadonlyMap<string, number>,
) => ColumnPlace[];
/**
 * Which of the pinned columns stay pinned in a sheet of this width: as many, from the left, as leave the others two
 * fifths of it. The rest scrolls with the others until there is room again; the settings keep it as pinned.
 */
export declare function pinnedThatFit(
  columns: readonly {
    readonly id: string;
    readonly width: number;
    readonly pinned: boolean;
    readonly hidden: boolean;
  }[],
  sheetWidth: number,
): ReadonlySet<string>;
