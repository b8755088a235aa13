/**
 * Ranks for a column of many values: the same order as `textRanks` (order.ts), told from the bytes without making a
 * string of every cell. All values are sorted by the first bytes of their keys. The keys themselves, plain ASCII for
 * nearly all there are, are then laid one after another for a part of the values at a time, and sorted six bytes at a
 * time; only those beyond ASCII become strings.
 */
import { isNone, type Spans, spanText } from './column.ts';
import { latinKey, noRank, otherScripts, runLengthLimit } from './order.ts';
import { DOUBLED, LENGTH } from './scan.ts';
import { pairs, sortPairs } from './sort-pairs.ts';

const encoder = new TextEncoder();

/** The keys of some values, each from `starts[i]` to `starts[i + 1]`. */
interface Keys {
  bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Into so many parts values are divided, and no smaller ones than these: each is gathered from the whole file. */
const parts = 8;
const smallestPart = 1 << 15;
/** More bytes than any key has. */
const whole = 1 << 28;

/**
 * `thrifty`: in little memory, a fifth slower. Otherwise all keys are laid out at once, which may come to twice as much as
 * the column's text.
 */
export function spanRanks(
  spans: Spans,
  bytes: Uint8Array,
  count: number,
  thrifty = false,
): { ranks: Uint32Array; highest: number } {
  const ranks = new Uint32Array(count).fill(noRank);
  const { numbers, places } = pairs(count);
  const text = (index: number) => spanText(bytes, spans.starts[index]!, spans.lengths[index]!);
  const others: number[] = [];
  const writer = new KeyWriter(spans, bytes, thrifty ? Math.max(smallestPart, Math.ceil(count / parts)) : count);
  let plainCount = 0;
  for (let index = 0; index < count; index += 1) {
    const start = spans.starts[index]!;
    const mark = spans.lengths[index]!;
    const length = mark & LENGTH;
    // In a hurry, whether it is plain is told by writing its key.
    const plain = thrifty ? (mark & DOUBLED) === 0 && isAscii(bytes, start, length) : writer.addPlain(index);
    // Only a short text, or one with a space at its edge, can turn out to be no value.
    if (!plain || length <= 4 || bytes[start]! <= 0x20 || bytes[start + length - 1]! <= 0x20) {
      const value = text(index);
      const key = plain || isNone(value) ? undefined : latinKey(value);
      if (isNone(value)) {
        if (plain && !thrifty) writer.takeBack();
        continue;
      }
      if (!plain && key === undefined) {
        others.push(index);
        continue;
      }
      if (key !== undefined && !thrifty) writer.addKey(key);
    }
    if (thrifty) numbers[plainCount] = writer.prefix(index, 0);
    places[plainCount] = index;
    plainCount += 1;
  }

  const order = places.subarray(0, plainCount);
  // 1 = the value there is greater than the one before it.
  const steps = new Uint8Array(plainCount);
  if (thrifty) sortInParts(order, steps, numbers.subarray(0, plainCount), ranks, writer);
  else {
    const sorted = Uint32Array.from(order.keys());
    sortKeys(sorted, steps, writer.keys, 0);
    for (let at = 0; at < plainCount; at += 1) sorted[at] = order[sorted[at]!]!;
    order.set(sorted);
  }
  let rank = -1;
  for (let at = 0; at < plainCount; at += 1) {
    if (at === 0 || steps[at] === 1) rank += 1;
    ranks[order[at]!] = rank;
  }
  const compare = otherScripts();
  const texts = new Map(others.map((index) => [index, text(index)]));
  others.sort((a, b) => compare(texts.get(a)!, texts.get(b)!));
  for (const [at, index] of others.entries()) {
    if (at === 0 || compare(texts.get(others[at - 1]!)!, texts.get(index)!) !== 0) rank += 1;
    ranks[index] = rank;
  }
  return { ranks, highest: Math.max(rank, 0) };
}

/** `scratch` has room for every value of the column, and is not read before it is written to. */
function sortInParts(
  order: Uint32Array,
  steps: Uint8Array,
  prefixes: Float64Array,
  scratch: Uint32Array,
  writer: KeyWriter,
) {
  const most = writer.keys.starts.length - 1;
  sortByPrefix(order, steps, prefixes, writer, 0, most);
  // Where each value stands in the order so far.
  for (let at = 0; at < order.length; at += 1) scratch[order[at]!] = at;
  for (let from = 0; from < order.length; ) {
    let to = Math.min(from + most, order.length);
    while (to < order.length && steps[to] === 0) to += 1;
    sortPart(order, steps, scratch, writer, from, to);
    from = to;
  }
}

/**
 * Sorts values by six bytes of their keys from `depth` on, in place; those before are alike. Where more than `most`
 * are alike in these as well, they are sorted by the next.
 */
function sortByPrefix(
  order: Uint32Array,
  steps: Uint8Array,
  prefixes: Float64Array,
  writer: KeyWriter,
  depth: number,
  most: number,
) {
  sortPairs(prefixes, order, true);
  let from = 0;
  for (let at = 1; at <= order.length; at += 1) {
    if (at < order.length && prefixes[at] === prefixes[from]) continue;
    if (from > 0) steps[from] = 1;
    // Those of 0 have ended.
    if (at - from > most && prefixes[from] !== 0 && depth < deepest) {
      for (let of = from; of < at; of += 1) prefixes[of] = writer.prefix(order[of]!, depth + prefixBytes);
      const [part, its, next] = [order, steps, prefixes].map((list) => list.subarray(from, at)) as [
        Uint32Array,
        Uint8Array,
        Float64Array,
      ];
      sortByPrefix(part, its, next, writer, depth + prefixBytes, most);
    }
    from = at;
  }
}

/** Sorts the values of the places `from … to-1`, each group that `steps` tells from the others by itself. */
function sortPart(
  order: Uint32Array,
  steps: Uint8Array,
  places: Uint32Array,
  writer: KeyWriter,
  from: number,
  to: number,
) {
  const last = order.length - 1;
  const isAlone = (at: number) => (at === 0 || steps[at] === 1) && (at === last || steps[at + 1] === 1);
  // The values of this part in the order of the file: to go through its bytes in any other takes twice as long.
  writer.begin(to - from);
  const { indices, sorted } = writer;
  for (let index = 0, found = 0; index < places.length; index += 1) {
    const place = places[index]!;
    if (place < from || place >= to) continue;
    indices[found] = index;
    sorted[place - from] = found;
    writer.add(isAlone(place) ? -1 : index);
    found += 1;
  }
  for (let group = from; group < to; ) {
    let end = group + 1;
    while (end < to && steps[end] === 0) end += 1;
    if (end - group > 1) {
      sortKeys(sorted.subarray(group - from, end - from), steps.subarray(group, end), writer.keys, prefixBytes);
    }
    group = end;
  }
  for (let at = from; at < to; at += 1) order[at] = indices[sorted[at - from]!]!;
}

function isAscii(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + length; at += 1) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** Writes the keys of values one after another. */
class KeyWriter {
  keys: Keys;
  /** For whoever asks for the keys: as many as there are of these, again and again. */
  indices = new Uint32Array(0);
  sorted = new Uint32Array(0);
  #count = 0;
  readonly #spans: Spans;
  readonly #bytes: Uint8Array;

  constructor(spans: Spans, bytes: Uint8Array, most: number) {
    this.#spans = spans;
    this.#bytes = bytes;
    this.keys = { bytes: new Uint8Array(most * 32), starts: new Uint32Array(most + 1) };
  }

  begin(most: number) {
    this.#count = 0;
    if (most <= this.indices.length) return;
    this.indices = new Uint32Array(most);
    this.sorted = new Uint32Array(most);
    if (most >= this.keys.starts.length) this.keys = { bytes: this.keys.bytes, starts: new Uint32Array(most + 1) };
  }

  /** Of -1 nothing is asked. */
  add(index: number) {
    this.#keep(index < 0 ? this.#end : this.#write(index, this.#end, whole));
  }

  /** False, and nothing is added, where the text is not plain. */
  addPlain(index: number): boolean {
    const end = this.#writePlain(index, this.#end, whole);
    if (end >= 0) this.#keep(end);
    return end >= 0;
  }

  addKey(key: string) {
    this.#keep(this.#encode(key, this.#end));
  }

  takeBack() {
    this.#count -= 1;
  }

  get #end(): number {
    return this.keys.starts[this.#count]!;
  }

  #keep(end: number) {
    this.#count += 1;
    this.keys.starts[this.#count] = end;
  }

  prefix(index: number, depth: number): number {
    this.keys.starts[1] = this.#write(index, 0, depth + prefixBytes);
    return prefix(this.keys, 0, depth);
  }

  /** Writes the key of a value, of which no more than `limit` bytes are asked for; returns where it ends. */
  #write(index: number, at: number, limit: number): number {
    const end = this.#writePlain(index, at, limit);
    if (end >= 0) return end;
    const { starts, lengths } = this.#spans;
    return this.#encode(latinKey(spanText(this.#bytes, starts[index]!, lengths[index]!)) ?? '', at);
  }

  /** -1 where the text is not plain. */
  #writePlain(index: number, at: number, limit: number): number {
    const { keys } = this;
    const mark = this.#spans.lengths[index]!;
    const length = mark & LENGTH;
    // A run of one digit becomes three bytes, so a key is at most twice its text and one more.
    const most = at + Math.min(length * 2, limit) + 4;
    if (most > keys.bytes.length) keys.bytes = grown(keys.bytes, most);
    if ((mark & DOUBLED) !== 0) return -1;
    return plainKey(this.#bytes, this.#spans.starts[index]!, length, keys.bytes, at, limit);
  }

  /** UTF-8 keeps the order of the characters. */
  #encode(key: string, at: number): number {
    const { keys } = this;
    const encoded = encoder.encode(key);
    if (at + encoded.length > keys.bytes.length) keys.bytes = grown(keys.bytes, at + encoded.length);
    keys.bytes.set(encoded, at);
    return at + encoded.length;
  }
}

function grown(bytes: Uint8Array, needed: number): Uint8Array {
  const wide = new Uint8Array(Math.max(needed, bytes.length * 2));
  wide.set(bytes);
  return wide;
}

/**
 * Writes the key of a text of plain ASCII (see `orderKey`), and ends when there are `limit` bytes of it or a few more;
 * returns where it ends, or -1 where a byte is met that is not ASCII.
 */
function plainKey(
  bytes: Uint8Array,
  start: number,
  length: number,
  keys: Uint8Array,
  from: number,
  limit: number,
): number {
  const stop = start + length;
  const enough = from + limit;
  let at = from;
  for (let next = start; next < stop && at < enough; ) {
    const byte = bytes[next]!;
    if (byte >= 0x80) return -1;
    if (byte < 0x30 || byte > 0x39) {
      keys[at] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
      at += 1;
      next += 1;
      continue;
    }
    let run = next + 1;
    while (run < stop && bytes[run]! >= 0x30 && bytes[run]! <= 0x39) run += 1;
    // It may be a digit as well, as ² is.
    if (run < stop && bytes[run]! >= 0x80) return -1;
    while (next < run - 1 && bytes[next] === 0x30) next += 1;
    keys[at] = 0x30;
    keys[at + 1] = 0x30 + Math.min(run - next, runLengthLimit);
    at += 2;
    while (next < run && at < enough) {
      keys[at] = bytes[next]!;
      at += 1;
      next += 1;
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
