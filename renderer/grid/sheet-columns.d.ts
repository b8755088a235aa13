import { type Report } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';
export type Look = 'verdict' | 'status' | 'review' | 'person' | 'count' | 'time' | 'minutes' | 'text';
export interface SheetColumn {
  readonly id: string;
  readonly title: string;
  /** What the column means, for the tooltip of its header. */
  readonly meaning: string | undefined;
  readonly look: Look;
  readonly pinned: boolean;
  /** In CSS pixels. */
  readonly width: number;
}
/** All columns of a report in the order in which they are shipped. */
export declare function sheetColumns(report: Report): SheetColumn[];
export type PlacedColumn = SheetColumn & Pick<ColumnPlace, 'hidden'>;
/** The same in the person's own order and widths. A column the settings do not know keeps its shipped place, at the end. */
export declare function placedColumns(report: Report, settings: Settings): PlacedColumn[];
/** Ids of the columns on screen, in order. */
export declare function shownColumns(report: Report, settings: Settings): string[];
