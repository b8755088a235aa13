/**
 * Values of one column that were met before, found again by the bytes they begin with. A value is kept as it is
 * written, quotes and all: where the same bytes stand again, and a delimiter or line end after them, there stands the
 * same value, and neither its end need be searched for nor its hash worked out.
 */
import { stopMarks } from './scan.ts';

const QUOTE = 0x22;
const slotBits = 10;
/** A column of more values than this has few that come often. */
const valuesKept = 512;
/** Of values that begin alike. */
const chainLimit = 8;
/** Whether it pays is judged each time so many fields have been looked at. */
const judgedAfter = 1024;

export class Recall {
  /** Of the value found last. */
  code = -1;
  start = 0;

  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #stops: Uint8Array;
  readonly #fourDelimiters: number;
  // Values of one slot are a chain: the newest is its head, 0 ends it.
  readonly #heads = new Uint16Array(1 << slotBits);
  readonly #next = new Uint16Array(valuesKept + 1);
  readonly #starts = new Uint32Array(valuesKept + 1);
  readonly #lengths = new Uint32Array(valuesKept + 1);
  readonly #codes = new Uint32Array(valuesKept + 1);
  #count = 0;
  #emptyCode = -1;
  #tries = 0;
  #found = 0;
  #pays = true;

  constructor(bytes: Uint8Array, stops: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#stops = stops;
    this.#fourDelimiters = Math.imul(delimiter, 0x0101_0101);
  }

  /** Where the value ends that begins at `at`, if it is one that is kept; otherwise -1. See Foresight. */
  endOf(at: number, end: number): number {
    if (!this.#pays || at + 4 >= end) return -1;
    const bytes = this.#bytes;
    const stops = this.#stops;
    if (stops[bytes[at]!] === 1) {
      if (this.#emptyCode < 0) return -1;
      this.code = this.#emptyCode;
      this.start = at;
      return at;
    }
    this.#tries += 1;
    if (this.#tries === judgedAfter) this.#judge();
    const view = this.#view;
    const word = view.getInt32(at, true);
    for (let place = this.#heads[this.#slot(word)]!; place !== 0; place = this.#next[place]!) {
      const length = this.#lengths[place]!;
      const stop = at + length;
      if (stop + 1 >= end || stops[bytes[stop]!] === 0) continue;
      const known = this.#starts[place]!;
      const different = word ^ view.getInt32(known, true);
      if (length < 4) {
        if ((different & ((1 << (length * 8)) - 1)) !== 0) continue;
      } else {
        if (different !== 0) continue;
        let offset = 4;
        while (offset + 4 <= length && view.getInt32(at + offset, true) === view.getInt32(known + offset, true))
          offset += 4;
        if (offset + 4 <= length) continue;
        // The bytes that are left, together with some that were compared already.
        if (view.getInt32(stop - 4, true) !== view.getInt32(known + length - 4, true)) continue;
      }
      this.#found += 1;
      this.code = this.#codes[place]!;
      this.start = bytes[at] === QUOTE ? at + 1 : at;
      return stop;
    }
    return -1;
  }

  /** Keeps a value: its place without its quotes. */
  keep(code: number, start: number, length: number) {
    const bytes = this.#bytes;
    const quoted = start > 0 && bytes[start - 1] === QUOTE;
    if (length === 0 && !quoted) {
      this.#emptyCode = code;
      return;
    }
    // A quote out of place belongs to a record that is read in another way.
    if (!quoted && bytes[start] === QUOTE) return;
    const from = quoted ? start - 1 : start;
    if (this.#count === valuesKept || from + 4 > bytes.length) return;
    const slot = this.#slot(this.#view.getInt32(from, true));
    let chained = 0;
    for (let place = this.#heads[slot]!; place !== 0; place = this.#next[place]!) chained += 1;
    if (chained >= chainLimit) return;
    this.#count += 1;
    this.#starts[this.#count] = from;
    this.#lengths[this.#count] = quoted ? length + 2 : length;
    this.#codes[this.#count] = code;
    this.#next[this.#count] = this.#heads[slot]!;
    this.#heads[slot] = this.#count;
  }

  /** By the first four bytes; of a shorter value by those before its end. */
  #slot(word: number): number {
    const marks = stopMarks(word, this.#fourDelimiters);
    const begin = marks === 0 ? word : word & (((marks & -marks) >>> 7) - 1);
    return Math.imul(begin, 0x9e37_79b1) >>> (32 - slotBits);
  }

  #judge() {
    this.#pays = this.#found * 2 >= this.#tries;
    this.#tries = 0;
    this.#found = 0;
  }
}
