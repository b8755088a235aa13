/**
 * What the person did with a table, as one value; what follows from it (which rows, in which order) is computed and
 * never stored. All filters must hold; inside one filter any of its values will do.
 */
import { type Column, isNone } from './column.ts';
import { sharedArray } from './column-builder.ts';
import { applySets, filterSteps, type KnownMatches, type RowSets } from './filter.ts';
import type { KnownTerms } from './known-terms.ts';
import { type GivenOrder, type Ranks, ranksOf, sortRows } from './order.ts';
import { atOnce } from './parts.ts';
import type { Table } from './table.ts';
import { termSteps } from './term.ts';

/** Cells whose text is one of these, or, excluded, none of them; '' stands for every cell without a value. */
export interface ValuesFilter {
  readonly kind: 'values';
  readonly column: string;
  readonly values: readonly string[];
  readonly exclude?: true;
}

export type TextTest =
  | 'contains'
  | 'lacks'
  | 'is'
  | 'is-not'
  | 'starts'
  | 'ends'
  | 'empty'
  | 'filled'
  /** A regular expression. */
  | 'pattern';

/** Case makes no difference to any of them. `empty` and `filled` take no text. */
export interface TextCondition {
  readonly test: TextTest;
  readonly text: string;
}

/** One thing that the text contains, or conditions of which all must hold, or any. */
export type TextFilter = { readonly kind: 'text'; readonly column: string; readonly any?: true } & (
  | { readonly contains: string; readonly conditions?: never }
  | { readonly conditions: readonly TextCondition[]; readonly contains?: never }
);

/** Both ends belong to the range. */
export interface NumberFilter {
  readonly kind: 'number';
  readonly column: string;
  readonly min?: number;
  readonly max?: number;
  /** Cells without a value as well; without a range, only they. */
  readonly empty?: true;
}

/** UTC microseconds: `from` belongs to the range, `before` does not. */
export interface TimeFilter {
  readonly kind: 'time';
  readonly column: string;
  readonly from?: number;
  readonly before?: number;
  /** More ranges beside it, which come after it and are apart from each other (time-ranges.ts). */
  readonly also?: readonly { readonly from: number; readonly before?: number }[];
  /** As of a number. */
  readonly empty?: true;
  /** What the range was worked out from: so many days, up to the report's own day or to today. */
  readonly last?: { readonly days: number; readonly until: 'report' | 'today' };
}

/** Sets of rows of one kind: of findings, of hours. No column of the table, though a filter needs its name as if it were. */
export type SetFamily = `set:${string}`;

/** Rows that belong to any of these sets. Which rows those are, whoever answers for the table knows (`RowSets`). */
export interface SetFilter {
  readonly kind: 'set';
  readonly column: SetFamily;
  readonly sets: readonly string[];
  /** What each set is called, for a person to read. */
  readonly names: readonly string[];
}

/** A filter on the cells of a column. */
export type CellFilter = ValuesFilter | TextFilter | NumberFilter | TimeFilter;
export type Filter = CellFilter | SetFilter;

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

export interface View {
  /** Words that must all occur, each in any cell of the row. */
  readonly search: string;
  readonly filters: readonly Filter[];
  readonly sort: readonly SortKey[];
}

export const wholeView: View = { search: '', filters: [], sort: [] };

export const isFiltered = (view: View): boolean => view.filters.length > 0 || searchTerms(view.search).length > 0;

/** At most one filter of a kind on a column: the new one takes the place of the old. */
export function withFilter(view: View, filter: Filter): View {
  const place = view.filters.findIndex((other) => other.column === filter.column && other.kind === filter.kind);
  const filters = place < 0 ? [...view.filters, filter] : view.filters.with(place, filter);
  return { ...view, filters };
}

export function withoutFilter(view: View, column: string, kind?: Filter['kind']): View {
  return {
    ...view,
    filters: view.filters.filter((filter) => filter.column !== column || (kind !== undefined && filter.kind !== kind)),
  };
}

export function filterOf<K extends Filter['kind']>(
  view: View,
  column: string,
  kind: K,
): Extract<Filter, { kind: K }> | undefined {
  return view.filters.find((filter) => filter.column === column && filter.kind === kind) as
    | Extract<Filter, { kind: K }>
    | undefined;
}

/**
 * The view with a set chosen: alone, or, with `add`, beside those of its family that are chosen already. A set that is
 * chosen is taken back.
 */
export function withSet(view: View, column: SetFamily, set: string, name: string, add = false): View {
  const now = filterOf(view, column, 'set');
  const chosen = now?.sets.includes(set) ?? false;
  if (chosen && (add || now?.sets.length === 1)) {
    const kept = now!.sets.flatMap((other, place) => (other === set ? [] : [place]));
    if (kept.length === 0) return withoutFilter(view, column, 'set');
    const [sets, names] = [kept.map((place) => now!.sets[place]!), kept.map((place) => now!.names[place]!)];
    return withFilter(view, { kind: 'set', column, sets, names });
  }
  const [sets, names] =
    add && now
      ? [
          [...now.sets, set],
          [...now.names, name],
        ]
      : [[set], [name]];
  return withFilter(view, { kind: 'set', column, sets, names });
}

/** The words of a search, lower-cased. */
export const searchTerms = (search: string): string[] => search.toLowerCase().split(/\s+/u).filter(Boolean);

/** Where the terms occur in a text: pairs of start and end, in order; those that overlap are one. */
export function matchesIn(text: string, terms: readonly string[]): [number, number][] {
  if (terms.length === 0 || isNone(text)) return [];
  const lower = text.toLowerCase();
  // Lower-casing can change a text's length (İ); then places in one are not places in the other.
  if (lower.length !== text.length) return [];
  const found: [number, number][] = [];
  const merged: [number, number][] = [];
  for (const term of terms) {
    for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + term.length))
      found.push([at, at + term.length]);
  }
  found.sort((a, b) => a[0] - b[0]);
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The order that the field gives to the values of a column, where it gives one. */
export type GivenOrders = (columnId: string) => GivenOrder | undefined;

/** Ranks are costly for columns of many values, so a table's are kept. */
export interface RankCache {
  of(column: Column): Ranks;
  /** Patterns that were tried already. */
  readonly matches?: KnownMatches;
  /** The sets that filters may name. */
  readonly sets?: RowSets;
  /** What searches have found before. */
  readonly terms?: KnownTerms;
}

export function createRankCache(table: Table, given: GivenOrders = () => undefined): RankCache {
  const known = new Map<string, Ranks>();
  return {
    of(column) {
      let ranks = known.get(column.id);
      if (!ranks) {
        ranks = ranksOf(column, table.parts.bytes, table.rowCount, given(column.id));
        known.set(column.id, ranks);
      }
      return ranks;
    },
  };
}

/**
 * The rows that a view shows, in the order of the file and in shared memory. Filters on columns that the table lacks, and
 * by sets that nobody knows, hold for no row.
 */
export const keptRows = (view: View, table: Table, ranks: RankCache): Uint32Array =>
  atOnce(keptSteps(view, table, ranks));

/** The same in parts. */
export function* keptSteps(view: View, table: Table, ranks: RankCache): Generator<undefined, Uint32Array> {
  const mask = new Uint8Array(table.rowCount).fill(1);
  for (const filter of view.filters) {
    if (filter.kind === 'set') {
      applySets(filter, mask, ranks.sets);
      continue;
    }
    const column = table.column(filter.column);
    if (column) yield* filterSteps(filter, column, mask, table.parts.bytes, ranks.matches);
    else mask.fill(0);
  }
  for (const term of searchTerms(view.search)) yield* termSteps(term, table, mask, ranks.terms);
  return rowsIn(mask);
}

/** The rows that a mask keeps. */
function rowsIn(mask: Uint8Array): Uint32Array {
  let count = 0;
  for (let row = 0; row < mask.length; row += 1) count += mask[row]!;
  const rows = sharedArray(Uint32Array, count).subarray(0, count);
  for (let row = 0, at = 0; row < mask.length; row += 1) {
    if (mask[row] === 1) {
      rows[at] = row;
      at += 1;
    }
  }
  return rows;
}

/** Rows in the order of a view; without a sort the array itself. */
export function inOrder(rows: Uint32Array, view: View, table: Table, ranks: RankCache): Uint32Array {
  let sorted = rows;
  for (const key of view.sort.toReversed()) {
    const column = table.column(key.column);
    if (column) sorted = sortRows(sorted, ranks.of(column), column, key.descending);
  }
  return sorted;
}
