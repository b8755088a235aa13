/**
 * Where the members of a gzip file begin and end. `cat a.gz b.gz`, bgzip and some log shippers write several, one after
 * the other (RFC 1952 §2.2), and the browser's decompressor refuses what follows the first without saying where it ends.
 * So the compressed data is walked through (RFC 1951), and nothing of it unpacked: whether it is sound, and what comes of
 * it, the decompressor says of each member.
 */

/** Flags of a member's header. */
const flags = { check: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };
const headerBytes = 10;
/** The check sum of what was packed, and its size. */
const trailerBytes = 8;

/**
 * The members one after the other; zeros may follow the last. Undefined where something else does, or it breaks off.
 * `rest` is asked after each block whether others are to have a turn.
 */
export async function gzipMembers(
  packed: Uint8Array,
  rest: () => Promise<void> | undefined = () => undefined,
): Promise<Uint8Array[] | undefined> {
  const members: Uint8Array[] = [];
  for (let start = 0; start < packed.length; ) {
    const data = dataStart(packed, start);
    if (data === undefined) return members.length > 0 && isZero(packed.subarray(start)) ? members : undefined;
    const walk = new Walk(packed, data);
    while (walk.block()) {
      const pause = rest();
      if (pause) await pause;
    }
    const { end } = walk;
    if (end === undefined || end + trailerBytes > packed.length) return undefined;
    members.push(packed.subarray(start, end + trailerBytes));
    start = end + trailerBytes;
  }
  return members;
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** Where the compressed data of a member begins; undefined = there is no member. */
function dataStart(bytes: Uint8Array, start: number): number | undefined {
  const flag = bytes[start + 3] ?? flags.reserved;
  if (bytes[start] !== 0x1f || bytes[start + 1] !== 0x8b || bytes[start + 2] !== 8 || flag & flags.reserved)
    return undefined;
  let at = start + headerBytes;
  if (flag & flags.extra) at += 2 + (bytes[at]! | (bytes[at + 1]! << 8));
  for (const text of [flags.name, flags.comment]) if (flag & text) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flag & flags.check ? at + 2 : at;
}

/** A code has up to so many bits. */
const longestCode = 15;
const codeMask = (1 << longestCode) - 1;
const endOfBlock = 256;
const firstLength = 257;
/** How many bits follow a length, and a distance. */
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceExtra = Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));
/** The order in which the lengths of the codes for the lengths of the codes come. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A symbol and the length of its code, by the next bits: `symbol << 4 | length`; 0 = no such code. */
type Codes = Uint16Array;

const fixedLengths = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);

/** One member's compressed data, block by block. */
class Walk {
  /** Where it ends, once `block` has said that there is no more; undefined = it is broken, or breaks off. */
  end: number | undefined;
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #count = 0;
  readonly #symbols = new Uint16Array(codeMask + 1);
  readonly #distances = new Uint16Array(codeMask + 1);

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** Goes through one block; false = there is no further one. */
  block(): boolean {
    const isLast = this.#take(1) === 1;
    const isSound = this.#body(this.#take(2)) && !this.#isOver();
    if (!isSound) return false;
    if (isLast) this.end = this.#at - (this.#count >> 3);
    return !isLast;
  }

  #body(kind: number): boolean {
    switch (kind) {
      case 0:
        return this.#stored();
      case 1:
        fill(this.#symbols, fixedLengths);
        fill(this.#distances, new Array(30).fill(5));
        return this.#compressed();
      case 2:
        return this.#codes() && this.#compressed();
      default:
        return false;
    }
  }

  #stored(): boolean {
    this.#at -= this.#count >> 3;
    this.#held = 0;
    this.#count = 0;
    const length = this.#take(16);
    const sound = (length ^ 0xffff) === this.#take(16);
    this.#at += length;
    return sound;
  }

  /** The codes that a block brings with it. */
  #codes(): boolean {
    const symbolCount = this.#take(5) + firstLength;
    const distanceCount = this.#take(5) + 1;
    const lengths: number[] = new Array(lengthOrder.length).fill(0);
    const ordered = this.#take(4) + 4;
    for (let at = 0; at < ordered; at += 1) lengths[lengthOrder[at]!] = this.#take(3);
    fill(this.#symbols, lengths);
    const all: number[] = [];
    while (all.length < symbolCount + distanceCount) {
      const code = this.#symbol(this.#symbols);
      if (code < 0) return false;
      if (code < 16) all.push(code);
      else {
        const [least, bits] = code === 16 ? [3, 2] : code === 17 ? [3, 3] : [11, 7];
        const value = code === 16 ? (all.at(-1) ?? 0) : 0;
        for (let times = least + this.#take(bits); times > 0; times -= 1) all.push(value);
      }
    }
    fill(this.#symbols, all.slice(0, symbolCount));
    fill(this.#distances, all.slice(symbolCount, symbolCount + distanceCount));
    return true;
  }

  #compressed(): boolean {
    while (!this.#isOver()) {
      const symbol = this.#symbol(this.#symbols);
      if (symbol === endOfBlock) return true;
      if (symbol < 0) return false;
      if (symbol < endOfBlock) continue;
      this.#take(lengthExtra[symbol - firstLength] ?? 0);
      const distance = this.#symbol(this.#distances);
      if (distance < 0) return false;
      this.#take(distanceExtra[distance] ?? 0);
    }
    return false;
  }

  /** The symbol of the next code; -1 = it is none. */
  #symbol(codes: Codes): number {
    this.#hold(longestCode);
    const found = codes[this.#held & codeMask]!;
    if (found === 0) return -1;
    this.#held >>>= found & 0xf;
    this.#count -= found & 0xf;
    return found >> 4;
  }

  #take(bits: number): number {
    this.#hold(bits);
    const value = this.#held & ((1 << bits) - 1);
    this.#held >>>= bits;
    this.#count -= bits;
    return value;
  }

  /** Beyond the end there are zeros, so that a code may be looked up that has fewer bits. */
  #hold(bits: number) {
    while (this.#count < bits) {
      this.#held |= (this.#bytes[this.#at] ?? 0) << this.#count;
      this.#at += 1;
      this.#count += 8;
    }
  }

  /** More was taken than there is. */
  #isOver = (): boolean => this.#at - (this.#count >> 3) > this.#bytes.length;
}

/** Codes by their lengths: those of one length are consecutive numbers, and come bit by bit from the first on. */
function fill(codes: Codes, lengths: readonly number[]) {
  codes.fill(0);
  let code = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      const place = reversed(code, length);
      for (let at = place; at <= codeMask; at += 1 << length) codes[at] = (symbol << 4) | length;
      code += 1;
    }
    code <<= 1;
  }
}

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let at = 0; at < length; at += 1) bits |= ((code >> at) & 1) << (length - 1 - at);
  return bits;
}
