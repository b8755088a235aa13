import type { Table } from './table.ts';

/**
 * Keeps what has been worked out for a table and those derived from it, which share the places of its records, and no
 * other table does. It may depend on the file's own columns and on what stays when others are put beside them.
 */
export interface PerTable<T> {
  get(table: Table): T | undefined;
  set(table: Table, value: T): void;
}

export function perTable<T>(): PerTable<T> {
  const known = new WeakMap<Uint32Array, T>();
  return {
    get: ({ parts }) => known.get(parts.recordStarts),
    set(table, value) {
      known.set(table.parts.recordStarts, value);
    },
  };
}

/** The same for several things of one kind, each under a key: made when it is first asked for, and then kept. */
export function keptPerTable<T>(): <V extends T>(table: Table, key: string, make: () => V) => V {
  const known = perTable<Map<string, T>>();
  return <V extends T>(table: Table, key: string, make: () => V): V => {
    let kept = known.get(table);
    if (!kept) {
      kept = new Map();
      known.set(table, kept);
    }
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as V;
  };
}
