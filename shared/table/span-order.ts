/**
 * Ranks for a column of many values: the same order as `textRanks` (order.ts), told from the bytes without making a
 * string of every cell. Keys, plain ASCII for nearly all there are, are laid one after another into one buffer and
 * sorted six bytes at a time; only the others become strings.
 */
import { isNone, type Spans, spanText } from './column.ts';
import { latinKey, noRank, otherScripts, runLengthLimit } from './order.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import { sortPairs } from './sort-pairs.ts';

const encoder = new TextEncoder();

interface Keys {
  bytes: Uint8Array;
  /** Where the key of each value begins; the one after it is its end. */
  readonly starts: Uint32Array;
}

export function spanRanks(spans: Spans, bytes: Uint8Array, count: number): { ranks: Uint32Array; highest: number } {
  const ranks = new Uint32Array(count).fill(noRank);
  const keys: Keys = { bytes: new Uint8Array(count * 32 + 1024), starts: new Uint32Array(count + 1) };
  const plain = new Uint32Array(count);
  const others: { index: number; text: string }[] = [];
  let plainCount = 0;
  let end = 0;
  for (let index = 0; index < count; index += 1) {
    keys.starts[index] = end;
    const start = spans.starts[index]!;
    const mark = spans.lengths[index]!;
    const length = mark & LENGTH;
    // A run of one digit becomes three bytes, so a key is at most twice its text and one more.
    if (end + length * 2 + 2 > keys.bytes.length) keys.bytes = grown(keys.bytes, end + length * 2 + 2);
    let next = (mark & DOUBLED) === 0 ? plainKey(bytes, start, length, keys.bytes, end) : -1;
    // Only a short text, or one with a space at its edge, can turn out to be no value.
    if (next < 0 || length <= 4 || bytes[start]! <= 0x20 || bytes[start + length - 1]! <= 0x20) {
      const text = spanText(bytes, start, mark);
      if (isNone(text)) continue;
      if (next < 0) {
        const key = latinKey(text);
        if (key === undefined) {
          others.push({ index, text });
          continue;
        }
        // UTF-8 keeps the order of the characters.
        const encoded = encoder.encode(key);
        if (end + encoded.length > keys.bytes.length) keys.bytes = grown(keys.bytes, end + encoded.length);
        keys.bytes.set(encoded, end);
        next = end + encoded.length;
      }
    }
    plain[plainCount] = index;
    plainCount += 1;
    end = next;
  }
  keys.starts[count] = end;

  const order = plain.subarray(0, plainCount);
  // 1 = the value there is greater than the one before it.
  const steps = new Uint8Array(plainCount);
  sortKeys(order, steps, keys, 0);
  let rank = -1;
  for (let at = 0; at < plainCount; at += 1) {
    if (at === 0 || steps[at] === 1) rank += 1;
    ranks[order[at]!] = rank;
  }
  const compare = otherScripts();
  others.sort((a, b) => compare(a.text, b.text));
  for (const [at, { index, text }] of others.entries()) {
    if (at === 0 || compare(others[at - 1]!.text, text) !== 0) rank += 1;
    ranks[index] = rank;
  }
  return { ranks, highest: Math.max(rank, 0) };
}

function grown(bytes: Uint8Array, needed: number): Uint8Array {
  const wide = new Uint8Array(Math.max(needed, bytes.length * 2));
  wide.set(bytes);
  return wide;
}

/** Writes the key of a text of plain ASCII (see `orderKey`); returns where it ends, or -1 for any other text. */
function plainKey(bytes: Uint8Array, start: number, length: number, keys: Uint8Array, at: number): number {
  const stop = start + length;
  for (let from = start; from < stop; ) {
    const byte = bytes[from]!;
    if (byte >= 0x80) return -1;
    if (byte < 0x30 || byte > 0x39) {
      keys[at] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
      at += 1;
      from += 1;
      continue;
    }
    let run = from + 1;
    while (run < stop && bytes[run]! >= 0x30 && bytes[run]! <= 0x39) run += 1;
    while (from < run - 1 && bytes[from] === 0x30) from += 1;
    keys[at] = 0x30;
    keys[at + 1] = 0x30 + Math.min(run - from, runLengthLimit);
    at += 2;
    while (from < run) {
      keys[at] = bytes[from]!;
      at += 1;
      from += 1;
    }
  }
  return at;
}

function compareKeys({ bytes, starts }: Keys, a: number, b: number, depth: number): number {
  const aEnd = starts[a + 1]!;
  const bEnd = starts[b + 1]!;
  let aAt = starts[a]! + depth;
  let bAt = starts[b]! + depth;
  while (aAt < aEnd && bAt < bEnd) {
    const difference = bytes[aAt]! - bytes[bAt]!;
    if (difference !== 0) return difference;
    aAt += 1;
    bAt += 1;
  }
  return aEnd - aAt - (bEnd - bAt);
}

/** As many bytes as a number holds exactly. */
const prefixBytes = 6;
/** Texts alike for longer than this are compared one with the other: no call shall stand in calls without end. */
const deepest = 96;

/** The next bytes of a key as one number; a key that has ended is filled up with zeros. */
function prefix({ bytes, starts }: Keys, index: number, depth: number): number {
  const end = starts[index + 1]!;
  const at = starts[index]! + depth;
  if (at + prefixBytes <= end) {
    const high = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    return high * 0x100_0000 + ((bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!);
  }
  let value = 0;
  for (let byte = 0; byte < prefixBytes; byte += 1) value = value * 256 + (at + byte < end ? bytes[at + byte]! : 0);
  return value;
}

/**
 * Sorts indices by their keys from `depth` bytes on, in place; those before are alike. Says in `steps` where a key is
 * greater than the one before it; the first is left as it is.
 */
function sortKeys(order: Uint32Array, steps: Uint8Array, keys: Keys, depth: number) {
  const { length } = order;
  const prefixes = new Float64Array(length);
  for (let at = 0; at < length; at += 1) prefixes[at] = prefix(keys, order[at]!, depth);
  sortPairs(prefixes, order);
  let from = 0;
  for (let at = 1; at <= length; at += 1) {
    if (at < length && prefixes[at] === prefixes[from]) continue;
    if (from > 0) steps[from] = 1;
    // Keys alike in these bytes are sorted by what follows; those that have ended may still hold a zero byte.
    if (at - from > 1) {
      const part = order.subarray(from, at);
      const ended = prefixes[from]! % 256 === 0;
      if (ended || depth >= deepest) compareEach(part, steps.subarray(from, at), keys, depth);
      else sortKeys(part, steps.subarray(from, at), keys, depth + prefixBytes);
    }
    from = at;
  }
}

function compareEach(order: Uint32Array, steps: Uint8Array, keys: Keys, depth: number) {
  const { starts } = keys;
  const lengthOf = (index: number) => starts[index + 1]! - starts[index]!;
  const first = lengthOf(order[0]!);
  // Of one length, and alike in all there is of them: one value.
  if (first <= depth + prefixBytes && order.every((index) => lengthOf(index) === first)) return;
  order.sort((a, b) => compareKeys(keys, a, b, depth));
  for (let at = 1; at < order.length; at += 1) {
    if (compareKeys(keys, order[at - 1]!, order[at]!, depth) !== 0) steps[at] = 1;
  }
}
