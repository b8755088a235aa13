/**
 * The immutable table and its builder. A row is a number: its place among the records of the file, from 0.
 * A table is shared buffers and plain data (`TableParts`), so handing it to another thread copies nothing.
 */
import { type Column, type ColumnKind, type ColumnParts, isNone, openColumn, spanIsNone, spanText } from './column.ts';
import { ColumnBuilder, type Reading, sharedArray, widened } from './column-builder.ts';
import { createLineEndRuns } from './line-ends.ts';
import {
  createProblems,
  openProblems,
  type ProblemKind,
  type ProblemList,
  type ProblemParts,
  type Problems,
  together,
} from './problems.ts';
import { createScanner, type LineEnds, type ScanListener, type Scanner } from './scan.ts';
import { createSurplus, openSurplus, type Surplus, type SurplusParts } from './surplus.ts';

export interface TableParts {
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  readonly columns: readonly ColumnParts[];
  /** How many cells a record has, where it is fewer than the header has. */
  readonly shortRows: ReadonlyMap<number, number>;
  readonly surplus: SurplusParts;
  /** Where the text ends: behind it the memory is empty. */
  readonly end: number;
  /** Where each record begins in the bytes. */
  readonly recordStarts: Uint32Array;
  readonly problems: ProblemParts;
  readonly lineEnds: LineEnds;
}

export interface Table {
  readonly parts: TableParts;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  /** In the order of the file. */
  readonly problems: Problems;
  readonly surplus: Surplus;
  column(id: string): Column | undefined;
}

export function openTable(parts: TableParts): Table {
  const columns = parts.columns.map((column) => openColumn(column, parts.bytes));
  const byId = new Map(columns.map((column) => [column.id, column]));
  const problems = openProblems(
    parts.problems,
    columns.map(({ id }) => id),
  );
  const surplus = openSurplus(parts.surplus);
  return { parts, rowCount: parts.rowCount, columns, problems, surplus, column: (id) => byId.get(id) };
}

/** The same table with columns added that are derived from it. */
export function withColumns(table: Table, derived: readonly ColumnParts[]): Table {
  return openTable({ ...table.parts, columns: [...table.parts.columns, ...derived] });
}

export interface ColumnPlan {
  readonly id: string;
  readonly name: string;
  readonly header: string;
  readonly kind: ColumnKind;
}

export interface TableBuilder {
  /** Reads the bytes that have arrived so far: everything below `end`. */
  scan(end: number, final?: boolean): void;
  readonly rowCount: number;
  /** How many bytes belong to whole records. */
  readonly position: number;
  /** Adds what was noticed about a place in the bytes while they were decoded. */
  notice(kind: ProblemKind, offset: number): void;
  /** The rows read so far, in arrays of their own. */
  snapshot(): Table;
  /** The whole table. Nothing may be scanned after it. */
  finish(): Table;
}

export interface TableSource {
  readonly bytes: Uint8Array;
  /** Where the first record after the header begins. */
  readonly from: number;
  readonly delimiter: number;
  readonly columns: readonly ColumnPlan[];
  readonly expectedRows: number;
  readonly reading: Reading;
}

export function createTableBuilder(source: TableSource): TableBuilder {
  const { bytes, columns } = source;
  const width = columns.length;
  const builders = columns.map(({ kind }) => new ColumnBuilder({ ...source, kind }));
  const shortRows = new Map<number, number>();
  const surplus = createSurplus();
  const noted = createProblems();
  const noticed = createProblems();
  const repeated = new Set<number>();
  let recordStarts = sharedArray(Uint32Array, Math.max(64, source.expectedRows));
  let rowCount = 0;
  let arrived = source.from;
  let position = source.from;
  const lineRuns = createLineEndRuns();
  let lastStart = source.from;

  const note = (kind: ProblemKind, offset: number) => noted.add({ kind, row: rowCount, offset });

  function ended(start: number, end: number) {
    lastStart = start;
    if (end >= arrived) return;
    lineRuns.add(lineEndAt(bytes, end), rowCount, start);
  }
  // The header's own line is one of them. Its place is that of its line end: where it begins is not known here.
  const headerEnd = bytes[source.from - 2] === CR ? source.from - 2 : source.from - 1;
  if (headerEnd >= 0) lineRuns.add(lineEndAt(bytes, headerEnd), undefined, headerEnd);

  const listener: ScanListener = {
    record(count, start, end, literal) {
      const { starts, lengths } = scanner.fields;
      if (count === 1 && width > 1 && isSpace(bytes, start, end)) {
        note('blank-line', start);
        ended(start, end);
        return;
      }
      const read = Math.min(count, width);
      for (let index = 0; index < read; index += 1) builders[index]!.add(starts[index]!, lengths[index]!);
      if (count !== width) {
        for (let index = read; index < width; index += 1) builders[index]!.add(0, 0);
        if (count < width) {
          shortRows.set(rowCount, count);
          note('short-row', start);
        } else {
          surplus.add(rowCount, starts, lengths, width, count);
          note('long-row', start);
        }
      } else if (width > 1 && repeatsHeader(starts, lengths)) {
        repeated.add(rowCount);
        note('repeated-header', start);
      }
      if (literal) note('quote-out-of-place', start);
      ended(start, end);
      if (rowCount === recordStarts.length)
        recordStarts = widened(Uint32Array, recordStarts, Math.ceil(rowCount * 1.5));
      recordStarts[rowCount] = start;
      rowCount += 1;
    },
    blank(start) {
      note('blank-line', start);
      ended(start, start);
    },
  };
  const scanner: Scanner = createScanner(bytes, source.from, source.delimiter, listener, builders);

  const firstHeader = new TextEncoder().encode(columns[0]?.header ?? '');
  /** The first cell is compared by its bytes, since nearly every row differs there already. */
  function repeatsHeader(starts: Uint32Array, lengths: Uint32Array): boolean {
    if (lengths[0] !== firstHeader.length || bytes[starts[0]!] !== firstHeader[0]) return false;
    return columns.every((column, index) => spanText(bytes, starts[index]!, lengths[index]!) === column.header);
  }

  /** With what is known only at the end: where the places noticed belong, times that are none, a missing line end. */
  function problemsOf(parts: readonly ColumnParts[], whole: boolean) {
    noticed.locate((offset) => rowAt(recordStarts, rowCount, offset));
    const lists: ProblemList[] = [noted, noticed];
    if (!whole) return together(lists);
    lists.push(...lineRuns.others());
    for (const [columnIndex, plan] of parts.entries()) {
      if (plan.kind !== 'time' || !builders[columnIndex]!.hasUnread) continue;
      const dates = createProblems();
      for (const row of unreadRows(openColumn(plan, bytes), bytes, rowCount)) {
        if (!repeated.has(row)) dates.add({ kind: 'text-date', row, offset: recordStarts[row]!, columnIndex });
      }
      lists.push(dates);
    }
    const isCut = arrived > 0 && lineEndAt(bytes, arrived - 1) === 0;
    const row = rowCount > 0 && recordStarts[rowCount - 1] === lastStart ? rowCount - 1 : undefined;
    return together(lists, isCut ? { kind: 'cut-off', row, offset: lastStart } : undefined);
  }

  function build(whole: boolean): Table {
    const parts: ColumnParts[] = columns.map((plan, index) => {
      const builder = builders[index]!;
      return { ...plan, cells: builder.cells(rowCount, !whole), readings: builder.readings(rowCount, !whole) };
    });
    const problems = problemsOf(parts, whole);
    const beyond = surplus.parts();
    if (beyond.rows.length > 0) parts.push(surplusColumn(bytes, rowCount, openSurplus(beyond)));
    return openTable({
      bytes,
      rowCount,
      columns: parts,
      shortRows: whole ? shortRows : new Map(shortRows),
      surplus: beyond,
      end: arrived,
      // What is written there later lies beyond these rows.
      recordStarts: recordStarts.subarray(0, rowCount),
      problems,
      lineEnds: { ...scanner.lineEnds },
    });
  }

  return {
    scan(end, final) {
      arrived = end;
      position = scanner.scan(end, final);
    },
    get rowCount() {
      return rowCount;
    },
    get position() {
      return position;
    },
    notice: (kind, offset) => noticed.add({ kind, row: undefined, offset }),
    snapshot: () => build(false),
    finish: () => build(true),
  };
}

const CR = 0x0d;
const LF = 0x0a;

/** Which line end stands there: 1 = LF, 2 = CRLF, 3 = CR; 0 = none. */
function lineEndAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return 1;
  return bytes[at] === CR ? (bytes[at + 1] === LF ? 2 : 3) : 0;
}

/** The row whose record a byte belongs to; undefined before the first. */
export function rowAt(recordStarts: Uint32Array, rowCount: number, offset: number): number | undefined {
  let low = 0;
  let high = rowCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (recordStarts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}

/** Rows with a value that has no reading. */
function* unreadRows(column: Column, bytes: Uint8Array, rows: number): Generator<number> {
  const { cells } = column.parts;
  if (cells.form === 'dictionary') {
    const unread = new Set<number>();
    for (let code = 0; code < cells.distinct; code += 1) {
      if (Number.isNaN(column.parts.readings?.[code]) && !isNone(column.valueText(code))) unread.add(code);
    }
    if (unread.size === 0) return;
    for (let row = 0; row < rows; row += 1) if (unread.has(cells.codes[row]!)) yield row;
    return;
  }
  if (cells.form !== 'spans') return;
  const { starts, lengths } = cells.spans;
  for (let row = 0; row < rows; row += 1) {
    if (!Number.isNaN(column.number(row)) || spanIsNone(bytes, starts[row]!, lengths[row]!)) continue;
    if (!isNone(column.text(row))) yield row;
  }
}

export const surplusId = 'surplus';

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
