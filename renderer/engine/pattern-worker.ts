/** Tries one regular expression on a column. It can take for ever, so it has a worker that can be ended at any time. */
import { type ColumnParts, openColumn } from '../../shared/table/column.ts';
import { keepSteps, testOf } from '../../shared/table/filter.ts';
import { atOnce } from '../../shared/table/parts.ts';

export interface PatternOrder {
  readonly column: ColumnParts;
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  readonly pattern: string;
}

self.onmessage = (event: MessageEvent<PatternOrder>) => {
  const { column, bytes, rowCount, pattern } = event.data;
  const mask = new Uint8Array(rowCount).fill(1);
  const passes = testOf({ test: 'pattern', text: pattern });
  atOnce(keepSteps(openColumn(column, bytes), mask, { passes }));
  self.postMessage(mask, { transfer: [mask.buffer] });
};
