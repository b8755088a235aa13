/**
 * Opening a report, in the table worker: chunks come in from the reader process, are unpacked if they are packed, and
 * become rows as they come. The first rows are told as soon as they are there.
 */
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import { type Failure, FailureError } from '../../shared/contract/failure.ts';
import type { Report } from '../../shared/report/report.ts';
import type { OpenOrder } from './asks.ts';
import { createIntake, type Intake } from './intake.ts';
import { isGzip, unpacked, unpackedSize } from './unpack.ts';

export interface OpeningEvents {
  progress(rows: number, bytes: number): void;
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
const nothing = new Uint8Array(0);

export function openReportFrom(port: MessagePort, order: OpenOrder, events: OpeningEvents): Opening {
  let sizeBytes = order.sizeBytes;
  let arrived = 0;
  let intake: Intake | undefined;
  /** The chunks of a packed file: what they become has to be measured before the first is unpacked. */
  let packed: Uint8Array[] | undefined;
  let done = false;
  let toldAt = performance.now();

  const answer = (message: ReaderAnswer) => port.postMessage(message);

  function stop() {
    done = true;
    port.onmessage = null;
    port.close();
  }

  function fail(reason: Failure) {
    if (done) return;
    answer({ kind: 'cancel' });
    stop();
    events.failed({ name: order.name, ...reason });
  }

  function failureOf(error: unknown): Failure {
    if (error instanceof FailureError) return error.failure;
    const code = error instanceof RangeError ? 'too-large' : 'unexpected';
    return { code, detail: (error as Error).message };
  }

  const makeIntake = (size: number, kind: 'gzip' | undefined) =>
    createIntake({
      order,
      fileBytes: sizeBytes,
      sizeBytes: size,
      packed: kind,
      first: (report) => !done && events.first(report),
    });

  async function take(bytes: Uint8Array, final: boolean) {
    intake ??= makeIntake(sizeBytes, undefined);
    const report = await intake.take(bytes, final);
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

  async function unpack(chunks: readonly Uint8Array[]) {
    const size = await unpackedSize(chunks, () => done);
    if (done) return;
    intake = makeIntake(size, 'gzip');
    for await (const piece of unpacked(chunks)) {
      await take(piece, false);
      if (done) return;
    }
    await take(nothing, true);
  }

  async function hear(message: ReaderMessage) {
    if (done) return;
    switch (message.kind) {
      case 'start':
        sizeBytes = message.sizeBytes;
        return;
      case 'bytes':
        if (arrived === 0 && isGzip(message.bytes)) packed = [];
        arrived += message.bytes.length;
        if (packed) packed.push(message.bytes);
        else await take(message.bytes, false);
        if (!done) answer({ kind: 'credit' });
        return;
      case 'end':
        if (packed) await unpack(packed);
        else await take(nothing, true);
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
  port.onmessage = (event: MessageEvent<ReaderMessage>) => later(() => hear(event.data));
  // A reader that died says nothing more: its port closes, and that is all there is to see.
  port.addEventListener('close', () => later(() => fail({ code: 'read-error', detail: 'the reading process ended' })));
  if (partialName.test(order.name)) later(() => fail({ code: 'partial-download' }));

  return {
    cancel() {
      if (done) return;
      answer({ kind: 'cancel' });
      stop();
    },
  };
}
