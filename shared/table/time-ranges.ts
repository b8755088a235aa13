/** The ranges of time that a filter lets through: apart from each other, in order; added to and taken from. */
import type { TimeFilter } from './view.ts';

/** UTC microseconds: `from` belongs to the range, `before` does not. Either may be infinite. */
export interface TimeRange {
  readonly from: number;
  readonly before: number;
}

/** None where the filter keeps only cells without a value; everything where it has no bounds. */
export function rangesOf({
  from,
  before,
  also = [],
  empty,
}: Omit<TimeFilter, 'column' | 'kind'>): readonly TimeRange[] {
  if (from === undefined && before === undefined && empty) return [];
  const others = also.map((range) => ({ from: range.from, before: range.before ?? Infinity }));
  return [{ from: from ?? -Infinity, before: before ?? Infinity }, ...others];
}

/** The filter that lets these ranges through; undefined = none. */
export function timeFilter(column: string, ranges: readonly TimeRange[], empty?: true): TimeFilter | undefined {
  const [first, ...others] = ranges;
  if (!first && !empty) return undefined;
  const end = ({ before }: TimeRange) => before !== Infinity && { before };
  const also = others.map((range) => ({ from: range.from, ...end(range) }));
  return {
    ...{ kind: 'time', column },
    ...(first && first.from !== -Infinity && { from: first.from }),
    ...(first && end(first)),
    ...(also.length > 0 && { also }),
    ...(empty && { empty }),
  };
}

/** With one more; what touches or overlaps is one range. */
export function withRange(ranges: readonly TimeRange[], added: TimeRange): TimeRange[] {
  const merged: TimeRange[] = [];
  for (const range of [...ranges, added].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.before) {
      merged[merged.length - 1] = { from: last.from, before: Math.max(last.before, range.before) };
    } else merged.push(range);
  }
  return merged;
}

/** Without one, which may leave what was before it and what comes after. */
export const withoutRange = (ranges: readonly TimeRange[], { from, before }: TimeRange): TimeRange[] =>
  ranges
    .flatMap((range) => [
      { from: range.from, before: Math.min(range.before, from) },
      { from: Math.max(range.from, before), before: range.before },
    ])
    .filter((range) => range.from < range.before);

/** Whether a range lies wholly in one of these. */
export const isWithin = (ranges: readonly TimeRange[], { from, before }: TimeRange): boolean =>
  ranges.some((range) => from >= range.from && before <= range.before);
