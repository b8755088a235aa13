/** What an attempt is known by in another download of the same report (docs/rules.md §1). */
import { isNone } from '../table/column.ts';
import { rangesMask, rangesText } from '../table/row-ranges.ts';
import type { Report } from './report.ts';

/** The code of the attempt, and which of the rows with that code it is, from 0 in the order of the file. */
export interface RowKey {
  readonly code: string;
  readonly occurrence: number;
}

/** The keys of some rows; none where the report has no attempt codes or the row has no value there. */
export function rowKeys({ table }: Report, rows: readonly (number | undefined)[]): (RowKey | undefined)[] {
  const column = table.column('attempt_code');
  const codes = rows.map((row) => {
    const code = row === undefined ? undefined : column?.text(row);
    return code === undefined || isNone(code) ? undefined : code;
  });
  const wanted = new Set(codes);
  const places = new Map<string, number[]>();
  for (let row = 0; column && row < table.rowCount; row += 1) {
    const code = column.text(row);
    if (!wanted.has(code)) continue;
    const list = places.get(code);
    if (list) list.push(row);
    else places.set(code, [row]);
  }
  return rows.map((row, at) => {
    const code = codes[at];
    return code === undefined ? undefined : { code, occurrence: places.get(code)!.indexOf(row!) };
  });
}

/** The rows that have these keys; undefined for one that is not there. */
export function rowsByKey({ table }: Report, keys: readonly (RowKey | undefined)[]): (number | undefined)[] {
  const column = table.column('attempt_code');
  const wanted = new Set(keys.map((key) => key?.code));
  const seen = new Map<string, number[]>();
  for (let row = 0; column && row < table.rowCount; row += 1) {
    const code = column.text(row);
    if (wanted.has(code)) seen.set(code, [...(seen.get(code) ?? []), row]);
  }
  return keys.map((key) => key && seen.get(key.code)?.[key.occurrence]);
}

/**
 * Rows of one reading of the file, as ranges, in another: those whose attempts are still there. Undefined where nothing
 * tells which they are, because the report has no attempt codes.
 */
export function carryRanges(from: Report, to: Report, ranges: string): { ranges: string; count: number } | undefined {
  if (!from.table.column('attempt_code') || !to.table.column('attempt_code')) return undefined;
  const mask = rangesMask(ranges, from.table.rowCount);
  const rows: number[] = [];
  for (let row = 0; row < mask.length; row += 1) if (mask[row] === 1) rows.push(row);
  const carried = rowsByKey(to, rowKeys(from, rows)).filter((row) => row !== undefined);
  return { ranges: rangesText(carried), count: carried.length };
}
