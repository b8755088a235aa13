/**
 * The beginning of a file → its delimiter, preamble and header. The header is found, not assumed to be the first line:
 * up to twenty records may stand before it. The delimiter is the one under which a header is recognised; it is never
 * guessed from data (docs/rules.md §1).
 */
import { spanText } from './column.ts';
import { Scanner } from './scan.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface Head {
  readonly delimiter: Delimiter;
  /** Header cells as written. */
  readonly header: readonly string[];
  /** Whatever stands before the header, as written. */
  readonly preamble: string;
  /** Where each line of the preamble begins, in bytes. */
  readonly preambleLines: readonly number[];
  /** Where the first record after the header begins, in bytes. */
  readonly bodyOffset: number;
}

const CR = 0x0d;
const LF = 0x0a;

/** Records that may stand before the header. */
const preambleLimit = 20;

interface HeadRecord {
  readonly cells: readonly string[];
  readonly start: number;
}

/** The first records under one delimiter; the last one's end is the start of the one after it, or `end`. */
function firstRecords(bytes: Uint8Array, from: number, end: number, final: boolean, delimiter: Delimiter) {
  const records: HeadRecord[] = [];
  // Of every line, also a blank one, as far as the line after the last record looked at.
  const starts: number[] = [];
  let ended = false;
  const scanner = new Scanner(bytes.subarray(0, end), from, delimiter.charCodeAt(0), {
    record(count, start) {
      starts.push(start);
      if (records.length > preambleLimit) {
        ended = true;
        return;
      }
      const { starts: cellStarts, lengths } = scanner.fields;
      const cells = Array.from({ length: count }, (_, index) => spanText(bytes, cellStarts[index]!, lengths[index]!));
      records.push({ cells, start });
    },
    blank(start) {
      starts.push(start);
    },
  });
  while (!ended && scanner.readRecord(end, final));
  return { records, starts, position: scanner.position };
}

/** What stands between the beginning of the text and the header. */
function before(bytes: Uint8Array, from: number, header: number): Pick<Head, 'preamble' | 'preambleLines'> {
  const preambleLines: number[] = [];
  for (let at = from; at < header; at += 1) {
    const previous = bytes[at - 1];
    if (at === from || previous === LF || (previous === CR && bytes[at] !== LF)) preambleLines.push(at);
  }
  return { preamble: spanText(bytes, from, header - from), preambleLines };
}

/**
 * `bytes` is UTF-8, read so far up to `end`; `final` says that this is the whole file. `isHeader` knows a header when
 * it sees one. Undefined = there is none here.
 */
export function readHead(
  bytes: Uint8Array,
  from: number,
  end: number,
  final: boolean,
  isHeader: (cells: readonly string[]) => boolean,
): Head | undefined {
  for (const delimiter of delimiters) {
    const { records, starts, position } = firstRecords(bytes, from, end, final, delimiter);
    const found = records.find((record) => isHeader(record.cells));
    if (!found) continue;
    const after = starts[starts.indexOf(found.start) + 1] ?? position;
    return { delimiter, header: found.cells, ...before(bytes, from, found.start), bodyOffset: after };
  }
  return undefined;
}

/** The first record under the delimiter that gives it most cells: what a file that is not the report calls its columns. */
export function firstLine(bytes: Uint8Array, from: number, end: number): readonly string[] {
  let widest: readonly string[] = [];
  for (const delimiter of delimiters) {
    const cells = firstRecords(bytes, from, end, true, delimiter).records[0]?.cells ?? [];
    if (cells.length > widest.length) widest = cells;
  }
  return widest;
}

/**
 * The header of a table that is not the report: under the delimiter that gives most columns to most of the first
 * records, the first record of that width. Undefined = nothing is there yet but blank lines.
 */
export function readPlainHead(bytes: Uint8Array, from: number, end: number, final: boolean): Head | undefined {
  let best: (Head & { score: number }) | undefined;
  for (const delimiter of delimiters) {
    const { records, starts, position } = firstRecords(bytes, from, end, final, delimiter);
    const widths = new Map<number, number>();
    for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    const [width = 0, times = 0] = [...widths].sort((a, b) => b[1] * b[0] - a[1] * a[0])[0] ?? [];
    const found = records.find(({ cells }) => cells.length === width);
    const score = (width - 1) * (times / records.length);
    if (!found || (best && score <= best.score)) continue;
    const after = starts[starts.indexOf(found.start) + 1] ?? position;
    best = { score, delimiter, header: found.cells, ...before(bytes, from, found.start), bodyOffset: after };
  }
  if (!best) return undefined;
  const { score: _, ...head } = best;
  return head;
}
