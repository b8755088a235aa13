/**
 * Numbers for the values of a column, told apart by their bytes: to count values, and to find those that occur twice,
 * without a string for each of a million cells. White space around a value does not count, and neither `None` nor an
 * empty cell is a value.
 */
import { type Column, isNone, spanIsNone, spanText } from './column.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import type { Table } from './table.ts';

export interface ValueNumbers {
  /** The number of each row's value, from 1 without gaps; 0 = the row has none. */
  readonly numbers: Uint32Array;
  /** How many different values there are. */
  readonly count: number;
}

/** A column to take the value from; folded, upper and lower case are alike. */
export interface ValueSource {
  readonly column: Column;
  readonly folded?: boolean;
}

/** Of each row the value of the first of these columns that has one. */
export function numberValues(sources: readonly ValueSource[], table: Table): ValueNumbers {
  const { rowCount } = table;
  const numbers = new Uint32Array(rowCount);
  const known = createKnown(table.parts.bytes, rowCount);
  for (const { column, folded = false } of sources) {
    const { cells } = column.parts;
    if (cells.form === 'spans') {
      const { starts, lengths } = cells.spans;
      for (let row = 0; row < rowCount; row += 1) {
        if (numbers[row] === 0) numbers[row] = known.number(starts[row]!, lengths[row]!, folded);
      }
    } else if (cells.form === 'dictionary') {
      // One more than the number; 0 = not asked yet.
      const byCode = new Uint32Array(cells.distinct);
      const { codes } = cells;
      for (let row = 0; row < rowCount; row += 1) {
        if (numbers[row] !== 0) continue;
        const code = codes[row]!;
        if (byCode[code] === 0)
          byCode[code] = known.number(cells.values.starts[code]!, cells.values.lengths[code]!, folded) + 1;
        numbers[row] = byCode[code]! - 1;
      }
    }
  }
  return { numbers, count: known.count() };
}

const encoder = new TextEncoder();
const lower = (byte: number) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);

/** The values met so far: an open-addressing hash table of their numbers. */
function createKnown(bytes: Uint8Array, mostValues: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 1 << Math.max(4, 32 - Math.clz32(mostValues * 2));
  const slots = new Uint32Array(size);
  const hashes = new Uint32Array(mostValues + 1);
  const starts = new Uint32Array(mostValues + 1);
  const lengths = new Uint32Array(mostValues + 1);
  const folds = new Uint8Array(mostValues + 1);
  /** Values whose bytes are not those of the file: what they are without their quotes, spaces or upper case. */
  const rewritten = new Map<number, Uint8Array>();
  let count = 0;

  function same(number: number, from: Uint8Array, start: number, length: number, folded: boolean): boolean {
    if (lengths[number] !== length) return false;
    const other = rewritten.get(number) ?? bytes;
    const otherStart = starts[number]!;
    const otherFolded = folds[number] === 1;
    for (let at = 0; at < length; at += 1) {
      const a = other[otherStart + at]!;
      const b = from[start + at]!;
      if ((otherFolded ? lower(a) : a) !== (folded ? lower(b) : b)) return false;
    }
    return true;
  }

  function numberOf(from: Uint8Array, start: number, length: number, folded: boolean): number {
    const hash = hashOf(from === bytes ? view : new DataView(from.buffer, from.byteOffset), start, length);
    let slot = hash & (size - 1);
    for (;;) {
      const number = slots[slot]!;
      if (number === 0) break;
      if (hashes[number] === hash && same(number, from, start, length, folded)) return number;
      slot = (slot + 1) & (size - 1);
    }
    count += 1;
    slots[slot] = count;
    hashes[count] = hash;
    starts[count] = start;
    lengths[count] = length;
    folds[count] = folded ? 1 : 0;
    if (from !== bytes) rewritten.set(count, from);
    return count;
  }

  return {
    count: () => count,
    number(from: number, lengthAndMark: number, folded: boolean): number {
      let start = from;
      let end = from + (lengthAndMark & LENGTH);
      while (start < end && isSpace(bytes[start]!)) start += 1;
      while (start < end && isSpace(bytes[end - 1]!)) end -= 1;
      if ((lengthAndMark & DOUBLED) === 0 && isPlain(bytes, start, end, folded)) {
        return spanIsNone(bytes, start, end - start) ? 0 : numberOf(bytes, start, end - start, folded);
      }
      const text = spanText(bytes, from, lengthAndMark).trim();
      if (isNone(text)) return 0;
      const own = encoder.encode(folded ? text.toLowerCase() : text);
      return numberOf(own, 0, own.length, folded);
    },
  };
}

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Whether the bytes alone tell the value: beyond ASCII there are spaces to take away, and cases, that they do not show. */
function isPlain(bytes: Uint8Array, start: number, end: number, folded: boolean): boolean {
  if (start === end) return true;
  if (mayBeginSpace(bytes[start]!)) return false;
  if (bytes[end - 1]! >= 0x80 && (bytes[end - 2] === 0xc2 || mayBeginSpace(bytes[end - 3]!))) return false;
  if (!folded) return true;
  for (let at = start; at < end; at += 1) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** The first bytes of the white space of other scripts, and of many letters; the text itself decides. */
const mayBeginSpace = (byte: number) =>
  byte === 0xc2 || byte === 0xe1 || byte === 0xe2 || byte === 0xe3 || byte === 0xef;

/** Four bytes at a time, in which upper and lower case are alike; unequal values may share one. */
function hashOf(view: DataView, start: number, length: number): number {
  let hash = length;
  let at = start;
  const end = start + length;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ (view.getUint32(at, true) | 0x20202020), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (view.getUint8(at) | 0x20), 0x01000193);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 16;
  return hash >>> 0;
}
