/** The table worker's own code, in Node. Of the workers beside it only the receiver works; the others do as they are told. */
import { vi } from 'vitest';
import { type AskName, type Asks, GivenUp, type WorkerMessage, type WorkerNews } from '../../renderer/engine/asks.ts';
import { lullMs } from '../../renderer/engine/lull.ts';
import type { RankOrder } from '../../renderer/engine/rank-worker.ts';
import { receive } from '../../renderer/engine/receive.ts';
import type { ReaderAnswer, ReaderMessage } from '../../shared/contract/bridge.ts';
import { openColumn } from '../../shared/table/column.ts';
import { ranksOf } from '../../shared/table/order.ts';
import { streamOf } from './opening.ts';
import { bytesOf } from './table.ts';

/** So long the window may take to draw a report, before its order is worked out. */
const drawnMs = 200;

/** A worker beside the table worker. */
export class Beside {
  static readonly made: Beside[] = [];
  /** What is served, by address. */
  static readonly files = new Map<string, Uint8Array>();
  readonly orders: unknown[] = [];
  ended = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: ((event: { preventDefault(): void }) => void) | undefined;
  readonly name: string;

  constructor(url: URL) {
    this.name = /([^/]+)-worker\.ts$/.exec(url.pathname)![1]!;
    Beside.made.push(this);
  }

  postMessage(order: unknown, ports: readonly MessagePort[] = []) {
    this.orders.push(order);
    if (this.name === 'receive')
      receive(ports[0]!, ports[1]!, async (address) => streamOf(Beside.files.get(address)!, 64 * 1024));
  }

  terminate() {
    this.ended = true;
  }

  /** The newest of a kind that is at work. */
  static atWork = (name: string): Beside | undefined =>
    Beside.made.findLast((worker) => worker.name === name && !worker.ended);
}

/** What the worker for ranks was asked last, answered. */
export function answerRanks() {
  const worker = Beside.atWork('rank')!;
  const { column, bytes, rowCount } = worker.orders.at(-1) as RankOrder;
  worker.onmessage!({ data: { column: column.id, ranks: ranksOf(openColumn(column, bytes), bytes, rowCount) } });
}

export interface TableWorker {
  /** Resolves when the report is complete and has been drawn; `as` is what it is asked about by. */
  open(text: string, as: string): Promise<void>;
  ask<N extends AskName>(name: N, args: Asks[N]['args']): Promise<Asks[N]['answer']>;
  /** Hands a port over that an export names by its id. */
  give(id: string, port: Partial<MessagePort>): void;
  /** All messages have been heard that were on their way, and what takes turns has had some. */
  settled(): Promise<void>;
  /** Nobody asks for another view meanwhile. */
  lull(): Promise<void>;
  close(): void;
}

export async function startTableWorker(): Promise<TableWorker> {
  const waiting = new Map<number, { resolve(value: never): void; reject(reason: Error): void }>();
  const complete = new Map<string, () => void>();
  const self = {
    onmessage: undefined as unknown as (event: object) => void,
    postMessage(news: WorkerNews) {
      if (news.kind === 'answer') waiting.get(news.id)!.resolve(news.value as never);
      if (news.kind === 'given-up') waiting.get(news.id)!.reject(new GivenUp());
      if (news.kind === 'threw') waiting.get(news.id)!.reject(new Error(news.message));
      if (news.kind === 'complete') complete.get(news.report)!();
    },
  };
  Beside.made.length = 0;
  vi.resetModules();
  vi.stubGlobal('self', self);
  vi.stubGlobal('Worker', Beside);
  // What is to happen later, behind the start screen or when a report has been painted, happens when the test goes on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await import('../../renderer/engine/worker.ts');
  const send = (data: WorkerMessage, ports: readonly object[] = []) => self.onmessage({ data, ports });
  const settled = async () => {
    for (let turn = 0; turn < 20; turn += 1) await vi.advanceTimersByTimeAsync(1);
  };
  return {
    async open(text, as) {
      const bytes = bytesOf(text);
      const address = `report://${as}/`;
      Beside.files.set(address, bytes);
      const reader = {
        onmessage: null,
        postMessage: ({ kind }: ReaderAnswer) => kind === 'arrived' && told({ kind: 'end' }),
        addEventListener() {},
        close() {},
      } as unknown as MessagePort;
      const isComplete = new Promise<void>((resolve) => complete.set(as, resolve));
      send({ kind: 'open', report: as, name: `${as}.csv`, secondReview: 'not-said' }, [reader]);
      const told = (data: ReaderMessage) => reader.onmessage!({ data } as MessageEvent);
      told({ kind: 'start', sizeBytes: bytes.length, address });
      await isComplete;
      await vi.advanceTimersByTimeAsync(drawnMs);
    },
    ask(name, args) {
      const id = waiting.size + 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ kind: 'ask', id, name, args } as WorkerMessage);
      });
    },
    give: (id, port) => send({ kind: 'port', port: id }, [port]),
    settled,
    async lull() {
      await vi.advanceTimersByTimeAsync(lullMs);
    },
    close() {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    },
  };
}
