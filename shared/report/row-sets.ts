/**
 * The sets of rows that a filter may name. Each family belongs to one rule, which says what rows a set of it has; so a
 * filter stays a few words, true for the report as it stands, also after it was read again.
 */
import type { RowSets } from '../table/filter.ts';
import { rangesMask } from '../table/row-ranges.ts';
import { byHour, byShare, byWaiting, placeMask, rangeMask, textMask } from './divisions.ts';
import { findingRows, findingsOf } from './findings.ts';
import { categoryRows, wordingRows } from './ledger.ts';
import type { Report } from './report.ts';
import { workRows } from './worklist.ts';

/** The rows of one set as a mask (1 belongs to it); undefined = there is no such set. */
type SetRule = (report: Report, set: string) => Uint8Array | undefined;

const families: Readonly<Record<string, SetRule>> = {
  'set:finding': (report, set) => findingRows(findingsOf(report), set),
  /** A group of the worklist. */
  'set:needs': workRows,
  /** An incident of a category, or of a category and kind; an incident of one wording. */
  'set:category': categoryRows,
  'set:wording': wordingRows,
  /** Rows that a person picked: numbers, so whoever reads the file again carries them over (row-keys.ts). */
  'set:rows': ({ table }, set) => rangesMask(set, table.rowCount),
  /** Bars of the overview. */
  'set:share': (report, set) => placeMask(byShare(report), set),
  'set:hour': (report, set) => placeMask(byHour(report, set.startsWith('local') ? 'local' : 'utc'), set),
  'set:waiting': (report, set) => placeMask(byWaiting(report), set),
  'set:range': rangeMask,
  'set:text': textMask,
};

/** As many masks are kept as a person clicks through in a while. */
const kept = 32;

export function createRowSets(report: Report): RowSets {
  const known = new Map<string, Uint8Array | undefined>();
  return (family, set) => {
    const key = `${family} ${set}`;
    if (known.has(key)) return known.get(key);
    const rule = Object.hasOwn(families, family) ? families[family] : undefined;
    const rows = rule?.(report, set);
    if (known.size >= kept) known.delete(known.keys().next().value!);
    known.set(key, rows);
    return rows;
  };
}
