/**
 * Times in the two forms that the platform writes: `2021-04-30 09:02:11.482113+00:00` and the same without a fraction
 * (docs/domain.md §1). Any other form, and any date out of range, is left to the full reading.
 */
import { Column } from './column.as.ts';

const longLength: u32 = 32;
const shortLength: u32 = 25;
const dayMicros: f64 = 86_400_000_000;

/** UTC microseconds of the time that stands there; NaN = it is in neither form. */
export function timeAt(column: Column, at: usize, length: u32): f64 {
  if (length !== longLength && length !== shortLength) return NaN;
  // Rows stand in the order of their exams, so the next time is often of the same day.
  const year4 = load<u32>(at);
  const month4 = load<u32>(at + 4);
  const day2 = <u32>load<u16>(at + 8);
  if (year4 !== column.year4 || month4 !== column.month4 || day2 !== column.day2) {
    column.year4 = year4;
    column.month4 = month4;
    column.day2 = day2;
    column.day = dayAt(at);
  }
  return column.day + timeOfDay(at, length);
}

/** Two digits as a number; less than 0 where one of the bytes is no digit. */
function two(at: usize): i32 {
  const tens = <i32>load<u8>(at) - 48;
  const ones = <i32>load<u8>(at + 1) - 48;
  return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

/** From the eleventh byte on, in microseconds. */
function timeOfDay(at: usize, length: u32): f64 {
  if (load<u8>(at + 10) !== 0x20 || load<u8>(at + 13) !== 0x3a || load<u8>(at + 16) !== 0x3a) return NaN;
  const hour = two(at + 11);
  const minute = two(at + 14);
  const second = two(at + 17);
  if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return NaN;
  let micros = 0;
  let zone = at + 19;
  if (length === longLength) {
    const first = two(at + 20);
    const next = two(at + 22);
    const last = two(at + 24);
    if (load<u8>(zone) !== 0x2e || (first | next | last) < 0) return NaN;
    micros = first * 10_000 + next * 100 + last;
    zone = at + 26;
  }
  // +00:00
  if (load<u32>(zone) !== 0x3a30_302b || load<u16>(zone + 4) !== 0x3030) return NaN;
  return <f64>((hour * 60 + minute) * 60 + second) * 1e6 + <f64>micros;
}

/** Where the day begins whose date are the first ten bytes. */
function dayAt(at: usize): f64 {
  if (load<u8>(at + 4) !== 0x2d || load<u8>(at + 7) !== 0x2d) return NaN;
  const century = two(at);
  const ofCentury = two(at + 2);
  const month = two(at + 5);
  const day = two(at + 8);
  if ((century | ofCentury | month | day) < 0) return NaN;
  const year = century * 100 + ofCentury;
  // Python's own "no date" is year 1; the full reading says which years count.
  if (year < 1685 || year > 2254 || month < 1 || month > 12) return NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day < 1 || day > longest ? NaN : <f64>daysFromEpoch(year, month, day) * dayMicros;
}

/** Days from 1970-01-01 to the given date of the proleptic Gregorian calendar. */
function daysFromEpoch(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
}
