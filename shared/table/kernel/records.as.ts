/**
 * Bytes → fields of ordinary records, many records in one call. Ordinary is a record of as many fields as there are
 * columns, with its quotes in place. At any other it stops, and scan.ts, which knows all there is to CSV, reads that one.
 *
 * The marks of 64 bytes (delimiter, quote, line end) are looked for in one go, and then each mark is gone to.
 */
import { Column, freeAll, HASHED, RECALLED, TIMED, take } from './column.as.ts';
import { hashAt, isNoneAt, openHash } from './hash.as.ts';
import { isSame, keepValue, openRecall, recall } from './recall.as.ts';
import { timeAt } from './time.as.ts';

const QUOTE: u32 = 0x22;
const CR: u32 = 0x0d;
const LF: u32 = 0x0a;
/** As in scan.ts. */
const DOUBLED: u32 = 0x8000_0000;
/** Bytes that may be looked at beyond the end of the first header. */
const spare: u32 = 80;

let width: u32 = 0;
let rowLimit: u32 = 0;
let delimiters: v128 = i8x16.splat(0);
let headerAt: u32 = 0;
let headerLength: u32 = 0;

/** Of each column what is told of it (see column.as.ts), so many bytes each. */
export let columns: usize = 0;
export const columnBytes: u32 = offsetof<Column>();
/** Here the text of a header is put: a record that has it in that header's column is not ordinary. */
export let header: usize = 0;
/** Here the small letters are put (see hash.as.ts). */
export let smallLetters: usize = 0;
// What was found, a column after the other, each with room for `rowLimit` rows; places are those in the file.
export let starts: usize = 0;
export let marks: usize = 0;
/** Of columns that are recalled: -1 = the value is none of those kept. Of columns that are hashed: the hash, or 0. */
export let codes: usize = 0;
/** Only of columns that are timed: microseconds, NaN for `None`, and -Infinity where it is no time known here. */
export let times: usize = 0;
export let recordStarts: usize = 0;
/** Where the first record begins that was not read. */
export let stoppedAt: usize = 0;
/** How each record read ends, a byte each: 1 = LF, 2 = CRLF, 3 = CR. */
export let lineEnds: usize = 0;
/** Of each of these the bit of that place, one over the other. */
export let allLineEnds: u32 = 0;

function columnAt(index: u32): Column {
  return changetype<Column>(columns + index * offsetof<Column>());
}

/** `headerColumn`: whose header is put there. `at`: where memory begins that is free. */
export function open(
  columnCount: u32,
  rows: u32,
  delimiter: u32,
  headerColumn: u32,
  headerBytes: u32,
  at: usize,
): void {
  freeAll(at);
  width = columnCount;
  rowLimit = rows;
  delimiters = i8x16.splat(<i8>delimiter);
  headerAt = headerColumn;
  headerLength = headerBytes;
  const cells = columnCount * rows;
  columns = take(columnCount * offsetof<Column>());
  memory.fill(columns, 0, columnCount * offsetof<Column>());
  for (let index: u32 = 0; index < columnCount; index += 1) openRecall(columnAt(index));
  header = take(headerBytes + spare);
  starts = take(cells * 4);
  marks = take(cells * 4);
  codes = take(cells * 4);
  times = take(cells * 8);
  recordStarts = take(rows * 4);
  lineEnds = take(rows);
  smallLetters = openHash();
}

export function setWay(index: u32, way: u32): void {
  const column = columnAt(index);
  column.way = way;
  column.day = NaN;
}

export function keep(index: u32, code: u32, at: usize, mark: u32): void {
  keepValue(columnAt(index), code, at, mark);
}

/** Whether the text of a field is that of the header, in which each doubled quote is one. */
function isHeader(at: usize, length: u32, doubled: u32): bool {
  if (doubled === 0) return length === headerLength && length > 0 && isSame(at, header, length);
  let place: u32 = 0;
  for (let next: u32 = 0; next < length; next += 1) {
    const byte = <u32>load<u8>(at + next);
    if (place === headerLength || <u32>load<u8>(header + place) !== byte) return false;
    if (byte === QUOTE) next += 1;
    place += 1;
  }
  return place === headerLength;
}

function marksOf16(at: usize): u64 {
  const bytes = v128.load(at);
  const lineEnds = v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d)));
  const others = v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, i8x16.splat(0x22)));
  return <u64>(<u32>i8x16.bitmask(v128.or(lineEnds, others)));
}

function marksOf64(at: usize): u64 {
  return marksOf16(at) | (marksOf16(at + 16) << 16) | (marksOf16(at + 32) << 32) | (marksOf16(at + 48) << 48);
}

/**
 * Reads records between two places of the memory, in which the file begins at `text`; `most` at the most, and as many as
 * there is room for. Returns how many.
 */
export function read(from: usize, to: usize, text: usize, most: u32): u32 {
  const last = width - 1;
  const headed = headerAt;
  const limit = most < rowLimit ? most : rowLimit;
  let row: u32 = 0;
  let recordStart = from;
  let fieldStart = from;
  let index: u32 = 0;
  let quoted = false;
  let closedAt: usize = 0;
  let doubled: u32 = 0;
  /** A mark that belongs to the one before it. */
  let pairAt: usize = 0;
  let wordAt = from;
  let word = marksOf64(from);
  allLineEnds = 0;
  for (let each: u32 = 0; each < width; each += 1) {
    const column = columnAt(each);
    column.marks = 0;
    column.untold = 0;
  }
  while (row < limit) {
    while (word === 0) {
      wordAt += 64;
      if (wordAt >= to) break;
      word = marksOf64(wordAt);
    }
    const at = wordAt + <usize>ctz(word);
    if (word === 0 || at >= to) break;
    word &= word - 1;
    if (at === pairAt) continue;
    const byte = <u32>load<u8>(at);
    if (byte === QUOTE) {
      if (at === fieldStart) quoted = true;
      else if (quoted) {
        if (closedAt !== 0) break;
        if (at + 1 < to && <u32>load<u8>(at + 1) === QUOTE) {
          doubled = DOUBLED;
          pairAt = at + 1;
        } else closedAt = at;
      }
      continue;
    }
    let start = fieldStart;
    let length = <u32>(at - start);
    if (quoted) {
      if (closedAt === 0) continue;
      if (closedAt + 1 !== at) break;
      start += 1;
      length -= 2;
    }
    if (index > last) break;
    if (index === headed && isHeader(start, length, doubled)) break;
    const mark = length | doubled;
    const column = columnAt(index);
    const cell = index * rowLimit + row;
    store<u32>(starts + cell * 4, <u32>(start - text));
    store<u32>(marks + cell * 4, mark);
    column.marks |= mark;
    if (column.way === RECALLED) {
      const code = recall(column, start, mark);
      store<i32>(codes + cell * 4, code);
      if (code < 0) column.untold += 1;
    } else if (column.way === TIMED) {
      let time = timeAt(column, start, length);
      if (isNaN(time) && !isNoneAt(start, length)) {
        time = -Infinity;
        column.untold += 1;
      }
      store<f64>(times + cell * 8, time);
    } else if (column.way === HASHED) {
      const hash = doubled === 0 ? hashAt(start, length) : 0;
      store<u32>(codes + cell * 4, hash);
      if (hash === 0) column.untold += 1;
    }
    quoted = false;
    closedAt = 0;
    doubled = 0;
    if (byte !== CR && byte !== LF) {
      index += 1;
      fieldStart = at + 1;
      continue;
    }
    if (index !== last) break;
    let next = at + 1;
    let ending: u32 = 1;
    if (byte === CR) {
      if (next >= to) break;
      ending = 3;
      if (<u32>load<u8>(next) === LF) {
        ending = 2;
        pairAt = next;
        next += 1;
      }
    }
    allLineEnds |= 1 << ending;
    store<u8>(lineEnds + row, <u8>ending);
    store<u32>(recordStarts + row * 4, <u32>(recordStart - text));
    row += 1;
    index = 0;
    recordStart = next;
    fieldStart = next;
  }
  stoppedAt = recordStart;
  return row;
}
