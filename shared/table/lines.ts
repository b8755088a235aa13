/**
 * Lines as an editor counts them: every CRLF, LF or CR ends one, also inside a quoted cell. Counted when somebody asks,
 * and never again up to the same place.
 */
import type { Table } from './table.ts';

/** So many bytes are counted at once and remembered. */
const blockBytes = 1 << 14;

/** How many line ends stand before each block; by the bytes, so that a table derived from another knows them too. */
const counted = new WeakMap<Uint8Array, number[]>();

/** The line, from 1, in which a byte of the table's text stands. */
export function lineOf(table: Table, offset: number): number {
  const { bytes } = table.parts;
  let before = counted.get(bytes);
  if (!before) {
    before = [0];
    counted.set(bytes, before);
  }
  const block = Math.floor(offset / blockBytes);
  while (before.length <= block) {
    const at = before.length - 1;
    before.push(before[at]! + lineEnds(bytes, at * blockBytes, (at + 1) * blockBytes));
  }
  return 1 + before[block]! + lineEnds(bytes, block * blockBytes, offset);
}

/** A CR counts unless an LF follows, wherever `to` is. */
function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let ends = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)) ends += 1;
  }
  return ends;
}
