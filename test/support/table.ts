/**
 * Opens tables and reports from text, the way the table worker does (renderer/engine/opening.ts): decode to UTF-8, find
 * the header, scan chunk by chunk, recognise. Without ports, and therefore at once.
 */
import { readFileSync } from 'node:fs';
import { knownColumns, recognise } from '../../shared/report/columns.ts';
import { reading } from '../../shared/report/reading.ts';
import { type Report, reportOf } from '../../shared/report/report.ts';
import { createDecoder, type EncodingGuess, guessEncoding } from '../../shared/table/decode.ts';
import { growth } from '../../shared/table/encodings.ts';
import { type Head, readHead } from '../../shared/table/head.ts';
import type { ProblemKind } from '../../shared/table/problems.ts';
import type { Table } from '../../shared/table/table.ts';
import { type ColumnPlan, TableBuilder } from '../../shared/table/table-builder.ts';
import { type TextMemory, textMemory } from '../../shared/table/text-memory.ts';
import { inOrder, keptRows, type RankCache, type View } from '../../shared/table/view.ts';

const encoder = new TextEncoder();
export const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? encoder.encode(text) : text;

/** The bytes in pieces, cut at these places. */
export function chunksOf(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.slice(places[index], end));
}

export interface Decoded {
  /** UTF-8, with room behind it. */
  readonly text: TextMemory;
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Where the text begins, after every byte order mark. */
  readonly from: number;
  readonly encoding: EncodingGuess;
  readonly damaged: boolean;
  /** What was noticed while decoding. */
  readonly noticed: readonly { kind: ProblemKind; offset: number }[];
  /** Where each chunk ended in `bytes`. */
  readonly ends: readonly number[];
}

/**
 * Decodes a file that comes in chunks. The worker gathers 64 KiB before it decides on the encoding, and guesses the
 * page of bytes that are not UTF-8; here it is that of Western Europe.
 */
export function decoded(file: string | Uint8Array, cuts: readonly number[] = []): Decoded {
  const chunks = chunksOf(bytesOf(file), cuts);
  let encoding = guessEncoding(bytesOf(file).subarray(0, 64 * 1024));
  const inPage = encoding.encoding === 'windows-1252';
  const noticed: { kind: ProblemKind; offset: number }[] = [];
  const decoder = createDecoder(inPage ? 'utf-8' : encoding.encoding, false, {
    undecodable: (offset) => noticed.push({ kind: 'undecodable', offset }),
    mark: (offset) => offset > 0 && noticed.push({ kind: 'inner-mark', offset }),
  });
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const text = textMemory(size * growth('windows-1252'));
  const { bytes } = text;
  const ends: number[] = [];
  let end = 0;
  const append = (piece: Uint8Array) => {
    bytes.set(piece, end);
    end += piece.length;
  };
  for (const [at, chunk] of [...chunks, new Uint8Array(0)].entries()) {
    const final = at === chunks.length;
    append(decoder.decode(chunk, final));
    if (decoder.undecided) {
      encoding = { encoding: 'windows-1252', bom: 0, why: 'not valid UTF-8, so guessed' };
      decoder.settle('windows-1252');
      append(decoder.decode(new Uint8Array(0), final));
    }
    ends.push(end);
  }
  let from = encoding.encoding === 'utf-8' ? encoding.bom : 0;
  while (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
  return { text, bytes, end, from, encoding, damaged: decoder.damaged, noticed, ends };
}

export interface TableOptions {
  /** Columns of a text that has no header: names, or whole plans. Without it the header is found in the text. */
  readonly columns?: readonly (string | Partial<ColumnPlan>)[];
  /** Asked for only where `columns` is given; otherwise it is found with the header. */
  readonly delimiter?: string;
  /** Places at which the file is cut into chunks, in bytes. */
  readonly cuts?: readonly number[];
  readonly expectedRows?: number;
  /** Whether the kernel can read it; as in the app unless it is said. */
  readonly swift?: boolean;
  /** Called after each chunk with the table so far. */
  readonly onChunk?: (snapshot: () => Table, rows: number) => void;
}

/** The plans of a header; one that is not the report's gets plain text columns, by their names. */
function plansOf(header: readonly string[]): ColumnPlan[] {
  const recognised = recognise(header);
  if (!recognised) return header.map((name) => ({ id: name, name, header: name, kind: 'text' }));
  return recognised.cells.map((cell) => ({
    id: cell.known ?? `other:${cell.name}`,
    name: cell.name,
    header: cell.header,
    kind: knownColumns.find((known) => known.id === cell.known)?.kind ?? 'text',
    hashed: cell.known === 'username',
  }));
}

function planOf(column: string | Partial<ColumnPlan>): ColumnPlan {
  const plan = typeof column === 'string' ? { name: column } : column;
  const name = plan.name ?? plan.id ?? '';
  return { ...plan, id: plan.id ?? name, name, header: plan.header ?? name, kind: plan.kind ?? 'text' };
}

/** The header of a report; in a text that is none, the first line. */
export function headOf({ bytes, from, end }: Decoded): Head {
  const isReport = (cells: readonly string[]) => recognise(cells) !== undefined;
  const head = readHead(bytes, from, end, true, isReport) ?? readHead(bytes, from, end, true, () => true);
  if (!head) throw new Error('the text has no line at all');
  return head;
}

function buildTable(file: Decoded, head: Head | undefined, options: TableOptions): Table {
  const columns = options.columns?.map(planOf) ?? plansOf(head!.header);
  const builder = new TableBuilder({
    text: (options.swift ?? true) ? file.text : { ...file.text, wasm: undefined },
    from: head?.bodyOffset ?? file.from,
    delimiter: (head?.delimiter ?? options.delimiter ?? ',').charCodeAt(0),
    columns,
    expectedRows: options.expectedRows ?? 64,
    reading,
  });
  for (const end of file.ends) {
    builder.scan(end);
    options.onChunk?.(() => builder.snapshot(), builder.rowCount);
  }
  builder.scan(file.end, true);
  for (const offset of head?.preambleLines ?? []) builder.notice('before-header', offset);
  for (const { kind, offset } of file.noticed) builder.notice(kind, offset);
  return builder.finish();
}

export function tableOf(text: string | Uint8Array, options: TableOptions = {}): Table {
  const file = decoded(text, options.cuts);
  return buildTable(file, options.columns ? undefined : headOf(file), options);
}

/** Throws where the text is not the report. */
export function reportFromText(text: string | Uint8Array, name = 'report.csv', cuts: readonly number[] = []): Report {
  const file = decoded(text, cuts);
  const head = headOf(file);
  const recognised = recognise(head.header);
  if (!recognised) throw new Error(`not the header of a report: ${head.header.join(', ')}`);
  return reportOf({
    table: buildTable(file, head, {}),
    cells: recognised.cells,
    about: {
      fileName: name,
      sizeBytes: bytesOf(text).length,
      version: recognised.version,
      encoding: file.encoding.encoding,
      encodingWhy: file.damaged ? 'with bytes that are not valid in it' : file.encoding.why,
      delimiter: head.delimiter,
      preamble: head.preamble,
    },
    complete: true,
    secondReview: 'not-said',
  });
}

export const fixturePath = (name: string): URL => new URL(`../fixtures/${name}`, import.meta.url);
export const fixture = (name: string): Uint8Array => readFileSync(fixturePath(name));

export const rowNumbers = (table: Table): Uint32Array => Uint32Array.from({ length: table.rowCount }, (_, row) => row);

/** The cells of rows, shown columns only or all of them. */
export function cellsOf(table: Table, rows: Iterable<number> = rowNumbers(table), ids?: readonly string[]): string[][] {
  const columns = ids ? ids.map((id) => table.column(id)!) : table.columns;
  return [...rows].map((row) => columns.map((column) => column.text(row)));
}

/** One column as a list of texts. */
export const columnTexts = (table: Table, id: string, rows: Iterable<number> = rowNumbers(table)): string[] =>
  [...rows].map((row) => table.column(id)!.text(row));

/** Rows as lines that a person can compare: cells between bars, line breaks as their letters. */
export const printed = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => JSON.stringify(cell).slice(1, -1)).join('|')).join('\n');

/** The rows of a view, in its order. */
export const rowsOf = (view: View, table: Table, ranks: RankCache): Uint32Array =>
  inOrder(keptRows(view, table, ranks), view, table, ranks);
