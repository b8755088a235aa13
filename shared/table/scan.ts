/**
 * Bytes → records and fields. The one place that knows how CSV is written: RFC 4180 with any one-byte delimiter,
 * records ending at CRLF, LF or CR, also mixed in one file.
 *
 * The scanner reads a buffer that grows from the front: `scan(end)` reads on as far as whole records reach below
 * `end`, and `scan(end, true)` takes what is left as the last record. It makes no strings and allocates nothing per
 * field: a record is announced with the places of its fields in two arrays that are used again for the next one.
 *
 *      a,"b ""c""",d⏎          starts  = [0, 3, 13]
 *      0 23        13          lengths = [1, 7 | DOUBLED, 1]
 *
 * A quoted field is the bytes between its quotes; `DOUBLED` marks one in which `""` stands for `"`. A quote out of
 * place never swallows the rows after it: if a quoted field is not followed by a delimiter, a line end or the end of
 * the file, its whole record is read again literally, quotes and all, up to its first line end, and is announced so.
 */

/** Top bit of a length: the field holds doubled quotes. The length itself is the lower 31 bits. */
export const DOUBLED = 0x8000_0000;
export const LENGTH = 0x7fff_ffff;

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

export interface LineEnds {
  crlf: number;
  lf: number;
  cr: number;
}

export interface Fields {
  starts: Uint32Array;
  /** In bytes; see DOUBLED. */
  lengths: Uint32Array;
}

export interface ScanListener {
  /** One record: its fields are `fields.starts[0 … count-1]`; its bytes, without the line end, `start … end-1`. */
  record(count: number, start: number, end: number, literal: boolean): void;
  /** A line without a single byte. It is no record. */
  blank(start: number): void;
}

/** A byte four times. */
const four = (byte: number): number => Math.imul(byte, 0x0101_0101);

/**
 * Marks in four bytes, read as one number, those that may end an unquoted field: the top bit of each byte that is the
 * delimiter or below 14, as the line ends are. The lowest mark is always true; one above it can be mistaken.
 */
function stopMarks(word: number, fourDelimiters: number): number {
  const other = word ^ fourDelimiters;
  return (((other - 0x0101_0101) & ~other) | ((word - 0x0e0e_0e0e) & ~word)) & 0x8080_8080;
}

/** Which of the four bytes has the lowest mark. */
const lowest = (marks: number): number => (31 - Math.clz32(marks & -marks)) >> 3;

/** For each byte: 1 = it ends an unquoted field. */
function stopTable(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256);
  stops[delimiter] = 1;
  stops[CR] = 1;
  stops[LF] = 1;
  return stops;
}

/**
 * A class, and so is whatever it calls for each field: what was compiled for one file serves the next, while functions
 * made anew with each table would be compiled anew as well.
 */
export class Scanner {
  readonly fields: Fields = { starts: new Uint32Array(64), lengths: new Uint32Array(64) };
  readonly lineEnds: LineEnds = { crlf: 0, lf: 0, cr: 0 };
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #delimiter: number;
  readonly #fourDelimiters: number;
  readonly #stops: Uint8Array;
  readonly #listener: ScanListener;
  #position: number;
  // How an unfinished record stands, so that one over many chunks goes on there and no byte is read again with each: the
  // fields found in it, the start of the next, how far that one has been searched, and whether it is read literally.
  #count = 0;
  #fieldStart: number;
  #searchedTo: number;
  #doubled = false;
  #literal = false;

  constructor(bytes: Uint8Array, from: number, delimiter: number, listener: ScanListener) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#delimiter = delimiter;
    this.#fourDelimiters = four(delimiter);
    this.#stops = stopTable(delimiter);
    this.#listener = listener;
    this.#position = from;
    this.#fieldStart = from;
    this.#searchedTo = from;
  }

  /** Reads on up to `end`; `final` says that nothing comes after it. Returns the offset up to which it has read. */
  scan(end: number, final = false): number {
    while (this.readRecord(end, final));
    return this.#position;
  }

  /** Up to here whole records have been read. */
  get position(): number {
    return this.#position;
  }

  /** Whether a part of the next record has been read already. */
  get isWithin(): boolean {
    return this.#count > 0 || this.#literal || this.#searchedTo > this.#position;
  }

  /** Goes on at a place where a record begins; those before it were read by others, who count their line ends here. */
  skipTo(position: number) {
    this.#position = position;
    this.#keep(0, position, position, false, false);
  }

  /**
   * Reads the next record, or line without a byte; false = its end is not there. A function of its own, and not the body
   * of a loop: what is called often is compiled as a whole.
   */
  readRecord(end: number, final: boolean): boolean {
    if (this.#position >= end) return false;
    const bytes = this.#bytes;
    const stops = this.#stops;
    const delimiter = this.#delimiter;
    let { starts, lengths } = this.fields;
    let count = this.#count;
    let fieldStart = this.#fieldStart;
    let searchedTo = this.#searchedTo;
    let doubled = this.#doubled;
    let literal = this.#literal;
    let at = searchedTo;
    for (;;) {
      if (count === starts.length) {
        this.#grow();
        ({ starts, lengths } = this.fields);
      }
      if (!literal && fieldStart < end && bytes[fieldStart] === QUOTE) {
        if (at === fieldStart) at += 1;
        for (;;) {
          at = quoteFrom(bytes, this.#view, at, end);
          if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
          doubled = true;
          at += 2;
        }
        if (at + 1 >= end && !final) return this.#keep(count, fieldStart, at, doubled, literal);
        const closed = at < end;
        const after = at + 1;
        if (!closed || (after < end && stops[bytes[after]!] === 0)) {
          literal = true;
          count = 0;
          fieldStart = this.#position;
          at = fieldStart;
          continue;
        }
        starts[count] = fieldStart + 1;
        lengths[count] = (at - fieldStart - 1) | (doubled ? DOUBLED : 0);
        searchedTo = at;
        at = after;
      } else {
        at = stopFrom(bytes, this.#view, stops, this.#fourDelimiters, at, end);
        searchedTo = at;
        starts[count] = fieldStart;
        lengths[count] = at - fieldStart;
      }
      if (at >= end || bytes[at] !== delimiter) break;
      count += 1;
      at += 1;
      fieldStart = at;
      doubled = false;
    }
    // Here stands a line end, or the end of the bytes.
    const stop = at < end ? bytes[at]! : 0;
    if (at + 1 >= end && !final && stop !== LF) {
      // Whether an LF follows a CR as the very last byte is not known yet.
      return this.#keep(count, fieldStart, searchedTo, doubled, literal);
    }
    let next = at;
    if (stop === LF) {
      next = at + 1;
      this.lineEnds.lf += 1;
    } else if (stop === CR) {
      const isPair = at + 1 < end && bytes[at + 1] === LF;
      next = at + (isPair ? 2 : 1);
      if (isPair) this.lineEnds.crlf += 1;
      else this.lineEnds.cr += 1;
    }
    const start = this.#position;
    this.#position = next;
    this.#keep(0, next, next, false, false);
    if (at === start) this.#listener.blank(start);
    else this.#listener.record(count + 1, start, at, literal);
    return true;
  }

  #keep(count: number, fieldStart: number, searchedTo: number, doubled: boolean, literal: boolean): false {
    this.#count = count;
    this.#fieldStart = fieldStart;
    this.#searchedTo = searchedTo;
    this.#doubled = doubled;
    this.#literal = literal;
    return false;
  }

  #grow() {
    const { fields } = this;
    const starts = new Uint32Array(fields.starts.length * 2);
    const lengths = new Uint32Array(fields.lengths.length * 2);
    starts.set(fields.starts);
    lengths.set(fields.lengths);
    fields.starts = starts;
    fields.lengths = lengths;
  }
}

/** The first byte from `at` on that ends an unquoted field, or `end`. Four bytes are looked at in one go. */
function stopFrom(
  bytes: Uint8Array,
  view: DataView,
  stops: Uint8Array,
  fourDelimiters: number,
  at: number,
  end: number,
): number {
  for (const last = end - 4; at <= last; ) {
    const found = stopMarks(view.getInt32(at, true), fourDelimiters);
    if (found === 0) {
      at += 4;
      continue;
    }
    at += lowest(found);
    if (stops[bytes[at]!] === 1) return at;
    at += 1;
  }
  while (at < end && stops[bytes[at]!] === 0) at += 1;
  return at;
}

const fourQuotes = four(QUOTE);

function quoteFrom(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  for (const last = end - 4; at <= last; at += 4) {
    const other = view.getInt32(at, true) ^ fourQuotes;
    const found = (other - 0x0101_0101) & ~other & 0x8080_8080;
    if (found !== 0) return at + lowest(found);
  }
  while (at < end && bytes[at] !== QUOTE) at += 1;
  return at;
}
