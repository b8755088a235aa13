import type { Column } from '../../../shared/table/column.ts';
import { type Filter, type View } from '../../../shared/table/view.ts';
import { type Zone } from '../../parts/words.ts';
export declare function filterKind(column: Column): Filter['kind'];
/** The kinds of filter that a column can have, its own first. Too many values to be listed are not. */
export declare function filterKinds(column: Column, view: View): readonly Filter['kind'][];
export declare const kindNames: Readonly<Record<Filter['kind'], string>>;
/** Why a pattern finds nothing. */
export declare const slowWords: (pattern: string) => string;
/** A cell's text as a choice: what has no value needs a name. */
export declare const valueName: (value: string) => string;
/** What a filter lets through: "Passed, Needs you", "contains “ana”", "at least 2", "from 2021-04-01". */
export declare function filterWords(filter: Filter, zone: Zone): string;
/** So many days before the day of a moment, and that day. */
export declare function daysBefore(
  micros: number,
  days: number,
  zone: Zone,
): {
  from: number;
  before: number;
};
/** The day of a moment, as a date field takes it: "2021-04-30". */
export declare const dayOf: (micros: number, zone: Zone) => string;
/** When a day begins, or, `later` days on; undefined for what is no date. */
export declare function dayStart(day: string, zone: Zone, later?: number): number | undefined;
