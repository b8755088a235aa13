/** The typed reading of a cell, which stands beside its text and never in its place (docs/rules.md §1). */
import { isNone } from '../table/column.ts';
import { parseTime } from './minutes.ts';

const number = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;

/** A number as written, or a time in UTC microseconds; NaN where the text is neither. */
export function reading(text: string, kind: 'number' | 'time'): number {
  if (isNone(text)) return Number.NaN;
  if (kind === 'number') return number.test(text) ? Number(text) : Number.NaN;
  return parseTime(text)?.micros ?? Number.NaN;
}
