/** Counts over the rows of a view. */
import { type Column, isNone } from './column.ts';
import { type RankCache, type View, withoutFilter } from './view.ts';

export interface ValueCount {
  /** The text of the cell; '' for every cell without a value. */
  readonly value: string;
  readonly count: number;
}

/** How many of the rows have each value, in the column's own order. */
export function valueCounts(column: Column, rows: Uint32Array, ranks: RankCache): ValueCount[] {
  const { cells } = column.parts;
  const counts = new Map<string, number>();
  const places = new Map<string, number>();
  const order = ranks.of(column);
  const add = (text: string, count: number, place: number) => {
    const value = isNone(text) ? '' : text;
    counts.set(value, (counts.get(value) ?? 0) + count);
    places.set(value, place);
  };
  if ('codes' in cells) {
    const byCode = new Uint32Array(column.distinct);
    for (let at = 0; at < rows.length; at += 1) byCode[cells.codes[rows[at]!]!]! += 1;
    for (let code = 0; code < byCode.length; code += 1) add(column.valueText(code), byCode[code]!, order.ranks[code]!);
  } else {
    for (let at = 0; at < rows.length; at += 1) add(column.text(rows[at]!), 1, order.ranks[rows[at]!]!);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => places.get(a.value)! - places.get(b.value)! || (a.value < b.value ? -1 : 1));
}

/**
 * What the choices of a filter by values are counted over: what all *other* filters leave, so that a value which is not
 * chosen still says how many rows it would bring.
 */
export const choicesView = (view: View, column: string): View => withoutFilter(view, column, 'values');
