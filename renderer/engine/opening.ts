/**
 * Opening a report, in the table worker: chunks come in from the reader process, are decoded to UTF-8 into one shared
 * buffer, and scanned as they come. The first rows are told as soon as they are there.
 */
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import { sizeLimitBytes } from '../../shared/contract/bridge.ts';
import { type Failure, failure } from '../../shared/contract/failure.ts';
import { knownColumns, missingFromReport, recognise } from '../../shared/report/columns.ts';
import { parseTime } from '../../shared/report/minutes.ts';
import { type Report, reportOf } from '../../shared/report/report.ts';
import { isNone } from '../../shared/table/column.ts';
import { createDecoder, type Decoder, growth, guessEncoding } from '../../shared/table/decode.ts';
import { firstLine, type Head, readHead } from '../../shared/table/head.ts';
import { sniff } from '../../shared/table/sniff.ts';
import { type ColumnPlan, createTableBuilder, type TableBuilder } from '../../shared/table/table.ts';
import type { OpenOrder } from './asks.ts';

/** Read before anything is decided: enough for every header ever written. */
const headBytes = 64 * 1024;
/** A header may stand behind a long preamble; beyond this there is none. */
const headLimit = 1024 * 1024;
const columnLimit = 10_000;

export interface OpeningEvents {
  progress(rows: number, bytes: number): void;
  first(report: Report): void;
  complete(report: Report): void;
  failed(reason: Failure): void;
}

export interface Opening {
  cancel(): void;
}

const number = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;

/** The typed reading of a cell: numbers as written, times in UTC microseconds; NaN = none. */
function reading(text: string, kind: 'number' | 'time'): number {
  if (isNone(text)) return Number.NaN;
  if (kind === 'number') return number.test(text) ? Number(text) : Number.NaN;
  return parseTime(text)?.micros ?? Number.NaN;
}

export function openReportFrom(port: MessagePort, order: OpenOrder, events: OpeningEvents): Opening {
  let sizeBytes = order.sizeBytes;
  let arrived = 0;
  let raw: Uint8Array[] = [];
  let rawBytes = 0;
  let decoder: Decoder | undefined;
  let bytes: Uint8Array = new Uint8Array(0);
  let end = 0;
  let from = 0;
  let encoding = { encoding: 'utf-8', bom: 0, why: 'valid' } as ReturnType<typeof guessEncoding>;
  let head: Head | undefined;
  let builder: TableBuilder | undefined;
  let firstTold = false;
  let done = false;
  let toldAt = 0;

  const answer = (message: ReaderAnswer) => port.postMessage(message);

  function stop() {
    done = true;
    port.onmessage = null;
    port.close();
  }

  function fail(code: Failure['code'], detail?: string) {
    if (done) return;
    answer({ kind: 'cancel' });
    stop();
    events.failed(failure(code, { name: order.name, ...(detail ? { detail } : {}) }).failure);
  }

  /** Decides on the encoding and takes the memory, once. */
  function begin(start: Uint8Array): boolean {
    const other = sniff(start);
    if (other) {
      fail(other.code, other.detail);
      return false;
    }
    encoding = guessEncoding(start);
    // Memory nobody has written to costs nothing, so there is room for the worst case.
    const capacity = Math.ceil(
      sizeBytes *
        (encoding.encoding === 'utf-8' && encoding.why === 'valid'
          ? growth['windows-1252']
          : growth[encoding.encoding]),
    );
    bytes = new Uint8Array(new SharedArrayBuffer(Math.min(capacity, sizeLimitBytes) + 16));
    decoder = createDecoder(encoding.encoding, () => {
      encoding = { encoding: 'windows-1252', bom: 0, why: 'not valid UTF-8, so guessed' };
    });
    return true;
  }

  function take(chunk: Uint8Array, final: boolean): boolean {
    const text = decoder!.decode(chunk, final);
    if (end + text.length > bytes.length) {
      fail('changed-while-reading');
      return false;
    }
    bytes.set(text, end);
    end += text.length;
    return true;
  }

  /** Looks for the header; true = found, or given up with a failure. */
  function findHead(final: boolean): boolean {
    from = encoding.encoding === 'utf-8' ? encoding.bom : 0;
    // A mark that was decoded with the rest (UTF-16), or that follows another one, is no part of the first name.
    while (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
    head = readHead(bytes, from, end, final, (cells) => recognise(cells) !== undefined);
    if (head === undefined) {
      if (!final && end < headLimit) return false;
      const line = firstLine(bytes, from, Math.min(end, headLimit));
      if (line.every((cell) => cell.trim() === '')) fail('empty');
      else fail('other-csv', `these columns: ${missingFromReport(line).join(', ')}`);
      return true;
    }
    if (head.header.length > columnLimit) {
      fail('too-many-columns', head.header.length.toLocaleString('en'));
      return true;
    }
    const plans: ColumnPlan[] = recognise(head.header)!.cells.map((cell) => ({
      id: cell.known ?? `other:${cell.name}`,
      name: cell.name,
      header: cell.header,
      kind: knownColumns.find((known) => known.id === cell.known)?.kind ?? 'text',
    }));
    builder = createTableBuilder({
      bytes,
      from: head.bodyOffset,
      delimiter: head.delimiter.charCodeAt(0),
      columns: plans,
      expectedRows: expectedRows(head.bodyOffset),
      reading,
    });
    return true;
  }

  /** Rows of the whole file, told from the line ends seen so far; a tenth more than that, not to copy later. */
  function expectedRows(bodyOffset: number): number {
    let lines = 0;
    for (let at = bodyOffset; at < end; at += 1) if (bytes[at] === 0x0a || bytes[at] === 0x0d) lines += 1;
    return Math.ceil((lines / Math.max(1, end - bodyOffset)) * sizeBytes * 1.1) + 64;
  }

  function report(table: ReturnType<TableBuilder['finish']>, complete: boolean): Report {
    const recognised = recognise(head!.header)!;
    return reportOf({
      table,
      cells: recognised.cells,
      about: {
        fileName: order.name,
        sizeBytes,
        version: recognised.version,
        encoding: encoding.encoding,
        encodingWhy: decoder?.damaged ? 'with bytes that are not valid in it' : encoding.why,
        delimiter: head!.delimiter,
        preamble: head!.preamble,
      },
      complete,
      secondReview: order.secondReview,
    });
  }

  function advance(final: boolean) {
    if (done) return;
    if (!builder && !findHead(final)) return;
    if (done || !builder) return;
    builder.scan(end, final);
    if (final) {
      const whole = report(builder.finish(), true);
      stop();
      events.complete(whole);
      return;
    }
    if (!firstTold && builder.rowCount > 0) {
      firstTold = true;
      events.first(report(builder.snapshot(), false));
    }
    const now = performance.now();
    if (now - toldAt > 80) {
      toldAt = now;
      events.progress(builder.rowCount, arrived);
    }
  }

  /** Holds the first bytes together until there are enough to decide what they are. */
  function gather(chunk: Uint8Array, final: boolean) {
    raw.push(chunk);
    rawBytes += chunk.length;
    if (rawBytes < headBytes && !final) return;
    const start = new Uint8Array(rawBytes);
    let at = 0;
    for (const piece of raw) {
      start.set(piece, at);
      at += piece.length;
    }
    raw = [];
    if (start.length === 0) {
      fail('empty');
      return;
    }
    if (begin(start) && take(start, final)) advance(final);
  }

  port.onmessage = (event: MessageEvent<ReaderMessage>) => {
    const message = event.data;
    try {
      switch (message.kind) {
        case 'start':
          sizeBytes = message.sizeBytes;
          return;
        case 'bytes':
          arrived += message.bytes.length;
          if (!decoder) gather(message.bytes, false);
          else if (take(message.bytes, false)) advance(false);
          if (!done) answer({ kind: 'credit' });
          return;
        case 'end':
          if (!decoder) gather(new Uint8Array(0), true);
          else if (take(new Uint8Array(0), true)) advance(true);
          return;
        case 'failed':
          stop();
          events.failed({ name: order.name, ...message.failure });
      }
    } catch (error) {
      fail(error instanceof RangeError ? 'too-large' : 'unexpected', (error as Error).message);
    }
  };

  return {
    cancel() {
      if (done) return;
      answer({ kind: 'cancel' });
      stop();
    },
  };
}
