/**
 * Ways to divide the attempts of a report: a chart counts what falls where, and a filter by a set of the same family
 * keeps it. So a bar and its rows cannot disagree.
 */
import { type Column, isNone } from '../table/column.ts';
import type { Bar } from './chart.ts';
import { dayMicros, hoursOf, type Zone } from './clock.ts';
import { ratioApplies } from './minutes.ts';
import { minutesColumn, type Report } from './report.ts';
import { two } from './words.ts';

/** Every row falls into one place, or, from `places.length` on, outside for one of the reasons. */
export interface Division {
  readonly places: readonly Bar[];
  /** Why rows fall outside. */
  readonly outside: readonly string[];
  of(row: number): number;
}

/** The rows of a place, as a mask; undefined = there is no such place. */
export function placeMask(division: Division | undefined, key: string, rowCount: number): Uint8Array | undefined {
  if (!division) return undefined;
  const place = division.places.findIndex((other) => other.key === key);
  if (place < 0) return undefined;
  return Uint8Array.from({ length: rowCount }, (_, row) => (division.of(row) === place ? 1 : 0));
}

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
  if (column.distinct > 0) {
    const byCode = Uint32Array.from({ length: column.distinct }, (_, code) => placeOf(column.valueText(code)));
    return { places, outside: [], of: (row) => byCode[column.code(row)]! };
  }
  const byRow = Uint32Array.from({ length: rowCount }, (_, row) => placeOf(column.text(row)));
  return { places, outside: [], of: (row) => byRow[row]! };
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
  const used = table.column(minutesColumn);
  const allowed = table.column('allowed_time_limit_mins');
  const [started, completed] = [table.column('started_at'), table.column('completed_at')];
  const usual = usualOf(report);
  return {
    places: sharePlaces,
    outside: shareOutside,
    of(row) {
      const minutes = used?.number(row) ?? Number.NaN;
      if (Number.isNaN(minutes)) {
        const isReversed = started && completed && completed.number(row) < started.number(row);
        return sharePlaces.length + (isReversed ? 1 : 0);
      }
      const limit = allowed?.number(row) ?? Number.NaN;
      if (!(limit > 0)) return sharePlaces.length + 2;
      if (!ratioApplies(limit, usual(row))) return sharePlaces.length + 3;
      return Math.min(sharePlaces.length - 1, Math.floor((minutes / limit) * 10));
    },
  };
}

/** The usual limit of each row's exam, without a text for each row. */
function usualOf({ table, facts }: Report): (row: number) => number | undefined {
  const exam = table.column('exam_name');
  if (!exam) return () => undefined;
  const limit = (name: string) => (Object.hasOwn(facts.usualLimits, name) ? facts.usualLimits[name] : undefined);
  if (exam.distinct === 0) return (row) => limit(exam.text(row));
  const byCode = Array.from({ length: exam.distinct }, (_, code) => limit(exam.valueText(code)));
  return (row) => byCode[exam.code(row)];
}

/** By the hour of the day at which attempts were submitted. */
export function byHour(report: Report, zone: Zone): Division {
  const completed = report.table.column('completed_at');
  const hour = hoursOf(zone);
  const zoneWord = zone === 'utc' ? 'UTC' : 'local time';
  return {
    places: Array.from({ length: 24 }, (_, at) => ({
      key: `${zone}-${two(at)}`,
      label: `${two(at)}:00–${two(at)}:59 ${zoneWord}`,
      short: two(at),
    })),
    outside: ['not submitted'],
    of(row) {
      const micros = completed?.number(row) ?? Number.NaN;
      return Number.isNaN(micros) ? 24 : hour(micros);
    },
  };
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
export function byWaiting(report: Report): Division | undefined {
  const { table, facts } = report;
  const completed = table.column('completed_at');
  if (!facts.asOf || !completed) return undefined;
  const { micros: now } = facts.asOf;
  return {
    places: waitingPlaces,
    outside: ['not in review', 'in review, without a time of submission'],
    of(row) {
      if (report.verdict(row).kind !== 'in-review') return waitingPlaces.length;
      const micros = completed.number(row);
      if (Number.isNaN(micros)) return waitingPlaces.length + 1;
      const days = (now - micros) / dayMicros;
      return Math.max(
        0,
        waitingDays.findLastIndex((from) => days >= from),
      );
    },
  };
}

/** By whether a column has a text: `column|with`, `column|without`. */
export function byText(column: Column): Division {
  return {
    places: [
      { key: `${column.id}|with`, label: 'with text' },
      { key: `${column.id}|without`, label: 'without text' },
    ],
    outside: [],
    of: (row) => (isNone(column.text(row)) ? 1 : 0),
  };
}

/** The rows of one place of {@link byText}. */
export function textMask({ table }: Report, set: string): Uint8Array | undefined {
  const column = table.column(set.slice(0, set.lastIndexOf('|')));
  return column && placeMask(byText(column), set, table.rowCount);
}

/** By the number in a column, in ranges of one width that hold all of them: `column|from|before`. */
export function byRange(column: Column, rowCount: number): Division | undefined {
  let [least, most] = [Infinity, -Infinity];
  let isWhole = true;
  for (let row = 0; row < rowCount; row += 1) {
    const value = column.number(row);
    if (value < least) least = value;
    if (value > most) most = value;
    if (value % 1 !== 0 && !Number.isNaN(value)) isWhole = false;
  }
  if (least > most) return undefined;
  const width = Math.max(isWhole ? 1 : 0, niceWidth((most - least) / 15));
  const first = Math.floor(least / width);
  const count = Math.floor(most / width) - first + 1;
  const edge = (place: number) => Number(((first + place) * width).toPrecision(12));
  return {
    places: Array.from({ length: count }, (_, place) => ({
      key: `${column.id}|${edge(place)}|${edge(place + 1)}`,
      label: `${edge(place)} to under ${edge(place + 1)}`,
      short: `${edge(place)}`,
    })),
    outside: ['without a number'],
    of(row) {
      const value = column.number(row);
      if (Number.isNaN(value)) return count;
      // A division may round over an edge.
      const place = Math.floor(value / width) - first;
      return value < edge(place) ? place - 1 : value >= edge(place + 1) ? place + 1 : place;
    },
  };
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
