/**
 * What main keeps of a window, so that one whose page crashed comes back where it was: which reports were open, and
 * what the person did with each. Nothing of what the reports hold, except for the words of a search and of filters.
 */
import { type Grant, keepLimit } from '../../shared/contract/bridge.ts';
import type { Table } from '../../shared/table/table.ts';
import { type View, withoutFilter } from '../../shared/table/view.ts';
import { type ReadAs, type Resume, type State, wholeResume } from './state.ts';

export interface Kept extends Resume {
  readonly grant: Grant;
  readonly readAs?: ReadAs | undefined;
}

export interface Keepsake {
  /** In the order of their tabs. */
  readonly reports: readonly Kept[];
  /** The place of the tab in front. */
  readonly active: number;
  /** A filter names so many values that it could not be kept. */
  readonly shortened?: true;
}

export function keepsakeOf(state: State): Keepsake {
  const kept = state.reports.filter((report) => report.stage !== 'failed');
  return {
    active: kept.findIndex((report) => report.id === state.active),
    reports: kept.map((report) => {
      const { grant: id, name, sizeBytes, sample, readAs } = report;
      const { view, focusRow, paneRow, scrolled, charted, textBytes }: Resume =
        report.stage === 'open'
          ? { ...report, textBytes: report.report.table.parts.bytes.length }
          : (report.resume ?? wholeResume);
      // The file may be another one by then, and the same numbers other people's rows.
      return {
        grant: { id, name, sizeBytes, sample },
        readAs,
        view: withoutFilter(view, 'set:rows'),
        focusRow,
        paneRow,
        scrolled,
        charted,
        textBytes,
      };
    }),
  };
}

/** The row of that number in a table that was read again: none, where another one has the number by now. */
export function rowStill(
  row: number | undefined,
  { textBytes }: Resume,
  { parts, rowCount }: Table,
): number | undefined {
  const isSame = textBytes === undefined || textBytes === parts.bytes.length;
  return isSame && row !== undefined && row < rowCount ? row : undefined;
}

/** The text that main keeps: whole, or without the longest filters. Everything else of a view is short. */
export function keepsakeText(state: State): string {
  let keepsake = keepsakeOf(state);
  for (;;) {
    const text = JSON.stringify(keepsake);
    const filters = keepsake.reports.flatMap(({ view }) => view.filters);
    if (text.length <= keepLimit || filters.length === 0) return text;
    const lengths = new Map(filters.map((filter) => [filter, JSON.stringify(filter).length]));
    const longest = Math.max(...lengths.values());
    const without = (view: View): View => ({
      ...view,
      filters: view.filters.filter((filter) => lengths.get(filter)! < longest),
    });
    const reports = keepsake.reports.map((report) => ({ ...report, view: without(report.view) }));
    keepsake = { ...keepsake, reports, shortened: true };
  }
}

/** Reads what an earlier page of the same run wrote. Anything unsound is none: the window then starts empty. */
export function readKeepsake(text: string): Keepsake | undefined {
  try {
    const read = JSON.parse(text) as Keepsake;
    const sound =
      Array.isArray(read.reports) &&
      read.reports.every(({ grant, view, charted = [] }) => grant.id && isView(view) && Array.isArray(charted));
    return sound && read.reports.length > 0 ? read : undefined;
  } catch {
    return undefined;
  }
}

const isView = ({ search, filters, sort }: View): boolean =>
  typeof search === 'string' && Array.isArray(filters) && Array.isArray(sort);
