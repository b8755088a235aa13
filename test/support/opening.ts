/** Opens a file as the table worker does, with the worker's own code, out of a port that only pretends to be one. */

import type { OpenOrder } from '../../renderer/engine/asks.ts';
import { openReportFrom } from '../../renderer/engine/opening.ts';
import { receive } from '../../renderer/engine/receive.ts';
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Report } from '../../shared/report/report.ts';

export interface Opened {
  readonly report?: Report;
  readonly failure?: Failure;
  /** Row counts of the first rows told, before the file was complete. */
  readonly firstRows: readonly number[];
}

export interface OpenedOptions extends Partial<OpenOrder> {
  readonly chunkBytes?: number;
  /** How the reader ends, if not by the end of the file. */
  readonly last?: ReaderMessage | 'closed';
}

export function opened(bytes: Uint8Array, options: OpenedOptions = {}): Promise<Opened> {
  const { chunkBytes = 64 * 1024, last, ...order } = options;
  return new Promise((resolve) => {
    const firstRows: number[] = [];
    const listeners: (() => void)[] = [];
    const reader = {
      onmessage: null as ((event: { data: ReaderMessage }) => void) | null,
      postMessage({ kind }: ReaderAnswer) {
        if (kind === 'cancel') return;
        if (last === 'closed') for (const listener of listeners) listener();
        else send(last ?? { kind: 'end' });
      },
      addEventListener: (_: 'close', listener: () => void) => listeners.push(listener),
      close: () => undefined,
    };
    const [received, receiver] = pairOfPorts();
    receive(reader as unknown as MessagePort, received, async () => streamOf(bytes, chunkBytes));
    openReportFrom(
      receiver,
      { report: '1', name: 'report.csv', secondReview: 'not-said', ...order },
      {
        progress: () => undefined,
        begun: () => undefined,
        first: (report) => firstRows.push(report.table.rowCount),
        complete: (report) => resolve({ report, firstRows }),
        failed: (failure) => resolve({ failure, firstRows }),
      },
    );
    const send = (data: ReaderMessage) => reader.onmessage?.({ data });
    send({ kind: 'start', sizeBytes: bytes.length, address: 'report://test/' });
  });
}

/** Bytes as they come out of a fetch: in chunks, into memory that is there already. */
export function streamOf(bytes: Uint8Array, chunkBytes: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      // A copy, also of a Buffer: the stream takes its memory away.
      const chunk = new Uint8Array(bytes.subarray(at, at + chunkBytes));
      at += chunk.length;
      if (chunk.length > 0) controller.enqueue(chunk);
      else {
        controller.close();
        // What a reader waits for with memory of its own has to be answered all the same.
        controller.byobRequest?.respond(0);
      }
    },
  }) as ReadableStream<Uint8Array>;
}

/** Two ends of a channel whose messages arrive at once. */
function pairOfPorts(): [MessagePort, MessagePort] {
  const end = (other: () => MessagePort) => ({
    onmessage: null,
    postMessage: (data: unknown) => other().onmessage?.({ data } as MessageEvent),
    close: () => undefined,
  });
  const pair: [MessagePort, MessagePort] = [
    end(() => pair[1]) as unknown as MessagePort,
    end(() => pair[0]) as unknown as MessagePort,
  ];
  return pair;
}
