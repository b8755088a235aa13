/**
 * Fields → compact column, while the file is being read. A column begins as a dictionary: a cell is looked up by its
 * bytes, and only a value not seen before is remembered (as a span, not a string). When nearly every cell turns out
 * to be new, as with e-mail addresses, the dictionary is given up: each row then keeps its own span, and those already
 * coded find theirs through the dictionary.
 */
import type { Cells, Codes, Spans } from './column.ts';
import { LENGTH } from './scan.ts';

/** A dictionary is judged first when it has this many values. */
const judgedAt = 1024;
/** Above this share of new values a dictionary costs more than it saves. */
const newShare = 0.3;

type ArrayType<T> = { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number };

/** Shared zeroed memory; pages nobody has written to cost nothing. */
export function sharedArray<T>(type: ArrayType<T>, length: number): T {
  return new type(new SharedArrayBuffer(Math.max(1, length) * type.BYTES_PER_ELEMENT));
}

/** A longer array with what is in this one. */
export function widened<T extends { set(from: ArrayLike<number>): void }>(
  type: ArrayType<T>,
  from: ArrayLike<number>,
  length: number,
): T {
  const wide = sharedArray(type, length);
  wide.set(from);
  return wide;
}

export interface ColumnBuilder {
  /** Appends the cell of the next row. */
  add(start: number, lengthAndMark: number): void;
  /** Appends missing cells up to `row` (exclusive): a column that begins in the middle of the file. */
  padTo(row: number): void;
  /** The cells of the first `rows` rows: the arrays themselves, or copies that no later `add` can change. */
  cells(rows: number, copy: boolean): Cells;
}

/** `expectedRows` is an estimate: too low costs a copy, too high costs address space only. */
export function createColumnBuilder(bytes: Uint8Array, expectedRows: number): ColumnBuilder {
  let capacity = Math.max(64, expectedRows);
  let count = 0;
  // Dictionary form: codes, the values' spans, and an open-addressing hash table of code + 1.
  let codes: Codes | undefined = sharedArray(Uint8Array, capacity);
  let distinct = 0;
  let starts = sharedArray(Uint32Array, 256);
  let lengths = sharedArray(Uint32Array, 256);
  let slots = new Uint32Array(512);
  let lastCode = -1;

  function hashOf(start: number, length: number): number {
    let hash = length;
    for (let at = start; at < start + length; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    return hash >>> 0;
  }

  function same(code: number, start: number, mark: number): boolean {
    if (lengths[code] !== mark) return false;
    const other = starts[code]!;
    const length = mark & LENGTH;
    for (let i = 0; i < length; i += 1) if (bytes[other + i] !== bytes[start + i]) return false;
    return true;
  }

  function growSlots() {
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < distinct; code += 1) {
      let slot = hashOf(starts[code]!, lengths[code]! & LENGTH) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
  }

  function newCode(start: number, mark: number): number {
    if (distinct === starts.length) {
      starts = widened(Uint32Array, starts, distinct * 4);
      lengths = widened(Uint32Array, lengths, distinct * 4);
    }
    starts[distinct] = start;
    lengths[distinct] = mark;
    distinct += 1;
    if (distinct === 257) codes = widened(Uint16Array, codes!, capacity);
    else if (distinct === 65_537) codes = widened(Uint32Array, codes!, capacity);
    if (distinct * 2 > slots.length) growSlots();
    return distinct - 1;
  }

  function codeOf(start: number, mark: number): number {
    if (lastCode >= 0 && same(lastCode, start, mark)) return lastCode;
    const mask = slots.length - 1;
    let slot = hashOf(start, mark & LENGTH) & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === 0) {
        slots[slot] = distinct + 1;
        return newCode(start, mark);
      }
      if (same(entry - 1, start, mark)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  /** From a dictionary to a span a row. */
  function spread() {
    const rowStarts = sharedArray(Uint32Array, capacity);
    const rowLengths = sharedArray(Uint32Array, capacity);
    for (let row = 0; row < count; row += 1) {
      const code = codes![row]!;
      rowStarts[row] = starts[code]!;
      rowLengths[row] = lengths[code]!;
    }
    starts = rowStarts;
    lengths = rowLengths;
    codes = undefined;
    slots = new Uint32Array(0);
  }

  function growRows() {
    const wanted = Math.ceil(capacity * 1.5);
    if (codes === undefined) {
      starts = widened(Uint32Array, starts, wanted);
      lengths = widened(Uint32Array, lengths, wanted);
    } else {
      codes = widened(codes.constructor as ArrayType<Codes & { set(from: ArrayLike<number>): void }>, codes, wanted);
    }
    capacity = wanted;
  }

  function add(start: number, mark: number) {
    if (count === capacity) growRows();
    if (codes !== undefined) {
      const before = distinct;
      lastCode = codeOf(start, mark);
      codes[count] = lastCode;
      count += 1;
      if (distinct !== before && (distinct & (judgedAt - 1)) === 0 && distinct > count * newShare) spread();
    } else {
      starts[count] = start;
      lengths[count] = mark;
      count += 1;
    }
  }

  function padTo(row: number) {
    while (count < row) add(0, 0);
  }

  function cells(rows: number, copy: boolean): Cells {
    const cut = <T extends Codes>(type: ArrayType<T>, from: T, length: number): T => {
      const part = from.subarray(0, length) as T;
      return copy ? widened(type as ArrayType<T & { set(from: ArrayLike<number>): void }>, part, length) : part;
    };
    if (codes === undefined) {
      const spans: Spans = { starts: cut(Uint32Array, starts, rows), lengths: cut(Uint32Array, lengths, rows) };
      return { form: 'spans', spans };
    }
    const values: Spans = { starts: cut(Uint32Array, starts, distinct), lengths: cut(Uint32Array, lengths, distinct) };
    return { form: 'dictionary', codes: cut(codes.constructor as ArrayType<Codes>, codes, rows), values, distinct };
  }

  return { add, padTo, cells };
}
