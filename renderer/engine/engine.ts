/**
 * The window's handle on the table worker: open a report, ask. The worker is made before a file is chosen, so
 * that nothing waits for it.
 */
import { failure } from '../../shared/contract/failure.ts';
import { type AskName, type Asks, GivenUp, type OpenOrder, type WorkerMessage, type WorkerNews } from './asks.ts';

export type OpenNews = Exclude<WorkerNews, { kind: 'answer' | 'given-up' | 'threw' }>;

export interface Engine {
  /** Bytes come over `port`; news of the report go to `tell` until it is complete or has failed. */
  open(order: OpenOrder, port: MessagePort, tell: (news: OpenNews) => void): void;
  /** Rejects with `GivenUp` where another view came to be wanted than the one that the question is about. */
  ask<N extends AskName>(name: N, args: Asks[N]['args']): Promise<Asks[N]['answer']>;
  /** Hands a port over that a later ask names by its id. */
  give(id: string, port: MessagePort): void;
}

export function createEngine(makeWorker: () => Worker, stopped: (reports: readonly string[]) => void): Engine {
  let nextAsk = 1;
  const waiting = new Map<number, { resolve(value: never): void; reject(reason: Error): void }>();
  const opening = new Map<string, (news: OpenNews) => void>();
  const held = new Set<string>();
  let worker = start();

  function start(): Worker {
    const made = makeWorker();
    made.onmessage = (event: MessageEvent<WorkerNews>) => hear(event.data);
    made.onerror = (event) => {
      event.preventDefault();
      restart(event.message || 'the table worker ended');
    };
    return made;
  }

  /** A worker that broke takes its tables with it: everything under way fails, and a new one stands ready. */
  function restart(reason: string) {
    worker.terminate();
    worker = start();
    for (const [report, tell] of [...opening]) {
      opening.delete(report);
      tell({ kind: 'failed', report, failure: failure('engine-stopped', { detail: reason }).failure });
    }
    for (const [id, { reject }] of [...waiting]) {
      waiting.delete(id);
      reject(new Error(reason));
    }
    const lost = [...held];
    held.clear();
    stopped(lost);
  }

  function hear(news: WorkerNews) {
    switch (news.kind) {
      case 'answer':
        waiting.get(news.id)?.resolve(news.value as never);
        waiting.delete(news.id);
        return;
      case 'given-up':
        waiting.get(news.id)?.reject(new GivenUp());
        waiting.delete(news.id);
        return;
      case 'threw':
        waiting.get(news.id)?.reject(new Error(news.message));
        waiting.delete(news.id);
        return;
      default: {
        // Of one that was closed meanwhile there is nobody to tell.
        const tell = opening.get(news.report);
        if (!tell) return;
        if (news.kind === 'complete') held.add(news.report);
        if (news.kind === 'complete' || news.kind === 'failed') opening.delete(news.report);
        tell(news);
      }
    }
  }

  function forget(report: string) {
    opening.delete(report);
    held.delete(report);
  }

  const send = (message: WorkerMessage, ports: MessagePort[] = []) => worker.postMessage(message, ports);

  return {
    open(order, port, tell) {
      opening.set(order.report, tell);
      send({ kind: 'open', ...order }, [port]);
    },
    ask(name, args) {
      const id = nextAsk;
      nextAsk += 1;
      if (name === 'close') forget((args as Asks['close']['args']).report);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ kind: 'ask', id, name, args } as WorkerMessage);
      });
    },
    give(id, port) {
      send({ kind: 'port', port: id }, [port]);
    },
  };
}
