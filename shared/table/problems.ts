/**
 * What a person should know about the text of a file. Nothing is dropped because of any of it. Problems are kept as
 * numbers in shared memory, so that hundreds of thousands of them cost another thread nothing.
 */
import { sharedArray, widened } from './column-builder.ts';

export const problemKinds = [
  'short-row',
  'long-row',
  'quote-out-of-place',
  'blank-line',
  /** Lines that end otherwise than most lines of the file. */
  'line-end',
  'undecodable',
  /** A byte order mark that is not the first thing in the file. */
  'inner-mark',
  /** A line before the header, which is no row. */
  'before-header',
  'repeated-header',
  /** A cell of a time column that is no time. */
  'text-date',
  /** The file ends without a line end. */
  'cut-off',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** By the number that the bytes of a file are compared by; 0 = there is none. */
export const lineEndings = ['', 'LF', 'CRLF', 'CR'] as const;
export type LineEnding = (typeof lineEndings)[number];

/** Lines that follow each other and end alike. */
export interface LineRun {
  readonly ending: LineEnding;
  readonly count: number;
  /** Where the last of them begins. */
  readonly last: number;
}

export interface Problem {
  readonly kind: ProblemKind;
  /** The row it concerns; for a blank line, the row after it. Undefined = it stands before the first row. */
  readonly row: number | undefined;
  /** Where in the bytes it is, or where its record begins. */
  readonly offset: number;
  /** The id of the column, where it concerns one cell. */
  readonly column?: string;
  /** Of a line end: the lines that it is about, from this one on. */
  readonly lines?: LineRun;
}

/** A problem as it is noted while columns have no ids yet. */
export type Noted = Omit<Problem, 'column'> & { readonly columnIndex?: number };

export interface ProblemParts {
  /** Those that are listed, in the order of the file, `stride` numbers each. */
  readonly numbers: Uint32Array;
  readonly listed: number;
  /** How many there are of each kind, in the order of `problemKinds`, with those that are not listed. */
  readonly counts: readonly number[];
}

export interface Problems extends Iterable<Problem> {
  /** All there are, with those that are not listed. */
  readonly count: number;
  readonly listed: number;
  countOf(kind: ProblemKind): number;
  /** The problem at a place of the list, from 0. */
  at(place: number): Problem;
  /** The places of a kind in the list. */
  placesOf(kind: ProblemKind): Uint32Array;
}

/** More than a person could scroll to in one list are counted, not listed. */
export const problemsListed = 500_000;

const [KIND, ROW, OFFSET, COLUMN, ENDING, COUNT, LAST, stride] = [0, 1, 2, 3, 4, 5, 6, 7];
const none = 0xffff_ffff;

export interface ProblemList {
  readonly count: number;
  readonly listed: number;
  readonly numbers: Uint32Array;
  readonly counts: readonly number[];
  add(problem: Noted): void;
  /** Says of each to which row it belongs, where that is known only later. */
  locate(rowAt: (offset: number) => number | undefined): void;
}

export function createProblems(): ProblemList {
  const counts = problemKinds.map(() => 0);
  let numbers = new Uint32Array(0);
  let listed = 0;
  return {
    counts,
    get count() {
      return counts.reduce((sum, one) => sum + one, 0);
    },
    get listed() {
      return listed;
    },
    get numbers() {
      return numbers;
    },
    add({ kind, row, offset, columnIndex, lines }) {
      const place = problemKinds.indexOf(kind);
      counts[place]! += 1;
      if (listed === problemsListed) return;
      const at = listed * stride;
      if (at === numbers.length) numbers = widened(Uint32Array, numbers, Math.max(64, listed * 2) * stride);
      numbers[at + KIND] = place;
      numbers[at + ROW] = row ?? none;
      numbers[at + OFFSET] = offset;
      numbers[at + COLUMN] = columnIndex ?? none;
      if (lines) {
        numbers[at + ENDING] = lineEndings.indexOf(lines.ending);
        numbers[at + COUNT] = lines.count;
        numbers[at + LAST] = lines.last;
      }
      listed += 1;
    },
    locate(rowAt) {
      for (let at = 0; at < listed * stride; at += stride) numbers[at + ROW] = rowAt(numbers[at + OFFSET]!) ?? none;
    },
  };
}

/**
 * Several lists as one, in the order of the file; of what is beyond the limit, the first. `last` is always among them:
 * that a file ends too early matters more than anything before.
 */
export function together(lists: readonly ProblemList[], last?: Noted): ProblemParts {
  const end = createProblems();
  if (last) end.add(last);
  const counts = problemKinds.map((_, kind) => [...lists, end].reduce((sum, list) => sum + list.counts[kind]!, 0));
  const total = lists.reduce((sum, list) => sum + list.listed, 0);
  const all = new Uint32Array(total * stride);
  let filled = 0;
  for (const list of lists) {
    all.set(list.numbers.subarray(0, list.listed * stride), filled);
    filled += list.listed * stride;
  }
  // By place in the file, and what is noted of the same place in the order in which it came: both in one number, which
  // stays below 2^53 with files of a gigabyte.
  const keys = new Float64Array(total);
  for (let at = 0; at < total; at += 1) keys[at] = all[at * stride + OFFSET]! * total + at;
  keys.sort();
  const listed = Math.min(total, problemsListed - end.listed);
  const numbers = sharedArray(Uint32Array, (listed + end.listed) * stride);
  for (let place = 0; place < listed; place += 1) {
    const at = (keys[place]! % total) * stride;
    numbers.set(all.subarray(at, at + stride), place * stride);
  }
  numbers.set(end.numbers.subarray(0, end.listed * stride), listed * stride);
  return { numbers, listed: listed + end.listed, counts };
}

export function openProblems({ numbers, listed, counts }: ProblemParts, columnIds: readonly string[]): Problems {
  const at = (place: number): Problem => {
    const [kind, row, offset, column, ending, count, last] = numbers.subarray(place * stride, (place + 1) * stride);
    return {
      kind: problemKinds[kind!]!,
      row: row === none ? undefined : row,
      offset: offset!,
      ...(column !== none && { column: columnIds[column!]! }),
      ...(count !== 0 && { lines: { ending: lineEndings[ending!]!, count: count!, last: last! } }),
    };
  };
  return {
    count: counts.reduce((sum, one) => sum + one, 0),
    listed,
    countOf: (kind) => counts[problemKinds.indexOf(kind)]!,
    at,
    placesOf(kind) {
      const wanted = problemKinds.indexOf(kind);
      const places = new Uint32Array(listed);
      let found = 0;
      for (let place = 0; place < listed; place += 1) {
        if (numbers[place * stride + KIND] !== wanted) continue;
        places[found] = place;
        found += 1;
      }
      return places.slice(0, found);
    },
    *[Symbol.iterator]() {
      for (let place = 0; place < listed; place += 1) yield at(place);
    },
  };
}
