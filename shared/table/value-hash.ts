/**
 * Hashes of cells, told from their bytes: to find the few rows that may share a value, without comparing the values of
 * all. White space around a value and upper and lower case do not count.
 */
import { type Codes, type Column, isNone, spanIsNone, spanText } from './column.ts';
import { atOnce, inParts } from './parts.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import type { Table } from './table.ts';

/**
 * A hash of each row's value; 0 = it has none. Values that differ only by case share one, and rarely others do. They may
 * have been worked out while the file was read.
 */
export const hashValues = (column: Column, table: Table): Int32Array => atOnce(hashSteps(column, table));

/** The same in parts. */
export function* hashSteps({ parts }: Column, table: Table): Generator<undefined, Int32Array> {
  if (parts.hashes) return parts.hashes;
  const { bytes } = table.parts;
  const { cells } = parts;
  const hashes = new Int32Array(table.rowCount);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    yield* inParts(hashes.length, (from, to) => hashCells(bytes, view, starts, lengths, hashes, from, to));
  } else if (cells.form === 'dictionary') {
    const { starts, lengths } = cells.values;
    const byCode = new Int32Array(cells.distinct);
    yield* inParts(byCode.length, (from, to) => hashCells(bytes, view, starts, lengths, byCode, from, to));
    for (let row = 0; row < hashes.length; row += 1) hashes[row] = byCode[cells.codes[row]!]!;
  }
  return hashes;
}

const encoder = new TextEncoder();
/** Written anew for each text: arrays of their own cost more than all else. */
let written = new Uint8Array(1024);
let writtenView = new DataView(written.buffer);

/** The hash of rows that have this value. */
export function hashOfText(text: string): number {
  const value = text.trim();
  if (isNone(value)) return 0;
  // A sigma at the end of a word is another letter, but only when it is small.
  const small = value.toLowerCase().replaceAll('ς', 'σ');
  if (small.length * 3 > written.length) {
    written = new Uint8Array(small.length * 3);
    writtenView = new DataView(written.buffer);
  }
  return foldedHash(writtenView, 0, encoder.encodeInto(small, written).written);
}

/** Works out those hashes that are 0. `view` is of the same bytes. */
export function hashCells(
  bytes: Uint8Array,
  view: DataView,
  starts: Codes,
  lengths: Codes,
  hashes: Int32Array,
  from: number,
  to: number,
) {
  for (let at = from; at < to; at += 1) {
    if (hashes[at] === 0) hashes[at] = hashOfCell(bytes, view, starts[at]!, lengths[at]!);
  }
}

/** `view` is of the same bytes. */
export function hashOfCell(bytes: Uint8Array, view: DataView, start: number, lengthAndMark: number): number {
  const end = start + (lengthAndMark & LENGTH);
  if ((lengthAndMark & DOUBLED) === 0) {
    if (spanIsNone(bytes, start, end - start)) return 0;
    if (!isSpace(bytes[start]!) && !isSpace(bytes[end - 1]!) && isAscii(view, start, end)) {
      return foldedHash(view, start, end);
    }
  }
  // Here the bytes alone do not tell which letters are alike, or where the value begins.
  return hashOfText(spanText(bytes, start, lengthAndMark));
}

/** `rest`: see restOf. Folded, ASCII capitals are as small letters. */
export function hashOfBytes(view: DataView, start: number, end: number, rest: number, folded: boolean): number {
  let hash = Math.imul(end - start, 0x85ebca6b) ^ rest;
  for (let at = start; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true);
    hash = Math.imul(hash ^ (folded ? lowerWord(word) : word), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

const foldedHash = (view: DataView, start: number, end: number): number =>
  hashOfBytes(view, start, end, restOf(view, start, end, true), true) || 1;

export function isAscii(view: DataView, start: number, end: number): boolean {
  let all = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) all |= view.getInt32(at, true);
  for (; at < end; at += 1) all |= view.getUint8(at);
  return (all & 0x80808080) === 0;
}

/** Four bytes with the ASCII capitals among them as small letters. */
export function lowerWord(word: number): number {
  const low = word & 0x7f7f7f7f;
  // The top bit of a byte: set where it is A or more, and cleared again where it is more than Z, or beyond ASCII.
  const capitals = ((low + 0x3f3f3f3f) ^ (low + 0x25252525)) & ~word & 0x80808080;
  return word | (capitals >>> 2);
}

/** The bytes after the last whole word of four, as one. */
export function restOf(view: DataView, start: number, end: number, folded: boolean): number {
  let rest = 0;
  for (let at = end - ((end - start) & 3); at < end; at += 1) rest = (rest << 8) | view.getUint8(at);
  return folded ? lowerWord(rest) : rest;
}

export const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
