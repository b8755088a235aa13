/** What each kind of filter lets through, as a mask over the rows: 1 is kept. */
import { type Column, isNone, spanText } from './column.ts';
import { filledIn, spanIsFilled } from './filled.ts';
import { Needle } from './needle.ts';
import { inParts } from './parts.ts';
import { compilePattern } from './pattern.ts';
import { rangesOf } from './time-ranges.ts';
import { hashOfCell, hashOfText } from './value-hash.ts';
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

/** Takes from the mask the rows that the filter does not let through, in parts. */
export function* filterSteps(
  filter: CellFilter,
  column: Column,
  mask: Uint8Array,
  bytes: Uint8Array,
  known: KnownMatches = noneKnown,
): Generator<undefined, void> {
  switch (filter.kind) {
    case 'values':
      return yield* keepSteps(column, mask, valuesTest(filter, bytes));
    case 'text':
      return yield* textSteps(filter, column, mask, bytes, known);
    case 'number':
      return yield* numberSteps(filter, column, mask, bytes);
    case 'time':
      return yield* timeSteps(filter, column, mask, bytes);
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

/** What is asked of a cell. */
export interface CellTest {
  readonly passes: (text: string) => boolean;
  /** The same of its bytes (see scan.ts for the length), so that its text is read only where they do not tell. */
  readonly passesBytes?: ((start: number, lengthAndMark: number) => boolean) | undefined;
}

function valuesTest({ values, exclude }: ValuesFilter, bytes: Uint8Array): CellTest {
  const otherwise = exclude ?? false;
  const listed = new Set(values);
  const hashes = new Set(values.map(hashOfText));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const passes = (text: string) => listed.has(isNone(text) ? '' : text) !== otherwise;
  return {
    passes,
    passesBytes: (start, lengthAndMark) =>
      hashes.has(hashOfCell(bytes, view, start, lengthAndMark))
        ? passes(spanText(bytes, start, lengthAndMark))
        : otherwise,
  };
}

function* textSteps(
  filter: TextFilter,
  column: Column,
  mask: Uint8Array,
  bytes: Uint8Array,
  known: KnownMatches,
): Generator<undefined, void> {
  const conditions = conditionsOf(filter);
  const any = filter.any && conditions.length > 0 ? new Uint8Array(mask.length) : undefined;
  for (const condition of conditions) {
    const one = any ? mask.slice() : mask;
    const rows = condition.test === 'pattern' ? known(column.id, condition.text) : undefined;
    if (rows) intersect(one, rows);
    else yield* keepSteps(column, one, cellTest(condition, bytes));
    if (any) for (let row = 0; row < any.length; row += 1) any[row]! |= one[row]!;
  }
  if (any) intersect(mask, any);
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

/** The same with the bytes asked first. Whatever a text contains, is, or begins and ends with, stands in it. */
function cellTest(condition: TextCondition, bytes: Uint8Array): CellTest {
  const passes = testOf(condition);
  const { test } = condition;
  if (test === 'empty' || test === 'filled') {
    const wanted = test === 'filled';
    return { passes, passesBytes: (start, length) => spanIsFilled(bytes, start, length) === wanted };
  }
  const term = condition.text.toLowerCase();
  if (test === 'pattern' || term.trim() === '') return { passes };
  if (test === 'contains' || test === 'lacks') {
    const needle = new Needle(term, bytes);
    const wanted = test === 'contains';
    return { passes, passesBytes: (start, length) => needle.isIn(start, length) === wanted };
  }
  const needle = new Needle(test === 'is' || test === 'is-not' ? term.trim() : term, bytes);
  if ((test === 'starts' || test === 'ends') && needle.isPlain) {
    const atEnd = test === 'ends';
    const tell = (start: number, length: number) =>
      needle.isAtEdge(start, length, atEnd) ?? passes(spanText(bytes, start, length));
    return { passes, passesBytes: tell };
  }
  const otherwise = test === 'is-not';
  return {
    passes,
    passesBytes: (start, length) => (needle.isIn(start, length) ? passes(spanText(bytes, start, length)) : otherwise),
  };
}

function numberSteps({ min, max, empty }: NumberFilter, column: Column, mask: Uint8Array, bytes: Uint8Array) {
  const bounded = min !== undefined || max !== undefined;
  const passes = (value: number) => value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  return typedSteps(column, mask, bytes, empty ?? false, bounded || !empty ? passes : undefined);
}

function timeSteps(filter: TimeFilter, column: Column, mask: Uint8Array, bytes: Uint8Array) {
  const ranges = rangesOf(filter);
  const passes = (value: number) => ranges.some(({ from, before }) => value >= from && value < before);
  return typedSteps(column, mask, bytes, filter.empty ?? false, ranges.length > 0 ? passes : undefined);
}

/** Keeps the rows whose cell passes; a dictionary is asked once for each distinct value. */
export function* keepSteps(column: Column, mask: Uint8Array, test: CellTest): Generator<undefined, void> {
  const { cells } = column.parts;
  const { passes, passesBytes } = test;
  if ('codes' in cells) {
    const kept = Uint8Array.from({ length: column.distinct }, (_, code) => (passes(column.valueText(code)) ? 1 : 0));
    const { codes } = cells;
    for (let row = 0; row < mask.length; row += 1) mask[row]! &= kept[codes[row]!]!;
  } else if (cells.form === 'spans' && passesBytes) {
    const { starts, lengths } = cells.spans;
    yield* inParts(mask.length, (from, to) => {
      for (let row = from; row < to; row += 1) {
        if (mask[row] === 1 && !passesBytes(starts[row]!, lengths[row]!)) mask[row] = 0;
      }
    });
  } else {
    yield* inParts(mask.length, (from, to) => {
      for (let row = from; row < to; row += 1) if (mask[row] === 1 && !passes(column.text(row))) mask[row] = 0;
    });
  }
}

/** `empty` keeps cells without a value, `passes` those whose number does. */
function typedSteps(
  column: Column,
  mask: Uint8Array,
  bytes: Uint8Array,
  empty: boolean,
  passes: ((value: number) => boolean) | undefined,
): Generator<undefined, void> {
  const filled = filledIn(column, bytes);
  return inParts(mask.length, (from, to) => {
    for (let row = from; row < to; row += 1) {
      if (mask[row] === 0) continue;
      const value = column.number(row);
      const kept = Number.isNaN(value) ? empty && !filled(row) : passes?.(value) === true;
      if (!kept) mask[row] = 0;
    }
  });
}
