/** What an attempt is known by in another download of the same report (docs/rules.md §1). */
import { isNone } from '../table/column.ts';
import { filterSteps } from '../table/filter.ts';
import type { Report } from './report.ts';

/** The code of the attempt, and which of the rows with that code it is, from 0 in the order of the file. */
export interface RowKey {
  readonly code: string;
  readonly occurrence: number;
}

/** The keys of some rows, in parts; none where the report has no attempt codes or the row has no value there. */
export function* keySteps(
  report: Report,
  rows: readonly (number | undefined)[],
): Generator<undefined, (RowKey | undefined)[]> {
  const column = report.table.column('attempt_code');
  const codes = rows.map((row) => (row === undefined ? undefined : column?.text(row)));
  const places = yield* placesOf(report, codes);
  return rows.map((row, at) => {
    const occurrence = places.get(codes[at])?.indexOf(row!);
    return occurrence === undefined ? undefined : { code: codes[at]!, occurrence };
  });
}

/** The rows that have these keys, in parts; undefined for one that is not there. */
export function* rowSteps(
  report: Report,
  keys: readonly (RowKey | undefined)[],
): Generator<undefined, (number | undefined)[]> {
  const places = yield* placesOf(
    report,
    keys.map((key) => key?.code),
  );
  return keys.map((key) => places.get(key?.code)?.[key!.occurrence]);
}

/** The rows of each of these codes, in the order of the file. */
function* placesOf(
  { table }: Report,
  codes: readonly (string | undefined)[],
): Generator<undefined, ReadonlyMap<string | undefined, readonly number[]>> {
  const places = new Map<string | undefined, number[]>();
  const column = table.column('attempt_code');
  const values = codes.filter((code) => code !== undefined && !isNone(code)) as string[];
  if (!column || values.length === 0) return places;
  for (const code of values) places.set(code, []);
  const mask = new Uint8Array(table.rowCount).fill(1);
  yield* filterSteps({ kind: 'values', column: column.id, values }, column, mask, table.parts.bytes);
  for (let row = mask.indexOf(1); row >= 0; row = mask.indexOf(1, row + 1)) places.get(column.text(row))!.push(row);
  return places;
}
