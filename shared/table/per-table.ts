import type { Table } from './table.ts';

/**
 * Works something out once for a table and those derived from it, which share the places of its records, and no other
 * table does. It may depend on the file's own columns and on what stays when others are put beside them.
 */
export function perTable<S, T>(tableOf: (source: S) => Table, work: (source: S) => T): (source: S) => T {
  const known = new WeakMap<Uint32Array, { readonly found: T }>();
  return (source) => {
    const { recordStarts } = tableOf(source).parts;
    let entry = known.get(recordStarts);
    if (!entry) {
      entry = { found: work(source) };
      known.set(recordStarts, entry);
    }
    return entry.found;
  };
}
