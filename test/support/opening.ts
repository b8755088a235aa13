/** Opens a file as the table worker does, with the worker's own code, out of a port that only pretends to be one. */

import type { OpenOrder } from '../../renderer/engine/asks.ts';
import { openReportFrom } from '../../renderer/engine/opening.ts';
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Report } from '../../shared/report/report.ts';

export interface Opened {
  readonly report?: Report;
  readonly failure?: Failure;
  /** Row counts of the first rows told, before the file was complete. */
  readonly firstRows: readonly number[];
  readonly answers: readonly ReaderAnswer['kind'][];
}

export interface OpenedOptions extends Partial<OpenOrder> {
  readonly chunkBytes?: number;
  /** How the reader ends, if not by the end of the file. */
  readonly last?: ReaderMessage | 'closed';
}

export function opened(bytes: Uint8Array, options: OpenedOptions = {}): Promise<Opened> {
  const { chunkBytes = 64 * 1024, last, ...order } = options;
  return new Promise((resolve) => {
    const answers: ReaderAnswer['kind'][] = [];
    const firstRows: number[] = [];
    const listeners: (() => void)[] = [];
    const port = {
      onmessage: null as ((event: { data: ReaderMessage }) => void) | null,
      postMessage: (message: ReaderAnswer) => answers.push(message.kind),
      addEventListener: (_: 'close', listener: () => void) => listeners.push(listener),
      close: () => undefined,
    };
    openReportFrom(
      port as unknown as MessagePort,
      { report: '1', name: 'report.csv', sizeBytes: bytes.length, secondReview: 'not-said', ...order },
      {
        progress: () => undefined,
        first: (report) => firstRows.push(report.table.rowCount),
        complete: (report) => resolve({ report, firstRows, answers }),
        failed: (failure) => resolve({ failure, firstRows, answers }),
      },
    );
    const send = (data: ReaderMessage) => port.onmessage?.({ data });
    send({ kind: 'start', sizeBytes: bytes.length });
    for (let at = 0; at < bytes.length; at += chunkBytes)
      send({ kind: 'bytes', bytes: bytes.slice(at, at + chunkBytes) });
    if (last === 'closed') for (const listener of listeners) listener();
    else send(last ?? { kind: 'end', sizeBytes: bytes.length });
  });
}
