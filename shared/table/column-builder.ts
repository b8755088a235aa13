/**
 * Fields → compact column, while the file is being read. A column begins as a dictionary: a cell is looked up by its
 * bytes, and only a value not seen before is remembered (as a span, not a string). When nearly every cell turns out
 * to be new, as with e-mail addresses, the dictionary is given up: each row then keeps its own span, and those already
 * coded find theirs through the dictionary.
 *
 * Cells come one by one, or many at once from the kernel (kernel.ts). That knows values that come again, and times in the
 * platform's form; which code a value has is decided here alone, and the kernel told.
 */
import { mapCodes } from './coded.ts';
import { type Cells, type Codes, type ColumnKind, isNone, type Spans, spanIsNone, spanText } from './column.ts';
import type { KernelColumn } from './kernel.ts';
import { LENGTH } from './scan.ts';
import { hashCells, hashOfCell } from './value-hash.ts';

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
  readonly kind: ColumnKind;
  readonly reading: Reading;
  /** Rows are brought together by its values: it keeps a hash of each. */
  readonly hashed?: boolean | undefined;
  /** An estimate: too low costs a copy, too high costs address space only. */
  readonly expectedRows: number;
}

/** A class, so that the scanner calls the same code for every column. */
export class ColumnBuilder {
  readonly #source: BuilderSource;
  readonly #bytes: Uint8Array;
  #kernel: KernelColumn | undefined;
  // Cells that the kernel was asked to recall since it was judged last, and those that it could not.
  #asked = 0;
  #missed = 0;
  /** Whether recalling them pays. */
  #recalls = true;
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
  /** Of each value, so that neither looking one up nor making the table larger goes back to the bytes of others. */
  #valueHashes = new Uint32Array(256);
  #lastCode = -1;
  /** One a row, once there is no dictionary. */
  #readings: Float64Array | undefined;
  #unread = 0;
  /** One a row, once there is no dictionary. */
  #hashes: Int32Array | undefined;
  readonly #view: DataView;

  constructor(source: BuilderSource) {
    const { bytes } = source;
    this.#source = source;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#capacity = Math.max(64, source.expectedRows);
    this.#codes = sharedArray(Uint8Array, this.#capacity);
  }

  /** From now on cells may come from there. */
  readBy(kernel: KernelColumn) {
    this.#kernel = kernel;
    kernel.setWay('recalled');
  }

  /** Appends the cell of the next row. */
  add(start: number, length: number) {
    if (this.#count === this.#capacity) this.#makeRoom(this.#count + 1);
    if (this.#codes === undefined) {
      if (length > this.#longest) this.#widenLengths(this.#count);
      this.#starts[this.#count] = start;
      this.#lengths[this.#count] = length;
      // Now that its bytes are at hand.
      if (this.#hashes !== undefined) this.#hashes[this.#count] = this.#hashAt(start, length);
      if (this.#readings !== undefined) this.#readings[this.#count] = this.#readingAt(start, length);
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

  /** Appends the cells of the rows that the kernel found last. */
  addMany(rows: number) {
    const kernel = this.#kernel!;
    if (this.#count + rows > this.#capacity) this.#makeRoom(this.#count + rows);
    if (this.#codes === undefined) this.#addSpans(kernel, rows);
    else this.#addCodes(kernel, rows);
  }

  #addCodes(kernel: KernelColumn, rows: number) {
    const { starts, marks, codes } = kernel;
    const recalls = this.#recalls;
    const untold = recalls ? kernel.untold : rows;
    if (untold === 0) {
      this.#codes!.set(codes.subarray(0, rows), this.#count);
      this.#count += rows;
    }
    for (let row = 0; untold > 0 && row < rows; row += 1) {
      const code = recalls ? codes[row]! : -1;
      if (code >= 0) {
        this.#codes![this.#count] = code;
        this.#count += 1;
        continue;
      }
      this.add(starts[row]!, marks[row]!);
      // Given up with this cell: what the kernel knows of the others was found in another way.
      if (this.#codes === undefined) {
        for (let next = row + 1; next < rows; next += 1) this.add(starts[next]!, marks[next]!);
        return;
      }
      if (recalls) kernel.keep(this.#lastCode, starts[row]!, marks[row]!);
    }
    if (recalls) this.#judge(rows, untold);
  }

  #judge(asked: number, missed: number) {
    this.#asked += asked;
    this.#missed += missed;
    if (this.#asked < judgedAt) return;
    this.#recalls = this.#missed * 2 < this.#asked;
    if (!this.#recalls) this.#kernel!.setWay('plain');
    this.#asked = 0;
    this.#missed = 0;
  }

  #addSpans(kernel: KernelColumn, rows: number) {
    const from = this.#count;
    const starts = kernel.starts.subarray(0, rows);
    const marks = kernel.marks.subarray(0, rows);
    if (kernel.allMarks > this.#longest && marks.some((mark) => mark > this.#longest)) this.#widenLengths(from);
    this.#starts.set(starts, from);
    this.#lengths.set(marks, from);
    this.#count += rows;
    const isTimed = this.#source.kind === 'time' && this.#hashes === undefined;
    this.#hashes?.set(kernel.codes.subarray(0, rows), from);
    if (isTimed) this.#readings?.set(kernel.times.subarray(0, rows), from);
    else this.#readings?.fill(Number.NEGATIVE_INFINITY, from, from + rows);
    // What the kernel could not tell.
    if (this.#hashes !== undefined && kernel.untold > 0) this.#hashFrom(from);
    if (this.#readings !== undefined && (kernel.untold > 0 || !isTimed)) this.#readFrom(from, this.#readings);
  }

  /** Works out those hashes that are 0, from that row on. */
  #hashFrom(row: number) {
    hashCells(this.#bytes, this.#view, this.#starts, this.#lengths, this.#hashes!, row, this.#count);
  }

  #readFrom(from: number, readings: Float64Array) {
    for (let row = from; row < this.#count; row += 1) {
      if (readings[row] === Number.NEGATIVE_INFINITY) {
        readings[row] = this.#readingAt(this.#starts[row]!, this.#lengths[row]!);
      }
    }
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

  /** Whether some cell may have a value that could not be read; undefined where none is meant to be. */
  get hasUnread(): boolean | undefined {
    return isTyped(this.#source.kind) ? this.#codes !== undefined || this.#unread > 0 : undefined;
  }

  #hashAt(start: number, mark: number): number {
    return hashOfCell(this.#bytes, this.#view, start, mark);
  }

  #readingAt(start: number, length: number): number {
    const bytes = this.#bytes;
    if (spanIsNone(bytes, start, length)) return Number.NaN;
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
    const view = this.#view;
    let at = 0;
    for (; at + 4 <= length; at += 4) {
      if (view.getInt32(other + at, true) !== view.getInt32(start + at, true)) return false;
    }
    for (; at < length; at += 1) if (bytes[other + at] !== bytes[start + at]) return false;
    return true;
  }

  #codeOf(start: number, mark: number): number {
    if (this.#lastCode >= 0 && this.#same(this.#lastCode, start, mark)) return this.#lastCode;
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hash = this.#hashOf(start, mark & LENGTH);
    let slot = hash & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === 0) {
        slots[slot] = this.#distinct + 1;
        return this.#newCode(start, mark, hash);
      }
      if (this.#valueHashes[entry - 1] === hash && this.#same(entry - 1, start, mark)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  #newCode(start: number, mark: number, hash: number): number {
    const code = this.#distinct;
    if (code === this.#starts.length) {
      const hashes = new Uint32Array(code * 4);
      hashes.set(this.#valueHashes);
      this.#valueHashes = hashes;
      this.#starts = widened(Uint32Array, this.#starts, code * 4);
      this.#lengths = widened(typeOf(this.#lengths), this.#lengths, code * 4);
    }
    if (mark > this.#longest) this.#widenLengths(code);
    this.#starts[code] = start;
    this.#lengths[code] = mark;
    this.#valueHashes[code] = hash;
    this.#distinct += 1;
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
      let slot = this.#valueHashes[code]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }

  /** From a dictionary to a span a row. */
  #spread() {
    const rowStarts = sharedArray(Uint32Array, this.#capacity);
    const rowLengths = sharedArray(typeOf(this.#lengths), this.#capacity);
    const read = this.readings(0, false);
    const readings = read && sharedArray(Float64Array, this.#capacity);
    const hashes = this.#source.hashed ? sharedArray(Int32Array, this.#capacity) : undefined;
    const filled = this.#filledCodes();
    mapCodes(filled, this.#starts, rowStarts.subarray(0, this.#count));
    mapCodes(filled, this.#lengths, rowLengths.subarray(0, this.#count));
    if (read && readings) mapCodes(filled, read, readings.subarray(0, this.#count));
    this.#starts = rowStarts;
    this.#lengths = rowLengths;
    this.#readings = readings;
    this.#hashes = hashes;
    if (hashes) this.#hashFrom(0);
    this.#codes = undefined;
    this.#slots = new Uint32Array(0);
    this.#valueHashes = this.#slots;
    this.#kernel?.setWay(hashes ? 'hashed' : this.#source.kind === 'time' ? 'timed' : 'plain');
  }

  #makeRoom(rows: number) {
    const wanted = Math.ceil(rows * 1.5);
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
