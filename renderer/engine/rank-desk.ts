/**
 * The ranks of a report's columns. Those of few values are worked out when they are asked for; of a large table those
 * of many values take a second, so a worker of their own goes through them, one column after the other, and first
 * through what a person waits for.
 */
import { givenOrder } from '../../shared/report/report.ts';
import type { Column } from '../../shared/table/column.ts';
import { type Ranks, ranksOf } from '../../shared/table/order.ts';
import type { Table } from '../../shared/table/table.ts';
import type { RankCache } from '../../shared/table/view.ts';
import type { Lull } from './lull.ts';
import type { RankAnswer, RankOrder } from './rank-worker.ts';
import { collectNow, lookForGarbage } from './weight.ts';

/** Of fewer values than this ranks are there sooner than a worker. */
const manyValues = 200_000;
/** Those of a dictionary are made into texts, which takes so many times as long. */
const textsTake = 10;
/** A report that has just been opened is to be painted first: drawing needs the processor too. */
const beginsAfterMs = 300;

export interface RankDesk {
  readonly of: RankCache['of'];
  /** Resolves when the ranks of these columns can be had at once. */
  prepare(columns: readonly string[]): Promise<void>;
  /** The same table, judged otherwise: what does not follow from the verdicts stays known. */
  forTable(table: Table): RankDesk;
  /** Nobody asks any more. */
  end(): void;
}

export function createRankDesk(
  table: Table,
  lull: Lull,
  before: ReadonlyMap<string, Ranks> = new Map(),
  many = manyValues,
): RankDesk {
  const known = new Map(before);
  const { bytes } = table.parts;
  const { rowCount } = table;
  const waiting = new Map<string, (() => void)[]>();
  const takesLong = ({ parts: { cells } }: Column) =>
    cells.form !== 'words' && (cells.form === 'dictionary' ? cells.distinct * textsTake : rowCount) >= many;
  const soon = table.columns.filter((column) => !takesLong(column));
  const queue = table.columns.filter((column) => takesLong(column) && !known.has(column.id));
  // Dictionaries first: whoever wants another column waits a moment for them, and not they for all of the others.
  queue.sort((a, b) => Number(b.distinct > 0) - Number(a.distinct > 0));
  let worker: Worker | undefined;
  let busyWith: Column | undefined;

  /** What nobody waits for, in a lull: it keeps a core busy, of which there may be no more than two. */
  function next() {
    if (waiting.size > 0) begin();
    else lull.wait(begin);
  }

  function begin() {
    if (busyWith) return;
    busyWith = queue.shift();
    if (!busyWith) {
      stop();
      lookForGarbage();
      return;
    }
    worker ??= start();
    const order: RankOrder = { column: busyWith.parts, bytes, rowCount, thrifty: !waiting.has(busyWith.id) };
    worker.postMessage(order);
  }

  function start(): Worker {
    const made = new Worker(new URL('./rank-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<RankAnswer>) => {
      known.set(data.column, data.ranks);
      busyWith = undefined;
      wake(data.column);
      next();
    };
    // Whoever waits goes on, and works the ranks out himself.
    made.onerror = (event) => {
      event.preventDefault();
      queue.length = 0;
      stop();
    };
    return made;
  }

  function wake(column: string) {
    for (const resolve of waiting.get(column) ?? []) resolve();
    waiting.delete(column);
  }

  function stop() {
    worker?.terminate();
    worker = undefined;
    busyWith = undefined;
    for (const column of [...waiting.keys()]) wake(column);
  }

  function end() {
    clearTimeout(beginning);
    soon.length = 0;
    queue.length = 0;
    stop();
  }

  function wait(column: Column): Promise<void> {
    const place = queue.indexOf(column);
    if (place > 0) queue.unshift(...queue.splice(place, 1));
    const ready = new Promise<void>((resolve) => {
      const others = waiting.get(column.id);
      if (others) others.push(resolve);
      else waiting.set(column.id, [resolve]);
    });
    next();
    return ready;
  }

  function of(column: Column): Ranks {
    let ranks = known.get(column.id);
    if (!ranks) {
      ranks = ranksOf(column, bytes, rowCount, givenOrder(column.id));
      known.set(column.id, ranks);
    }
    return ranks;
  }

  /** One column at a time, so that questions are answered in between. */
  function nextSoon() {
    const column = soon.shift();
    if (!column) {
      collectNow();
      return;
    }
    of(column);
    beginning = setTimeout(() => lull.wait(nextSoon));
  }

  let beginning = setTimeout(() => {
    next();
    lull.wait(nextSoon);
  }, beginsAfterMs);

  return {
    of,
    async prepare(ids) {
      const columns = ids.map((id) => table.column(id)).filter((column) => column !== undefined);
      const unknown = columns.filter(
        (column) => !known.has(column.id) && (queue.includes(column) || busyWith === column),
      );
      await Promise.all(unknown.map(wait));
    },
    forTable(other) {
      end();
      const kept = [...known].filter(([id]) => other.column(id)?.parts.cells.form !== 'words');
      return createRankDesk(other, lull, new Map(kept), many);
    },
    end,
  };
}
