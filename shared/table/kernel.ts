/**
 * The kernel: ordinary records are read by WebAssembly (kernel/records.as.ts), a block of bytes and many records in one
 * call, several times as fast as scan.ts could. It has memory of its own, into which the block is copied, and which the
 * next file uses again.
 */
import { kernelCode } from './kernel-code.ts';

/** So much of the file is read in one go: what the processor's nearer memory holds. */
const blockBytes = 128 * 1024;
/** Cells of a block: more are hardly in so many bytes. */
const blockCells = 32 * 1024;
/** The first values of a file are all new to it, so that it had better hear of them soon. */
const firstRows = 32;
/** Wider tables are rare, and read by scan.ts alone. */
const widthLimit = 256;
/** A kernel with more memory is not kept for the next file. */
const keptBytes = 8 * 2 ** 20;

/** How the fields of a column are told: see kernel/column.as.ts. */
export type Way = 'plain' | 'recalled' | 'timed' | 'hashed';
const ways: Readonly<Record<Way, number>> = { plain: 0, recalled: 1, timed: 2, hashed: 3 };

/** U+0080 to U+07FF as small letters; 0 where that is not one of these as well, or depends on where it stands. */
const smallLetters = Uint16Array.from({ length: 0x800 - 0x80 }, (_, place) => {
  const letter = String.fromCharCode(0x80 + place);
  const small = letter.toLowerCase();
  const isKnown = small.length === 1 && small >= '\u0080' && small < '\u0800' && letter !== 'Σ' && letter.trim() !== '';
  return isKnown ? small.charCodeAt(0) : 0;
});

interface Place {
  readonly value: number;
}

/** What kernel/records.as.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly block: Place;
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
  open(columns: number, rows: number, blockBytes: number, delimiter: number, headerBytes: number): void;
  setWay(column: number, way: number): void;
  marksOf(column: number): number;
  untoldOf(column: number): number;
  keep(column: number, code: number, at: number, mark: number): void;
  read(from: number, to: number, base: number, most: number): number;
}

/** What was found in one column by the last call; arrays of which the first `rows` count. */
export class KernelColumn {
  /** Places in the file. */
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
  readonly #kernel: Kernel;
  readonly #exports: Exports;
  readonly #index: number;

  constructor(kernel: Kernel, exports: Exports, index: number, rows: number) {
    const { buffer } = exports.memory;
    const at = (place: Place, bytes: number) => place.value + index * rows * bytes;
    this.starts = new Uint32Array(buffer, at(exports.starts, 4), rows);
    this.marks = new Uint32Array(buffer, at(exports.marks, 4), rows);
    this.codes = new Int32Array(buffer, at(exports.codes, 4), rows);
    this.times = new Float64Array(buffer, at(exports.times, 8), rows);
    this.#kernel = kernel;
    this.#exports = exports;
    this.#index = index;
  }

  setWay(way: Way) {
    this.#exports.setWay(this.#index, ways[way]);
  }

  /** All marks one over the other, those of a record that was not read to its end among them: each is at most that. */
  get allMarks(): number {
    return this.#exports.marksOf(this.#index) >>> 0;
  }

  /** How many cells could not be told, or one more: -1, -Infinity or 0 stands for them. */
  get untold(): number {
    return this.#exports.untoldOf(this.#index);
  }

  /** Keeps the value of one of the fields found, with its code; where there is room for it. */
  keep(code: number, start: number, mark: number) {
    this.#exports.keep(this.#index, code, this.#kernel.placeOf(start), mark);
  }
}

const nothing: Uint8Array = new Uint8Array(0);

export class Kernel {
  columns: readonly KernelColumn[] = [];
  /** Of the records found last. */
  recordStarts = new Uint32Array(0);
  /** How each of them ends: see line-ends.ts. */
  lineEnds: Uint8Array = nothing;
  readonly #exports: Exports;
  #bytes = nothing;
  #memory = nothing;
  #most = firstRows;
  #block = 0;
  /** The part of the file that is in the block. */
  #from = 0;
  #to = 0;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  open(bytes: Uint8Array, delimiter: number, columns: number, firstHeader: Uint8Array) {
    const exports = this.#exports;
    const rows = Math.floor(blockCells / columns);
    exports.open(columns, rows, blockBytes, delimiter, firstHeader.length);
    const { buffer } = exports.memory;
    this.#bytes = bytes;
    this.#memory = new Uint8Array(buffer);
    this.#memory.set(firstHeader, exports.header.value);
    new Uint16Array(buffer, exports.smallLetters.value, smallLetters.length).set(smallLetters);
    this.#block = exports.block.value;
    this.#from = 0;
    this.#to = 0;
    this.#most = firstRows;
    this.recordStarts = new Uint32Array(buffer, exports.recordStarts.value, rows);
    this.lineEnds = new Uint8Array(buffer, exports.lineEnds.value, rows);
    this.columns = Array.from({ length: columns }, (_, index) => new KernelColumn(this, exports, index, rows));
  }

  /**
   * Reads ordinary records from `at` on, as many as the block holds, which ends at `end` at the latest. Returns how many;
   * 0 = the one that begins there is not ordinary, or its end is not there.
   */
  read(at: number, end: number): number {
    const isNew = at < this.#from || at >= this.#to;
    if (isNew) this.#take(at, end);
    const rows = this.#read(at);
    // A record whose end is not among so many bytes had better be read by others.
    if (rows > 0 || isNew || this.#to === end || this.#to - at > blockBytes / 2) return rows;
    this.#take(at, end);
    return this.#read(at);
  }

  /** Where the records end that were found last. */
  get stoppedAt(): number {
    return this.#exports.stoppedAt.value - this.#block + this.#from;
  }

  /** How all of them end; undefined = some otherwise than others. */
  get lineEnd(): number | undefined {
    const all = this.#exports.allLineEnds.value;
    return all < 3 ? all : undefined;
  }

  placeOf(start: number): number {
    return start - this.#from + this.#block;
  }

  get memoryBytes(): number {
    return this.#memory.length;
  }

  #take(at: number, end: number) {
    this.#from = at;
    this.#to = Math.min(end, at + blockBytes);
    this.#memory.set(this.#bytes.subarray(at, this.#to), this.#block);
  }

  #read(at: number): number {
    const rows = this.#exports.read(this.placeOf(at), this.placeOf(this.#to), this.#from, this.#most);
    if (rows === this.#most) this.#most *= 2;
    return rows;
  }

  /** Lets go of the file. */
  close() {
    this.#bytes = nothing;
    this.columns = [];
  }
}

let module: WebAssembly.Module | undefined;
let idle: Kernel | undefined;

/**
 * For one file; undefined where its table is too narrow or too wide for it, or there is none to be had: no memory, or a
 * processor that lacks its instructions. Then scan.ts reads alone.
 */
export function takeKernel(
  bytes: Uint8Array,
  delimiter: number,
  columns: number,
  firstHeader: Uint8Array,
): Kernel | undefined {
  if (columns < 2 || columns > widthLimit) return undefined;
  try {
    module ??= new WebAssembly.Module(Uint8Array.from(atob(kernelCode), (char) => char.charCodeAt(0)));
    const kernel = idle ?? new Kernel(new WebAssembly.Instance(module).exports as unknown as Exports);
    idle = undefined;
    kernel.open(bytes, delimiter, columns, firstHeader);
    return kernel;
  } catch {
    return undefined;
  }
}

/** The next file may have it. */
export function releaseKernel(kernel: Kernel) {
  kernel.close();
  if (kernel.memoryBytes <= keptBytes) idle = kernel;
}
