/** A lower-case term to be found in cells, in either case: in their bytes, wherever that comes to the same as in their text. */
import { isNone, spanText } from './column.ts';
import { spanIsFilled } from './filled.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import { isAscii } from './value-hash.ts';

const encoder = new TextEncoder();

/** Whether a lower-case term occurs in a text; what is no value holds nothing. */
export const holdsTerm = (text: string, term: string): boolean => !isNone(text) && text.toLowerCase().includes(term);

export class Needle {
  readonly term: string;
  /** Whether it stands in the bytes wherever it stands in a cell. */
  readonly isPlain: boolean;
  /**
   * Whether the reverse is true as well: of letters and digits it is, and of the signs of addresses, times and codes.
   * `None` is no value, so what is part of it is asked of each cell.
   */
  readonly isOfOneCell: boolean;
  /** Whether it can be part of what was read as a number or a time: those are written with these signs alone. */
  readonly mayBeRead: boolean;
  readonly #own: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #isAscii: boolean;
  readonly #hasQuote: boolean;
  readonly #inNone: boolean;
  /** Kelvin and dotted İ become small letters with k and i in them. */
  readonly #mayBeFolded: boolean;
  /** Two bytes that stand side by side in the term are looked for first. */
  readonly #anchor: number;
  readonly #first: FourBytes;
  readonly #second: FourBytes;
  /** 0 for a term of one byte, which is looked for twice in the same place. */
  readonly #step: number;

  constructor(term: string, bytes: Uint8Array) {
    this.term = term;
    this.#own = encoder.encode(term);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isAscii = this.#own.length === term.length;
    this.#hasQuote = term.includes('"');
    this.#inNone = 'none'.includes(term.trim());
    this.#mayBeFolded = /[ik]/.test(term);
    this.isPlain = this.#isAscii && !this.#hasQuote;
    this.isOfOneCell = !this.#inNone && /^[a-z0-9@._:+-]+$/.test(term);
    this.mayBeRead = /^[\d\s:.+tz-]*$/u.test(term);
    this.#step = this.#own.length > 1 ? 1 : 0;
    this.#anchor = rarestPair(this.#own, bytes);
    this.#first = fourOf(this.#own[this.#anchor]!);
    this.#second = fourOf(this.#own[this.#anchor + this.#step]!);
  }

  /** Whether a cell holds it; see scan.ts for its length. */
  isIn(start: number, lengthAndMark: number): boolean {
    const end = start + (lengthAndMark & LENGTH);
    // Of doubled quotes there is one in the text.
    if (this.#isAscii && !(this.#hasQuote && (lengthAndMark & DOUBLED) !== 0)) {
      if (this.#standsIn(start, end)) return !this.#inNone || spanIsFilled(this.#bytes, start, lengthAndMark);
      if (!this.#isFoldedIn(start, end)) return false;
    } else if (!this.#isAscii && isAscii(this.#view, start, end)) return false;
    return holdsTerm(spanText(this.#bytes, start, lengthAndMark), this.term);
  }

  /** Whether a cell begins with a plain term, or ends with it; undefined = only its text tells. */
  isAtEdge(start: number, lengthAndMark: number, atEnd: boolean): boolean | undefined {
    const length = lengthAndMark & LENGTH;
    const own = this.#own.length;
    // Whatever becomes one of its letters takes a byte at least.
    if (length < own) return false;
    const at = atEnd ? start + length - own : start;
    if (this.#standsAt(at)) return !this.#inNone || spanIsFilled(this.#bytes, start, lengthAndMark);
    return isAscii(this.#view, at, at + own) ? false : undefined;
  }

  /** Whether a stretch of cells holds a plain term. */
  isWithin(start: number, end: number): boolean {
    if (this.#standsIn(start, end)) return true;
    return this.#isFoldedIn(start, end) && holdsTerm(spanText(this.#bytes, start, end - start), this.term);
  }

  #standsIn(start: number, end: number): boolean {
    const view = this.#view;
    const anchor = this.#anchor;
    const [first, second, step] = [this.#first, this.#second, this.#step];
    const last = end - this.#own.length + anchor;
    const whole = this.#bytes.length - 4 - step;
    for (let at = start + anchor; at <= last; at += 4) {
      if (at <= whole) {
        const one = (view.getInt32(at, true) | first.fold) ^ first.four;
        const two = (view.getInt32(at + step, true) | second.fold) ^ second.four;
        // The top bit of a byte: set where both are alike there.
        if (((one - 0x0101_0101) & ~one & (two - 0x0101_0101) & ~two & 0x8080_8080) === 0) continue;
      }
      const stop = Math.min(at + 3, last);
      for (let place = at; place <= stop; place += 1) if (this.#standsAt(place - anchor)) return true;
    }
    return false;
  }

  #standsAt(at: number): boolean {
    const bytes = this.#bytes;
    const own = this.#own;
    for (let next = 0; next < own.length; next += 1) {
      const byte = bytes[at + next]!;
      if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== own[next]) return false;
    }
    return true;
  }

  /** Whether it may be there in letters that only the text tells. */
  #isFoldedIn(start: number, end: number): boolean {
    if (!this.#mayBeFolded || isAscii(this.#view, start, end)) return false;
    const bytes = this.#bytes;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === 0xc4 && bytes[at + 1] === 0xb0) return true;
      if (byte === 0xe2 && bytes[at + 1] === 0x84 && bytes[at + 2] === 0xaa) return true;
    }
    return false;
  }
}

interface FourBytes {
  /** The byte four times. */
  readonly four: number;
  /** Makes capitals small: upper and lower case of a letter differ in one bit. */
  readonly fold: number;
}

const fourOf = (byte: number): FourBytes => ({
  four: Math.imul(byte, 0x0101_0101),
  fold: byte >= 0x61 && byte <= 0x7a ? 0x2020_2020 : 0,
});

/** Where in the term the two bytes stand that the file has least of, told from its beginning. */
function rarestPair(own: Uint8Array, bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  const sample = Math.min(bytes.length, 64 * 1024);
  for (let at = 0; at < sample; at += 1) {
    const byte = bytes[at]!;
    counts[byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte]! += 1;
  }
  const often = (at: number) => counts[own[at]!]! * counts[own[at + 1]!]!;
  let best = 0;
  for (let at = 1; at < own.length - 1; at += 1) if (often(at) < often(best)) best = at;
  return best;
}
