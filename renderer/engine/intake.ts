/**
 * The bytes of one file, unpacked and in order → the report: what kind of file, in which encoding, where its header is,
 * and then row after row. What is not the report ends here as a thrown failure.
 */
import { sizeLimitBytes } from '../../shared/contract/bridge.ts';
import { type FailureCode, FailureError } from '../../shared/contract/failure.ts';
import { type HeaderCell, knownColumns, missingFromReport, recognise } from '../../shared/report/columns.ts';
import { nameColumns } from '../../shared/report/learners.ts';
import { plainCells, plainReportOf } from '../../shared/report/plain.ts';
import { reading } from '../../shared/report/reading.ts';
import { type Report, reportOf } from '../../shared/report/report.ts';
import { chosenEncoding, createDecoder, type Decoder, guessEncoding } from '../../shared/table/decode.ts';
import { growth } from '../../shared/table/encodings.ts';
import { guessPage, linesBeyondAscii } from '../../shared/table/guess.ts';
import { firstLine, type Head, readHead, readPlainHead } from '../../shared/table/head.ts';
import type { ProblemKind } from '../../shared/table/problems.ts';
import { looksBinary, sniff } from '../../shared/table/sniff.ts';
import type { Table } from '../../shared/table/table.ts';
import { type ColumnPlan, TableBuilder } from '../../shared/table/table-builder.ts';
import { type TextMemory, textMemory } from '../../shared/table/text-memory.ts';
import type { Sound } from '../../shared/table/utf8.ts';
import type { OpenOrder } from './asks.ts';

/** Read before anything is decided: enough for every header ever written. */
const headBytes = 64 * 1024;
/** A header may stand behind a long preamble; beyond this there is none. */
const headLimit = 1024 * 1024;
const columnLimit = 10_000;
/** What is kept to try other encodings on. */
const sampleBytes = 8 * 1024;
/** And so far it is looked for. */
const sampledBytes = 4 * 2 ** 20;
/** From the first byte that is no UTF-8, so much is looked at to tell the encoding by. */
const guessedBytes = 2 ** 20;
/** So far lines are counted to tell how many there are. */
const countedBytes = 128 * 1024;
const nothing = new Uint8Array(0);
/**
 * A report that is not large is complete by the time that its first rows could be on the screen: then it is drawn once
 * and not twice, unless it takes so much longer.
 */
const quickBytes = 32 * 2 ** 20;
export const quickMs = 100;

export interface IntakeSource {
  readonly order: OpenOrder;
  /** Of the file. */
  readonly fileBytes: number;
  /** All the bytes, unpacked: it is being filled from the front. */
  readonly text: TextMemory;
  readonly packed: 'gzip' | undefined;
  /** There are rows, once. */
  begun(): void;
  /** The first rows, once; not of a report that is complete soon enough. */
  first(report: Report): void;
}

export interface Intake {
  /** So many bytes are there, of which so much is known. Gives the whole report after the last. */
  take(arrived: number, final: boolean, sound?: Sound): Promise<Report | undefined>;
  readonly rowCount: number;
}

function refuse(code: FailureCode, detail?: string): never {
  throw new FailureError({ code, ...(detail ? { detail } : {}) });
}

export function createIntake({ order, fileBytes, text: given, packed, begun, first }: IntakeSource): Intake {
  const memory = given.bytes;
  const sizeBytes = memory.length;
  let taken = 0;
  let beginning: Uint8Array = nothing;
  let decoder: Decoder | undefined;
  let encoding: ReturnType<typeof guessEncoding> = { encoding: 'utf-8', bom: 0, why: 'valid' };
  let sample: Uint8Array = nothing;
  /** The text in UTF-8: the memory itself, or one of its own where the file is in another encoding. */
  let text = given;
  let end = 0;
  let from = 0;
  let head: Head | undefined;
  let cells: readonly HeaderCell[] = [];
  let builder: TableBuilder | undefined;
  let begunAt = 0;
  let firstRows: Table | undefined;
  let firstTold = false;
  const noticed: { kind: ProblemKind; offset: number }[] = [];

  function notice(kind: ProblemKind, offset: number) {
    if (builder) builder.notice(kind, offset);
    else noticed.push({ kind, offset });
  }

  /** Decides on the encoding, once. */
  function begin(arrived: number) {
    beginning = memory.slice(0, Math.min(arrived, headBytes));
    if (beginning.length === 0) refuse('empty');
    const other = order.plain ? undefined : sniff(beginning);
    if (other) refuse(other.code, other.detail);
    encoding = order.encoding ? chosenEncoding(beginning, order.encoding) : guessEncoding(beginning);
    // In which page the bytes are that are no UTF-8 is told from the texts, when they come.
    const open = encoding.why === 'valid' || encoding.why === 'not valid UTF-8, so guessed';
    decoder = createDecoder(open ? 'utf-8' : encoding.encoding, !open, {
      undecodable: (offset) => notice('undecodable', offset),
      mark: (offset) => offset > 0 && notice('inner-mark', offset),
    });
  }

  async function decode(chunk: Uint8Array, final: boolean, sound: Sound) {
    if (sample.length === 0 && end < sampledBytes) sample = sampleOf(chunk);
    append(decoder!.decode(chunk, final, sound));
    const { undecided } = decoder!;
    if (!undecided || (undecided.length < guessedBytes && !final)) return;
    // Never what happens to be there: the same bytes, in whole lines, however the file came.
    const beyond = memory.subarray(0, Math.min(taken, taken - undecided.length + guessedBytes));
    sample = linesBeyondAscii(beyond, sampleBytes);
    const page = await guessPage(beyond);
    encoding = { encoding: page, bom: 0, why: 'not valid UTF-8, so guessed' };
    decoder!.settle(page);
    append(decoder!.decode(nothing, final));
  }

  /** What has been read so far was the file's own bytes, and is read once more where there is room for what comes. */
  function takeOwnMemory() {
    // Memory nobody has written to costs nothing, so there is room for the worst case.
    text = textMemory(Math.min(Math.ceil(sizeBytes * growth(encoding.encoding)), sizeLimitBytes));
    text.bytes.set(memory.subarray(0, end));
    builder = undefined;
  }

  function sampleOf(chunk: Uint8Array): Uint8Array {
    if (/^utf-16/.test(encoding.encoding)) return chunk.slice(0, 2048);
    return linesBeyondAscii(end === 0 ? chunk.subarray(encoding.bom) : chunk, sampleBytes);
  }

  function append(decoded: Uint8Array) {
    if (decoder!.passes) {
      end += decoded.length;
      return;
    }
    if (text === given) takeOwnMemory();
    const room = text.bytes.length;
    if (end + decoded.length > room) refuse(room < sizeLimitBytes ? 'changed-while-reading' : 'too-large');
    text.bytes.set(decoded, end);
    end += decoded.length;
  }

  /** Looks for the header; false = more of the file is needed. */
  function findHead(final: boolean): boolean {
    const { bytes } = text;
    from = encoding.encoding === 'utf-8' ? encoding.bom : 0;
    // A mark that was decoded with the rest (UTF-16), or that follows another one, is no part of the first name.
    while (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
    // At the limit what is there has to do: an unclosed quote before the header ends nowhere.
    const whole = final || end >= headLimit;
    head = order.plain
      ? readPlainHead(bytes, from, end, whole)
      : readHead(bytes, from, end, whole, (names) => recognise(names) !== undefined);
    if (head === undefined) {
      if (!whole) return false;
      const line = firstLine(bytes, from, Math.min(end, headLimit));
      if (line.every((cell) => cell.trim() === '')) refuse('empty');
      if (looksBinary(beginning)) refuse('binary');
      refuseTooWide(line);
      refuse('other-csv', `these columns: ${missingFromReport(line).join(', ')}`);
    }
    refuseTooWide(head.header);
    beginning = nothing;
    cells = order.plain ? plainCells(head.header) : recognise(head.header)!.cells;
    const plans: ColumnPlan[] = cells.map((cell) => ({
      id: cell.known ?? `other:${cell.name}`,
      name: cell.name,
      header: cell.header,
      kind: knownColumns.find((known) => known.id === cell.known)?.kind ?? 'text',
      hashed: cell.known === nameColumns[0],
    }));
    builder = new TableBuilder({
      text,
      from: head.bodyOffset,
      delimiter: head.delimiter.charCodeAt(0),
      columns: plans,
      expectedRows: expectedRows(head.bodyOffset),
      reading,
    });
    for (const offset of head.preambleLines) builder.notice('before-header', offset);
    for (const { kind, offset } of noticed) builder.notice(kind, offset);
    return true;
  }

  function refuseTooWide(header: readonly string[]) {
    if (header.length > columnLimit) refuse('too-many-columns', header.length.toLocaleString('en'));
  }

  /** Rows of the whole file, told from the line ends seen so far; a tenth more than that, not to copy later. */
  function expectedRows(bodyOffset: number): number {
    const to = Math.min(end, bodyOffset + countedBytes);
    let lines = 0;
    const { bytes } = text;
    for (let at = bodyOffset; at < to; at += 1) if (bytes[at] === 0x0a || bytes[at] === 0x0d) lines += 1;
    return Math.ceil((lines / Math.max(1, to - bodyOffset)) * sizeBytes * 1.1) + 64;
  }

  function report(table: Table, complete: boolean): Report {
    const { delimiter, preamble, header } = head!;
    const source = {
      table,
      cells,
      about: {
        fileName: order.name,
        sizeBytes: fileBytes,
        version: recognise(header)?.version,
        encoding: encoding.encoding,
        encodingWhy: decoder!.damaged ? 'with bytes that are not valid in it' : encoding.why,
        delimiter,
        preamble,
        packed,
        sample,
      },
      complete,
      secondReview: order.secondReview,
      dictionary: order.dictionary,
    };
    return order.plain ? plainReportOf(source) : reportOf(source);
  }

  return {
    async take(arrived, final, sound) {
      if (!decoder) {
        // Until there is enough to decide what it is.
        if (arrived < headBytes && !final) return undefined;
        begin(arrived);
      }
      const chunk = memory.subarray(taken, arrived);
      taken = arrived;
      await decode(chunk, final, sound);
      if (!builder && !findHead(final)) return undefined;
      builder!.scan(end, final);
      if (final) return report(builder!.finish(), true);
      if (firstTold || builder!.rowCount === 0) return undefined;
      if (!firstRows) {
        // These, whenever they are told: the window works out nothing for each of any number of rows.
        firstRows = builder!.snapshot();
        begunAt = performance.now();
        begun();
      }
      if (sizeBytes < quickBytes && performance.now() - begunAt < quickMs) return undefined;
      firstTold = true;
      first(report(firstRows, false));
      return undefined;
    },
    get rowCount() {
      return builder?.rowCount ?? 0;
    },
  };
}
