/**
 * A column is compact: its cells are places in the file's own bytes, never strings.
 *
 *   dictionary  few distinct values: one code a row, one span a value     (status, exam, counts, flags)
 *   spans       many distinct values: one span a row                      (e-mail, attempt code, times)
 *   words       derived here, not read from the file: one code a row      (verdict)
 *   numbers     derived here: one number a row                            (minutes used)
 *
 * `ColumnParts` is what travels between threads: shared buffers and plain data. `openColumn` gives it its readings on
 * either side, so that the window reads visible cells in place, without asking anybody.
 */
import { DOUBLED, LENGTH } from './scan.ts';

export type ColumnKind = 'text' | 'number' | 'time' | 'flag';
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Places in the bytes. A length of 0 is an empty cell; its start says nothing. */
export interface Spans {
  readonly starts: Uint32Array;
  /** In bytes; the top bit of four marks doubled quotes (see scan.ts). One byte each where all are short and have none. */
  readonly lengths: Uint8Array | Uint32Array;
}

export type Cells =
  | { readonly form: 'dictionary'; readonly codes: Codes; readonly values: Spans; readonly distinct: number }
  | { readonly form: 'spans'; readonly spans: Spans }
  | {
      readonly form: 'words';
      readonly codes: Codes;
      readonly words: readonly string[];
      /** What the cell says, where that is more than the word it is sorted and filtered by. */
      readonly labels?: { readonly codes: Codes; readonly words: readonly string[] };
    }
  | { readonly form: 'numbers'; readonly numbers: Float64Array; readonly digits: number };

export interface ColumnParts {
  /** Unique in the table. */
  readonly id: string;
  /** As shown: the header's text, or "name (2)" where the file repeats it. */
  readonly name: string;
  /** The header as written; undefined for a derived column, which no exact export writes. */
  readonly header: string | undefined;
  readonly kind: ColumnKind;
  readonly cells: Cells;
  /**
   * The typed reading of a number (as written) or a time (UTC microseconds): one for each distinct value of a
   * dictionary, otherwise one for each row. NaN = there is none.
   */
  readonly readings: Float64Array | undefined;
  /** False = each cell without a reading is empty or `None`. */
  readonly hasUnread?: boolean | undefined;
  /** Of a column by which rows are brought together: a hash of each row's value (see value-hash.ts). */
  readonly hashes?: Int32Array | undefined;
  /** Words only: the place of each word in the order of the column. */
  readonly wordRanks?: readonly number[];
}

export interface Column {
  readonly parts: ColumnParts;
  readonly id: string;
  readonly name: string;
  readonly kind: ColumnKind;
  /** The cell verbatim; '' for an empty or missing one. */
  text(row: number): string;
  /** The typed reading; NaN where there is none, and for text. */
  number(row: number): number;
  /** How many distinct values a dictionary has; 0 where there is none. */
  readonly distinct: number;
  /** The text of a dictionary's value. */
  valueText(code: number): string;
  /** The code of a row; only where there is a dictionary. */
  code(row: number): number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a span. Shared memory cannot be decoded in place, so a span that is not plain ASCII is copied first. */
export function spanText(bytes: Uint8Array, start: number, lengthAndMark: number): string {
  const length = lengthAndMark & LENGTH;
  if (length === 0) return '';
  let text: string | undefined;
  if (length <= 48) {
    text = '';
    for (let at = start; at < start + length; at += 1) {
      const byte = bytes[at]!;
      if (byte >= 0x80) {
        text = undefined;
        break;
      }
      text += String.fromCharCode(byte);
    }
  }
  text ??= decoder.decode(bytes.slice(start, start + length));
  return (lengthAndMark & DOUBLED) === 0 ? text : text.replaceAll('""', '"');
}

/**
 * Whether a cell holds no value: nothing, or the literal `None` that Python writes. `null` and `Unknown` are values
 * (docs/domain.md §2).
 */
export function isNone(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || trimmed === 'None';
}

export function openColumn(parts: ColumnParts, bytes: Uint8Array): Column {
  const { cells, readings } = parts;
  const base = { parts, id: parts.id, name: parts.name, kind: parts.kind };
  switch (cells.form) {
    case 'dictionary': {
      const { codes, values } = cells;
      // Values are decoded when first seen, and kept: the grid asks for the same few again and again.
      const texts: (string | undefined)[] = new Array(Math.min(cells.distinct, 65_536));
      const valueText = (code: number) => {
        const known = texts[code];
        if (known !== undefined) return known;
        const text = spanText(bytes, values.starts[code]!, values.lengths[code]!);
        if (code < 65_536) texts[code] = text;
        return text;
      };
      return {
        ...base,
        distinct: cells.distinct,
        valueText,
        code: (row) => codes[row]!,
        text: (row) => valueText(codes[row]!),
        number: readings ? (row) => readings[codes[row]!]! : () => Number.NaN,
      };
    }
    case 'spans': {
      const { starts, lengths } = cells.spans;
      return {
        ...base,
        distinct: 0,
        valueText: () => '',
        code: () => 0,
        text: (row) => spanText(bytes, starts[row]!, lengths[row]!),
        number: readings ? (row) => readings[row]! : () => Number.NaN,
      };
    }
    case 'words': {
      const { codes, words, labels = cells } = cells;
      return {
        ...base,
        distinct: words.length,
        valueText: (code) => words[code] ?? '',
        code: (row) => codes[row]!,
        text: (row) => labels.words[labels.codes[row]!] ?? '',
        number: () => Number.NaN,
      };
    }
    case 'numbers': {
      const { numbers, digits } = cells;
      return {
        ...base,
        distinct: 0,
        valueText: () => '',
        code: () => 0,
        text: (row) => (Number.isNaN(numbers[row]!) ? '' : numbers[row]!.toFixed(digits)),
        number: (row) => numbers[row]!,
      };
    }
  }
}

/** The typed readings of all rows; NaN where there is none. */
export function readingsByRow(column: Column, rowCount: number): Float64Array {
  const { cells, readings } = column.parts;
  if (cells.form === 'numbers') return cells.numbers;
  if (!readings) return new Float64Array(rowCount).fill(Number.NaN);
  if (!('codes' in cells)) return readings;
  const numbers = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) numbers[row] = readings[cells.codes[row]!]!;
  return numbers;
}

/** Whether a span is `None` or empty, told from the bytes. */
export function spanIsNone(bytes: Uint8Array, start: number, length: number): boolean {
  if (length === 0) return true;
  return (
    length === 4 &&
    bytes[start] === 0x4e &&
    bytes[start + 1] === 0x6f &&
    bytes[start + 2] === 0x6e &&
    bytes[start + 3] === 0x65
  );
}
