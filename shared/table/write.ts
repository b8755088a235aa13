/**
 * A table and its rows → CSV (RFC 4180, CRLF), a piece of bytes at a time. A cell that stands as it is, which most do,
 * is copied from the file's own bytes; what must be quoted, guarded or looked at more closely, PapaParse writes.
 */
import Papa from 'papaparse';
import { type Codes, type Column, spanText } from './column.ts';
import { LENGTH } from './scan.ts';
import type { Table } from './table.ts';
import { byteOrderMark } from './utf8.ts';

/**
 * `safe` guards cells that a spreadsheet would take for a formula (docs/rules.md §7); `exact` writes every value as
 * it stands in the file.
 */
export type Values = 'safe' | 'exact';

export interface WritePlan {
  readonly rows: Uint32Array;
  /** Ids of the columns, in order; undefined = every column of the file and the surplus cells, row lengths as they were. */
  readonly columns: readonly string[] | undefined;
  /**
   * What is done to each cell: the identity for exact values. It must leave a cell alone that is empty, or begins with
   * a letter or a digit of ASCII, and may not be asked about it.
   */
  readonly cell: (text: string) => string;
  readonly bom: boolean;
  /** A piece ends with the record that takes it to so many bytes. */
  readonly pieceBytes: number;
}

/** Pieces of CSV, each of whole records; together they are the file. */
export function* write(table: Table, plan: WritePlan): Generator<Uint8Array> {
  const fileColumns = table.columns.filter((column) => column.parts.header !== undefined);
  const columns = plan.columns?.map((id) => table.column(id)).filter((column) => column !== undefined) ?? fileColumns;
  const whole = plan.columns === undefined;
  const { surplus } = table;
  const { shortRows, bytes } = table.parts;
  const records = new Records(bytes, plan);
  const cells = columns.map((column) => cellWriter(column, records));

  if (plan.bom) records.mark();
  for (const column of columns) records.text(column.parts.header ?? column.name);
  records.end();
  for (const row of plan.rows) {
    if (records.size >= plan.pieceBytes) yield records.take();
    const count = (whole ? shortRows.get(row) : undefined) ?? cells.length;
    for (let index = 0; index < count; index += 1) cells[index]!(row);
    const extra = whole ? surplus.get(row) : undefined;
    for (let at = 0; extra && at < extra.length; at += 2) records.span(extra[at]!, extra[at + 1]!);
    records.end();
  }
  yield records.take();
}

/** Of each column, so many values that PapaParse wrote are kept for the next row that has them. */
const keptValues = 4096;

/** Appends the cell of a row. */
function cellWriter(column: Column, records: Records): (row: number) => void {
  const { cells } = column.parts;
  switch (cells.form) {
    case 'numbers':
      return (row) => records.text(column.text(row));
    case 'spans': {
      const { starts, lengths } = cells.spans;
      return (row) => records.span(starts[row]!, lengths[row]!);
    }
    case 'words': {
      const { codes, words } = cells.labels ?? cells;
      return keeping(codes, records, (code) => records.text(words[code] ?? ''));
    }
    case 'dictionary': {
      const { starts, lengths } = cells.values;
      return keeping(cells.codes, records, (code) => records.span(starts[code]!, lengths[code]!));
    }
  }
}

function keeping(codes: Codes, records: Records, append: (code: number) => Uint8Array | undefined) {
  const kept: (Uint8Array | undefined)[] = [];
  return (row: number): void => {
    const code = codes[row]!;
    const known = kept[code];
    if (known) records.written(known);
    else {
      const written = append(code);
      if (code < keptValues) kept[code] = written;
    }
  };
}

/**
 * A cell that is copied: nothing, or ASCII that begins with a letter or a digit, does not end with a space, and holds
 * nothing that asks for quotes. So neither PapaParse nor a guard would change it. Here for a text, below for bytes.
 */
const staysAsItIs = /^(?:[0-9A-Za-z](?:[^,"\r\n\x80-\uffff]*[^ ,"\r\n\x80-\uffff])?)?$/;
const bytesOf = (pattern: RegExp) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0));
const mayBegin = bytesOf(/[0-9A-Za-z]/);
const mayHold = bytesOf(/[^,"\r\n\x80-\xff]/);

const comma = 0x2c;
const quote = 0x22;
const space = 0x20;
const tab = 0x09;
const encoder = new TextEncoder();

/** Records as bytes, one cell after the other. */
class Records {
  readonly #bytes: Uint8Array;
  readonly #cell: (text: string) => string;
  #out: Uint8Array;
  /** Where the record begins; how many cells it has so far. */
  #start = 0;
  #count = 0;
  #size = 0;

  constructor(bytes: Uint8Array, { cell, pieceBytes }: WritePlan) {
    this.#bytes = bytes;
    this.#cell = cell;
    this.#out = new Uint8Array(pieceBytes + 65_536);
  }

  /** Bytes since the last piece. */
  get size(): number {
    return this.#size;
  }

  /** The byte order mark, before the first record. */
  mark(): void {
    this.#append(encoder.encode(byteOrderMark));
    this.#start = this.#size;
  }

  /** A cell of the file. Returns it as written where PapaParse had to write it. */
  span(start: number, lengthAndMark: number): Uint8Array | undefined {
    const length = lengthAndMark & LENGTH;
    this.#next(length);
    if (length === 0) return undefined;
    const bytes = this.#bytes;
    const out = this.#out;
    const end = start + length;
    if (mayBegin[bytes[start]!] === 1 && bytes[end - 1] !== space) {
      let at = this.#size;
      let from = start;
      for (; from < end; from += 1) {
        const byte = bytes[from]!;
        if (mayHold[byte] === 0) break;
        out[at] = byte;
        at += 1;
      }
      if (from === end) {
        this.#size = at;
        return undefined;
      }
    }
    return this.#unparsed(spanText(bytes, start, lengthAndMark));
  }

  /** A cell that does not stand in the file. Returns the same. */
  text(text: string): Uint8Array | undefined {
    this.#next(text.length);
    if (!staysAsItIs.test(text)) return this.#unparsed(text);
    for (let at = 0; at < text.length; at += 1) this.#out[this.#size + at] = text.charCodeAt(at);
    this.#size += text.length;
    return undefined;
  }

  /** A cell as it was returned. */
  written(bytes: Uint8Array): void {
    this.#next(0);
    this.#append(bytes);
  }

  /** Ends the record. One of a single cell, and that blank, is quoted to stay a record. */
  end(): void {
    this.#room(4);
    const out = this.#out;
    const start = this.#start;
    if (this.#count === 1 && out.subarray(start, this.#size).every((byte) => byte === tab || byte === space)) {
      out.copyWithin(start + 1, start, this.#size);
      out[start] = quote;
      out[this.#size + 1] = quote;
      this.#size += 2;
    }
    out[this.#size] = 0x0d;
    out[this.#size + 1] = 0x0a;
    this.#size += 2;
    this.#start = this.#size;
    this.#count = 0;
  }

  /** The bytes since the last piece; between records. */
  take(): Uint8Array {
    const piece = this.#out.slice(0, this.#size);
    this.#size = 0;
    this.#start = 0;
    return piece;
  }

  #next(length: number): void {
    this.#room(length + 1);
    if (this.#count > 0) {
      this.#out[this.#size] = comma;
      this.#size += 1;
    }
    this.#count += 1;
  }

  #unparsed(text: string): Uint8Array {
    const written = encoder.encode(unparse(this.#cell(text)));
    this.#append(written);
    return written;
  }

  #append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#out.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  #room(length: number): void {
    const needed = this.#size + length;
    if (needed <= this.#out.length) return;
    const wider = new Uint8Array(Math.max(needed, this.#out.length * 2));
    wider.set(this.#out.subarray(0, this.#size));
    this.#out = wider;
  }
}

// A guarded cell begins with a quote mark, and the guard is that and the quotes around it (docs/rules.md §7).
const unparse = (cell: string): string =>
  Papa.unparse([[cell]], { header: false, escapeFormulae: false, quotes: (text: string) => text.startsWith("'") });
