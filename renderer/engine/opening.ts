/**
 * Opening a report, in the table worker: the bytes of the file arrive in a memory that it shares, are unpacked if they
 * are packed, and become rows as they come. The first rows are told before the last, unless all are there so soon.
 */
import { type Failure, FailureError } from '../../shared/contract/failure.ts';
import type { Report } from '../../shared/report/report.ts';
import { type TextMemory, textMemory } from '../../shared/table/text-memory.ts';
import type { Sound } from '../../shared/table/utf8.ts';
import type { OpenOrder } from './asks.ts';
import { createIntake, type Intake, quickMs } from './intake.ts';
import type { Received, Unwanted } from './receive.ts';
import { gzipMarkBytes, isGzip, measure } from './unpack.ts';

export interface OpeningEvents {
  progress(rows: number, bytes: number): void;
  /** It is a report, and there are rows. */
  begun(): void;
  /** Its first rows; not of one that is complete soon enough. */
  first(report: Report): void;
  complete(report: Report): void;
  failed(reason: Failure): void;
}

export interface Opening {
  cancel(): void;
}

/** What browsers call a file that they have not finished to download. */
const partialName = /\.(?:crdownload|part|partial|download|opdownload)$/i;
/** How often it is told how far the reading is: the window draws itself anew each time, on the same two or four cores. */
const progressMs = 400;

/** `port` is that of the receiver (see receive.ts). */
export function openReportFrom(port: MessagePort, order: OpenOrder, events: OpeningEvents): Opening {
  let memory: TextMemory = { bytes: new Uint8Array(0), wasm: undefined };
  let arrived = 0;
  let intake: Intake | undefined;
  /** What a packed file becomes has to be measured before it is unpacked, so all of it has to be there. */
  let packed = false;
  let done = false;
  let toldAt = performance.now();

  const giveUp = () => port.postMessage({ kind: 'cancel' } satisfies Unwanted);

  function stop() {
    done = true;
    port.onmessage = null;
    port.close();
  }

  function fail(reason: Failure) {
    if (done) return;
    giveUp();
    stop();
    events.failed({ name: order.name, ...reason });
  }

  function failureOf(error: unknown): Failure {
    if (error instanceof FailureError) return error.failure;
    const code = error instanceof RangeError ? 'too-large' : 'unexpected';
    return { code, detail: (error as Error).message };
  }

  const makeIntake = (text: TextMemory, packed: 'gzip' | undefined) =>
    createIntake({
      order,
      fileBytes: memory.bytes.length,
      text,
      packed,
      begun() {
        if (done) return;
        events.begun();
        // Where no more comes, what is there is shown.
        if (!packed) setTimeout(() => later(() => take(arrived, false)), quickMs);
      },
      first: (report) => !done && events.first(report),
    });

  async function take(end: number, final: boolean, sound?: Sound) {
    if (done) return;
    intake ??= makeIntake(memory, undefined);
    const report = await intake.take(end, final, sound);
    if (done) return;
    if (report) {
      stop();
      events.complete(report);
      return;
    }
    const now = performance.now();
    if (now - toldAt > progressMs) {
      toldAt = now;
      events.progress(intake.rowCount, arrived);
    }
  }

  async function unpack() {
    const { pieces, sizeBytes } = await measure(memory.bytes, () => done);
    if (done) return;
    const text = textMemory(sizeBytes);
    intake = makeIntake(text, 'gzip');
    let end = 0;
    for await (const piece of pieces()) {
      text.bytes.set(piece, end);
      end += piece.length;
      await take(end, false);
      if (done) return;
    }
    await take(end, true);
  }

  async function hear(message: Received) {
    if (done) return;
    switch (message.kind) {
      case 'start':
        memory = message.memory;
        return;
      case 'arrived':
        if (arrived < gzipMarkBytes) packed = isGzip(memory.bytes.subarray(0, message.arrived));
        arrived = message.arrived;
        if (!packed && arrived >= gzipMarkBytes) await take(arrived, false, message.sound);
        return;
      case 'end':
        if (packed) await unpack();
        else await take(arrived, true);
        return;
      case 'failed':
        stop();
        events.failed({ name: order.name, ...message.failure });
    }
  }

  // One after the other: a guess of the encoding and unpacking take their time.
  let turn = Promise.resolve();
  const later = (act: () => unknown) => {
    turn = turn.then(act).then(undefined, (error: unknown) => fail(failureOf(error)));
  };
  port.onmessage = (event: MessageEvent<Received>) => later(() => hear(event.data));
  if (partialName.test(order.name)) later(() => fail({ code: 'partial-download' }));

  return {
    cancel() {
      if (done) return;
      giveUp();
      stop();
    },
  };
}
