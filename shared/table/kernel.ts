/**
 * The kernel: ordinary records are read by WebAssembly (kernel/records.as.ts), many in one call, several times as fast as
 * scan.ts could. It reads the text where it stands (text-memory.ts).
 */
import { kernelCode } from './kernel-code.ts';
import { behindText, type TextMemory } from './text-memory.ts';

/** So much of the text is read in one go: what is found there fits into the processor's nearer memory. */
const readBytes = 128 * 1024;
/** Cells found in one go: more are hardly in so many bytes. */
const readCells = 32 * 1024;
/** The first values of a file are all new to it, so that it had better hear of them soon. */
const firstRows = 32;
/** Wider tables are rare, and read by scan.ts alone. */
const widthLimit = 256;

/** How the fields of a column are told: see kernel/column.as.ts. */
export type Way = 'plain' | 'recalled' | 'timed' | 'hashed';
const ways: Readonly<Record<Way, number>> = { plain: 0, recalled: 1, timed: 2, hashed: 3 };

/** U+0080 to U+07FF as small letters (see value-hash.ts); 0 where that is not one of these as well, or is white space. */
const smallLetters = Uint16Array.from({ length: 0x800 - 0x80 }, (_, place) => {
  const letter = String.fromCharCode(0x80 + place);
  const small = letter.toLowerCase().replace('ς', 'σ');
  const isKnown = small.length === 1 && small >= '\u0080' && small < '\u0800' && letter.trim() !== '';
  return isKnown ? small.charCodeAt(0) : 0;
});

/** A header by which a record is told that may be the header once more. */
export interface KnownHeader {
  /** Its place. */
  readonly column: number;
  readonly text: Uint8Array;
}

interface Place {
  readonly value: number;
}

/** What kernel/records.as.ts exports. */
interface Exports {
  readonly columns: Place;
  readonly columnBytes: Place;
  readonly header: Place;
  readonly starts: Place;
  readonly marks: Place;
  readonly codes: Place;
  readonly times: Place;
  readonly recordStarts: Place;
  readonly stoppedAt: Place;
  readonly smallLetters: Place;
  readonly lineEnds: Place;
  readonly allLineEnds: Place;
  open(columns: number, rows: number, delimiter: number, headerColumn: number, headerBytes: number, at: number): void;
  setWay(column: number, way: number): void;
  keep(column: number, code: number, at: number, mark: number): void;
  read(from: number, to: number, text: number, most: number): number;
}

/** What was found in one column by the last call; arrays of which the first `rows` count. */
export class KernelColumn {
  /** Places in the text. */
  readonly starts: Uint32Array;
  /** Lengths; see DOUBLED in scan.ts. */
  readonly marks: Uint32Array;
  /**
   * While recalled: the code of a value that is kept; -1 = it is none of them. While hashed: as in value-hash.ts, and 0
   * as well where it takes the text.
   */
  readonly codes: Int32Array;
  /** While timed: UTC microseconds, NaN for `None`, and -Infinity for what could not be told. */
  readonly times: Float64Array;
  /** Its way, its marks and what is untold of it, as kernel/column.as.ts has them. */
  readonly #told: Uint32Array;
  readonly #exports: Exports;
  readonly #index: number;
  readonly #text: number;

  constructor(exports: Exports, bytes: Uint8Array, index: number, rows: number) {
    const { buffer } = bytes;
    const at = (place: Place, size: number) => place.value + index * rows * size;
    this.starts = new Uint32Array(buffer, at(exports.starts, 4), rows);
    this.marks = new Uint32Array(buffer, at(exports.marks, 4), rows);
    this.codes = new Int32Array(buffer, at(exports.codes, 4), rows);
    this.times = new Float64Array(buffer, at(exports.times, 8), rows);
    this.#told = new Uint32Array(buffer, exports.columns.value + index * exports.columnBytes.value, 3);
    this.#exports = exports;
    this.#index = index;
    this.#text = bytes.byteOffset;
  }

  setWay(way: Way) {
    this.#exports.setWay(this.#index, ways[way]);
  }

  /** All marks one over the other, those of a record that was not read to its end among them: each is at most that. */
  get allMarks(): number {
    return this.#told[1]!;
  }

  /** How many cells could not be told, or one more: -1, -Infinity or 0 stands for them. */
  get untold(): number {
    return this.#told[2]!;
  }

  /** Keeps the value of one of the fields found, with its code; where there is room for it. */
  keep(code: number, start: number, mark: number) {
    this.#exports.keep(this.#index, code, this.#text + start, mark);
  }
}

/** Of one text. */
export class Kernel {
  readonly columns: readonly KernelColumn[];
  /** Of the records found last. */
  readonly recordStarts: Uint32Array;
  /** How each of them ends: see line-ends.ts. */
  readonly lineEnds: Uint8Array;
  readonly #exports: Exports;
  readonly #text: number;
  #most = firstRows;

  constructor(exports: Exports, bytes: Uint8Array, delimiter: number, columns: number, header: KnownHeader) {
    const rows = Math.floor(readCells / columns);
    exports.open(columns, rows, delimiter, header.column, header.text.length, behindText(bytes));
    const { buffer } = bytes;
    new Uint8Array(buffer, exports.header.value, header.text.length).set(header.text);
    new Uint16Array(buffer, exports.smallLetters.value, smallLetters.length).set(smallLetters);
    this.recordStarts = new Uint32Array(buffer, exports.recordStarts.value, rows);
    this.lineEnds = new Uint8Array(buffer, exports.lineEnds.value, rows);
    this.columns = Array.from({ length: columns }, (_, index) => new KernelColumn(exports, bytes, index, rows));
    this.#exports = exports;
    this.#text = bytes.byteOffset;
  }

  /**
   * Reads ordinary records from `at` on, as many as there are in one go and before `end`. Returns how many; 0 = the one
   * that begins there is not ordinary, or its end is not there.
   */
  read(at: number, end: number): number {
    const to = Math.min(end, at + readBytes);
    const rows = this.#exports.read(this.#text + at, this.#text + to, this.#text, this.#most);
    if (rows === this.#most) this.#most *= 2;
    return rows;
  }

  /** Where the records end that were found last. */
  get stoppedAt(): number {
    return this.#exports.stoppedAt.value - this.#text;
  }

  /** How all of them end; undefined = some otherwise than others. */
  get lineEnd(): number | undefined {
    const all = this.#exports.allLineEnds.value;
    const ending = 31 - Math.clz32(all);
    return all === 1 << ending ? ending : undefined;
  }
}

let module: WebAssembly.Module | undefined;

/**
 * For one text; undefined where its table is too narrow or too wide for it, or there is none to be had: no memory of that
 * kind, or a processor that lacks its instructions. Then scan.ts reads alone.
 */
export function kernelFor(
  { bytes, wasm }: TextMemory,
  delimiter: number,
  columns: number,
  header: KnownHeader,
): Kernel | undefined {
  if (!wasm || columns < 2 || columns > widthLimit) return undefined;
  try {
    module ??= new WebAssembly.Module(Uint8Array.from(atob(kernelCode), (char) => char.charCodeAt(0)));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: wasm } });
    return new Kernel(exports as unknown as Exports, bytes, delimiter, columns, header);
  } catch {
    return undefined;
  }
}
