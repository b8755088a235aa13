import { byText, codedBy } from '../table/coded.ts';
import { type Column, spanText } from '../table/column.ts';
import { inParts } from '../table/parts.ts';
import { LENGTH } from '../table/scan.ts';
import type { Table } from '../table/table.ts';
import { type DamageKind, damageWords } from './finding-words.ts';

export const damageKinds = Object.keys(damageWords) as DamageKind[];
const bitOf = (kind: DamageKind) => 1 << damageKinds.indexOf(kind);

const HASH = 0x23;
const hashes = /^#{3,}$/;
const errors =
  /^#(?:NAME\?|REF!|VALUE!|DIV\/0!|N\/A|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|NOM\?|VALEUR!|BEZUG!|WERT!|ZAHL!|NV|ИМЯ\?|ССЫЛКА!|ЗНАЧ!|¿NOMBRE\?|¡REF!|¡VALOR!)$/;
/** With its sign: no user name and no code of the platform looks like this. */
const scientific = /^-?\d(?:[.,]\d+)?E[+-]\d{2,3}$/;

/** What the bytes 80–BF are in windows-1252. */
const high = '\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** Pairs that no language writes; without the quotes, dashes and spaces that may follow a capital Ã or Â. */
const surely =
  /Ã[\u0080-\u009f\u00a1-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™šœžŸ]|Â[\u0080-\u009f\u00a1-\u00ba\u00bc-\u00bf]|â€|ï»¿/;
/** Pairs of which one alone may be a word, and two are not. */
const likely = new RegExp(`[ÂÃÄÅÎÏÐÑØÙ][${high}].*[ÂÃÄÅÎÏÐÑØÙ][${high}]`, 's');
/** The same for Cyrillic letters that were read as windows-1251. */
const likelyCyrillic = /(?:[РС][\u0080-\u04ff\u2010-\u2122]){4,}/;

/** What a value shows of a spreadsheet; undefined for nothing. */
export function damageOfText(text: string): DamageKind | undefined {
  const value = text.trim();
  if (hashes.test(value)) return 'hashes';
  if (errors.test(value)) return 'errors';
  if (scientific.test(value)) return 'scientific';
  if (surely.test(value) || likely.test(value) || likelyCyrillic.test(value)) return 'mojibake';
  return undefined;
}

/** Whether a value of a time column is a day or an hour without an offset, as spreadsheets write it. */
export function isTimeWithoutZone(text: string): boolean {
  const value = text.trim();
  return /\d[./:-]\d/.test(value) && !/(?:Z|[+-]\d\d:\d\d)$/i.test(value);
}

/** Whether all yes-or-no values of a column are in capitals, as spreadsheets write them and the platform does not. */
export function areInCapitals(texts: readonly string[]): boolean {
  const words = texts.filter((text) => /\p{L}/u.test(text) && text.trim() !== 'None');
  return words.length > 0 && words.every((text) => text === text.toUpperCase() && text !== text.toLowerCase());
}

/**
 * What spreadsheets left in a table: for each row the kinds of damage that it shows, as bits in the order of
 * `damageKinds`. `skip` has the rows that are a header once more.
 * Source: docs/rules.md §4.
 */
export function* spreadsheetDamage(table: Table, skip: ReadonlySet<number>): Generator<undefined, Uint8Array> {
  const rows = new Uint8Array(table.rowCount);
  for (const column of table.columns) {
    if (column.parts.header === undefined) continue;
    yield* markValues(column, table, rows);
    if (column.kind === 'time') yield* markTimes(column, table, rows);
    if (column.kind === 'flag') markFlags(column, table, rows, skip);
    yield;
  }
  return rows;
}

function* markValues(column: Column, table: Table, rows: Uint8Array): Generator<undefined, void> {
  const { bytes } = table.parts;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { cells } = column.parts;
  // A code of the platform has 36 characters, and no number that a spreadsheet shortened has so many.
  const usual = column.id === 'attempt_code' ? 36 : -1;
  // What was read as a number or a time is neither.
  const { readings } = column.parts;
  const damage = (start: number, lengthAndMark: number): number => {
    if (!isOdd(view, start, lengthAndMark & LENGTH)) return 0;
    const kind = damageOfText(spanText(bytes, start, lengthAndMark));
    return kind === undefined ? 0 : bitOf(kind);
  };
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    yield* inParts(rows.length, (from, to) => {
      for (let row = from; row < to; row += 1) {
        if (readings && !Number.isNaN(readings[row]!)) continue;
        if (lengths[row] === usual && bytes[starts[row]!] !== HASH) continue;
        rows[row]! |= damage(starts[row]!, lengths[row]!);
      }
    });
  } else if (cells.form === 'dictionary') {
    const { codes, values } = cells;
    const byCode = Uint8Array.from({ length: cells.distinct }, (_, code) =>
      damage(values.starts[code]!, values.lengths[code]!),
    );
    if (byCode.every((bits) => bits === 0)) return;
    for (let row = 0; row < rows.length; row += 1) rows[row]! |= byCode[codes[row]!]!;
  }
}

/** Whether a value may be one that a spreadsheet has changed, told from its bytes: nearly none may. */
function isOdd(view: DataView, start: number, length: number): boolean {
  if (length === 0) return false;
  const first = view.getUint8(start);
  if (first === HASH || first <= 0x20) return true;
  const end = start + length;
  if (length <= 20 && (first === 0x2d || (first >= 0x30 && first <= 0x39))) {
    for (let at = start + 1; at < end; at += 1) if (view.getUint8(at) === 0x45) return true;
  }
  // Beyond ASCII: four bytes at a time to the first such place.
  let at = start;
  while (at + 4 <= end && (view.getInt32(at, true) & 0x80808080) === 0) at += 4;
  for (; at < end; at += 1) {
    const byte = view.getUint8(at);
    // Letters from À to ÿ, among them Â, Ã and Ð; the mark of a byte order; Р and С.
    if (byte === 0xc3 || byte === 0xef) return true;
    if (byte === 0xd0 && at + 1 < end && (view.getUint8(at + 1) & 0xfe) === 0xa0) return true;
  }
  return false;
}

function* markTimes(column: Column, table: Table, rows: Uint8Array): Generator<undefined, void> {
  const { bytes } = table.parts;
  const { cells } = column.parts;
  const bit = bitOf('times');
  if (cells.form === 'spans') {
    const { starts, lengths } = cells.spans;
    yield* inParts(rows.length, (from, to) => {
      for (let row = from; row < to; row += 1) {
        const length = lengths[row]! & LENGTH;
        // To the microsecond, and read: then its offset is there.
        if (length === 32 && !Number.isNaN(column.number(row))) continue;
        const end = starts[row]! + length;
        // "+00:00", as the platform writes it.
        if (length <= 4 || (bytes[end - 6] === 0x2b && bytes[end - 3] === 0x3a)) continue;
        if (isTimeWithoutZone(column.text(row))) rows[row]! |= bit;
      }
    });
  } else if (cells.form === 'dictionary') {
    const without = Uint8Array.from({ length: cells.distinct }, (_, code) =>
      isTimeWithoutZone(column.valueText(code)) ? bit : 0,
    );
    for (let row = 0; row < rows.length; row += 1) rows[row]! |= without[cells.codes[row]!]!;
  }
}

function markFlags(column: Column, table: Table, rows: Uint8Array, skip: ReadonlySet<number>) {
  const coded = codedBy(column, table.rowCount);
  const { codes } = coded;
  const texts = byText(coded, (text = '') => text);
  const seen = new Uint8Array(texts.length);
  for (let row = 0; row < rows.length; row += 1) if (!skip.has(row)) seen[codes[row]!] = 1;
  if (!areInCapitals(texts.filter((_, code) => seen[code] === 1))) return;
  const capital = texts.map((text) => areInCapitals([text]));
  for (let row = 0; row < rows.length; row += 1) if (capital[codes[row]!]) rows[row]! |= bitOf('flags');
}
