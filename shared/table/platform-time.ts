/**
 * Times in the two forms that the platform writes, read from the bytes: `2021-04-30 09:02:11.482113+00:00` and the same
 * without a fraction (docs/domain.md §1). Any other form, and any date out of range, is left to the full reading.
 */

const longLength = 32;
const shortLength = 25;
const dayMicros = 86_400_000_000;

/** Remembers the day it read last: rows stand in the order of their exams, so the next is often of the same. */
export class TimeReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  // The ten bytes of the date in three numbers, and what they came to.
  #year4 = 0;
  #month4 = 0;
  #day2 = 0;
  #dayStart = Number.NaN;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The length of the time that may begin at `at`, told from where its zone would be; 0 = none. Reads 32 bytes. */
  lengthAt(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at + 4] !== 0x2d) return 0;
    if (bytes[at + 19] === 0x2e) return longLength;
    return bytes[at + 19] === 0x2b ? shortLength : 0;
  }

  /** UTC microseconds of the time that begins at `at`, of this length in bytes; NaN = it is in neither form. */
  read(at: number, length: number): number {
    if (length !== longLength && length !== shortLength) return Number.NaN;
    const view = this.#view;
    const isSameDay =
      view.getInt32(at, true) === this.#year4 &&
      view.getInt32(at + 4, true) === this.#month4 &&
      view.getUint16(at + 8, true) === this.#day2;
    if (!isSameDay) this.#readDay(at);
    return this.#dayStart + timeOfDay(this.#bytes, at, length);
  }

  #readDay(at: number) {
    this.#year4 = this.#view.getInt32(at, true);
    this.#month4 = this.#view.getInt32(at + 4, true);
    this.#day2 = this.#view.getUint16(at + 8, true);
    this.#dayStart = dayAt(this.#bytes, at) * dayMicros;
  }
}

/** Two digits as a number; less than 0 where one of the bytes is no digit. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

/** From the eleventh byte on, in microseconds. */
function timeOfDay(bytes: Uint8Array, at: number, length: number): number {
  const hour = two(bytes, at + 11);
  const minute = two(bytes, at + 14);
  const second = two(bytes, at + 17);
  if (bytes[at + 10] !== 0x20 || bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a) return Number.NaN;
  if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  let micros = 0;
  let zone = at + 19;
  if (length === longLength) {
    const [first, next, last] = [two(bytes, at + 20), two(bytes, at + 22), two(bytes, at + 24)];
    if (bytes[at + 19] !== 0x2e || (first | next | last) < 0) return Number.NaN;
    micros = first * 10_000 + next * 100 + last;
    zone = at + 26;
  }
  if (bytes[zone] !== 0x2b || bytes[zone + 3] !== 0x3a) return Number.NaN;
  if (two(bytes, zone + 1) !== 0 || two(bytes, zone + 4) !== 0) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1e6 + micros;
}

/** The first ten bytes as days since 1970-01-01. */
function dayAt(bytes: Uint8Array, at: number): number {
  const century = two(bytes, at);
  const ofCentury = two(bytes, at + 2);
  const month = two(bytes, at + 5);
  const day = two(bytes, at + 8);
  if (bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d || (century | ofCentury | month | day) < 0) return Number.NaN;
  const year = century * 100 + ofCentury;
  // Python's own "no date" is year 1; the full reading says which years count.
  if (year < 1685 || year > 2254 || month < 1 || month > 12) return Number.NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day < 1 || day > longest ? Number.NaN : daysFromEpoch(year, month, day);
}

/** Days from 1970-01-01 to the given date of the proleptic Gregorian calendar. */
function daysFromEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
