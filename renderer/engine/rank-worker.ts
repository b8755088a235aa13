/** Works out the ranks of columns, so that the table worker can answer meanwhile. */
import { givenOrder } from '../../shared/report/report.ts';
import { type ColumnParts, openColumn } from '../../shared/table/column.ts';
import { type Ranks, ranksOf } from '../../shared/table/order.ts';
import { collectNow } from './weight.ts';

export interface RankOrder {
  readonly column: ColumnParts;
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  /** Nobody waits for it: see `spanRanks`. */
  readonly thrifty: boolean;
}

export interface RankAnswer {
  readonly column: string;
  readonly ranks: Ranks;
}

self.onmessage = ({ data }: MessageEvent<RankOrder>) => {
  const { column, bytes, rowCount, thrifty } = data;
  const ranks = ranksOf(openColumn(column, bytes), bytes, rowCount, givenOrder(column.id), thrifty);
  const answer: RankAnswer = { column: column.id, ranks };
  self.postMessage(answer, { transfer: [ranks.ranks.buffer] });
  // What it took is as much as the ranks of several columns, and would lie about until the last of them.
  collectNow();
};
