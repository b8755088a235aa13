/** Numbers, moments and lists as the program writes them. */
import type { Zone } from './clock.ts';
import { formatTime } from './minutes.ts';

const whole = new Intl.NumberFormat('en');

/** 35000 → "35,000". */
export const numberText = (value: number): string => whole.format(value);

/** "1 attempt", "2 attempts". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

/** The same with a capital letter in front, to stand alone. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** "Midterm", "Midterm and Final", "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** "7 exams and 2 practice exams", or with names that stand for the first number: "Midterm, Final and 1 practice exam". */
export const examsText = (names: readonly string[], exams: number, practice: number): string =>
  listed([
    ...(names.length > 0 ? names : exams > 0 ? [counted(exams, 'exam')] : []),
    ...(practice > 0 ? [counted(practice, 'practice exam')] : []),
  ]);

export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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

/** 7 → "07". */
export const two = (value: number): string => String(value).padStart(2, '0');

/** "+02:00": how far this computer's clock is from UTC at a moment. */
export function offsetText(micros: number): string {
  const minutes = -new Date(micros / 1000).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '−' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}
