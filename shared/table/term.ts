/** Looking for a few letters in every cell of a column, in either case. */
import { type Column, isNone, spanIsNone } from './column.ts';
import { LENGTH } from './scan.ts';
import type { Table, TableParts } from './table.ts';

/**
 * Keeps the rows in which the lower-case term occurs in any cell. The file's own bytes are read from the first to the
 * last, record by record: that is many times faster than going from cell to cell in each column, and a term without a
 * delimiter, a quote or a line end cannot reach from one cell into the next.
 */
export function keepTerm(term: string, table: Table, mask: Uint8Array) {
  const { bytes } = table.parts;
  const found = new Uint8Array(mask.length);
  const asOne = isOfOneCell(term);
  if (asOne) scanRecords(encoder.encode(term), table.parts, mask, found);
  for (const column of table.columns) {
    // What is derived stands nowhere in the file.
    if (!asOne || column.parts.header === undefined) markTerm(term, column, bytes, mask, found);
  }
  for (let row = 0; row < mask.length; row += 1) mask[row]! &= found[row]!;
}

const encoder = new TextEncoder();

/**
 * Whether a term of plain ASCII is found in the bytes where it is found in a cell, and nowhere else. Letters and digits
 * are; so are the signs of addresses, times and codes. `None` is no value, so what is part of it is asked of each cell.
 */
const isOfOneCell = (term: string): boolean => /^[a-z0-9@._:+-]+$/.test(term) && !'none'.includes(term);

function scanRecords(needle: Uint8Array, parts: TableParts, mask: Uint8Array, found: Uint8Array) {
  const { bytes, recordStarts } = parts;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const anchor = rarest(needle, bytes);
  const byte = needle[anchor]!;
  const isLetter = byte >= 0x61 && byte <= 0x7a;
  // Upper and lower case of a letter differ in one bit.
  const fold = isLetter ? 0x2020_2020 : 0;
  const four = Math.imul(byte, 0x0101_0101);
  const after = needle.length - anchor;
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue;
    const start = recordStarts[row]!;
    const end = row + 1 < mask.length ? recordStarts[row + 1]! : parts.end;
    const last = end - after;
    for (let at = start + anchor; at <= last; at += 4) {
      if (at + 4 <= bytes.length) {
        const other = (view.getInt32(at, true) | fold) ^ four;
        if (((other - 0x0101_0101) & ~other & 0x8080_8080) === 0) continue;
      }
      let place = at;
      const stop = Math.min(at + 3, last);
      while (place <= stop && !holdsAt(bytes, place - anchor, needle)) place += 1;
      if (place <= stop) {
        found[row] = 1;
        break;
      }
    }
  }
}

function holdsAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let next = 0; next < needle.length; next += 1) {
    const byte = bytes[at + next]!;
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== needle[next]) return false;
  }
  return true;
}

/** The place in the term of the byte that the file has least of, told from its beginning. */
function rarest(needle: Uint8Array, bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  const sample = Math.min(bytes.length, 64 * 1024);
  for (let at = 0; at < sample; at += 1) {
    const byte = bytes[at]!;
    counts[byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte]! += 1;
  }
  let best = 0;
  for (let at = 1; at < needle.length; at += 1) if (counts[needle[at]!]! < counts[needle[best]!]!) best = at;
  return best;
}

/**
 * Marks in `found` the rows in which the lower-case term occurs in the column. Rows that `mask` leaves out, or that are
 * marked already, may be passed over.
 */
export function markTerm(term: string, column: Column, bytes: Uint8Array, mask: Uint8Array, found: Uint8Array) {
  const needle = new TextEncoder().encode(term);
  // A term of plain ASCII is looked for in the bytes themselves. One with a quote could meet a doubled one.
  const byBytes = needle.length === term.length && !term.includes('"');
  // The bytes of `None` with spaces around it hold this term, though it is no value.
  const inNone = 'none'.includes(term.trim());
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
        ? bytesHold(bytes, starts[row]!, lengths[row]! & LENGTH, needle) && !(inNone && isNone(column.text(row)))
        : holdsTerm(column.text(row), term);
      if (holds) found[row] = 1;
    }
  }
}

/** Whether a lower-case term occurs in a text; what is no value holds nothing. */
export const holdsTerm = (text: string, term: string): boolean => !isNone(text) && text.toLowerCase().includes(term);

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
