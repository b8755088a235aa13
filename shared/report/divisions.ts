/**
 * Ways to divide the attempts of a report: a chart counts what falls where, and a filter by a set of the same family
 * keeps it. So a bar and its rows cannot disagree.
 */
import { byText, codedBy, mapCodes } from '../table/coded.ts';
import { type Codes, type Column, isNone, readingsByRow } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import { keptPerTable } from '../table/per-table.ts';
import type { Table } from '../table/table.ts';
import type { Bar } from './chart.ts';
import { dayMicros, hoursOf, type Zone } from './clock.ts';
import { ratioApplies } from './minutes.ts';
import { minutesColumn, type Report, usualOf } from './report.ts';
import { two } from './words.ts';

/** Every row falls into one place, or, from `places.length` on, outside for one of the reasons. */
export interface Division {
  readonly places: readonly Bar[];
  /** Why rows fall outside. */
  readonly outside: readonly string[];
  /** For each row a code, and for each code its place: so a column of few values is divided by its own codes. */
  readonly codes: Codes;
  readonly placeOf: Uint32Array;
}

/** The rows of a place, as a mask; undefined = there is no such place. */
export function placeMask(division: Division | undefined, key: string): Uint8Array | undefined {
  if (!division) return undefined;
  const place = division.places.findIndex((other) => other.key === key);
  if (place < 0) return undefined;
  const kept = Uint8Array.from(division.placeOf, (own) => (own === place ? 1 : 0));
  return mapCodes(division.codes, kept, new Uint8Array(division.codes.length));
}

/** Codes that are places: of those inside and those outside, so many. */
export const placesThemselves = (count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, place) => place);

/** The place of each row, where they are fewer than 256. */
function dividedBy(places: readonly Bar[], outside: readonly string[], rowCount: number, of: (row: number) => number) {
  const codes = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) codes[row] = of(row);
  return { places, outside, codes, placeOf: placesThemselves(places.length + outside.length) };
}

/** What a view has no say in is worked out once for a table: a byte a row. */
const once = keptPerTable<Division | undefined>();

/** By the text of a column, as a filter by values tells texts apart: all cells without a value are alike. */
export function byValue(column: Column, rowCount: number): Division {
  const places: Bar[] = [];
  const known = new Map<string, number>();
  const placeOf = (text: string) => {
    const key = isNone(text) ? '' : text;
    let place = known.get(key);
    if (place === undefined) {
      place = places.length;
      known.set(key, place);
      places.push({ key, label: key === '' ? '(no value)' : key });
    }
    return place;
  };
  const { cells } = column.parts;
  if ('codes' in cells) {
    const byCode = Uint32Array.from({ length: column.distinct }, (_, code) => placeOf(column.valueText(code)));
    return { places, outside: [], codes: cells.codes, placeOf: byCode };
  }
  const codes = Uint32Array.from({ length: rowCount }, (_, row) => placeOf(column.text(row)));
  return { places, outside: [], codes, placeOf: placesThemselves(places.length) };
}

const sharePlaces: readonly Bar[] = Array.from({ length: 12 }, (_, tenth) => {
  const from = `${tenth * 10} %`;
  const short = tenth === 11 ? '110+' : `${tenth * 10}`;
  return {
    key: String(tenth),
    label: tenth === 11 ? '110 % and more' : `${from} to under ${(tenth + 1) * 10} %`,
    short,
  };
});

const shareOutside = [
  'without a start or an end',
  'ended before they started, by the file',
  'without a time limit',
  'with a limit shorter than usual: resumed, or started close to the due date',
];

/**
 * By minutes used as a share of minutes allowed, in tenths. An attempt has no such share where it was not begun and
 * ended, where it has no limit, and where its limit is shorter than the exam's usual one.
 * Source: docs/rules.md §5.
 */
export function byShare(report: Report): Division {
  const { table } = report;
  const { rowCount } = table;
  return once(table, 'share', () => {
    const numbers = (id: string) => {
      const column = table.column(id);
      return column && readingsByRow(column, rowCount);
    };
    const [used, allowed] = [numbers(minutesColumn), numbers('allowed_time_limit_mins')];
    const [started, completed] = [numbers('started_at'), numbers('completed_at')];
    const exam = codedBy(table.column('exam_name'), rowCount);
    const usual = byText(exam, (name = '') => usualOf(report.facts, name));
    return dividedBy(sharePlaces, shareOutside, rowCount, (row) => {
      const minutes = used?.[row] ?? Number.NaN;
      if (Number.isNaN(minutes)) {
        const isReversed = started && completed && completed[row]! < started[row]!;
        return sharePlaces.length + (isReversed ? 1 : 0);
      }
      const limit = allowed?.[row] ?? Number.NaN;
      if (!(limit > 0)) return sharePlaces.length + 2;
      if (!ratioApplies(limit, usual[exam.codes[row]!])) return sharePlaces.length + 3;
      return Math.min(sharePlaces.length - 1, Math.floor((minutes / limit) * 10));
    });
  });
}

/** By the hour of the day at which attempts were submitted. */
export function byHour({ table }: Report, zone: Zone): Division {
  return once(table, `hour|${zone}`, () => {
    const column = table.column('completed_at');
    const completed = column && readingsByRow(column, table.rowCount);
    const hour = hoursOf(zone);
    const zoneWord = zone === 'utc' ? 'UTC' : 'local time';
    const places = Array.from({ length: 24 }, (_, at) => ({
      key: `${zone}-${two(at)}`,
      label: `${two(at)}:00–${two(at)}:59 ${zoneWord}`,
      short: two(at),
    }));
    return dividedBy(places, ['not submitted'], table.rowCount, (row) => {
      const micros = completed?.[row] ?? Number.NaN;
      return Number.isNaN(micros) ? places.length : hour(micros);
    });
  });
}

/** Whole days from which each place of {@link byWaiting} begins. */
const waitingDays = [0, 1, 3, 7, 14, 21];

const waitingPlaces: readonly Bar[] = waitingDays.map((days, place) => {
  const next = waitingDays[place + 1];
  const name =
    next === undefined ? `${days} days and more` : days === 0 ? 'under 1 day' : `${days} to under ${next} days`;
  const last = next === undefined ? days : next - 1;
  const short = next === undefined ? `${days}+` : days === 0 ? '<1' : last > days ? `${days}–${last}` : `${days}`;
  return { key: String(days), label: name, short };
});

/**
 * By how long attempts have been in review, from their submission to the moment of the report; undefined where that
 * moment is not known.
 * Source: docs/rules.md §1 and §2.
 */
export function byWaiting({ table, facts, parts }: Report): Division | undefined {
  const column = table.column('completed_at');
  const now = facts.asOf?.micros;
  if (now === undefined || !column) return undefined;
  return once(table, `waiting|${facts.secondReview}`, () => {
    const completed = readingsByRow(column, table.rowCount);
    const inReview = Uint8Array.from(parts.verdicts, ({ kind }) => (kind === 'in-review' ? 1 : 0));
    const outside = ['not in review', 'in review, without a time of submission'];
    return dividedBy(waitingPlaces, outside, table.rowCount, (row) => {
      if (inReview[parts.verdictCodes[row]!] === 0) return waitingPlaces.length;
      const micros = completed[row]!;
      if (Number.isNaN(micros)) return waitingPlaces.length + 1;
      const days = (now - micros) / dayMicros;
      return Math.max(
        0,
        waitingDays.findLastIndex((from) => days >= from),
      );
    });
  });
}

/** By whether a column has a text: `column|with`, `column|without`. */
export function byFilled(column: Column, table: Table): Division {
  return once(table, `filled|${column.id}`, () => {
    const places = [
      { key: `${column.id}|with`, label: 'with text' },
      { key: `${column.id}|without`, label: 'without text' },
    ];
    const filled = filledIn(column, table.parts.bytes);
    return dividedBy(places, [], table.rowCount, (row) => (filled(row) ? 0 : 1));
  });
}

/** The rows of one place of {@link byFilled}. */
export function textMask({ table }: Report, set: string): Uint8Array | undefined {
  const column = table.column(set.slice(0, set.lastIndexOf('|')));
  return column && placeMask(byFilled(column, table), set);
}

/** By the number in a column, in ranges of one width that hold all of them: `column|from|before`. */
export const byRange = (column: Column, table: Table): Division | undefined =>
  once(table, `range|${column.id}`, () => inRanges(column, table.rowCount));

function inRanges(column: Column, rowCount: number): Division | undefined {
  const numbers = readingsByRow(column, rowCount);
  let [least, most] = [Infinity, -Infinity];
  let isWhole = true;
  for (let row = 0; row < rowCount; row += 1) {
    const value = numbers[row]!;
    if (value < least) least = value;
    if (value > most) most = value;
    if (value % 1 !== 0 && !Number.isNaN(value)) isWhole = false;
  }
  if (least > most) return undefined;
  const width = Math.max(isWhole ? 1 : 0, niceWidth((most - least) / 15));
  const first = Math.floor(least / width);
  const count = Math.floor(most / width) - first + 1;
  const edges = Array.from({ length: count + 1 }, (_, place) => Number(((first + place) * width).toPrecision(12)));
  const places = Array.from({ length: count }, (_, place) => ({
    key: `${column.id}|${edges[place]}|${edges[place + 1]}`,
    label: `${edges[place]} to under ${edges[place + 1]}`,
    short: `${edges[place]}`,
  }));
  return dividedBy(places, ['without a number'], rowCount, (row) => {
    const value = numbers[row]!;
    if (Number.isNaN(value)) return count;
    // A division may round over an edge.
    const place = Math.floor(value / width) - first;
    return value < edges[place]! ? place - 1 : value >= edges[place + 1]! ? place + 1 : place;
  });
}

/** 1, 2 or 5 with zeros, at least as wide. */
function niceWidth(width: number): number {
  if (!(width > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(width));
  return ten * ([1, 2, 5].find((step) => step * ten >= width) ?? 10);
}

/** The rows of one range of {@link byRange}. */
export function rangeMask({ table }: Report, set: string): Uint8Array | undefined {
  const [, id, from, before] = /^(.*)\|([^|]+)\|([^|]+)$/s.exec(set) ?? [];
  const column = id === undefined ? undefined : table.column(id);
  if (!column) return undefined;
  const [least, end] = [Number(from), Number(before)];
  return Uint8Array.from({ length: table.rowCount }, (_, row) => {
    const value = column.number(row);
    return value >= least && value < end ? 1 : 0;
  });
}
