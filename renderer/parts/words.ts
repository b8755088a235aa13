/** Numbers, moments and sizes as the window writes them. */
import type { Zone } from '../../shared/report/clock.ts';
import { formatTime } from '../../shared/report/minutes.ts';

export type { Zone };

const whole = new Intl.NumberFormat('en');

/** 35000 → "35,000". */
export const numberText = (value: number): string => whole.format(value);

/** "1 attempt", "2 attempts". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

/** Minutes with a decimal only where it tells something: "97.8 min", "120 min". */
export const minutesText = (minutes: number): string =>
  `${whole.format(minutes < 100 ? Math.round(minutes * 10) / 10 : Math.round(minutes))} min`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "30 Apr 2021 23:59 UTC", or "1 May 2021 01:59 (+02:00)". */
export function momentText(micros: number, zone: Zone): string {
  const [date, time] = formatTime(micros, zone).split(' ');
  const [year, month, day] = date!.split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year} ${time} ${zoneText(zone, micros)}`;
}

/** "UTC", or this computer's distance from it at that moment: "(+02:00)". */
export function zoneText(zone: Zone, micros: number): string {
  return zone === 'utc' ? 'UTC' : `(${offsetText(micros)})`;
}

/** "+02:00": how far this computer's clock is from UTC at a moment. */
export function offsetText(micros: number): string {
  const minutes = -new Date(micros / 1000).getTimezoneOffset();
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '−' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

const daysText = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "today", "yesterday", "2 days ago", and from two months on the date: how long ago by this computer's calendar. */
export function agoText(ms: number, nowMs: number): string {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(nowMs) - midnight(ms)) / 86_400_000);
  if (days >= 60) {
    const then = new Date(ms);
    return `on ${then.getDate()} ${months[then.getMonth()]} ${then.getFullYear()}`;
  }
  return daysText.format(-Math.max(0, days), 'day');
}

/** "12.3 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
