/** What each kind of filter lets through, as a mask over the rows: 1 is kept. */
import { type Column, isNone } from './column.ts';
import { compilePattern } from './pattern.ts';
import { rangesOf } from './time-ranges.ts';
import type {
  CellFilter,
  Filter,
  NumberFilter,
  SetFilter,
  TextCondition,
  TextFilter,
  TimeFilter,
  ValuesFilter,
} from './view.ts';

/**
 * The rows of a column that match a pattern, where they are known already. A pattern can take for ever, so who answers
 * for a window tries it elsewhere and in a limited time, and hands the result over by this.
 */
export type KnownMatches = (column: string, pattern: string) => Uint8Array | undefined;

/** The rows of a set of a family, such as `set:finding`: 1 belongs to it. Undefined = there is no such set. */
export type RowSets = (family: string, set: string) => Uint8Array | undefined;

const noneKnown: KnownMatches = () => undefined;

/** The conditions of a filter by text, however it was written down. */
export const conditionsOf = (filter: TextFilter): readonly TextCondition[] =>
  filter.conditions ?? [{ test: 'contains', text: filter.contains }];

export const needsText = ({ test }: Pick<TextCondition, 'test'>): boolean => test !== 'empty' && test !== 'filled';

/** The shortest filter that says the same. Conditions that still wait for their text say nothing. */
export function textFilter(column: string, all: readonly TextCondition[], any: boolean): TextFilter | undefined {
  const conditions = all.filter((one) => !needsText(one) || one.text !== '');
  const [first] = conditions;
  if (!first) return undefined;
  if (conditions.length === 1 && first.test === 'contains') return { kind: 'text', column, contains: first.text };
  return { kind: 'text', column, conditions, ...(any && conditions.length > 1 && { any: true as const }) };
}

/** Which patterns a filter holds. */
export const patternsOf = (filter: Filter): readonly string[] =>
  filter.kind === 'text'
    ? conditionsOf(filter).flatMap(({ test, text }) => (test === 'pattern' && text !== '' ? [text] : []))
    : [];

/** Takes from the mask the rows that the filter does not let through. */
export function applyFilter(filter: CellFilter, column: Column, mask: Uint8Array, known: KnownMatches = noneKnown) {
  switch (filter.kind) {
    case 'values':
      return applyValues(filter, column, mask);
    case 'text':
      return applyText(filter, column, mask, known);
    case 'number':
      return applyNumber(filter, column, mask);
    case 'time':
      return applyTime(filter, column, mask);
  }
}

/** The same for a filter by sets. */
export function applySets({ column, sets }: SetFilter, mask: Uint8Array, known: RowSets | undefined) {
  const any = new Uint8Array(mask.length);
  for (const set of sets) {
    const rows = known?.(column, set);
    if (rows) for (let row = 0; row < any.length; row += 1) any[row]! |= rows[row]!;
  }
  intersect(mask, any);
}

function applyValues({ values, exclude }: ValuesFilter, column: Column, mask: Uint8Array) {
  const listed = new Set(values);
  keepText(column, mask, (text) => listed.has(isNone(text) ? '' : text) !== (exclude ?? false));
}

function applyText(filter: TextFilter, column: Column, mask: Uint8Array, known: KnownMatches) {
  const conditions = conditionsOf(filter);
  const tests = conditions.map((condition) => {
    const rows = condition.test === 'pattern' ? known(column.id, condition.text) : undefined;
    return rows ? { rows } : { passes: testOf(condition) };
  });
  if (tests.length === 0) return;
  if (!filter.any) {
    for (const test of tests) {
      if (test.passes) keepText(column, mask, test.passes);
      else intersect(mask, test.rows);
    }
    return;
  }
  const any = new Uint8Array(mask.length);
  for (const test of tests) {
    if (!test.passes) {
      for (let row = 0; row < any.length; row += 1) any[row]! |= test.rows[row]!;
      continue;
    }
    const one = mask.slice();
    keepText(column, one, test.passes);
    for (let row = 0; row < any.length; row += 1) any[row]! |= one[row]!;
  }
  intersect(mask, any);
}

function intersect(mask: Uint8Array, rows: Uint8Array) {
  for (let row = 0; row < mask.length; row += 1) mask[row]! &= rows[row]!;
}

/**
 * What a cell's text is asked. A cell without a value contains nothing and is nothing, so the opposites of these are
 * true of it.
 */
export function testOf({ test, text }: TextCondition): (cell: string) => boolean {
  const wanted = text.toLowerCase();
  const valued = (passes: (lower: string) => boolean) => (cell: string) => !isNone(cell) && passes(cell.toLowerCase());
  const not = (passes: (cell: string) => boolean) => (cell: string) => !passes(cell);
  const contains = valued((cell) => cell.includes(wanted));
  const is = valued((cell) => cell.trim() === wanted.trim());
  switch (test) {
    case 'contains':
      return contains;
    case 'lacks':
      return not(contains);
    case 'is':
      return is;
    case 'is-not':
      return not(is);
    case 'starts':
      return valued((cell) => cell.startsWith(wanted));
    case 'ends':
      return valued((cell) => cell.endsWith(wanted));
    case 'empty':
      return isNone;
    case 'filled':
      return not(isNone);
    case 'pattern': {
      const pattern = compilePattern(text);
      return pattern.ok ? (cell) => !isNone(cell) && pattern.matches(cell) : () => false;
    }
  }
}

function applyNumber({ min, max, empty }: NumberFilter, column: Column, mask: Uint8Array) {
  const bounded = min !== undefined || max !== undefined;
  keepTyped(
    column,
    mask,
    empty,
    bounded || !empty,
    (value) => value >= (min ?? -Infinity) && value <= (max ?? Infinity),
  );
}

function applyTime(filter: TimeFilter, column: Column, mask: Uint8Array) {
  const ranges = rangesOf(filter);
  keepTyped(column, mask, filter.empty, ranges.length > 0, (value) =>
    ranges.some(({ from, before }) => value >= from && value < before),
  );
}

/** Keeps the rows whose text passes; a dictionary is asked once for each distinct value. */
export function keepText(column: Column, mask: Uint8Array, passes: (text: string) => boolean) {
  const { cells } = column.parts;
  if ('codes' in cells) {
    const kept = Uint8Array.from({ length: column.distinct }, (_, code) => (passes(column.valueText(code)) ? 1 : 0));
    const { codes } = cells;
    for (let row = 0; row < mask.length; row += 1) mask[row]! &= kept[codes[row]!]!;
    return;
  }
  for (let row = 0; row < mask.length; row += 1) if (mask[row] === 1 && !passes(column.text(row))) mask[row] = 0;
}

/** `empty` keeps cells without a value, `typed` those whose number passes. */
function keepTyped(
  column: Column,
  mask: Uint8Array,
  empty: true | undefined,
  typed: boolean,
  passes: (value: number) => boolean,
) {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue;
    const value = column.number(row);
    const kept = Number.isNaN(value) ? empty === true && isNone(column.text(row)) : typed && passes(value);
    if (!kept) mask[row] = 0;
  }
}
