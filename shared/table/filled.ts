import { type Column, isNone, spanIsNone, spanText } from './column.ts';
import { LENGTH } from './scan.ts';

/** Whether a row has a value in a column, told without its text wherever the bytes tell. */
export function filledIn(column: Column, bytes: Uint8Array): (row: number) => boolean {
  const { cells } = column.parts;
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    const { readings, hasUnread } = column.parts;
    if (readings && hasUnread === false) return (row) => !Number.isNaN(readings[row]);
    return (row) => spanIsFilled(bytes, starts[row]!, lengths[row]!);
  }
  if (cells.form === 'dictionary') {
    const { codes, values, distinct } = cells;
    const filled = new Uint8Array(distinct);
    for (let code = 0; code < distinct; code += 1) {
      filled[code] = spanIsFilled(bytes, values.starts[code]!, values.lengths[code]!) ? 1 : 0;
    }
    return (row) => filled[codes[row]!] === 1;
  }
  return (row) => !isNone(column.text(row));
}

/** The same of a span. */
export function spanIsFilled(bytes: Uint8Array, start: number, lengthAndMark: number): boolean {
  const length = lengthAndMark & LENGTH;
  if (spanIsNone(bytes, start, length)) return false;
  // Between two characters to be seen there is a value; else there may be nothing but spaces around it.
  if (isSeen(bytes[start]!) && isSeen(bytes[start + length - 1]!)) return true;
  return !isNone(spanText(bytes, start, lengthAndMark));
}

/** An ASCII character that is no space. */
const isSeen = (byte: number) => byte > 0x20 && byte < 0x7f;
