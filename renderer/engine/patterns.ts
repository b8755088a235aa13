/**
 * Regular expressions within a time limit. One cannot be stopped from inside, so those of a view are tried before its rows
 * are found, each in a worker that is ended when the time is over; the view is then answered from what they found.
 */
import type { Column } from '../../shared/table/column.ts';
import { type KnownMatches, patternsOf } from '../../shared/table/filter.ts';
import type { Table } from '../../shared/table/table.ts';
import type { View } from '../../shared/table/view.ts';
import { GivenUp } from './asks.ts';
import type { PatternOrder } from './pattern-worker.ts';

const limitMs = 2000;
/** A mask is a byte a row, and each letter that is typed makes one. */
const kept = 24;

export interface Patterns {
  readonly known: KnownMatches;
  /** Tries what the view asks for. */
  prepare(view: View, table: Table): Promise<void>;
  /** Those of the view that took too long; they are taken to match nothing. */
  slow(view: View): readonly string[];
  /** Ends what is being tried: it is not known, and whoever waits for it is refused. */
  giveUp(): void;
}

interface Tried {
  readonly rows: Uint8Array;
  readonly slow: boolean;
}

export function createPatterns(): Patterns {
  const tried = new Map<string, Promise<Tried>>();
  const done = new Map<string, Tried>();
  const running = new Set<Trial>();
  const keyOf = (column: string, pattern: string) => `${column}\n${pattern}`;

  function attempt(column: Column, table: Table, pattern: string): Promise<Tried> {
    const key = keyOf(column.id, pattern);
    const before = tried.get(key);
    // Put at the end, so that what has not been used for long goes first.
    tried.delete(key);
    const result = before ?? run(column, table, pattern);
    tried.set(key, result);
    // What came to nothing can be tried again.
    result.catch(() => tried.get(key) === result && tried.delete(key));
    return result.then((found) => {
      done.set(key, found);
      for (const old of [...tried.keys()].slice(0, -kept)) {
        tried.delete(old);
        done.delete(old);
      }
      return found;
    });
  }

  function run(column: Column, table: Table, pattern: string): Promise<Tried> {
    const trial = startTrial(column, table, pattern);
    running.add(trial);
    return trial.result.finally(() => running.delete(trial));
  }

  return {
    known: (column, pattern) => done.get(keyOf(column, pattern))?.rows,
    async prepare(view, table) {
      for (const filter of view.filters) {
        const column = table.column(filter.column);
        if (!column) continue;
        for (const pattern of patternsOf(filter)) await attempt(column, table, pattern);
      }
    },
    slow: ({ filters }) =>
      filters.flatMap((filter) =>
        patternsOf(filter).filter((pattern) => done.get(keyOf(filter.column, pattern))?.slow),
      ),
    giveUp() {
      for (const trial of running) trial.end();
    },
  };
}

interface Trial {
  readonly result: Promise<Tried>;
  end(): void;
}

function startTrial(column: Column, table: Table, pattern: string): Trial {
  const worker = new Worker(new URL('./pattern-worker.ts', import.meta.url), { type: 'module' });
  const { rowCount } = table;
  const order: PatternOrder = { column: column.parts, bytes: table.parts.bytes, rowCount, pattern };
  let end = () => {};
  const result = new Promise<Tried>((resolve, reject) => {
    const clock = setTimeout(() => resolve({ rows: new Uint8Array(rowCount), slow: true }), limitMs);
    worker.onmessage = (event: MessageEvent<Uint8Array>) => {
      clearTimeout(clock);
      resolve({ rows: event.data, slow: false });
    };
    const fail = (reason: Error) => {
      clearTimeout(clock);
      reject(reason);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(new Error(event.message || 'the regular expression could not be tried'));
    };
    end = () => fail(new GivenUp());
    worker.postMessage(order);
  }).finally(() => worker.terminate());
  return { result, end };
}
