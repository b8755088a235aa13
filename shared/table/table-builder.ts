/**
 * Records → table. What is called for each record is a method and not a function made anew with each table, so that what
 * was compiled for one file serves the next (see scan.ts).
 */
import { type ColumnKind, type ColumnParts, openColumn, spanText } from './column.ts';
import { ColumnBuilder, type Reading, sharedArray, widened } from './column-builder.ts';
import { type Kernel, type KnownHeader, kernelFor } from './kernel.ts';
import { LineEndRuns } from './line-ends.ts';
import { createProblems, type ProblemKind, type ProblemList, type ProblemParts, together } from './problems.ts';
import { DOUBLED, type ScanListener, Scanner } from './scan.ts';
import { createSurplus, openSurplus, type Surplus } from './surplus.ts';
import { openTable, rowAt, surplusId, type Table } from './table.ts';
import type { TextMemory } from './text-memory.ts';
import { unreadRows } from './unread.ts';

export interface ColumnPlan {
  readonly id: string;
  readonly name: string;
  readonly header: string;
  readonly kind: ColumnKind;
  /** See BuilderSource. */
  readonly hashed?: boolean;
}

export interface TableSource {
  /** Where the kernel can read them (kernel.ts), it does. Elsewhere the same table comes of them, only later. */
  readonly text: TextMemory;
  /** Where the first record after the header begins. */
  readonly from: number;
  readonly delimiter: number;
  readonly columns: readonly ColumnPlan[];
  readonly expectedRows: number;
  readonly reading: Reading;
}

/** So many records are read one by one at most before the kernel is asked again. */
const longestPause = 1024;
/** What is not worth to ask it. */
const fewRows = 8;

export class TableBuilder implements ScanListener {
  readonly #source: TableSource;
  readonly #bytes: Uint8Array;
  readonly #builders: readonly ColumnBuilder[];
  readonly #scanner: Scanner;
  #kernel: Kernel | undefined;
  /** Records still to be read one by one, since what comes is not ordinary, and how many there were the last time. */
  #pause = 0;
  #lastPause = 0;
  readonly #shortRows = new Map<number, number>();
  readonly #surplus = createSurplus();
  readonly #noted = createProblems();
  readonly #noticed = createProblems();
  readonly #repeated = new Set<number>();
  readonly #lineRuns = new LineEndRuns();
  readonly #header: KnownHeader;
  #recordStarts: Uint32Array;
  #rowCount = 0;
  #arrived: number;
  #lastStart: number;

  constructor(source: TableSource) {
    const { text, columns, from } = source;
    const { bytes } = text;
    this.#source = source;
    this.#bytes = bytes;
    this.#builders = columns.map(({ kind, hashed }) => new ColumnBuilder({ ...source, bytes, kind, hashed }));
    this.#scanner = new Scanner(bytes, from, source.delimiter, this);
    this.#recordStarts = sharedArray(Uint32Array, Math.max(64, source.expectedRows));
    // The first may have no name, as the index that some programs write before all columns.
    const named = Math.max(
      0,
      columns.findIndex(({ header }) => header),
    );
    this.#header = { column: named, text: new TextEncoder().encode(columns[named]?.header ?? '') };
    this.#kernel = kernelFor(text, source.delimiter, columns.length, this.#header);
    for (const [index, column] of this.#kernel?.columns.entries() ?? []) this.#builders[index]!.readBy(column);
    this.#arrived = from;
    this.#lastStart = from;
    // The header's own line is one of them. Its place is that of its line end: where it begins is not known here.
    const headerEnd = bytes[from - 2] === CR ? from - 2 : from - 1;
    if (headerEnd >= 0) this.#lineRuns.add(lineEndAt(bytes, headerEnd), undefined, headerEnd);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Reads the bytes that have arrived so far: everything below `end`. */
  scan(end: number, final = false) {
    this.#arrived = end;
    const scanner = this.#scanner;
    do {
      if (this.#kernel !== undefined && !scanner.isWithin) this.#readOrdinary(this.#kernel, end);
    } while (scanner.readRecord(end, final));
  }

  /** Reads on as far as records are ordinary. Where few of them are, it is not tried at each. */
  #readOrdinary(kernel: Kernel, end: number) {
    if (this.#pause > 0) {
      this.#pause -= 1;
      return;
    }
    let all = 0;
    let calls = 0;
    for (let at = this.#scanner.position; at < end && all >= calls * fewRows; calls += 1) {
      const rows = kernel.read(at, end);
      if (rows === 0) break;
      all += rows;
      this.#addRows(kernel, rows);
      at = kernel.stoppedAt;
      this.#scanner.skipTo(at);
    }
    this.#lastPause = all > 0 && all >= calls * fewRows ? 0 : Math.min(this.#lastPause * 2 + 1, longestPause);
    this.#pause = this.#lastPause;
  }

  #addRows(kernel: Kernel, rows: number) {
    for (const builder of this.#builders) builder.addMany(rows);
    const starts = kernel.recordStarts.subarray(0, rows);
    const row = this.#rowCount;
    this.#makeRoom(row + rows);
    this.#recordStarts.set(starts, row);
    this.#rowCount = row + rows;
    this.#lastStart = starts[rows - 1]!;
    this.#addLineEnds(kernel, row, starts);
  }

  #addLineEnds({ lineEnd, lineEnds }: Kernel, row: number, starts: Uint32Array) {
    const rows = starts.length;
    const { lineEnds: counts } = this.#scanner;
    if (lineEnd !== undefined) {
      this.#lineRuns.addMany(lineEnd, row, starts[0]!, rows, this.#lastStart);
      counts[lineEndNames[lineEnd]!] += rows;
      return;
    }
    for (let at = 0; at < rows; at += 1) {
      this.#lineRuns.add(lineEnds[at]!, row + at, starts[at]!);
      counts[lineEndNames[lineEnds[at]!]!] += 1;
    }
  }

  #makeRoom(rows: number) {
    if (rows <= this.#recordStarts.length) return;
    this.#recordStarts = widened(Uint32Array, this.#recordStarts, Math.ceil(rows * 1.5));
  }

  /** Adds what was noticed about a place in the bytes while they were decoded. */
  notice(kind: ProblemKind, offset: number) {
    this.#noticed.add({ kind, row: undefined, offset });
  }

  /** The rows read so far, in arrays of their own. */
  snapshot(): Table {
    return this.#build(false);
  }

  /** The whole table. Nothing may be scanned after it. */
  finish(): Table {
    return this.#build(true);
  }

  record(count: number, start: number, end: number, literal: boolean) {
    const builders = this.#builders;
    const width = builders.length;
    if (count === 1 && width > 1 && isSpace(this.#bytes, start, end)) {
      this.blank(start, end);
      return;
    }
    const { starts, lengths } = this.#scanner.fields;
    const read = Math.min(count, width);
    for (let index = 0; index < read; index += 1) builders[index]!.add(starts[index]!, lengths[index]!);
    if (count !== width) this.#addRagged(count, start);
    else if (width > 1 && this.#repeatsHeader(starts, lengths)) {
      this.#repeated.add(this.#rowCount);
      this.#note('repeated-header', start);
    }
    if (literal) this.#note('quote-out-of-place', start);
    this.#ended(start, end);
    const row = this.#rowCount;
    this.#makeRoom(row + 1);
    this.#recordStarts[row] = start;
    this.#rowCount = row + 1;
  }

  blank(start: number, end = start) {
    this.#note('blank-line', start);
    this.#ended(start, end);
  }

  #note(kind: ProblemKind, offset: number) {
    this.#noted.add({ kind, row: this.#rowCount, offset });
  }

  #addRagged(count: number, start: number) {
    const { starts, lengths } = this.#scanner.fields;
    const builders = this.#builders;
    for (let index = count; index < builders.length; index += 1) builders[index]!.add(0, 0);
    if (count < builders.length) {
      this.#shortRows.set(this.#rowCount, count);
      this.#note('short-row', start);
    } else {
      this.#surplus.add(this.#rowCount, starts, lengths, builders.length, count);
      this.#note('long-row', start);
    }
  }

  #ended(start: number, end: number) {
    this.#lastStart = start;
    if (end >= this.#arrived) return;
    this.#lineRuns.add(lineEndAt(this.#bytes, end), this.#rowCount, start);
  }

  /** Nearly every row differs already in the first byte, or the length, which doubled quotes alone make another. */
  #repeatsHeader(starts: Uint32Array, lengths: Uint32Array): boolean {
    const { columns } = this.#source;
    const bytes = this.#bytes;
    const { column: at, text } = this.#header;
    if (bytes[starts[at]!] !== text[0] || (lengths[at] !== text.length && lengths[at]! < DOUBLED)) return false;
    return columns.every((column, index) => spanText(bytes, starts[index]!, lengths[index]!) === column.header);
  }

  /** With what is known only at the end: where the places noticed belong, times that are none, a missing line end. */
  #problems(parts: readonly ColumnParts[], whole: boolean): ProblemParts {
    const bytes = this.#bytes;
    const rowCount = this.#rowCount;
    const recordStarts = this.#recordStarts;
    this.#noticed.locate((offset) => rowAt(recordStarts, rowCount, offset));
    const lists: ProblemList[] = [this.#noted, this.#noticed];
    if (!whole) return together(lists);
    lists.push(...this.#lineRuns.others());
    for (const [columnIndex, plan] of parts.entries()) {
      if (plan.kind !== 'time') continue;
      const dates = createProblems();
      for (const row of unreadRows(openColumn(plan, bytes), bytes, rowCount)) {
        if (!this.#repeated.has(row)) dates.add({ kind: 'text-date', row, offset: recordStarts[row]!, columnIndex });
      }
      lists.push(dates);
    }
    const isCut = this.#arrived > 0 && lineEndAt(bytes, this.#arrived - 1) === 0;
    const lastStart = this.#lastStart;
    const row = rowCount > 0 && recordStarts[rowCount - 1] === lastStart ? rowCount - 1 : undefined;
    return together(lists, isCut ? { kind: 'cut-off', row, offset: lastStart } : undefined);
  }

  #build(whole: boolean): Table {
    const bytes = this.#bytes;
    const { columns } = this.#source;
    const rowCount = this.#rowCount;
    const parts: ColumnParts[] = columns.map((plan, index) => {
      const builder = this.#builders[index]!;
      return {
        ...plan,
        cells: builder.cells(rowCount, !whole),
        readings: builder.readings(rowCount, !whole),
        hasUnread: builder.hasUnread,
        hashes: builder.hashes(rowCount, !whole),
      };
    });
    const problems = this.#problems(parts, whole);
    const beyond = this.#surplus.parts();
    if (beyond.rows.length > 0) parts.push(surplusColumn(bytes, rowCount, openSurplus(beyond)));
    return openTable({
      bytes,
      rowCount,
      columns: parts,
      shortRows: whole ? this.#shortRows : new Map(this.#shortRows),
      surplus: beyond,
      end: this.#arrived,
      // What is written there later lies beyond these rows.
      recordStarts: this.#recordStarts.subarray(0, rowCount),
      problems,
      lineEnds: { ...this.#scanner.lineEnds },
    });
  }
}

const CR = 0x0d;
const LF = 0x0a;

/** By the number that `lineEndAt` gives. */
const lineEndNames = [undefined, 'lf', 'crlf', 'cr'] as const;

/** Which line end stands there: 1 = LF, 2 = CRLF, 3 = CR; 0 = none. */
function lineEndAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return 1;
  return bytes[at] === CR ? (bytes[at + 1] === LF ? 2 : 3) : 0;
}

/** What long rows have beyond the header, to be seen and searched as one column at the end. */
function surplusColumn(bytes: Uint8Array, rows: number, surplus: Surplus): ColumnParts {
  const codes = sharedArray(Uint32Array, rows);
  const words = [''];
  for (const [row, spans] of surplus) {
    const cells: string[] = [];
    for (let i = 0; i < spans.length; i += 2) cells.push(spanText(bytes, spans[i]!, spans[i + 1]!));
    codes[row] = words.length;
    words.push(cells.join(' | '));
  }
  const name = 'Beyond the header';
  return {
    id: surplusId,
    name,
    header: undefined,
    kind: 'text',
    cells: { form: 'words', codes, words },
    readings: undefined,
  };
}

/** A line of spaces is as blank as one of nothing. */
function isSpace(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}
