/** The cells that long rows have beyond the header, as numbers in shared memory: many of them cost another thread nothing. */
import { sharedArray, widened } from './column-builder.ts';

export interface SurplusParts {
  /** The long rows, in order. */
  readonly rows: Uint32Array;
  /** Where the spans of each end, among all spans. */
  readonly ends: Uint32Array;
  /** Pairs of start and length in the bytes. */
  readonly spans: Uint32Array;
}

export interface Surplus extends Iterable<readonly [row: number, spans: Uint32Array]> {
  readonly size: number;
  /** The rows that have any, in order. */
  rows(): Iterable<number>;
  /** Pairs of start and length; undefined where the row has none. */
  get(row: number): Uint32Array | undefined;
}

export interface SurplusBuilder {
  /** The cells `from … to-1` of a record, by the places of its fields. */
  add(row: number, starts: Uint32Array, lengths: Uint32Array, from: number, to: number): void;
  /** Those so far. What is added later lies beyond them. */
  parts(): SurplusParts;
}

export function createSurplus(): SurplusBuilder {
  let rows = new Uint32Array(0);
  let ends = new Uint32Array(0);
  let spans = new Uint32Array(0);
  let size = 0;
  let filled = 0;
  return {
    add(row, starts, lengths, from, to) {
      if (size === rows.length) {
        rows = widened(Uint32Array, rows, Math.max(16, size * 2));
        ends = widened(Uint32Array, ends, Math.max(16, size * 2));
      }
      const end = filled + (to - from) * 2;
      if (end > spans.length) spans = widened(Uint32Array, spans, Math.max(64, end * 2));
      for (let index = from; index < to; index += 1) {
        spans[filled] = starts[index]!;
        spans[filled + 1] = lengths[index]!;
        filled += 2;
      }
      rows[size] = row;
      ends[size] = end;
      size += 1;
    },
    parts() {
      // Of an empty array of its own there would be nothing to share.
      if (size === 0) return { rows: none, ends: none, spans: none };
      return { rows: rows.subarray(0, size), ends: ends.subarray(0, size), spans: spans.subarray(0, filled) };
    },
  };
}

const none = sharedArray(Uint32Array, 1).subarray(0, 0);

export function openSurplus({ rows, ends, spans }: SurplusParts): Surplus {
  const at = (place: number): Uint32Array => spans.subarray(place === 0 ? 0 : ends[place - 1], ends[place]);
  return {
    size: rows.length,
    rows: () => rows,
    get(row) {
      let low = 0;
      let high = rows.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rows[middle]! < row) low = middle + 1;
        else high = middle;
      }
      return rows[low] === row ? at(low) : undefined;
    },
    *[Symbol.iterator]() {
      for (let place = 0; place < rows.length; place += 1) yield [rows[place]!, at(place)] as const;
    },
  };
}
