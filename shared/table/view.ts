/**
 * What the person did with a table, as one value; what follows from it (which rows, in which order) is computed and
 * never stored. Filters on different columns must all hold; inside one filter any of its values will do.
 */
import { type Column, isNone, spanIsNone } from './column.ts';
import { type GivenOrder, type Ranks, ranksOf, sortRows } from './order.ts';
import { LENGTH } from './scan.ts';
import type { Table } from './table.ts';

export type Filter =
  /** Cells whose text is one of these; '' stands for every cell without a value. */
  | { readonly kind: 'values'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'text'; readonly column: string; readonly contains: string }
  /** Both ends belong to the range. */
  | { readonly kind: 'number'; readonly column: string; readonly min?: number; readonly max?: number }
  /** UTC microseconds: `from` belongs to the range, `before` does not. */
  | { readonly kind: 'time'; readonly column: string; readonly from?: number; readonly before?: number };

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

/** The rows of a view, in its order. Filters on columns that the table lacks hold for no row. */
export function rowsOf(view: View, table: Table, ranks: RankCache): Uint32Array {
  const mask = new Uint8Array(table.rowCount).fill(1);
  for (const filter of view.filters) applyFilter(filter, table, mask);
  for (const term of searchTerms(view.search)) applyTerm(term, table, mask);
  let count = 0;
  for (let row = 0; row < mask.length; row += 1) count += mask[row]!;
  let rows: Uint32Array = new Uint32Array(count);
  for (let row = 0, at = 0; row < mask.length; row += 1) {
    if (mask[row] === 1) {
      rows[at] = row;
      at += 1;
    }
  }
  for (const key of view.sort.toReversed()) {
    const column = table.column(key.column);
    if (column) rows = sortRows(rows, ranks.of(column), column, key.descending);
  }
  return rows;
}

function applyFilter(filter: Filter, table: Table, mask: Uint8Array) {
  const column = table.column(filter.column);
  if (!column) {
    mask.fill(0);
    return;
  }
  switch (filter.kind) {
    case 'values': {
      const values = new Set(filter.values);
      keepText(column, mask, (text) => values.has(isNone(text) ? '' : text));
      return;
    }
    case 'text': {
      const wanted = filter.contains.toLowerCase();
      keepText(column, mask, (text) => !isNone(text) && text.toLowerCase().includes(wanted));
      return;
    }
    case 'number':
      keepNumber(column, mask, (value) => value >= (filter.min ?? -Infinity) && value <= (filter.max ?? Infinity));
      return;
    case 'time':
      keepNumber(column, mask, (value) => value >= (filter.from ?? -Infinity) && value < (filter.before ?? Infinity));
  }
}

/** Keeps the rows whose text passes; a dictionary is asked once for each distinct value. */
function keepText(column: Column, mask: Uint8Array, passes: (text: string) => boolean) {
  const { cells } = column.parts;
  if ('codes' in cells) {
    const kept = Uint8Array.from({ length: column.distinct }, (_, code) => (passes(column.valueText(code)) ? 1 : 0));
    const { codes } = cells;
    for (let row = 0; row < mask.length; row += 1) mask[row]! &= kept[codes[row]!]!;
    return;
  }
  for (let row = 0; row < mask.length; row += 1) if (mask[row] === 1 && !passes(column.text(row))) mask[row] = 0;
}

function keepNumber(column: Column, mask: Uint8Array, passes: (value: number) => boolean) {
  for (let row = 0; row < mask.length; row += 1) if (mask[row] === 1 && !passes(column.number(row))) mask[row] = 0;
}

/** Keeps the rows in which the term occurs in any cell. */
function applyTerm(term: string, table: Table, mask: Uint8Array) {
  const found = new Uint8Array(mask.length);
  const needle = new TextEncoder().encode(term);
  // A term of plain ASCII is looked for in the bytes themselves. One with a quote could meet a doubled one.
  const byBytes = needle.length === term.length && !term.includes('"');
  // The bytes of `None` with spaces around it hold this term, though it is no value.
  const inNone = 'none'.includes(term);
  for (const column of table.columns) {
    const { cells } = column.parts;
    if ('codes' in cells) {
      // What the cell says is searched, which for a verdict is more than the word it is filtered by.
      const labels = cells.form === 'words' ? (cells.labels ?? cells) : undefined;
      const codes = labels?.codes ?? cells.codes;
      const holds = Uint8Array.from({ length: labels?.words.length ?? column.distinct }, (_, code) =>
        holdsTerm(labels?.words[code] ?? column.valueText(code), term) ? 1 : 0,
      );
      if (holds.includes(1)) for (let row = 0; row < mask.length; row += 1) found[row]! |= holds[codes[row]!]!;
    } else if (cells.form === 'spans') {
      const { starts, lengths } = cells.spans;
      for (let row = 0; row < mask.length; row += 1) {
        if (mask[row] === 0 || found[row] === 1) continue;
        const holds = byBytes
          ? bytesHold(table.parts.bytes, starts[row]!, lengths[row]! & LENGTH, needle) &&
            !(inNone && isNone(column.text(row)))
          : holdsTerm(column.text(row), term);
        if (holds) found[row] = 1;
      }
    }
  }
  for (let row = 0; row < mask.length; row += 1) mask[row]! &= found[row]!;
}

const holdsTerm = (text: string, term: string): boolean => !isNone(text) && text.toLowerCase().includes(term);

/** Whether the bytes hold a lower-case ASCII needle, in either case. `None` is no value and holds nothing. */
function bytesHold(bytes: Uint8Array, start: number, length: number, needle: Uint8Array): boolean {
  if (length < needle.length) return false;
  if (spanIsNone(bytes, start, length)) return false;
  const first = needle[0]!;
  const last = start + length - needle.length;
  for (let at = start; at <= last; at += 1) {
    let byte = bytes[at]!;
    if (byte >= 0x41 && byte <= 0x5a) byte |= 0x20;
    if (byte !== first) continue;
    let next = 1;
    for (; next < needle.length; next += 1) {
      let other = bytes[at + next]!;
      if (other >= 0x41 && other <= 0x5a) other |= 0x20;
      if (other !== needle[next]) break;
    }
    if (next === needle.length) return true;
  }
  return false;
}
