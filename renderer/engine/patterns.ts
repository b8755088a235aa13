/**
 * Regular expressions within a time limit. A view is answered in one go and cannot be stopped, so its patterns are tried
 * before, each in a worker that is ended when the time is over; the view is then answered from what they found.
 */
import type { Column } from '../../shared/table/column.ts';
import { type KnownMatches, patternsOf } from '../../shared/table/filter.ts';
import type { Table } from '../../shared/table/table.ts';
import type { View } from '../../shared/table/view.ts';
import type { PatternOrder } from './pattern-worker.ts';

const limitMs = 2000;
/** A mask is a byte a row, and each letter that is typed makes one. */
const kept = 24;

export interface Patterns {
  readonly known: KnownMatches;
  /** Tries what the view asks for. Answers the patterns that took too long; they are taken to match nothing. */
  prepare(view: View, table: Table): Promise<readonly string[]>;
}

interface Tried {
  readonly rows: Uint8Array;
  readonly slow: boolean;
}

export function createPatterns(): Patterns {
  const tried = new Map<string, Promise<Tried>>();
  const done = new Map<string, Tried>();
  const keyOf = (column: string, pattern: string) => `${column}\n${pattern}`;

  function attempt(column: Column, table: Table, pattern: string): Promise<Tried> {
    const key = keyOf(column.id, pattern);
    const before = tried.get(key);
    // Put at the end, so that what has not been used for long goes first.
    tried.delete(key);
    const result = before ?? run(column, table, pattern);
    tried.set(key, result);
    return result.then((found) => {
      done.set(key, found);
      for (const old of [...tried.keys()].slice(0, -kept)) {
        tried.delete(old);
        done.delete(old);
      }
      return found;
    });
  }

  return {
    known: (column, pattern) => done.get(keyOf(column, pattern))?.rows,
    async prepare(view, table) {
      const slow: string[] = [];
      for (const filter of view.filters) {
        const column = table.column(filter.column);
        if (!column) continue;
        for (const pattern of patternsOf(filter)) if ((await attempt(column, table, pattern)).slow) slow.push(pattern);
      }
      return slow;
    },
  };
}

function run(column: Column, table: Table, pattern: string): Promise<Tried> {
  const worker = new Worker(new URL('./pattern-worker.ts', import.meta.url), { type: 'module' });
  const { rowCount } = table;
  const order: PatternOrder = { column: column.parts, bytes: table.parts.bytes, rowCount, pattern };
  return new Promise<Tried>((resolve, reject) => {
    const clock = setTimeout(() => resolve({ rows: new Uint8Array(rowCount), slow: true }), limitMs);
    worker.onmessage = (event: MessageEvent<Uint8Array>) => {
      clearTimeout(clock);
      resolve({ rows: event.data, slow: false });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(clock);
      reject(new Error(event.message || 'the regular expression could not be tried'));
    };
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
