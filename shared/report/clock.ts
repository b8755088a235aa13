/** Days and hours of a moment, in UTC or by this computer's clock. Moments are UTC microseconds. */
import { formatTime } from './minutes.ts';

export type Zone = 'utc' | 'local';

export const hourMicros = 3_600_000_000;
export const dayMicros = 24 * hourMicros;

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

/** So many days before the day of a moment, and that day. */
export function daysBefore(micros: number, days: number, zone: Zone): { from: number; before: number } {
  const day = dayOf(micros, zone);
  return { from: dayStart(day, zone, -days) ?? micros, before: dayStart(day, zone, 1) ?? micros };
}

// No place has changed its clock other than on a quarter of an hour.
const quarterMicros = hourMicros / 4;

/** The hour of the day, 0–23, for many moments: what the system says of a quarter of an hour is asked for once. */
export function hoursOf(zone: Zone): (micros: number) => number {
  if (zone === 'utc') return (micros) => Math.floor(micros / hourMicros - Math.floor(micros / dayMicros) * 24);
  const known = new Map<number, number>();
  return (micros) => {
    const quarter = Math.floor(micros / quarterMicros);
    let hour = known.get(quarter);
    if (hour === undefined) {
      hour = new Date(micros / 1000).getHours();
      known.set(quarter, hour);
    }
    return hour;
  };
}

export type Span = 'day' | 'week' | 'month' | 'year';

/** A stretch of whole days: `from` belongs to it, `before` does not. */
export interface DaySpan {
  readonly from: number;
  readonly before: number;
  /** The first day. */
  readonly day: string;
}

/**
 * The days from one moment to another without a gap; where they would be more than `most`, weeks from Monday, else
 * months, else years.
 */
export function spansBetween(first: number, last: number, zone: Zone, most: number): { span: Span; spans: DaySpan[] } {
  const days = (last - first) / dayMicros + 1;
  const span: Span = days <= most ? 'day' : days <= most * 7 ? 'week' : days <= most * 30 ? 'month' : 'year';
  const spans: DaySpan[] = [];
  let day = firstDay(dayOf(first, zone), span);
  for (;;) {
    const next = nextDay(day, span);
    const [from, before] = [dayStart(day, zone), dayStart(next, zone)];
    if (from === undefined || before === undefined || from > last) return { span, spans };
    spans.push({ from, before, day });
    day = next;
  }
}

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const textOf = (date: Date) => date.toISOString().slice(0, 10);

function firstDay(day: string, span: Span): string {
  if (span === 'year') return `${day.slice(0, 4)}-01-01`;
  if (span === 'month') return `${day.slice(0, 7)}-01`;
  if (span === 'day') return day;
  const date = dateOf(day);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return textOf(date);
}

function nextDay(day: string, span: Span): string {
  const date = dateOf(day);
  if (span === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (span === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (span === 'week' ? 7 : 1));
  return textOf(date);
}
