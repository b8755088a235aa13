/** Looking for a few letters in every cell of a column, in either case. */
import { type Column, isNone, spanIsNone } from './column.ts';
import { LENGTH } from './scan.ts';

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
