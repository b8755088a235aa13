/**
 * Fields → compact column, while the file is being read. A column begins as a dictionary: a cell is looked up by its
 * bytes, and only a value not seen before is remembered (as a span, not a string). When nearly every cell turns out
 * to be new, as with e-mail addresses, the dictionary is given up: each row then keeps its own span, and those already
 * coded find theirs through the dictionary.
 *
 * A builder is asked before the scanner looks for the end of a field (Foresight): values that come again and times in
 * the platform's form are known by sight. What it saw is the field that is added next, unless the record turns out to be
 * read otherwise.
 */
import { type Cells, type Codes, type ColumnKind, isNone, type Spans, spanIsNone, spanText } from './column.ts';
import { TimeReader } from './platform-time.ts';
import { Recall } from './recall.ts';
import { type Foresight, LENGTH, stopTable } from './scan.ts';
import { hashOfCell } from './value-hash.ts';

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

const typeOf = <T extends Codes>(array: T) => array.constructor as ArrayType<T>;

/** Reads a typed value: a number, or UTC microseconds. NaN = there is none. */
export type Reading = (text: string, kind: 'number' | 'time') => number;

export interface BuilderSource {
  readonly bytes: Uint8Array;
  readonly delimiter: number;
  readonly kind: ColumnKind;
  readonly reading: Reading;
  /** Rows are brought together by its values: it keeps a hash of each. */
  readonly hashed?: boolean | undefined;
  /** An estimate: too low costs a copy, too high costs address space only. */
  readonly expectedRows: number;
}

/** A class, so that the scanner calls the same code for every column. */
export class ColumnBuilder implements Foresight {
  // The field seen last, and what was read of it.
  start = -1;
  length = 0;
  #seenCode = -1;
  #seenReading = Number.NaN;

  readonly #source: BuilderSource;
  readonly #bytes: Uint8Array;
  readonly #stops: Uint8Array;
  /** Not for times, which are known by their form. */
  readonly #recall: Recall | undefined;
  /** Only for a column of times. */
  readonly #times: TimeReader | undefined;
  #capacity: number;
  #count = 0;
  // Dictionary form: codes, the values' spans, and an open-addressing hash table of code + 1. Otherwise a span a row.
  #codes: Codes | undefined;
  #distinct = 0;
  #starts = sharedArray(Uint32Array, 256);
  #lengths: Spans['lengths'] = sharedArray(Uint8Array, 256);
  /** What a length can be, until there is a longer one: few columns have any. */
  #longest = 0xff;
  #slots = new Uint32Array(512);
  #lastCode = -1;
  /** One a row, once there is no dictionary. */
  #readings: Float64Array | undefined;
  #unread = 0;
  /** One a row, once there is no dictionary. */
  #hashes: Int32Array | undefined;
  readonly #view: DataView;

  constructor(source: BuilderSource) {
    const { bytes, delimiter } = source;
    this.#source = source;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#stops = stopTable(delimiter);
    this.#recall = source.kind === 'time' ? undefined : new Recall(bytes, this.#stops, delimiter);
    this.#times = source.kind === 'time' ? new TimeReader(bytes) : undefined;
    this.#capacity = Math.max(64, source.expectedRows);
    this.#codes = sharedArray(Uint8Array, this.#capacity);
  }

  endOf(at: number, end: number): number {
    if (this.#times !== undefined) return this.#endOfTime(this.#times, at, end);
    if (this.#codes === undefined || this.#recall === undefined) return -1;
    const stop = this.#recall.endOf(at, end);
    if (stop >= 0) {
      this.#seenCode = this.#recall.code;
      this.start = this.#recall.start;
      this.length = this.#lengths[this.#seenCode]!;
    }
    return stop;
  }

  #endOfTime(times: TimeReader, at: number, end: number): number {
    if (at + 34 > end) return -1;
    const none = spanIsNone(this.#bytes, at, 4) && this.#stops[this.#bytes[at + 4]!] === 1;
    const length = none ? 4 : times.lengthAt(at);
    if (length === 0 || this.#stops[this.#bytes[at + length]!] === 0) return -1;
    this.#seenReading = none ? Number.NaN : times.read(at, length);
    // The form itself has no delimiter in it; whatever has another form is searched.
    if (!none && Number.isNaN(this.#seenReading)) return -1;
    this.#seenCode = -1;
    this.start = at;
    this.length = length;
    return at + length;
  }

  /** Appends the cell of the next row. */
  add(start: number, length: number) {
    if (this.#count === this.#capacity) this.#growRows();
    const seen = start === this.start && length === this.length;
    if (this.#codes === undefined) {
      if (length > this.#longest) this.#widenLengths(this.#count);
      this.#starts[this.#count] = start;
      this.#lengths[this.#count] = length;
      // Now that its bytes are at hand.
      if (this.#hashes !== undefined) this.#hashes[this.#count] = hashOfCell(this.#bytes, this.#view, start, length);
      if (this.#readings !== undefined) {
        this.#readings[this.#count] = seen ? this.#seenReading : this.#readingAt(start, length);
      }
      this.#count += 1;
      return;
    }
    if (seen && this.#seenCode >= 0) {
      this.#codes[this.#count] = this.#seenCode;
      this.#count += 1;
      return;
    }
    const before = this.#distinct;
    this.#lastCode = this.#codeOf(start, length);
    this.#codes[this.#count] = this.#lastCode;
    this.#count += 1;
    if (this.#distinct === before) return;
    if ((this.#distinct & (judgedAt - 1)) === 0 && this.#distinct > this.#count * newShare) this.#spread();
  }

  /** The cells of the first `rows` rows: the arrays themselves, or copies that no later `add` can change. */
  cells(rows: number, copy: boolean): Cells {
    const cut = <T extends Codes>(from: T, length: number): T => {
      const part = from.subarray(0, length) as T;
      return copy ? widened(typeOf(from), part, length) : part;
    };
    const codes = this.#codes;
    const places = codes === undefined ? rows : this.#distinct;
    const spans: Spans = {
      starts: cut(this.#starts, places),
      lengths: cut(this.#lengths, places),
    };
    if (codes === undefined) return { form: 'spans', spans };
    return { form: 'dictionary', codes: cut(codes, rows), values: spans, distinct: this.#distinct };
  }

  /** The typed readings of a number or a time: one for each distinct value of a dictionary, otherwise one a row. */
  readings(rows: number, copy: boolean): Float64Array | undefined {
    if (!isTyped(this.#source.kind)) return undefined;
    if (this.#readings !== undefined) {
      const part = this.#readings.subarray(0, rows);
      return copy ? widened(Float64Array, part, rows) : part;
    }
    const readings = sharedArray(Float64Array, this.#distinct);
    for (let code = 0; code < this.#distinct; code += 1) {
      readings[code] = this.#readingAt(this.#starts[code]!, this.#lengths[code]!);
    }
    return readings;
  }

  /** One a row, where they were worked out with the cells. */
  hashes(rows: number, copy: boolean): Int32Array | undefined {
    const part = this.#hashes?.subarray(0, rows);
    return part && copy ? widened(Int32Array, part, rows) : part;
  }

  /** Whether some cell may have a value that could not be read. */
  get hasUnread(): boolean {
    return this.#codes !== undefined || this.#unread > 0;
  }

  #readingAt(start: number, length: number): number {
    const bytes = this.#bytes;
    if (spanIsNone(bytes, start, length)) return Number.NaN;
    const quick = this.#times?.read(start, length) ?? Number.NaN;
    if (!Number.isNaN(quick)) return quick;
    const text = spanText(bytes, start, length);
    const { kind, reading } = this.#source;
    const value = reading(text, kind as 'number' | 'time');
    if (Number.isNaN(value) && !isNone(text)) this.#unread += 1;
    return value;
  }

  #hashOf(start: number, length: number): number {
    const view = this.#view;
    const end = start + length;
    let hash = length;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    for (; at < end; at += 1) hash = Math.imul(hash ^ this.#bytes[at]!, 0x0100_0193);
    hash ^= hash >>> 15;
    return hash >>> 0;
  }

  #same(code: number, start: number, mark: number): boolean {
    if (this.#lengths[code] !== mark) return false;
    const bytes = this.#bytes;
    const other = this.#starts[code]!;
    const length = mark & LENGTH;
    for (let i = 0; i < length; i += 1) if (bytes[other + i] !== bytes[start + i]) return false;
    return true;
  }

  #codeOf(start: number, mark: number): number {
    if (this.#lastCode >= 0 && this.#same(this.#lastCode, start, mark)) return this.#lastCode;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = this.#hashOf(start, mark & LENGTH) & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === 0) {
        slots[slot] = this.#distinct + 1;
        return this.#newCode(start, mark);
      }
      if (this.#same(entry - 1, start, mark)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  #newCode(start: number, mark: number): number {
    const code = this.#distinct;
    if (code === this.#starts.length) {
      this.#starts = widened(Uint32Array, this.#starts, code * 4);
      this.#lengths = widened(typeOf(this.#lengths), this.#lengths, code * 4);
    }
    if (mark > this.#longest) this.#widenLengths(code);
    this.#starts[code] = start;
    this.#lengths[code] = mark;
    this.#distinct += 1;
    this.#recall?.keep(code, start, mark & LENGTH);
    // Only what is filled: what nobody has written to is no memory yet.
    if (this.#distinct === 257) this.#codes = widened(Uint16Array, this.#filledCodes(), this.#capacity);
    else if (this.#distinct === 65_537) this.#codes = widened(Uint32Array, this.#filledCodes(), this.#capacity);
    if (this.#distinct * 2 > this.#slots.length) this.#growSlots();
    return code;
  }

  #filledCodes(): Codes {
    return this.#codes!.subarray(0, this.#count);
  }

  #widenLengths(filled: number) {
    this.#lengths = widened(Uint32Array, this.#lengths.subarray(0, filled), this.#lengths.length);
    this.#longest = 0xffff_ffff;
  }

  #growSlots() {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < this.#distinct; code += 1) {
      let slot = this.#hashOf(this.#starts[code]!, this.#lengths[code]! & LENGTH) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }

  /** From a dictionary to a span a row. */
  #spread() {
    const codes = this.#codes!;
    const rowStarts = sharedArray(Uint32Array, this.#capacity);
    const rowLengths = sharedArray(typeOf(this.#lengths), this.#capacity);
    const read = this.readings(0, false);
    const readings = read && sharedArray(Float64Array, this.#capacity);
    const hashes = this.#source.hashed ? sharedArray(Int32Array, this.#capacity) : undefined;
    for (let row = 0; row < this.#count; row += 1) {
      const code = codes[row]!;
      rowStarts[row] = this.#starts[code]!;
      rowLengths[row] = this.#lengths[code]!;
      if (readings) readings[row] = read[code]!;
      if (hashes) hashes[row] = hashOfCell(this.#bytes, this.#view, rowStarts[row]!, rowLengths[row]!);
    }
    this.#starts = rowStarts;
    this.#lengths = rowLengths;
    this.#readings = readings;
    this.#hashes = hashes;
    this.#codes = undefined;
    this.#slots = new Uint32Array(0);
  }

  #growRows() {
    const wanted = Math.ceil(this.#capacity * 1.5);
    if (this.#codes === undefined) {
      this.#starts = widened(Uint32Array, this.#starts, wanted);
      this.#lengths = widened(typeOf(this.#lengths), this.#lengths, wanted);
      if (this.#readings !== undefined) this.#readings = widened(Float64Array, this.#readings, wanted);
      if (this.#hashes !== undefined) this.#hashes = widened(Int32Array, this.#hashes, wanted);
    } else {
      this.#codes = widened(typeOf(this.#codes), this.#codes, wanted);
    }
    this.#capacity = wanted;
  }
}

const isTyped = (kind: ColumnKind): boolean => kind === 'number' || kind === 'time';
