/** Numbers, moments and sizes as the window writes them. */
import type { Zone } from '../../shared/report/clock.ts';
import { counted, momentText, months, numberText, offsetText, zoneText } from '../../shared/report/words.ts';

export type { Zone };
export { counted, momentText, numberText, offsetText, zoneText };

const whole = new Intl.NumberFormat('en');

/** Minutes with a decimal only where it tells something: "97.8 min", "120 min". */
export const minutesText = (minutes: number): string =>
  `${whole.format(minutes < 100 ? Math.round(minutes * 10) / 10 : Math.round(minutes))} min`;

const daysText = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "today", "yesterday", "2 days ago", and from two months on the date: how long ago by this computer's calendar. */
export function agoText(ms: number, nowMs: number): string {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(nowMs) - midnight(ms)) / 86_400_000);
  if (days >= 60) {
    return `on ${dayText(ms)}`;
  }
  return daysText.format(-Math.max(0, days), 'day');
}

/** "25 Nov 2026", by this computer's calendar. */
export function dayText(ms: number): string {
  const day = new Date(ms);
  return `${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}

/** "3 days later", "40 minutes later": how long after one moment another was, in its largest unit. */
export function laterText(micros: number): string {
  const minutes = Math.round(micros / 60_000_000);
  if (minutes < 1) return 'at the same minute';
  if (minutes < 60) return `${counted(minutes, 'minute')} later`;
  if (minutes < 24 * 60) return `${counted(Math.round(minutes / 60), 'hour')} later`;
  return `${counted(Math.round(minutes / (24 * 60)), 'day')} later`;
}

/** "12.3 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
