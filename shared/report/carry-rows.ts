/** Rows that were picked in one reading of a file, in another (docs/rules.md §1): there may be a million of them. */
import type { Column } from '../table/column.ts';
import { inParts } from '../table/parts.ts';
import { rangesMask, rangesText } from '../table/row-ranges.ts';
import { DOUBLED, LENGTH } from '../table/scan.ts';
import type { Table } from '../table/table.ts';
import { hashSteps } from '../table/value-hash.ts';
import type { Report } from './report.ts';

/**
 * Rows of one reading, as ranges, in another: those whose attempts are still there, in parts. Undefined where nothing
 * tells which they are, because the report has no attempt codes.
 */
export function* carrySteps(
  from: Report,
  to: Report,
  ranges: string,
): Generator<undefined, { ranges: string; count: number } | undefined> {
  const [here, there] = [from, to].map(({ table }) => table.column('attempt_code'));
  if (!here || !there) return undefined;
  const picked = rangesMask(ranges, from.table.rowCount);
  const hashes = yield* hashSteps(here, from.table);
  const isWanted = bitsOf(hashes, picked);
  const queues = new Queues(yield* hashSteps(there, to.table), isWanted);
  const isSame = comparison(here, from.table, there, to.table);
  const carried: number[] = [];
  // A row takes the first row of its code that is left there, and so the one that has its occurrence.
  yield* inParts(hashes.length, (first, before) => {
    for (let row = first; row < before; row += 1) {
      if (!isWanted(hashes[row]!)) continue;
      const other = queues.take(hashes[row]!, row, isSame);
      if (other >= 0 && picked[row] === 1) carried.push(other);
    }
  });
  return { ranges: rangesText(carried), count: carried.length };
}

/** Whether a hash is that of a marked row; of one in many others as well. What has no value has none. */
function bitsOf(hashes: Int32Array, marked: Uint8Array): (hash: number) => boolean {
  const last = 2 ** Math.ceil(Math.log2(hashes.length * 16 + 32)) - 1;
  const bits = new Int32Array((last + 1) / 32);
  for (let row = 0; row < hashes.length; row += 1) {
    if (marked[row] === 1) bits[(hashes[row]! & last) >>> 5]! |= 1 << (hashes[row]! & 31);
  }
  return (hash) => hash !== 0 && (bits[(hash & last) >>> 5]! & (1 << (hash & 31))) !== 0;
}

/** The rows of one hash after the other, in the order of the file. */
class Queues {
  readonly #hashes: Int32Array;
  readonly #last: number;
  /** One more than a row; 0 = there is none. */
  readonly #firsts: Uint32Array;
  readonly #nexts: Uint32Array;

  constructor(hashes: Int32Array, isWanted: (hash: number) => boolean) {
    this.#hashes = hashes;
    this.#last = 2 ** Math.ceil(Math.log2(hashes.length + 1)) - 1;
    this.#firsts = new Uint32Array(this.#last + 1);
    this.#nexts = new Uint32Array(hashes.length);
    for (let row = hashes.length - 1; row >= 0; row -= 1) {
      if (!isWanted(hashes[row]!)) continue;
      const slot = hashes[row]! & this.#last;
      this.#nexts[row] = this.#firsts[slot]!;
      this.#firsts[slot] = row + 1;
    }
  }

  /** Takes away the first row of this hash that is the same as the given one; -1 = there is none. */
  take(hash: number, row: number, isSame: (row: number, other: number) => boolean): number {
    let before = -1;
    for (let other = this.#firsts[hash & this.#last]! - 1; other >= 0; other = this.#nexts[other]! - 1) {
      if (this.#hashes[other] === hash && isSame(row, other)) {
        if (before < 0) this.#firsts[hash & this.#last] = this.#nexts[other]!;
        else this.#nexts[before] = this.#nexts[other]!;
        return other;
      }
      before = other;
    }
    return -1;
  }
}

/** Whether a row of one table and a row of another have the same text; told from the bytes where they tell. */
function comparison(
  here: Column,
  { parts }: Table,
  there: Column,
  other: Table,
): (row: number, other: number) => boolean {
  const [one, two] = [here.parts.cells, there.parts.cells];
  const isSameText = (row: number, place: number) => here.text(row) === there.text(place);
  if (one.form !== 'spans' || two.form !== 'spans') return isSameText;
  const [bytes, otherBytes] = [parts.bytes, other.parts.bytes];
  return (row, place) => {
    const [mark, otherMark] = [one.spans.lengths[row]!, two.spans.lengths[place]!];
    if (((mark | otherMark) & DOUBLED) !== 0) return isSameText(row, place);
    if (mark !== otherMark) return false;
    const [start, otherStart] = [one.spans.starts[row]!, two.spans.starts[place]!];
    for (let at = 0; at < (mark & LENGTH); at += 1) {
      if (bytes[start + at] !== otherBytes[otherStart + at]) return false;
    }
    return true;
  };
}
