/**
 * Numbers for the values of a column, told apart by their bytes: to count values, and to find those that occur twice,
 * without a string for each of a million cells. White space around a value does not count, and neither `None` nor an
 * empty cell is a value.
 */
import { type Column, isNone, spanIsNone, spanText } from './column.ts';
import { atOnce, inParts } from './parts.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import type { Table } from './table.ts';
import { hashOfBytes, isSpace, lowerWord, restOf } from './value-hash.ts';

export interface ValueNumbers {
  /** The number of each row's value, from 1 without gaps; 0 = the row has none. */
  readonly numbers: Uint32Array;
  /** How many different values there are. */
  readonly count: number;
  /** How many rows have theirs from the first column. */
  readonly fromFirst: number;
}

/** A column to take the value from; folded, upper and lower case are alike. */
export interface ValueSource {
  readonly column: Column;
  readonly folded?: boolean;
}

/** Of each row, or of each of these, the value of the first of the columns that has one. */
export const numberValues = (sources: readonly ValueSource[], table: Table, rows?: Uint32Array): ValueNumbers =>
  atOnce(numberSteps(sources, table, rows));

/** The same in parts. */
export function* numberSteps(
  sources: readonly ValueSource[],
  table: Table,
  rows: Uint32Array = allRows(table.rowCount),
): Generator<undefined, ValueNumbers> {
  const numbers = new Uint32Array(table.rowCount);
  const known = createKnown(table.parts.bytes, rows.length);
  let fromFirst = 0;
  for (const [place, { column, folded = false }] of sources.entries()) {
    const { cells } = column.parts;
    if (cells.form === 'spans') {
      const { starts, lengths } = cells.spans;
      yield* inParts(rows.length, (from, to) => {
        for (let at = from; at < to; at += 1) {
          const row = rows[at]!;
          if (numbers[row] === 0) numbers[row] = known.number(starts[row]!, lengths[row]!, folded);
        }
      });
    } else if (cells.form === 'dictionary') {
      // One more than the number; 0 = not asked yet.
      const byCode = new Uint32Array(cells.distinct);
      const { codes } = cells;
      const { starts, lengths } = cells.values;
      yield* inParts(rows.length, (from, to) => {
        for (let at = from; at < to; at += 1) {
          const row = rows[at]!;
          if (numbers[row] !== 0) continue;
          const code = codes[row]!;
          if (byCode[code] === 0) byCode[code] = known.number(starts[code]!, lengths[code]!, folded) + 1;
          numbers[row] = byCode[code]! - 1;
        }
      });
    }
    if (place === 0) for (let at = 0; at < rows.length; at += 1) if (numbers[rows[at]!] !== 0) fromFirst += 1;
  }
  return { numbers, count: known.count(), fromFirst };
}

function allRows(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) rows[row] = row;
  return rows;
}

const encoder = new TextEncoder();

/**
 * The values met so far: an open-addressing hash table of their numbers. Each value is kept once, as it is compared
 * (folded, and without the spaces around it), so that comparing stays within a little memory however large the file is.
 */
function createKnown(bytes: Uint8Array, mostValues: number) {
  const whole = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const slotCount = 1 << Math.max(4, 32 - Math.clz32(mostValues * 2));
  const slots = new Uint32Array(slotCount);
  const hashes = new Int32Array(mostValues + 1);
  /** Where each value is kept, in words: its length in bytes, the bytes after its last whole word, and its words. */
  const places = new Uint32Array(mostValues + 1);
  let words = new Int32Array(1 << 14);
  let next = 0;
  let count = 0;

  /** The number of the value between two places of a text's bytes. */
  function numberOf(view: DataView, start: number, end: number, folded: boolean): number {
    const rest = restOf(view, start, end, folded);
    const hash = hashOfBytes(view, start, end, rest, folded);
    let slot = hash & (slotCount - 1);
    for (;;) {
      const number = slots[slot]!;
      if (number === 0) break;
      if (hashes[number] === hash && same(places[number]!, view, start, end, rest, folded)) return number;
      slot = (slot + 1) & (slotCount - 1);
    }
    count += 1;
    slots[slot] = count;
    hashes[count] = hash;
    places[count] = next;
    keep(view, start, end, rest, folded);
    return count;
  }

  function same(place: number, view: DataView, start: number, end: number, rest: number, folded: boolean): boolean {
    if (words[place] !== end - start || words[place + 1] !== rest) return false;
    let kept = place + 2;
    for (let at = start; at + 4 <= end; at += 4, kept += 1) {
      const word = view.getInt32(at, true);
      if (words[kept] !== (folded ? lowerWord(word) : word)) return false;
    }
    return true;
  }

  function keep(view: DataView, start: number, end: number, rest: number, folded: boolean) {
    const size = 2 + ((end - start) >> 2);
    if (next + size > words.length) {
      const wider = new Int32Array((words.length + size) * 2);
      wider.set(words);
      words = wider;
    }
    words[next] = end - start;
    words[next + 1] = rest;
    for (let at = start, to = next + 2; at + 4 <= end; at += 4, to += 1) {
      const word = view.getInt32(at, true);
      words[to] = folded ? lowerWord(word) : word;
    }
    next += size;
  }

  return {
    count: () => count,
    number(from: number, lengthAndMark: number, folded: boolean): number {
      let start = from;
      let end = from + (lengthAndMark & LENGTH);
      while (start < end && isSpace(bytes[start]!)) start += 1;
      while (start < end && isSpace(bytes[end - 1]!)) end -= 1;
      if ((lengthAndMark & DOUBLED) === 0 && isPlain(bytes, start, end, folded)) {
        return spanIsNone(bytes, start, end - start) ? 0 : numberOf(whole, start, end, folded);
      }
      const text = spanText(bytes, from, lengthAndMark).trim();
      if (isNone(text)) return 0;
      const own = encoder.encode(folded ? text.toLowerCase() : text);
      return numberOf(new DataView(own.buffer, own.byteOffset), 0, own.length, false);
    },
  };
}

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
