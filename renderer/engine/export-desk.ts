/** Writes an export to main, over a port and on its credits. */
import { chunkBytes, creditCount, type WriterAnswer, type WriterMessage } from '../../shared/contract/bridge.ts';
import { guardCell } from '../../shared/report/guard.ts';
import type { Table } from '../../shared/table/table.ts';
import { write } from '../../shared/table/write.ts';
import type { ExportPlan } from './asks.ts';

/** What is written: it may have to be waited for. */
export interface Exported {
  readonly table: Table;
  readonly rows: Uint32Array;
}

/** Never sends more than the credits allow, and leaves time for other questions between. */
export async function exportTo(
  port: MessagePort,
  plan: ExportPlan,
  what: Promise<Exported>,
): Promise<{ rows: number }> {
  const send = (message: WriterMessage) => port.postMessage(message);
  let credits = creditCount;
  let failed = false;
  let wake = () => {};
  port.onmessage = (event: MessageEvent<WriterAnswer>) => {
    if (event.data.kind === 'credit') credits += 1;
    else failed = true;
    wake();
  };
  const cell = plan.values === 'safe' ? guardCell : (text: string) => text;
  try {
    const { table, rows } = await what;
    const { columns, bom } = plan;
    for (const bytes of write(table, { rows, columns, cell, bom, pieceBytes: chunkBytes })) {
      while (credits === 0 && !failed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (failed) throw new Error('the file could not be written');
      credits -= 1;
      send({ kind: 'bytes', bytes });
    }
    send({ kind: 'end' });
    return { rows: rows.length };
  } catch (error) {
    send({ kind: 'abandon' });
    throw error;
  }
}
