/** Rows told apart by a small number for each distinct text, so that a rule is asked once a text and not once a row. */
import type { Codes, Column } from './column.ts';

export interface Coded {
  /** One a row. */
  readonly codes: Codes;
  /** Codes are below this. */
  readonly size: number;
  /** Undefined where there is no such column. */
  text(code: number): string | undefined;
}

/** The column's own codes where it has a dictionary; without a column all rows are alike. */
export function codedBy(column: Column | undefined, rowCount: number): Coded {
  if (!column) return { codes: new Uint8Array(rowCount), size: 1, text: () => undefined };
  const { cells } = column.parts;
  if (cells.form === 'dictionary') return { codes: cells.codes, size: cells.distinct, text: column.valueText };
  // No dictionary: nearly every cell differs. Of the columns that are asked for, no platform writes such a one.
  const places = new Map<string, number>();
  const codes = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const text = column.text(row);
    let place = places.get(text);
    if (place === undefined) {
      place = places.size;
      places.set(text, place);
    }
    codes[row] = place;
  }
  const texts = [...places.keys()];
  return { codes, size: texts.length, text: (code) => texts[code] };
}

/** What holds for each text of a column, by its code. A code may be one that no row has. */
export const byText = <T>({ size, text }: Coded, rule: (text: string | undefined) => T): T[] =>
  Array.from({ length: size }, (_, code) => rule(text(code)));

/**
 * How many rows have each code. As every walk over rows, it is a function of its own and a small one: the engine compiles
 * the function that the loop stands in while it runs, and all that this one calls with it.
 */
export function countCodes({ codes, size }: Pick<Coded, 'codes' | 'size'>): Uint32Array {
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row += 1) counts[codes[row]!]! += 1;
  return counts;
}

/** How many of these rows have each code. */
export function countCodesOf(rows: Uint32Array, { codes, size }: Pick<Coded, 'codes' | 'size'>): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0; at < rows.length; at += 1) counts[codes[rows[at]!]!]! += 1;
  return counts;
}

/** What stands for each row's code: `to[row] = values[codes[row]]`. */
export function mapCodes<T extends Codes | Float64Array>(codes: Codes, values: Codes | Float64Array, to: T): T {
  for (let row = 0; row < to.length; row += 1) to[row] = values[codes[row]!]!;
  return to;
}

export interface Combinations {
  /** One a row. */
  readonly codes: Codes;
  /** Of each combination that occurs, its first row. */
  readonly firstRows: readonly number[];
}

/** Up to so many pairs an array says which have been met; beyond that, a map. */
const pairsInArray = 1 << 20;

/** The rows of two columns at least, told apart by what stands in all of them. */
export function combinationsOf(columns: readonly Coded[], rowCount: number): Combinations {
  const codes = new Uint32Array(rowCount);
  const few = fewInFour(columns, rowCount);
  let firstRows = few ? fourUp(codes, few) : pairUp(codes, columns[0]!.codes, columns[0]!.size, columns[1]!);
  for (const other of columns.slice(few ? 4 : 2)) firstRows = pairUp(codes, codes, firstRows.length, other);
  return { codes, firstRows };
}

type Four = readonly [Coded, Coded, Coded, Coded];

/** The first four columns, or three and one in which all rows are alike, where few combinations of them are possible. */
function fewInFour([a, b, c, d]: readonly Coded[], rowCount: number): Four | undefined {
  if (!c || a!.size * b!.size * c.size * (d?.size ?? 1) > pairsInArray) return undefined;
  return [a!, b!, c, d ?? codedBy(undefined, rowCount)];
}

/** Writes a code for each combination of four to `codes`, in one walk. */
function fourUp(codes: Uint32Array, [a, b, c, d]: Four): readonly number[] {
  const firstRows: number[] = [];
  const met = new Uint32Array(a.size * b.size * c.size * d.size);
  const [as, bs, cs, ds] = [a.codes, b.codes, c.codes, d.codes];
  const [bSize, cSize, dSize] = [b.size, c.size, d.size];
  for (let row = 0; row < codes.length; row += 1) {
    const four = ((as[row]! * bSize + bs[row]!) * cSize + cs[row]!) * dSize + ds[row]!;
    let code = met[four]!;
    if (code === 0) {
      code = firstRows.push(row);
      met[four] = code;
    }
    codes[row] = code - 1;
  }
  return firstRows;
}

/** Writes a code for each combination of two to `codes`, which may be the first of them, below `count`. */
function pairUp(codes: Uint32Array, firsts: Codes, count: number, { codes: seconds, size }: Coded): readonly number[] {
  const firstRows: number[] = [];
  // One more than the code; 0 = not met yet.
  const met = new Uint32Array(count * size <= pairsInArray ? count * size : 0);
  const metBeyond = new Map<number, number>();
  for (let row = 0; row < codes.length; row += 1) {
    const pair = firsts[row]! * size + seconds[row]!;
    let code = met.length > 0 ? met[pair]! : (metBeyond.get(pair) ?? 0);
    if (code === 0) {
      code = firstRows.push(row);
      if (met.length > 0) met[pair] = code;
      else metBeyond.set(pair, code);
    }
    codes[row] = code - 1;
  }
  return firstRows;
}
