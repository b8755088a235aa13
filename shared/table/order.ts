/**
 * The order of a column's values, as ranks: equal values share a rank, and what has no value ranks last in either
 * direction. The order of text (said in Help): case and accents do not matter, digits inside text count as numbers,
 * Latin letters come before other scripts, which are ordered by the rules of Unicode.
 */
import { type Column, isNone } from './column.ts';
import { pairs, sortPairs } from './sort-pairs.ts';
import { spanRanks } from './span-order.ts';

/** The rank of "no value". */
export const noRank = 0xffff_ffff;

export interface Ranks {
  /** One rank for each code of a dictionary, or for each row where there is none. */
  readonly ranks: Uint32Array;
  readonly byCode: boolean;
  /** The highest rank given to a value. */
  readonly highest: number;
}

const marks = /\p{M}+/gu;
const digits = /\d+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
const plain = /^[\x00-\x7f]*$/;
/** No letter of another script; signs such as – and ’ belong to every script. */
const latinOnly = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** Latin letters that Unicode does not take apart, and signs that word processors put in place of a typed one. */
const alike = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th' }).concat(
    [...'‘’‚‛′'].map((sign) => [sign, "'"]),
    [...'“”„‟″'].map((sign) => [sign, '"']),
    [...'‐‑‒–—−'].map((sign) => [sign, '-']),
  ),
);
let collator: Intl.Collator | undefined;

/** Longer runs of digits than this are compared as text, so that the length stays one plain character. */
export const runLengthLimit = 79;

/** The order of texts in scripts other than Latin. */
export function otherScripts(): (a: string, b: string) => number {
  collator ??= new Intl.Collator('und', { numeric: true, sensitivity: 'base' });
  return collator.compare;
}

/** The text without what the order does not mind: case, accents, and typographic forms of a letter or a sign. */
function folded(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  const lower = text.normalize('NFKD').replace(marks, '').toLowerCase();
  return plain.test(lower) ? lower : Array.from(lower, (char) => alike.get(char) ?? char).join('');
}

/**
 * A key whose code unit order is the order of a folded text. A run of digits becomes "0", its length without leading
 * zeros as one character, and its digits: so 9 sorts before 10, and digits keep their place among the other characters.
 */
function orderKey(text: string): string {
  return text.replace(digits, (run) => {
    const number = run.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(0x30 + Math.min(number.length, runLengthLimit))}${number}`;
  });
}

/** The key of a text in Latin letters; undefined for any other script. */
export function latinKey(text: string): string | undefined {
  const key = folded(text);
  return plain.test(key) || latinOnly.test(key) ? orderKey(key) : undefined;
}

/** Ranks of texts in the order said above. `text(i)` is asked once for each `i` below `count`. */
export function textRanks(count: number, text: (index: number) => string): { ranks: Uint32Array; highest: number } {
  const ranks = new Uint32Array(count).fill(noRank);
  const keys: string[] = new Array(count);
  const latin: number[] = [];
  const others: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const value = text(index);
    if (isNone(value)) continue;
    const key = latinKey(value);
    keys[index] = key ?? value;
    (key === undefined ? others : latin).push(index);
  }
  latin.sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b));
  const compare = otherScripts();
  others.sort((a, b) => compare(keys[a]!, keys[b]!) || a - b);
  let rank = -1;
  let before: string | undefined;
  for (const index of latin) {
    if (keys[index] !== before) rank += 1;
    before = keys[index];
    ranks[index] = rank;
  }
  before = undefined;
  for (const index of others) {
    if (before === undefined || compare(keys[index]!, before) !== 0) rank += 1;
    before = keys[index];
    ranks[index] = rank;
  }
  return { ranks, highest: Math.max(rank, 0) };
}

/** Ranks of numbers; NaN has none. For `thrifty` see `sortPairs`. */
export function numberRanks(numbers: Float64Array, thrifty = false): { ranks: Uint32Array; highest: number } {
  const ranks = new Uint32Array(numbers.length).fill(noRank);
  const { numbers: sorted, places } = pairs(numbers.length);
  let count = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    const value = numbers[index]!;
    if (Number.isNaN(value)) continue;
    sorted[count] = value;
    places[count] = index;
    count += 1;
  }
  sortPairs(sorted.subarray(0, count), places.subarray(0, count), thrifty);
  let rank = -1;
  for (let at = 0; at < count; at += 1) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) rank += 1;
    ranks[places[at]!] = rank;
  }
  return { ranks, highest: Math.max(rank, 0) };
}

/** Numbers by value; texts that are no number after them, in the order of text. */
function readingRanks(readings: Float64Array, count: number, text: (index: number) => string, thrifty = false) {
  const { ranks, highest } = numberRanks(readings, thrifty);
  const unread: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (ranks[index] === noRank && !isNone(text(index))) unread.push(index);
  }
  if (unread.length === 0) return { ranks, highest };
  const rest = textRanks(unread.length, (i) => text(unread[i]!));
  for (let i = 0; i < unread.length; i += 1) ranks[unread[i]!] = highest + 1 + rest.ranks[i]!;
  return { ranks, highest: highest + 1 + rest.highest };
}

/** An order that the field gives a column's values, for example the life cycle of a status; undefined = none. */
export type GivenOrder = (text: string) => number | undefined;

/**
 * Ranks of a column with `rowCount` rows. With a given order, its values come first, the rest after them as text. For
 * `thrifty` see `spanRanks` and `sortPairs`.
 */
export function ranksOf(
  column: Column,
  bytes: Uint8Array,
  rowCount: number,
  given?: GivenOrder,
  thrifty = false,
): Ranks {
  const { cells, readings, wordRanks } = column.parts;
  const byCode = cells.form === 'dictionary' || cells.form === 'words';
  if (cells.form === 'words' && wordRanks) {
    return {
      ranks: Uint32Array.from(wordRanks),
      byCode,
      highest: Math.max(0, ...wordRanks.filter((rank) => rank !== noRank)),
    };
  }
  const count = byCode ? column.distinct : rowCount;
  const text = byCode ? (index: number) => column.valueText(index) : (index: number) => column.text(index);
  if (given) {
    const places = Float64Array.from({ length: count }, (_, index) => given(text(index)) ?? Number.NaN);
    return { ...readingRanks(places, count, text), byCode };
  }
  if (cells.form === 'numbers') return { ...numberRanks(cells.numbers, thrifty), byCode };
  if (readings) return { ...readingRanks(readings, count, text, thrifty), byCode };
  if (cells.form === 'spans') return { ...spanRanks(cells.spans, bytes, rowCount, thrifty), byCode };
  return { ...textRanks(count, text), byCode };
}

/**
 * Sorts rows by one key, stably: a counting sort in 16-bit digits, so its time does not depend on how many values
 * there are. Several keys are sorted by from the last to the first.
 */
export function sortRows(rows: Uint32Array, ranks: Ranks, column: Column, descending: boolean): Uint32Array {
  const { highest } = ranks;
  const codes = 'codes' in column.parts.cells ? column.parts.cells.codes : undefined;
  const keys = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const rank = ranks.ranks[codes ? codes[row]! : row]!;
    keys[at] = rank === noRank ? highest + 1 : descending ? highest - rank : rank;
  }
  return sortByKeys(rows, keys, highest + 1);
}

/** Rows by a column of numbers or times, rising, without the ranks of the others: for a list of its own. */
export function sortByReading(rows: Uint32Array, column: Column): Uint32Array {
  const readings = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) readings[at] = column.number(rows[at]!);
  const { ranks, highest } = readingRanks(readings, rows.length, (at) => column.text(rows[at]!));
  for (let at = 0; at < ranks.length; at += 1) if (ranks[at] === noRank) ranks[at] = highest + 1;
  return sortByKeys(rows, ranks, highest + 1);
}

function sortByKeys(rows: Uint32Array, keys: Uint32Array, greatest: number): Uint32Array {
  let fromRows = rows;
  let fromKeys = keys;
  for (let shift = 0; shift < 32 && greatest / 2 ** shift >= 1; shift += 16) {
    const counts = new Uint32Array(65_537);
    for (let at = 0; at < fromKeys.length; at += 1) counts[((fromKeys[at]! >>> shift) & 0xffff) + 1]! += 1;
    for (let digit = 0; digit < 65_536; digit += 1) counts[digit + 1]! += counts[digit]!;
    const toRows = new Uint32Array(rows.length);
    const toKeys = new Uint32Array(rows.length);
    for (let at = 0; at < fromKeys.length; at += 1) {
      const digit = (fromKeys[at]! >>> shift) & 0xffff;
      const place = counts[digit]!;
      counts[digit] = place + 1;
      toRows[place] = fromRows[at]!;
      toKeys[place] = fromKeys[at]!;
    }
    fromRows = toRows;
    fromKeys = toKeys;
  }
  return fromRows;
}
