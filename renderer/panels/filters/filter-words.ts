/** Filters in words, and which kind of filter a column has. */
import { formatTime } from '../../../shared/report/minutes.ts';
import { verdictColumn } from '../../../shared/report/report.ts';
import type { Column } from '../../../shared/table/column.ts';
import type { Filter } from '../../../shared/table/view.ts';
import { numberText, type Zone } from '../../parts/words.ts';

/** Columns of few values, of which a person picks some. */
const byValues: ReadonlySet<string> = new Set([
  verdictColumn,
  'status',
  'review_status',
  'exam_name',
  'provider',
  'track',
  'is_sample_attempt',
  'course_id',
]);

export function filterKind(column: Column): Filter['kind'] {
  if (byValues.has(column.id)) return 'values';
  if (column.kind === 'number') return 'number';
  if (column.kind === 'time') return 'time';
  return column.kind === 'flag' ? 'values' : 'text';
}

/** A cell's text as a choice: what has no value needs a name. */
export const valueName = (value: string): string => (value === '' ? '(no value)' : value);

const namesShown = 3;

/** What a filter lets through: "Passed, Needs you", "contains “ana”", "at least 2", "from 2021-04-01". */
export function filterWords(filter: Filter, zone: Zone): string {
  switch (filter.kind) {
    case 'values': {
      if (filter.values.length === 0) return 'nothing';
      const names = filter.values.slice(0, namesShown).map(valueName).join(', ');
      const more = filter.values.length - namesShown;
      return more > 0 ? `${names} and ${numberText(more)} more` : names;
    }
    case 'text':
      return `contains “${filter.contains}”`;
    case 'number': {
      const { min, max } = filter;
      if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min} to ${max}`;
      return min !== undefined ? `at least ${min}` : `at most ${max ?? ''}`;
    }
    case 'time': {
      const from = filter.from === undefined ? undefined : dayOf(filter.from, zone);
      const to = filter.before === undefined ? undefined : dayOf(filter.before - 1, zone);
      if (from !== undefined && to !== undefined) return from === to ? from : `${from} to ${to}`;
      return from !== undefined ? `from ${from}` : `until ${to ?? ''}`;
    }
  }
}

/** The day of a moment, as a date field takes it: "2021-04-30". */
export const dayOf = (micros: number, zone: Zone): string => formatTime(micros, zone).slice(0, 10);

/** When a day begins, or, `later` days on; undefined for what is no date. */
export function dayStart(day: string, zone: Zone, later = 0): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) return undefined;
  const [year, month, date] = [Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later];
  const millis = zone === 'utc' ? Date.UTC(year, month, date) : new Date(year, month, date).getTime();
  return year < 1685 || Number.isNaN(millis) ? undefined : millis * 1000;
}
